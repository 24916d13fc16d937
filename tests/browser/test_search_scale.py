"""The search of a large catalogue stays light."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from benchmarks.search_site import made_catalogue, search_site
from tests.browser.server import served
from tests.browser.visitor import Visitor
from tests.site import made
from tests.site.once import once

pytestmark = [pytest.mark.browser, pytest.mark.scale]

MODULES = 10_000
# Bytes. Official words and the titles that come first made the query two hundredths heavier than the 350,000 it was.
QUERY_LIMIT, PAGE_LIMIT = 360_000, 150_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the search of a large catalogue is served."""

    def make(folder: Path) -> Path:
        search_site(made.theme(tmp_path_factory), made_catalogue(MODULES, folder / "catalogue"), folder / "site")
        return folder / "site"

    site = once(tmp_path_factory, "grande-recherche", make)
    with served(site, tmp_path_factory.mktemp("racine")) as address:
        yield address


# A frequent subject, a rare one, several words, an abbreviation.
@pytest.mark.parametrize("query", ["q=num%C3%A9rique", "q=teillage", "q=pompe+a+chaleur", "q=ADVF&nature=savoir-etre"])
def test_the_first_faceted_query_is_light_and_so_is_the_page(browser: Browser, large: str, query: str) -> None:
    visitor = Visitor(browser, large)
    page = visitor.page()
    bodies: dict[str, Response] = {}
    page.on("response", lambda response: bodies.update({response.url: response}))
    page.goto(f"{large}recherche/?{query}&region=grand-est&region=hauts-de-france&region=normandie")
    expect(page.locator("#nombre")).to_have_text(re.compile(r"^[\d\s]+modules$"), timeout=30_000)
    expect(page.locator(".carte-module").first).to_be_visible(timeout=30_000)
    assert page.locator(".explorateur__puce").count() >= 3
    page.wait_for_load_state("networkidle")
    sizes = {url.removeprefix(large): len(response.body()) for url, response in list(bodies.items())}
    data = {url: size for url, size in sizes.items() if url.startswith("pagefind/") or url.endswith(".bin")}
    assert {"recherche/facettes.bin", "recherche/mots.bin"} <= set(data)
    assert sum(data.values()) < QUERY_LIMIT, data
    assert next(size for url, size in sizes.items() if url.startswith("recherche/?")) < PAGE_LIMIT
    visitor.leave()
