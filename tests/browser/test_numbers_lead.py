"""Every number of a page leads to what it counts, and each table of numbers can be cited."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser

KINDS_WITH_NUMBERS = [
    *("région", "secteur", "transition", "thème", "certificateur", "certification"),
    *("écarts", "échéances", "transmissions", "résultats", "métier"),
]

# Numbers above zero of tables and key figures without a link in their row, or beside them. Tables of one record's own
# facts (codes and dates) count nothing.
_LEADING_NOWHERE = """() => [...document.querySelectorAll("main table:not(.valeurs) tbody tr, main dl.chiffres > div")]
    .filter((row) => [...row.querySelectorAll("td, dd")]
        .some((cell) => /^[1-9]\\d*$/.test(cell.firstChild?.data?.trim())))
    .filter((row) => !row.querySelector("th a, dt a, td a"))
    .map((row) => row.textContent.trim().replace(/\\s+/g, " ").slice(0, 80))"""

_UNCITED = """() => [...document.querySelectorAll("main table:is(.tableau, .graphique, .chaleur, .matrice, .annees)")]
    .filter((table) => !table.closest("section")?.querySelector(".citer--figure"))
    .map((table) => table.textContent.trim().slice(0, 80))"""


@pytest.mark.parametrize("kind", KINDS_WITH_NUMBERS)
def test_every_number_leads_somewhere_and_every_table_of_numbers_is_cited(visitor: Visitor, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    assert page.evaluate(_LEADING_NOWHERE) == []
    assert page.evaluate(_UNCITED) == []


def test_a_number_that_leads_nowhere_and_a_table_without_citation_would_be_seen(visitor: Visitor) -> None:
    page = visitor.open(KINDS["région"])
    page.evaluate("document.querySelectorAll('main td a, main th a').forEach((a) => a.replaceWith(a.textContent))")
    page.evaluate("document.querySelectorAll('.citer--figure').forEach((cited) => cited.remove())")
    assert len(page.evaluate(_LEADING_NOWHERE)) > 0
    assert len(page.evaluate(_UNCITED)) > 0


@pytest.mark.parametrize("kind", KINDS_WITH_NUMBERS)
def test_a_number_that_leads_to_the_search_leads_to_that_many_modules(visitor: Visitor, kind: str) -> None:
    page = visitor.open(KINDS[kind])
    found = page.locator("main a[href*='recherche/?']:not(.etiquette)").evaluate_all(
        "all => all.map((a) => [a.href, a.getAttribute('aria-label') ?? a.textContent])"
    )
    counted = {href: int(n[1]) for href, said in found if (n := re.match(r"(\d+)\s(?:modules?|fiches?)\b", said))}
    other = visitor.page()
    for address in [*counted][:2] + [*counted][-2:]:
        other.goto(address)
        expect(other.locator("#nombre")).to_have_text(re.compile(rf"^{counted[address]}\smodules?$"))


# How many modules each address of the search has, by the engine itself.
_MODULES_AT = """async ([root, addresses]) => {
  const { open } = await import(`${root}assets/javascripts/moteur.js`);
  const engine = await open();
  const count = (address) => {
    const chosen = new Map();
    const add = (name, value) => chosen.set(name, (chosen.get(name) ?? new Set()).add(value));
    for (const [name, value] of new URL(address).searchParams) add(name, value);
    return engine.rows.filter(engine.keeper({ facets: chosen })).length;
  };
  return addresses.map(count);
}"""


def test_every_number_that_leads_to_the_search_is_that_of_its_modules(visitor: Visitor) -> None:
    other = visitor.open("recherche/?donne=annee&deduit=statut")  # a large catalogue has these facets apart
    wrong, seen = [], 0
    for kind in (*KINDS_WITH_NUMBERS, "panorama", "signaux", "transition", "accueil"):
        page = visitor.open(KINDS[kind])
        found = page.locator("main a[href*='recherche/?']").evaluate_all(
            "all => all.map((a) => [a.href.baseVal ?? a.href, a.getAttribute('aria-label') ?? a.textContent])"
        )
        numbers = ((href, re.match(r"(\d+)\s(?:modules?|fiches?)\b", text), text) for href, text in found)
        said = [(href, int(number[1]), text) for href, number, text in numbers if number]
        counted = other.evaluate(_MODULES_AT, [visitor.address, [href for href, _, _ in said]])
        wrong += [
            (kind, text, count) for (_, number, text), count in zip(said, counted, strict=True) if number != count
        ]
        seen += len(said)
    assert wrong == []
    assert seen > 50


def test_the_themes_here_and_there_lead_to_modules_of_both_regions_and_are_cited(visitor: Visitor) -> None:
    page = visitor.open(KINDS["région"])
    row = page.locator("#comparer ~ .defile tbody tr").filter(has=page.locator("td:nth-of-type(2) a")).first
    other, links = row.locator("th").inner_text(), row.locator("td:nth-of-type(2) a")
    shared, themes = links.first, links.all_inner_texts()[1:]
    assert shared.inner_text() == str(len(themes))
    cited = page.locator('.citer--figure[data-ancre="#comparer"]')
    cited.get_by_text("Citer ce chiffre").click()
    expect(cited.locator("p")).to_contain_text(re.compile(rf"{other}\s: \d+\smodules?, {len(themes)}\sthème"))
    shared.click()
    cards = page.locator(".carte-module")
    expect(cards.first).to_be_visible()
    place = "(all, names) => all.map((card) => names.find((name) => card.textContent.includes(name)))"
    places = set(cards.evaluate_all(place, ["Normandie", other]))
    assert places == {"Normandie", other}


def test_the_gaps_of_a_region_are_cited_with_their_states(visitor: Visitor) -> None:
    page = visitor.open(KINDS["région"])
    count = page.locator("#ecarts .compte").inner_text()
    assert page.locator("#ecarts ~ .ecarts > li").count() == int(count)
    cited = page.locator('.citer--figure[data-ancre="#ecarts"]')
    cited.get_by_text("Citer ce chiffre").click()
    expect(cited.locator("p")).to_contain_text(
        re.compile(rf"Normandie\s»\s: {count}\sécarts? constatés?, .*données du \d")
    )
    file = page.request.get(page.evaluate("a => a.href", cited.get_by_role("link", name="CSV").element_handle()))
    assert file.ok


def test_the_certifications_completed_are_as_many_on_each_page_that_counts_them(visitor: Visitor) -> None:
    page = visitor.open(KINDS["panorama"])
    link = page.locator(".chiffres").get_by_role("link", name="certifications complétées")
    count = int(link.locator("xpath=../following-sibling::dd").inner_text())
    link.click()
    completed = page.locator("section:has(> #completees)")
    expect(completed.locator(".compte")).to_have_text(str(count))
    expect(completed.locator("a.porte")).to_have_count(count)
    assert completed.get_by_text("aucun module").count() == 0
    assert page.locator("a.porte").count() >= count
    for other in page.locator("section:has(> #sans-module) a.porte").all():
        expect(other).to_contain_text("aucun module")
    page.goto(visitor.address + KINDS["transmissions"])
    expect(page.locator("#dossiers ~ .defile tbody tr")).to_have_count(count)
