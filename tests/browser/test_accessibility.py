"""axe-core finds no violation on one page of each kind, in both schemes, on a desktop and at 320 pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visitor import DESKTOP, KINDS, SCHEMES, SMALL_PHONE, Look, Scheme, Visitor, open_drawer, show_all

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
OPTIONS: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LIGHT_DESKTOP: Look = ("light", DESKTOP)
LIGHT_PHONE: Look = ("light", SMALL_PHONE)
DARK_DESKTOP: Look = ("dark", DESKTOP)
DARK_PHONE: Look = ("dark", SMALL_PHONE)
# Colours depend on the scheme, layout on the size: two looks show every kind of page in each of both, and the
# richest kinds are read in all four.
RICHEST = ("accueil", "module", "transition", "certification")

FAULTS = '<img src="x.png"><a href="#"></a><p>Pâle</p>'
# Cards, rows and lines of long lists have the same markup: axe reads the first ones of each list.
_THIN_OUT = (
    "n => document.querySelectorAll('.carte-module, tr, .colonnes > li').forEach((e) => {"
    "if ([...e.parentElement.children].indexOf(e) >= n) e.remove() })"
)


def violations(page: Page) -> list[str]:
    show_all(page)
    page.evaluate(_THIN_OUT, 6)
    results = Axe().run(page, options=OPTIONS).response
    assert results["testEngine"]["name"] == "axe-core"
    return [
        f"{violation['id']}: {node['target']} {node['html'][:120]} — {node['failureSummary'][:300]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


def _check(visitor: Visitor, kind: str, looks: Sequence[Look]) -> None:
    for scheme, size in looks:
        page = visitor.open(KINDS[kind], size, scheme)
        assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
        assert violations(page) == [], (scheme, size)


@pytest.mark.parametrize("kind", KINDS)
def test_no_violation(visitor: Visitor, kind: str) -> None:
    _check(visitor, kind, (LIGHT_DESKTOP, DARK_PHONE))


@pytest.mark.parametrize("kind", RICHEST)
def test_no_violation_in_the_other_looks(visitor: Visitor, kind: str) -> None:
    _check(visitor, kind, (DARK_DESKTOP, LIGHT_PHONE))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_violation_with_the_drawer_open(visitor: Visitor, scheme: Scheme) -> None:
    page = visitor.open("", SMALL_PHONE, scheme)
    open_drawer(page)
    assert violations(page) == []


def test_axe_finds_a_fault_when_there_is_one(visitor: Visitor) -> None:
    page = visitor.open("")
    page.evaluate("faults => document.querySelector('main').insertAdjacentHTML('beforeend', faults)", FAULTS)
    page.locator("main > p").last.evaluate("faint => { faint.style.color = '#aaa'; faint.style.background = '#fff'; }")
    found = {line.split(":", 1)[0] for line in violations(page)}
    assert {"image-alt", "link-name", "color-contrast"} <= found


def test_axe_is_the_one_installed_with_the_tests_and_knows_the_french_reference(visitor: Visitor) -> None:
    assert AXE_FILE_PATH.is_file()
    page = visitor.open("")
    visitor.requests.clear()
    assert violations(page) == []
    assert "RGAAv4" in page.evaluate("axe.getRules(['RGAAv4'])[0].tags")
    assert [url for url in visitor.requests if not url.startswith(visitor.address)] == []


# Links that lead elsewhere under one name, which names nothing: « Le dossier », « Voir la source ». Read alone, in the
# list of links of a screen reader, they would not be told apart.
_ALIKE = """() => {
  const addresses = {};
  for (const link of document.querySelectorAll("main a[href]")) {
    const name = (link.getAttribute("aria-label") ?? link.textContent).trim();
    if (!/^(?:dossier|en savoir plus|ici|l[ae]\\s|lire|plus|voir)/i.test(name)) continue;
    (addresses[name] ??= new Set()).add(link.href);
  }
  return Object.keys(addresses).filter((name) => addresses[name].size > 1);
}"""
WITH_LISTS = ("échéances", "certificateurs", "transmissions", "écarts", "certification", "dossier", "région")
WITH_TEXTS = ("pas-a-pas/", "comprendre/glossaire/", "methode/", "comprendre/", "contribuer/")


@pytest.mark.parametrize("path", [*(KINDS[kind] for kind in WITH_LISTS), *WITH_TEXTS])
def test_links_that_lead_elsewhere_have_other_names(visitor: Visitor, path: str) -> None:
    assert visitor.open(path).evaluate(_ALIKE) == []


def test_links_of_one_name_would_be_seen(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    page.evaluate("document.querySelector('main article').innerHTML += '<a href=a>Voir</a><a href=b>Voir</a>'")
    assert page.evaluate(_ALIKE) == ["Voir"]
