"""A real browser over the built site, served under a sub-path as a forge's pages are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.find_chromium import find_chromium
from tests.browser.journeys import JOURNEYS
from tests.browser.server import served
from tests.browser.visitor import Visitor
from tests.site import made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is no journey is for `make test-long`."""
    for item in items:
        if item.get_closest_marker("browser") and getattr(item, "originalname", item.name) not in JOURNEYS:
            item.add_marker("long")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site."""
    return made.real_site(tmp_path_factory)


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served: below a sub-path, with a final slash."""
    with served(site, tmp_path_factory.mktemp("racine")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium: run python tests/browser/find_chromium.py")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor with a browser of their own: nothing remembered, everything noted."""
    visitor = Visitor(browser, address)
    yield visitor
    visitor.leave()


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The visitor's page, on the home page, at a desktop's size."""
    return visitor.open("")
