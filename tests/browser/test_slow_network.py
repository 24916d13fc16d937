"""A phone on « slow 3G », four times slower than this machine: the answer is there before the visitor has gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.slow_server import served_compressed, served_in_pieces, slow_down
from tests.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.long]

FIRST_RESULTS_MS = 5_000
LARGEST_PAINT_MS = 3_500
# « Good » is below 0.1 for the Web Vitals (web.dev/cls).
MOVED = 0.03
PAGES = [
    "",
    "modules/",
    "modules/cvl-reparation-velos-assistance-electrique/",
    "regions/centre-val-de-loire/",
    "certifications/",
    "comprendre/module-additionnel/",
    "trouver/",
    "panorama/",
    "recherche/",
    "recherche/?q=soudure",
    "signaux/",
    "themes/cycle/",
    "secteurs/industrie/",
    "transitions/ecologique/",
    "certifications/tp-assistant-de-vie-aux-familles/",
    "dossiers/tp-assistant-de-vie-aux-familles/",
    "demarches/normandie-incubation-certifications/",
    "metiers/I1619/",
    "besoin/",
    "referentiels/",
    "echeances/",
    "contribuer/formulaire/",
    "donnees/versions/",
]

# What the browser itself measured: the moment of the largest paint, and how much has moved.
_MEASURED = """() => new Promise((done) => {
  const found = { paint: 0, moved: 0 };
  new PerformanceObserver((list) => { for (const one of list.getEntries()) found.paint = one.startTime })
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) found.moved += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(found), 300);
})"""


@pytest.fixture(scope="module")
def slow_address(site: Path) -> Iterator[str]:
    with served_compressed(site) as address:
        yield address


@pytest.fixture(scope="module")
def address_in_pieces(site: Path) -> Iterator[str]:
    with served_in_pieces(site) as address:
        yield address


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, service_workers="block")
    page = context.new_page()
    slow_down(page)
    yield page
    context.close()


def _measured(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(_MEASURED)
    return found


@pytest.mark.parametrize("query", ["", "?q=soudure", "?q=velo&region=centre-val-de-loire"])
def test_the_first_results_of_the_explorer_are_there_in_five_seconds(
    browser: Browser, slow_address: str, query: str
) -> None:
    """The best of three: this machine may be busy with something else."""
    moments = []
    while len(moments) < 3 and min(moments, default=FIRST_RESULTS_MS) >= FIRST_RESULTS_MS:
        context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, service_workers="block")
        page = context.new_page()
        slow_down(page)
        page.goto(f"{slow_address}recherche/{query}", wait_until="commit")
        page.locator(".carte-module").first.wait_for()
        moments.append(page.evaluate("performance.now()"))
        context.close()
    assert min(moments) < FIRST_RESULTS_MS, moments


def test_what_words_need_is_fetched_when_the_visitor_comes_to_the_field(phone: Page, slow_address: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{slow_address}recherche/", wait_until="networkidle")
    assert [url for url in asked if "wasm" in url] == []
    phone.locator("#q").focus()
    phone.wait_for_event("requestfinished", lambda request: "wasm" in request.url)


def test_until_all_is_there_the_words_are_said_and_no_number(phone: Page, slow_address: str) -> None:
    phone.goto(f"{slow_address}recherche/?q=soudure", wait_until="commit")
    phone.locator(".carte-module").first.wait_for()
    assert "soudure" in phone.locator("#q").input_value()
    expect(phone.locator("#nombre")).to_have_text("Recherche de «\u00a0soudure\u00a0»…")
    phone.locator(".carte-module").first.evaluate("(card) => { card.dataset.premiere = '' }")
    phone.locator(".explorateur--pret").wait_for()
    expect(phone.locator(".carte-module").first).to_have_attribute("data-premiere", "")  # not made anew under a finger
    expect(phone.locator("#nombre")).to_contain_text("modules")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_read_in_three_and_a_half_seconds(browser: Browser, slow_address: str, path: str) -> None:
    """The best of three, for the same reason."""
    seen: list[dict[str, Any]] = []
    while len(seen) < 3 and min((one["paint"] for one in seen), default=LARGEST_PAINT_MS) >= LARGEST_PAINT_MS:
        context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, service_workers="block")
        page = context.new_page()
        slow_down(page)
        page.goto(slow_address + path)
        seen.append(_measured(page))
        context.close()
    assert min(one["paint"] for one in seen) < LARGEST_PAINT_MS, seen


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_arrives(browser: Browser, address_in_pieces: str, path: str) -> None:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, service_workers="block")
    page = context.new_page()
    page.goto(address_in_pieces + path)
    moved = _measured(page)["moved"]
    context.close()
    assert moved < MOVED


# Pages that work by scripts, each with a way on that needs none.
_BY_SCRIPTS = {
    "recherche/?q=velo": "la liste de tous les modules",
    "besoin/": "thème",
    "comparer/": "liste de tous les modules",
    "referentiels/": "dossiers",
    "contribuer/formulaire/": "tableur",
    "contribuer/classeur/": "la commande d’import",
}


@pytest.mark.parametrize("path", _BY_SCRIPTS)
def test_where_scripts_are_blocked_the_page_says_so_after_a_while_and_leads_on(visitor: Visitor, path: str) -> None:
    page = visitor.page(PHONE)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(visitor.address + path)
    told = page.get_by_text("Cette page n’est pas encore prête.")
    expect(told).to_be_hidden()
    expect(told).to_be_visible(timeout=15_000)
    expect(page.locator("main").get_by_role("link", name=_BY_SCRIPTS[path]).first).to_be_visible()


@pytest.mark.parametrize("path", _BY_SCRIPTS)
def test_where_scripts_work_nothing_is_said_of_them(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, PHONE)
    expect(page.locator("html")).to_have_class(re.compile(r"\bpret\b"))
    expect(page.locator(".en-attente")).to_have_css("display", "none")


def test_an_index_that_never_comes_is_said_after_a_while(visitor: Visitor) -> None:
    page = visitor.page(PHONE)
    page.route("**/*.bin", lambda route: None)
    page.goto(visitor.address + "recherche/?q=velo", wait_until="commit")
    expect(page.get_by_text("Cette page n’est pas encore prête.")).to_be_visible(timeout=15_000)


def test_nothing_that_needs_scripts_shows_without_them(visitor: Visitor) -> None:
    page = visitor.open("contribuer/classeur/", java_script_enabled=False)
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_text("Choisir un fichier")).to_be_hidden()
