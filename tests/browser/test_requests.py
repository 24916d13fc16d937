"""The site asks nothing of anyone else, and the browser has nothing to complain about."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Route

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser

# Pages that work by scripts.
BY_SCRIPTS = [
    *("recherche/", "besoin/", "comparer/", "referentiels/"),
    *("contribuer/formulaire/", "contribuer/ecarts/", "contribuer/classeur/"),
]


def test_no_page_asks_another_host_fails_to_load_something_or_complains(visitor: Visitor) -> None:
    page = visitor.page()
    for path in KINDS.values():
        page.goto(visitor.address + path, wait_until="load")
        page.mouse.wheel(0, 2000)
    assert len(visitor.requests) > len(KINDS)
    assert [url for url in visitor.requests if not url.startswith((visitor.address, "data:"))] == []
    assert visitor.failed == []
    assert visitor.complaints == []


def test_every_symbol_of_the_interface_is_really_loaded(visitor: Visitor) -> None:
    page = visitor.open("transitions/ecologique/")
    page.wait_for_load_state("networkidle")
    mask = "all => all.map(e => getComputedStyle(e, e.matches('.symbole') ? null : '::before').maskImage)"
    masks = page.eval_on_selector_all(".symbole, .carte-module__faits > [class*='symbole--']", mask)
    assert len(masks) > 10
    assert [found for found in masks if "/assets/symboles/" not in found] == []
    assert any(url.endswith(".svg") and "/symboles/" in url for url in visitor.requests)


def test_nothing_is_kept_on_the_visitor_s_machine(visitor: Visitor) -> None:
    page = visitor.open("modules/")
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(sessionStorage).length") == 0


@pytest.mark.parametrize("path", BY_SCRIPTS)
def test_a_page_names_ahead_each_script_that_it_needs_at_once(visitor: Visitor, path: str) -> None:
    """A script that another names is asked for once that one is read: half a second more on a slow network."""
    page = visitor.open(path)
    page.locator("html.pret").wait_for(state="attached")
    ahead = set(
        page.eval_on_selector_all("link[rel=modulepreload], script[src]", "all => all.map(one => one.href || one.src)")
    )
    scripts = {url for url in visitor.requests if "/assets/javascripts/" in url and "bundle" not in url}
    assert len(scripts) > 3
    assert scripts - ahead == set()
    assert ahead <= set(visitor.requests)  # nor one too many


@pytest.mark.parametrize("query", ["?q=soudure", "?q=v%C3%A9lo+%C3%A0+tours", "?region=bretagne", "?tri=duree", ""])
@pytest.mark.parametrize("late", ["nothing", "recherche-avance.js", "recherche.js", "facettes.bin"])
def test_the_explorer_asks_for_its_first_cards_before_all_else(visitor: Visitor, query: str, late: str) -> None:
    """In whatever order the network brings what the page needs."""
    page = visitor.page()
    page.route(f"**/{late}", _send_late)
    page.goto(f"{visitor.address}recherche/{query}")
    page.locator(".carte-module").first.wait_for()
    page.wait_for_load_state("networkidle")
    fetched = [url.removeprefix(visitor.address) for url in visitor.requests if ".bin" in url or ".pagefind" in url]
    assert fetched[0] == "recherche/facettes.bin"
    assert fetched[1].startswith("pagefind/cartes/"), fetched


@pytest.mark.parametrize("path", [*BY_SCRIPTS, "recherche/?q=velo", "recherche/?q=%00", "parcours/", "signaux/", ""])
@pytest.mark.parametrize("late", ["*.css", "*.bin", "*.svg", "outils.js"])
def test_a_page_works_in_whatever_order_the_network_brings_it(visitor: Visitor, path: str, late: str) -> None:
    """Late styles hold back the page itself, and all of its scripts may be there before it."""
    page = visitor.page()
    page.route(f"**/{late}", _send_late)
    page.goto(visitor.address + path)
    page.wait_for_load_state("networkidle")
    if path.startswith(tuple(BY_SCRIPTS)):
        page.locator("html.pret").wait_for(state="attached")
    assert visitor.complaints == []


def _send_late(route: Route) -> None:
    time.sleep(0.4)
    route.continue_()
