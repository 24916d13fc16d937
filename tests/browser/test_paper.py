"""Printed pages: Chromium makes the PDF, and the sheets are counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.model import Catalogue
from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser

# A sheet of A4 without its margins, in CSS pixels.
SHEET = (680, 1000)
# A word that stands on two lines, though nothing in it allows a break: addresses and codes may be cut anywhere.
CUT_WORDS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility() || node.parentElement.closest("code, .pied-papier, svg")) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\d]{2,}/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
      if (lines.size > 1 && !/https?:|www\\./.test(node.data)) found.push(word[0]);
    }
  }
  return found;
}"""

# Cards stand two in a line with space below: a rule for the screen that wins on paper squeezes them.
SQUEEZED_CARDS = """() => {
  const cards = [...document.querySelectorAll("main .cartes > .carte-module")].filter((card) => card.checkVisibility());
  const least = 0.4 * document.querySelector("article").getBoundingClientRect().width;
  const isSqueezed = (card) =>
    card.getBoundingClientRect().width < least || getComputedStyle(card).marginBottom === "0px";
  return cards.filter(isSqueezed).map((card) => card.innerText.slice(0, 40));
}"""


def sheets(page: Page) -> int:
    """How many pages the PDF of a page has."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_every_module_is_printed_on_one_or_two_sheets(visitor: Visitor, site: Path) -> None:
    page = visitor.page()
    heaviest = sorted(site.glob("api/v1/modules/*.json"), key=lambda file: -file.stat().st_size)
    for file in (*heaviest[:6], heaviest[-1]):
        page.goto(f"{visitor.address}modules/{file.stem}/")
        assert sheets(page) in (1, 2), file.stem


def test_a_dossier_begins_with_its_summary_alone_on_a_sheet(visitor: Visitor, site: Path) -> None:
    page = visitor.page()
    for file in sorted(site.glob("dossiers/*/index.html"), key=lambda file: -file.stat().st_size)[:3]:
        page.goto(f"{visitor.address}dossiers/{file.parent.name}/")
        whole = sheets(page)
        page.evaluate("document.querySelectorAll('.dossier > section:not(:first-child)').forEach((e) => e.remove())")
        page.evaluate("document.querySelector('#repondre')?.parentElement.remove()")
        assert (sheets(page), whole > 1) == (1, True), file.parent.name


def test_each_sheet_has_its_title_and_its_date_at_its_foot(visitor: Visitor) -> None:
    page = visitor.open("dossiers/tp-assistant-de-vie-aux-familles/")
    page.emulate_media(media="print")
    foot = page.locator(".pied-papier")
    assert foot.evaluate("e => getComputedStyle(e).display") == "table-footer-group"
    assert re.search(r"Dossier.* · données du \d", foot.inner_text())
    pages = page.evaluate(
        "() => [...document.styleSheets].flatMap((s) => [...s.cssRules])"
        ".filter((r) => r instanceof CSSPageRule).map((r) => r.cssText).join(' ')"
    )
    assert "counter(pages)" in pages


def test_a_large_selection_is_printed_whole_and_says_so_when_it_is_not(
    visitor: Visitor, real_catalogue: Catalogue
) -> None:
    page = visitor.open("recherche/")
    page.locator(".explorateur--pret").wait_for()
    expect(page.locator(".carte-module")).to_have_count(24)
    page.emulate_media(media="print")
    expect(page.locator(".explorateur__imprime")).to_have_text(re.compile(r"^Les 24 premiers modules sur .*CSV"))
    page.emulate_media(media="screen")
    page.evaluate("() => { window.print = () => { document.title = 'imprimé' } }")
    page.get_by_role("button", name="Imprimer").click()
    expect(page).to_have_title("imprimé")
    expect(page.locator(".carte-module")).to_have_count(min(200, len(real_catalogue.modules)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_is_fit_for_paper(visitor: Visitor, kind: str) -> None:
    """Its title at the foot of each sheet, no word cut without a hyphen, nothing beside the sheet."""
    size = SHEET[::-1] if kind == "comparaison" else SHEET  # modules side by side lie on their long side
    page = visitor.open(KINDS[kind], size)
    page.wait_for_load_state("networkidle")
    page.emulate_media(media="print")
    foot = page.locator(".pied-papier")
    assert foot.evaluate("e => getComputedStyle(e).display") == "table-footer-group"
    assert foot.inner_text()
    assert page.evaluate(CUT_WORDS) == []
    assert page.evaluate(SQUEEZED_CARDS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
