"""A page that is open while its record is being written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_tools.site.dev_server.live_site import LiveSite
from build_tools.site.dev_server.watching import watching
from build_tools.site.dev_server.web import Server
from tests.conftest import MODULE, copy_small_catalogue
from tests.site.site_tools import PROJECT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "titre: Compétences liées au teillage (filière lin)"
MILLISECONDS = 30_000


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record that is being written."""
    return copy_small_catalogue(tmp_path / "catalogue") / MODULE


@pytest.fixture
def open_page(record: Path, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Its page, served and open."""
    catalogue = tmp_path / "catalogue"
    live_site = LiveSite(PROJECT, catalogue, tmp_path / "atelier", lambda _: None)
    live_site.update()
    with Server(live_site, "127.0.0.1", 0) as server, watching([catalogue], live_site.update):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(f"http://127.0.0.1:{server.server_port}/modules/{record.stem}/")
        yield page
        page.close()
        server.shutdown()
    live_site.close()
    assert errors == []


def _edit(record: Path, old: str, new: str) -> None:
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new), encoding="utf-8")


def test_the_new_title_shows_by_itself_as_often_as_it_changes(open_page: Page, record: Path) -> None:
    title = TITLE
    for new in ("Teiller le lin", "Rouir le lin", "Filer le lin"):
        _edit(record, title, f"titre: {new}")
        title = f"titre: {new}"
        expect(open_page.locator("h1")).to_have_text(new, timeout=MILLISECONDS)


def test_an_error_is_said_under_the_page_until_it_is_mended(open_page: Page, record: Path) -> None:
    bar = open_page.get_by_role("status").filter(has_text=record.name)
    _edit(record, "region: normandie", "region: normandy")
    expect(bar).to_contain_text("normandy", timeout=MILLISECONDS)
    expect(open_page.locator("h1")).to_contain_text("teillage")
    _edit(record, "region: normandy", "region: normandie")
    expect(bar).to_be_hidden(timeout=MILLISECONDS)
