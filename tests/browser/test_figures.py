"""Figures that one may quote, and the lists that they count."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from build_tools.text.typography import french
from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

PAGES = ["secteurs/industrie/", "transitions/ecologique/", "regions/normandie/", "themes/cycle/", "panorama/"]
FIGURE = "Ce chiffre, et comment le citer"


def _count(page: Page) -> int:
    text = page.get_by_role("region", name=FIGURE).locator("strong").first.inner_text()
    found = re.search(r"^Au \d.*recense (\d+)\smodules?\b", text)
    assert found, text
    return int(found[1])


@pytest.mark.parametrize("path", PAGES)
def test_a_figure_leads_to_the_modules_that_it_counts(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    count = _count(page)
    box = page.get_by_role("region", name=FIGURE)
    file = page.request.get(page.evaluate("a => a.href", box.get_by_role("link", name="CSV").element_handle()))
    assert len(list(csv.DictReader(io.StringIO(file.text())))) == count
    box.get_by_role("link", name=french("un à un")).click()
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{count}\smodule"))


@pytest.mark.parametrize("path", PAGES)
def test_a_figure_says_what_is_deduced_and_is_cited_without_a_script(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, java_script_enabled=False)
    box = page.get_by_role("region", name=FIGURE)
    expect(box).to_contain_text("déduit")
    box.get_by_text("Citer", exact=True).click()
    expect(box.locator(".citer p")).to_contain_text(re.compile(r"recense \d+\smodule.*données du \d.*Licence Ouverte"))


@pytest.mark.parametrize("path", PAGES)
def test_a_number_of_a_table_leads_to_that_many_modules(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    numbers = page.locator("main td a[href*='recherche/?']")
    if path.startswith("regions/"):  # whose years lead to their modules
        numbers = page.locator("#annees ~ .defile th[scope=row] a")
    for number in (numbers.first, numbers.last):
        own = number.locator("xpath=ancestor::td | ancestor::th[1]/following-sibling::td[1]").first
        count = int(own.inner_text())
        other = visitor.page()
        other.goto(number.evaluate("a => a.href"))
        expect(other.locator("#nombre")).to_have_text(re.compile(rf"^{count}\smodules?$"))


@pytest.mark.parametrize("path", PAGES)
def test_a_table_is_cited_and_its_citation_leads_to_it(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, permissions=["clipboard-read", "clipboard-write"])
    figure = page.locator(".citer--figure").first
    figure.get_by_text("Citer ce chiffre").click()
    figure.get_by_role("button", name="Copier la citation").click()
    expect(figure.get_by_role("status")).to_have_text("Citation copiée.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"données du \d.*, Licence Ouverte 2\.0\. \S+/" + re.escape(path) + r"#[\w-]+$", text), text
    expect(page.locator("#" + text.rpartition("#")[2])).to_be_visible()


def test_years_and_regions_are_crossed_where_years_are_known(visitor: Visitor) -> None:
    page = visitor.open("panorama/")
    cell = page.locator(".annees-et-regions td.niveau a").first
    count = int(cell.inner_text())
    cell.click()
    expect(page).to_have_url(re.compile(r"recherche/\?region=.*annee=\d{4}"))
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{count}\smodule"))


def test_a_chip_leads_to_the_first_card_of_its_group(visitor: Visitor) -> None:
    page = visitor.open("modules/par-region/", PHONE)
    chips = page.get_by_role("navigation", name="Dans cette liste").get_by_role("link")
    last = chips.last
    target = page.locator(last.get_attribute("href") or "")
    last.click()
    expect(target).to_be_in_viewport()
    region = re.sub(r"\s*\d+$", "", last.inner_text())
    expect(target).to_contain_text(region)


@pytest.mark.parametrize(
    ("path", "listed"), [("metiers/", ".metiers-par-secteur"), ("competences/", ".competences-officielles")]
)
def test_a_long_list_is_narrowed_by_typed_words(visitor: Visitor, path: str, listed: str) -> None:
    page = visitor.open(path)
    items = page.locator(f"{listed} li")
    every = items.count()
    label = items.first.get_by_role("link").first.inner_text()
    page.get_by_label("Filtrer la liste").fill(label.upper())
    shown = items.filter(visible=True)
    expect(shown.first).to_contain_text(label)
    assert 1 <= shown.count() < every
    page.get_by_label("Filtrer la liste").fill("")
    expect(items.filter(visible=True)).to_have_count(every)


def test_the_list_of_occupations_is_whole_without_a_script(visitor: Visitor) -> None:
    page = visitor.open("metiers/", java_script_enabled=False)
    expect(page.get_by_label("Filtrer la liste")).to_have_count(0)
    expect(page.locator(".metiers-par-secteur li").first).to_be_visible()
