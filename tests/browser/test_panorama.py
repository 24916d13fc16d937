"""The Panorama in a browser: read by everyone, at any size, on paper, and its numbers lead to the explorer."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessibility import OPTIONS
from tests.browser.visitor import DESKTOP, PHONE, SCHEMES, SMALL_PHONE, Scheme, Visitor, show_all

pytestmark = pytest.mark.browser

PANORAMA = "panorama/"
# Words that stand on two lines, other than after a hyphen.
_CUT_WORDS = """cells => cells.flatMap(cell => {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), cut = [];
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/[^\\s-]+/g)) {
      const range = new Range();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) cut.push(word[0]);
    }
  }
  return cut;
})"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [DESKTOP, SMALL_PHONE], ids=["desktop", "small phone"])
def test_axe_finds_nothing_in_the_whole_page(visitor: Visitor, size: tuple[int, int], scheme: Scheme) -> None:
    page = visitor.open(PANORAMA, size, scheme)
    show_all(page)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    assert [(v["id"], node["html"][:120]) for v in found for node in v["nodes"]] == []


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE], ids=["phone", "small phone"])
def test_the_page_does_not_scroll_sideways_but_its_wide_tables_do_by_keyboard(
    visitor: Visitor, size: tuple[int, int]
) -> None:
    page = visitor.open(PANORAMA, size)
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    wide = page.get_by_role("region", name="Nombre de modules par secteur et par transition")
    wide.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=wide.element_handle())


@pytest.mark.parametrize(("width", "media"), [(390, "screen"), (800, "screen"), (1280, "screen"), (718, "print")])
def test_no_word_of_a_heading_is_cut(visitor: Visitor, width: int, media: Literal["screen", "print"]) -> None:
    page = visitor.open(PANORAMA, (width, 900))
    page.emulate_media(media=media)
    assert page.locator("main table th").evaluate_all(_CUT_WORDS) == []


def test_a_number_of_the_table_leads_to_the_explorer_with_both_facets(visitor: Visitor) -> None:
    page = visitor.open(PANORAMA)
    cell = page.get_by_role(
        "link", name=re.compile("^\\d+ modules? : Bâtiment et travaux publics, Transition écologique$")
    )
    expect(cell).to_have_text(re.compile(r"^\d+$"))
    cell.click()
    page.wait_for_url("**/recherche/?secteur=btp&transition=ecologique")
    assert visitor.failed == []


def test_every_chart_is_inside_a_table_that_says_what_it_counts(visitor: Visitor) -> None:
    page = visitor.open(PANORAMA, java_script_enabled=False)
    charts = page.locator("main svg.barre, main svg.colonne")
    assert charts.count() > 50
    assert page.locator("main td svg.barre, main td svg.colonne").count() == charts.count()
    tables = page.locator("main table").all()
    assert len(tables) >= 10
    for table in tables:
        expect(table.locator("caption")).to_contain_text("Base")
        assert table.locator("thead th[scope=col]").count() >= 2
        assert table.locator("tbody tr").count() == table.locator("tbody th[scope=row]").count() > 0


def test_a_bar_is_as_long_as_its_number(visitor: Visitor) -> None:
    page = visitor.open(PANORAMA)
    rows = page.locator("main table", has_text="Modules par région qui les a créés").locator("tbody tr").all()
    read = [
        (int(row.locator(".nombre").inner_text()), row.locator("rect").evaluate("e => e.getBoundingClientRect().width"))
        for row in rows
    ]
    most, longest = read[0]
    assert most > 0
    assert longest > 100
    assert [width for count, width in read if abs(width - longest * count / most) > 1] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_shows_the_whole_tables_with_bars_and_dark_text(visitor: Visitor, scheme: Scheme) -> None:
    page = visitor.open(PANORAMA, (718, 1000), scheme)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Sur cette page")).to_be_hidden()
    assert page.locator(".defile").evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth).length") == 0
    assert page.locator("svg.barre").first.bounding_box()["height"] > 5  # type: ignore[index]  # a shown chart has a box
    light = "e => getComputedStyle(e).color.match(/[0-9.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) > 380"
    for text in ("h1", ".md-content h2", ".graphique tbody a", ".chiffres dt", ".graphique caption"):
        assert not page.locator(text).first.evaluate(light), text
    filled = page.locator(".niveau--5").first
    assert filled.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
