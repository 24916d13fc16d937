"""Three ways of coming: by keyboard at 400 % zoom, from a web search, by a dead link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import SUB_PATH, served
from tests.browser.visitor import Visitor
from tests.site.once import once
from tests.site.site_tools import PROJECT, build

pytestmark = pytest.mark.browser

VELO = "Réparation des vélos à assistance électrique"
# A screen of 1280 × 1024 enlarged four times.
ZOOMED = (320, 256)


@pytest.fixture
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A visitor of the site as it is published: it knows its address."""
    address = f"https://exemple.fr/{SUB_PATH}/"
    site: Path = once(tmp_path_factory, "publie-ici", lambda folder: build(PROJECT, folder / "site", SITE_URL=address))
    with served(site, tmp_path_factory.mktemp("publie")) as local:
        visitor = Visitor(browser, local)
        yield visitor
        visitor.leave()


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the link or button of that name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if re.search(name, page.evaluate("document.activeElement.textContent")):
            return
    raise AssertionError(f"no focus on {name}")


def test_by_keyboard_alone_at_400_percent_the_module_of_the_region_is_read(visitor: Visitor) -> None:
    page = visitor.open("", ZOOMED)
    _tab_to(page, "Menu")
    page.keyboard.press("Enter")
    _tab_to(page, "^Régions$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Régions")
    _tab_to(page, "Passer la carte")
    page.keyboard.press("Enter")
    _tab_to(page, "^Bretagne$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bretagne")
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED[0]
    expect(page.locator(".carte-module").first).to_be_visible()


def test_from_a_web_search_the_page_says_what_it_is_and_leads_to_the_like(reader: Visitor) -> None:
    page = reader.open("themes/cycle/")
    for name in ("og:title", "og:description", "og:site_name", "og:url"):
        assert page.locator(f"meta[property='{name}']").get_attribute("content")
    page.get_by_role("link", name=VELO).click()
    title = page.locator("meta[property='og:title']").get_attribute("content") or ""
    assert title.startswith(VELO)
    expect(page.locator(".proches")).to_be_visible()
    expect(page.get_by_role("navigation", name="Fil d’Ariane")).to_be_visible()


def test_a_dead_link_leads_to_the_page_that_its_words_name(reader: Visitor) -> None:
    page = reader.open("modules/cvl-reparation-velos-electriques/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page introuvable")
    link = page.locator("#introuvable").get_by_role("link", name=VELO)
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VELO)


@pytest.mark.parametrize("path", ["velos/", "a/b/c/", "regions/normandie/velos-electriques/x/y/z/"])
def test_a_dead_link_of_a_site_that_does_not_know_its_address_leads_on_from_any_depth(
    visitor: Visitor, path: str
) -> None:
    page = visitor.open(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Page introuvable")
    styled = page.locator("link[rel=stylesheet]").evaluate_all(
        "all => all.filter(e => !e.sheet?.cssRules.length).length"
    )
    assert styled == 0
    assert page.locator("header img").evaluate("image => image.naturalWidth") > 0
    links = page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    assert [a for a in links if not a.startswith(visitor.address)] == []
    page.get_by_label("Rechercher un module").first.fill("vélo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.address}recherche/?q=v%C3%A9lo")


def test_a_dead_link_that_attacks_is_harmless(reader: Visitor) -> None:
    page = reader.open("modules/%3Cimg%20src=x%20onerror=alert(1)%3E%/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page introuvable")
    assert page.locator("main img").count() == 0
