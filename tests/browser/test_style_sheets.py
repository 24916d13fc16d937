"""Each page asks for the style sheets that concern it, and for no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser

# For each sheet of ours: whether the page links it, and the first rule that an element of the page would follow.
SHEETS = r"""async names => {
  const linked = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map(link => link.href));
  const base = [...linked][0].replace(/[^/]*$/, "");
  const states = /::?(before|after|placeholder|marker|backdrop|hover|focus(-\w+)?|checked|target)\b|::-webkit-[\w-]+/g;
  const concerned = rule => {
    try {
      const found = rule.selectorText && document.querySelector(rule.selectorText.replace(states, ""));
      if (found && found !== document.body && found !== document.documentElement) return rule.selectorText;
    } catch { /* a selector without its state may say nothing */ }
    return [...rule.cssRules ?? []].map(concerned).find(Boolean);
  };
  const read = async name => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch(`${base}${name}`)).text());
    return [name, linked.has(`${base}${name}`), [...sheet.cssRules].map(concerned).find(Boolean) ?? ""];
  };
  return Promise.all(names.map(read));
}"""
OF_EVERY_PAGE = {"catalogue.css", "entete.css"}


def _sheets(page: Page, site: Path) -> list[tuple[str, bool, str]]:
    names = [path.name for path in (site / "assets" / "stylesheets").glob("*.css") if path.name.count(".") == 1]
    page.wait_for_load_state("networkidle")
    return [(name, linked, rule) for name, linked, rule in page.evaluate(SHEETS, names)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_for_the_style_sheets_of_what_it_shows(visitor: Visitor, site: Path, kind: str) -> None:
    sheets = _sheets(visitor.open(KINDS[kind]), site)
    assert {name for name, linked, _ in sheets if linked} >= OF_EVERY_PAGE
    assert [(name, rule) for name, linked, rule in sheets if rule and not linked] == []


def test_a_sheet_that_a_page_lacks_is_found(visitor: Visitor, site: Path) -> None:
    page = visitor.open("licence/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<ul class=\"emporter\"></ul>')")
    assert [name for name, linked, rule in _sheets(page, site) if rule and not linked] == ["dossier.css"]
