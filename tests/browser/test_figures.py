"""Figures that one may quote, and the lists that they count."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from build_tools.text.typography import french
from tests.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser

PAGES = ["secteurs/industrie/", "transitions/ecologique/", "regions/normandie/", "themes/cycle/", "panorama/"]
FIGURE = "Ce chiffre, et comment le citer"


def _count(page: Page) -> int:
    text = page.get_by_role("region", name=FIGURE).locator("strong").first.inner_text()
    found = re.search(r"^Au \d.*recense (\d+)\smodules?\b", text)
    assert found, text
    return int(found[1])


def _number(cell: Locator) -> int:
    """Its text, which is there before the section is styled."""
    return int((cell.text_content() or "").strip())


@pytest.mark.parametrize("path", PAGES)
def test_a_figure_leads_to_the_modules_that_it_counts(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    count = _count(page)
    box = page.get_by_role("region", name=FIGURE)
    file = page.request.get(page.evaluate("a => a.href", box.get_by_role("link", name="CSV").element_handle()))
    assert len(list(csv.DictReader(io.StringIO(file.text()), delimiter=";"))) == count
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
    numbers = page.locator("main table:not(.chaleur--parts) td a[href*='recherche/?']")
    if path.startswith("regions/"):  # whose years lead to their modules
        numbers = page.locator("#annees ~ .defile th[scope=row] a")
    for number in (numbers.first, numbers.last):
        own = number.locator("xpath=ancestor::td | ancestor::th[1]/following-sibling::td[1]").first
        count = _number(own)
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


def test_every_table_of_the_panorama_has_its_citation_and_leads_to_what_it_counts(visitor: Visitor) -> None:
    page = visitor.open("panorama/")
    without = "all => all.filter(e => !e.closest('section').querySelector('.citer--figure')).length"
    assert page.locator("main table").evaluate_all(without) == 0
    # A number that is not zero is a link, or its row's name is; months of reading and gaps of skills are no choices.
    unled = """all => all.filter(row => +row.querySelector('.nombre').textContent)
        .filter(row => !row.querySelector('a[href*="recherche/"]')).map(row => row.querySelector('th').textContent)"""
    rows = page.locator(".graphique tbody tr").evaluate_all(unled)
    assert [row for row in rows if not re.search(r"\d{4}|^Plus tôt|^Non précisé", row)] == []


@pytest.mark.parametrize(
    "link",
    [
        "#publics ~ table tbody a >> nth=0",
        "#caractere ~ table tbody a >> nth=0",
        "#confiance ~ table tbody a >> nth=0",
        ".graphique--champs td:nth-of-type(2) a >> nth=3",
        ".graphique--champs td:nth-of-type(3) a >> nth=3",
    ],
)
def test_publics_confidence_and_fields_lead_to_that_many_modules(visitor: Visitor, link: str) -> None:
    page = visitor.open("panorama/")
    number = page.locator(link)
    row = number.locator("xpath=ancestor::tr")
    is_number = (number.text_content() or "").strip().isdigit()
    count = _number(number if is_number else row.locator("td.nombre").first)
    number.click()
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{count}\smodules?$"))


def test_a_share_of_a_region_leads_to_that_many_modules(visitor: Visitor) -> None:
    page = visitor.open("panorama/")
    share = page.locator(".chaleur--parts td.niveau a").first
    count = int((share.get_attribute("aria-label") or "").split()[0])
    share.click()
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{count}\smodules?$"))


@pytest.mark.parametrize("path", ["secteurs/industrie/", "transitions/ecologique/"])
def test_the_deduced_ones_of_a_figure_are_shown_one_by_one(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    deduced = page.get_by_role("region", name=FIGURE).get_by_role("link", name="entre eux")
    count = int(deduced.inner_text().split()[0])
    deduced.click()
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{count}\smodules?$"))


def test_both_matrices_of_a_transition_say_their_numbers_as_a_sentence(visitor: Visitor) -> None:
    page = visitor.open("transitions/ecologique/")
    cited = page.locator('.citer--figure[data-ancre="#secteurs-et-regions"]')
    cited.get_by_text("Citer ce chiffre").click()
    first = page.locator("table.matrice td.plein a").first
    sector, region = re.sub(r"^.*?:\s", "", first.get_attribute("aria-label") or "").rsplit(", ", 1)
    expect(cited.locator("p")).to_contain_text(re.compile(rf"{re.escape(sector)}\s: .*{region} {first.inner_text()}\b"))
    expect(cited.locator("p")).to_contain_text("déduit")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_results_of_a_search_are_cited_with_their_words_and_filters(
    visitor: Visitor, size: tuple[int, int]
) -> None:
    """On a phone the facets are folded, and nobody has counted them yet."""
    address = "recherche/?q=num%C3%A9rique&secteur=btp"
    page = visitor.open(address, size, permissions=["clipboard-read", "clipboard-write"])
    count = (page.locator("#nombre strong").inner_text().split() or ["?"])[0]
    page.get_by_role("button", name="Citer ce chiffre").click()
    expect(page.locator(".explorateur__citation")).to_contain_text("Citation copiée.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert re.search(rf"recense {count}\smodules? \(recherche\s: «\snumérique\s», Bâtiment", text), text
    assert re.search(r"déduit.* données du \d.*, Licence Ouverte 2\.0\. http\S+q=num", text), text
    page.locator(".facettes").evaluate("(details) => { details.open = true }")
    without = page.locator("li:has([name=deduit][value=non-precise]) [data-compte]")
    marked = int(count) - (_number(without) if without.count() else 0)  # there may be no such record at all
    assert re.search(rf" {marked}\sfiche", text), text


def test_years_and_regions_are_crossed_where_years_are_known(visitor: Visitor) -> None:
    page = visitor.open("panorama/")
    cell = page.locator(".annees-et-regions td.niveau a").first
    count = _number(cell)
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
