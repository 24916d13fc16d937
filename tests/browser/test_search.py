"""Searching as people do it: from the header of any page, and on the explorer page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from build_tools.model import Catalogue, Module
from build_tools.model.completeness import is_given, optional_fields, stated_by_catalogue
from tests.browser.server import served
from tests.browser.test_accessibility import violations
from tests.browser.visitor import DESKTOP, PHONE, SMALL_PHONE, Scheme, Visitor
from tests.site import made

pytestmark = pytest.mark.browser

VELO = "Réparation des vélos à assistance électrique"
UNKNOWN = "non-precise"
PAGE = 24

_COUNTS = """() => [...document.querySelectorAll('.facette input[type=checkbox]')].map((box) =>
  [box.name, box.value, Number(box.closest('li').querySelector('[data-compte]').textContent.replace(/\\D/g, ''))])"""


def _search(visitor: Visitor, query: str = "", **options: Any) -> Page:
    """The explorer, with its results shown."""
    page = visitor.open(f"recherche/{query}", **options)
    _shown(page)
    return page


def _shown(page: Page) -> None:
    """Wait until the results are there: cards, or what is said in their place."""
    page.wait_for_function(
        "() => !document.querySelector('.explorateur__liste').hasAttribute('aria-busy') && "
        "(document.querySelector('.carte-module') || !document.querySelector('.explorateur__avis').hidden)"
    )


def _titles(page: Page) -> list[str]:
    """The titles of the cards, once they are all there."""
    _shown(page)
    return [_plain(text) for text in page.locator(".explorateur__liste .carte-module__titre").all_inner_texts()]


def _plain(text: str) -> str:
    """Without the typography that pages add to a record's text."""
    return " ".join(text.replace("’", "'").split())


def _box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f"input[name={facet}][value='{value}']")


def _open_facet(page: Page, facet: str) -> None:
    page.locator(f"[data-facette={facet}]").evaluate("(details) => { details.open = true }")


def _status(page: Page) -> Locator:
    return page.locator("#nombre")


# By hand, from the records --------------------------------------------------------------------------------------------


def _length(module: Module) -> set[str]:
    if module.duree is None:
        return set()
    hours = module.duree.longest
    return {
        "jusqu-a-14-h"
        if hours <= 14
        else "15-a-35-h"
        if hours <= 35
        else "36-a-140-h"
        if hours <= 140
        else "plus-de-140-h"
    }


def _values(module: Module) -> dict[str, set[str]]:
    """What a record says, facet by facet."""
    said = {
        "region": {module.region},
        "secteur": set(module.secteurs),
        "transition": set(module.transitions),
        "theme": set(module.themes),
        "certification": {c.certification for c in module.certifications},
        "famille": {code[0] for code in module.metiers},
        "metier": set(module.metiers),
        "competence": {*(code for skill in module.competences for code in skill.rome), *module.savoirs},
        "nature": {module.nature},
        "statut": {module.statut} if module.statut else set(),
        "annee": {str(module.annee)} if module.annee else set(),
        "duree": _length(module),
        "public": set(module.publics),
        "modalite": set(module.modalites),
        "caractere": {module.caractere} if module.caractere else set(),
        "ecart": {skill.ecart for skill in module.competences if skill.ecart},
        "confiance": {module.confiance} if module.confiance else set(),
        "donne": {name for name in optional_fields(Module) if is_given(getattr(module, name))},
        "deduit": set(stated_by_catalogue(module)),
    }
    return {facet: values or {UNKNOWN} for facet, values in said.items()}


def _kept(modules: Mapping[str, Module], chosen: Mapping[str, set[str]], but: str = "") -> list[Module]:
    """The modules that have, for each facet but one, one of the chosen values."""
    return [
        module
        for module in modules.values()
        if all(_values(module)[facet] & values for facet, values in chosen.items() if facet != but)
    ]


def _counts(modules: Mapping[str, Module], chosen: Mapping[str, set[str]]) -> dict[tuple[str, str], int]:
    """For each value the modules that choosing it would show; a facet that no module fills is not there."""
    said = list(map(_values, modules.values()))
    facets = [facet for facet in said[0] if any(values[facet] != {UNKNOWN} for values in said)]
    counted = {facet: Counter(v for m in _kept(modules, chosen, facet) for v in _values(m)[facet]) for facet in facets}
    return {(facet, value): count for facet, values in counted.items() for value, count in values.items()}


def _shown_counts(page: Page) -> dict[tuple[str, str], int]:
    _shown(page)
    return {(facet, value): count for facet, value, count in page.evaluate(_COUNTS) if count}


# The header -----------------------------------------------------------------------------------------------------------


def _header_field(page: Page) -> Locator:
    return page.locator("#recherche-entete")


def _suggest(page: Page, words: str) -> Locator:
    """Type into the header's field and wait for its suggestions."""
    _header_field(page).fill(words)
    suggestions = page.locator("#recherche-entete-suggestions [role=option]")
    expect(suggestions.first).to_be_visible()
    return suggestions


@pytest.mark.parametrize("path", ["licence/", "modules/nor-teillage-du-lin/", "regions/corse/"])
def test_slash_goes_to_the_search_field_of_any_page(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    page.keyboard.press("/")
    expect(_header_field(page)).to_be_focused()
    expect(_header_field(page)).to_have_value("")
    page.keyboard.type("a/b")
    expect(_header_field(page)).to_have_value("a/b")


def test_slash_on_the_explorer_goes_to_its_own_field_even_from_a_box(visitor: Visitor) -> None:
    page = _search(visitor)
    _box(page, "region", "bretagne").focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_suggestions_name_modules_and_other_pages_and_the_whole_search(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    options = _suggest(page, "vélo")
    expect(options.first).to_contain_text(VELO)
    expect(options.first).to_contain_text("Centre-Val de Loire")
    expect(options.filter(has_text="Cycle et vélo électrique")).to_contain_text("Thème")
    expect(options.last).to_contain_text("Tout voir")
    expect(page.locator("form[data-recherche] [role=status]").first).to_contain_text("modules")


def test_suggestions_are_walked_through_by_arrows_and_chosen_by_enter(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    options = _suggest(page, "vélo")
    field = _header_field(page)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(VELO)


def test_escape_closes_the_suggestions_and_keeps_the_words(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    options = _suggest(page, "vélo")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(_header_field(page)).to_have_value("vélo")
    expect(_header_field(page)).to_have_attribute("aria-expanded", "false")


def test_a_suggestion_can_be_clicked_and_leaving_the_field_closes_them(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    options = _suggest(page, "vélo")
    page.locator("main h1").click()
    expect(options.first).to_be_hidden()
    _suggest(page, "velo").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VELO)


def test_enter_in_the_header_opens_the_explorer_with_the_words(visitor: Visitor) -> None:
    page = visitor.open("regions/corse/")
    _header_field(page).fill("pompe à chaleur")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche/\?q="))
    expect(page.locator("#q")).to_have_value("pompe à chaleur")
    expect(page.locator(".carte-module__titre").first).to_be_visible()


def test_on_a_phone_the_icon_opens_the_field_and_leaving_it_closes_it(visitor: Visitor) -> None:
    page = visitor.open("licence/", PHONE)
    expect(_header_field(page)).to_be_hidden()
    page.locator(".recherche-ouvrir").click()
    expect(_header_field(page)).to_be_focused()
    first = _suggest(page, "vélo").first
    expect(first).to_be_in_viewport(ratio=1)
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VELO)


def test_slash_opens_the_field_on_a_phone_with_a_keyboard(visitor: Visitor) -> None:
    page = visitor.open("licence/", PHONE)
    page.keyboard.press("/")
    expect(_header_field(page)).to_be_focused()


def test_the_header_suggests_nothing_and_breaks_nothing_when_the_index_cannot_be_read(visitor: Visitor) -> None:
    page = visitor.page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(visitor.address + "licence/")
    _header_field(page).fill("vélo")
    page.wait_for_timeout(400)
    expect(page.locator("#recherche-entete-suggestions")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche/\?q="))


# Facets ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"region": {"grand-est"}},
        {"region": {"grand-est", "occitanie"}, "nature": {"savoir-etre"}},
        {"secteur": {"sante-social-services-a-la-personne"}, "transition": {"numerique", UNKNOWN}, "duree": {UNKNOWN}},
        {"famille": {"K", "J"}, "competence": {UNKNOWN}, "region": {"normandie", "grand-est"}},
        {"metier": {"K1311"}, "certification": {"tp-assistant-de-vie-aux-familles"}, "annee": {"2019", UNKNOWN}},
    ],
)
def test_counts_are_those_of_the_records_and_a_facet_does_not_narrow_itself(
    visitor: Visitor, real_catalogue: Catalogue, chosen: dict[str, set[str]]
) -> None:
    modules = real_catalogue.modules
    query = "&".join(f"{facet}={value}" for facet, values in chosen.items() for value in values)
    page = _search(visitor, f"?{query}")
    assert _shown_counts(page) == _counts(modules, chosen)
    kept = len(_kept(modules, chosen))
    expect(_status(page)).to_have_text(re.compile(rf"^{kept}\s+modules?$"))
    assert len(_titles(page)) == min(kept, PAGE) > 0
    page.locator("#tri").select_option("titre")
    assert set(_titles(page)) <= {_plain(module.titre) for module in _kept(modules, chosen)} or kept > PAGE


def test_words_and_facets_narrow_together(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = _search(visitor, "?q=alzheimer")
    count = len(_titles(page))
    regions = {value: n for (facet, value), n in _shown_counts(page).items() if facet == "region"}
    assert sum(regions.values()) == count > max(regions.values())
    _box(page, "region", "grand-est").check()
    expect(page.locator(".carte-module")).to_have_count(regions["grand-est"])
    assert {value: n for (facet, value), n in _shown_counts(page).items() if facet == "region"} == regions
    _box(page, "region", "centre-val-de-loire").check()
    expect(page.locator(".carte-module")).to_have_count(regions["grand-est"] + regions["centre-val-de-loire"])


def test_a_long_facet_has_a_field_that_shows_only_what_it_names(visitor: Visitor) -> None:
    page = _search(visitor)
    _open_facet(page, "theme")
    items = page.locator("[data-facette=theme] li")
    every = items.count()
    page.locator("#trouver-theme").fill("VELOS")
    expect(items.filter(visible=True)).to_have_text(re.compile("Cycle et vélo"))
    expect(page).to_have_url(re.compile(r"/recherche/$"))
    page.locator("#trouver-theme").fill("")
    expect(items.filter(visible=True)).to_have_count(6)
    page.locator("[data-facette=theme]").get_by_role("button", name=f"Voir les {every - 6} autres").click()
    expect(items.filter(visible=True)).to_have_count(every)
    expect(items.nth(6).get_by_role("checkbox")).to_be_focused()


def test_chips_take_filters_away_one_by_one_or_all(visitor: Visitor) -> None:
    page = _search(visitor, "?region=grand-est&region=occitanie&nature=savoir-etre")
    chips = page.locator(".explorateur__puce")
    expect(chips).to_have_text(["Grand Est", "Occitanie", "Savoir-être"])
    page.get_by_role("button", name="Retirer le filtre Occitanie").click()
    expect(chips).to_have_text(["Grand Est", "Savoir-être"])
    expect(page).to_have_url(re.compile(r"\?region=grand-est&nature=savoir-etre$"))
    expect(page.locator(":focus")).not_to_have_count(0)
    page.get_by_role("button", name="Tout effacer").click()
    expect(chips).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/recherche/$"))


# Order ----------------------------------------------------------------------------------------------------------------


def test_each_order_sorts_and_puts_what_is_unknown_last(visitor: Visitor, real_catalogue: Catalogue) -> None:
    modules = {m.id: m for m in real_catalogue.modules.values() if m.region == "bourgogne-franche-comte"}
    assert PAGE >= len(modules) > 5
    titles = {_plain(m.titre): m for m in modules.values()}
    page = _search(visitor, "?region=bourgogne-franche-comte")
    for order, key in {
        "duree": lambda m: m.duree.longest if m.duree else 10**6,
        "annee": lambda m: -(m.annee or 0),
        "maj": lambda m: -m.verifie_le.toordinal(),
    }.items():
        page.locator("#tri").select_option(order)
        expect(page).to_have_url(re.compile(f"tri={order}$"))
        keys = [key(titles[title]) for title in _titles(page)]
        assert keys == sorted(keys), order
        assert len(keys) == len(modules)
    page.locator("#tri").select_option("titre")
    expect(page.locator(".carte-module__titre").first).to_have_text("Anglais à visée professionnelle")
    assert _titles(page)[-1].startswith("Usages")


def test_the_list_never_shrinks_while_it_is_put_in_another_order(visitor: Visitor) -> None:
    page = _search(visitor)
    assert len(_titles(page)) == PAGE
    page.evaluate(
        """() => {
            const list = document.querySelector('.explorateur__liste');
            window.counts = [];
            new MutationObserver(() => window.counts.push(list.querySelectorAll('.carte-module').length))
                .observe(list, {childList: true});
        }"""
    )
    page.locator("#tri").select_option("titre")
    expect(page.locator(".carte-module__titre").first).to_have_text(re.compile("^A"))
    _shown(page)
    assert set(page.evaluate("window.counts")) == {PAGE}


def test_relevance_is_the_order_of_a_search_and_the_fullest_records_come_first_in_all(visitor: Visitor) -> None:
    assert _titles(_search(visitor, "?q=russe"))[0] == "Russe dans l'hôtellerie-restauration"
    assert _titles(_search(visitor, "?q=russe&tri=titre"))[0] != "Russe dans l'hôtellerie-restauration"
    first = _search(visitor).locator(".carte-module").first
    expect(first.locator(".niveau-de-fiche")).to_have_text("fiche détaillée")
    assert _titles(_search(visitor, "?tri=titre"))[0].startswith("A")


# The address ----------------------------------------------------------------------------------------------------------


def test_the_address_shared_shows_the_same_elsewhere(visitor: Visitor) -> None:
    page = _search(visitor)
    page.locator("#q").fill("numérique")
    _box(page, "region", "grand-est").check()
    _box(page, "region", "bourgogne-franche-comte").check()
    page.locator("#tri").select_option("titre")
    expect(page).to_have_url(re.compile("tri=titre"))
    _shown(page)
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["numérique"], "region": ["grand-est", "bourgogne-franche-comte"], "tri": ["titre"]}
    other = visitor.page()
    other.goto(page.url)
    _shown(other)
    assert _titles(other) == _titles(page) != []
    expect(other.locator("#q")).to_have_value("numérique")
    expect(_box(other, "region", "grand-est")).to_be_checked()
    expect(other.locator("#tri")).to_have_value("titre")
    other.reload()
    _shown(other)
    assert _titles(other) == _titles(page)


def test_back_and_forward_walk_through_the_searches(visitor: Visitor) -> None:
    page = _search(visitor)
    page.locator("#q").fill("vélo")
    page.keyboard.press("Enter")
    expect(page.locator(".carte-module__titre").first).to_have_text(VELO)
    _box(page, "secteur", "tourisme").check()
    expect(page.locator(".explorateur__puce")).to_have_count(1)
    narrowed = _titles(page)
    page.go_back()
    expect(page.locator(".explorateur__puce")).to_have_count(0)
    expect(page.locator(".carte-module__titre").first).to_have_text(VELO)
    expect(page.locator("#q")).to_have_value("vélo")
    page.go_back()
    expect(_status(page)).to_have_text(re.compile(r"^\d\d+\s+modules$"))
    expect(page.locator("#q")).to_have_value("")
    page.go_forward()
    page.go_forward()
    expect(_box(page, "secteur", "tourisme")).to_be_checked()
    expect(page.locator(".carte-module")).to_have_count(len(narrowed))
    assert _titles(page) == narrowed


def test_coming_back_from_a_record_finds_the_search_again(visitor: Visitor) -> None:
    page = _search(visitor, "?q=v%C3%A9lo")
    before = _titles(page)
    page.locator(".carte-module__titre a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VELO)
    page.go_back()
    _shown(page)
    assert _titles(page) == before


def test_one_search_typed_is_one_step_back_not_one_for_each_key(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    page.goto(visitor.address + "recherche/")
    _shown(page)
    page.locator("#q").press_sequentially("cybersécurité", delay=40)
    expect(page.locator(".carte-module__titre").first).to_have_text("Cybersécurité")
    steps = page.evaluate("history.length")
    page.keyboard.press("Enter")
    assert page.evaluate("history.length") == steps
    page.go_back()
    expect(page.locator("#q")).to_have_value("")
    page.go_back()
    expect(page).to_have_url(re.compile("/licence/$"))


@pytest.mark.parametrize("order", ["rien", "toString", "constructor", "__proto__"])
def test_an_order_that_does_not_exist_is_told(visitor: Visitor, order: str) -> None:
    page = _search(visitor, f"?tri={order}")
    expect(_notice(page)).to_contain_text(f"tri = {order}")


def test_an_address_that_asks_for_nothing_is_told_of_nothing(visitor: Visitor) -> None:
    page = _search(visitor, "?region=&tri=&secteur=")
    expect(_status(page)).to_have_text(re.compile(r"^\d\d+\s+modules$"))
    expect(_notice(page)).to_be_hidden()


# What is said ---------------------------------------------------------------------------------------------------------


def _notice(page: Page) -> Locator:
    return page.locator(".explorateur__avis")


def test_the_number_of_results_is_announced(visitor: Visitor) -> None:
    page = _search(visitor)
    expect(_status(page)).to_have_attribute("role", "status")
    page.locator("#q").fill("teillage")
    expect(_status(page)).to_have_text(re.compile(r"^1\smodule$"))
    page.locator("#q").fill("blockchain")
    expect(_status(page)).to_have_text("Aucun module")


def test_an_empty_result_offers_ways_out_that_lead_somewhere(visitor: Visitor) -> None:
    page = _search(visitor, "?q=v%C3%A9lo&region=bretagne&statut=arrete")
    expect(_status(page)).to_have_text("Aucun module")
    expect(_notice(page)).to_contain_text("Rien ne correspond")
    page = _search(visitor, "?q=v%C3%A9lo&region=normandie")
    expect(_notice(page).get_by_role("link", name=re.compile("Sans le filtre « Normandie »"))).to_be_visible()
    expect(_notice(page).get_by_role("link", name=re.compile("Sans les mots « vélo »"))).to_be_visible()
    expect(page.locator(".explorateur__emporter")).to_be_hidden()
    for name in ("Parcourir les thèmes", "Voir la liste de tous les modules", "Signaler un module qui manque"):
        link = _notice(page).get_by_role("link", name=name)
        answer = page.request.get(link.evaluate("(a) => a.href"))
        assert answer.ok, name
    _notice(page).get_by_role("link", name=re.compile("Normandie")).click()
    expect(page.locator(".carte-module__titre").first).to_have_text(VELO)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("alzeimer", "« alzeimer » est inconnu ; voici ce qui contient « alzheimer »"),
        ("vélo blockchain", "Aucune fiche ne contient « blockchain »"),
        ("blockchain", "Aucune fiche ne contient « blockchain »"),
        ("teillage russe", "Aucun module ne contient tous ces mots"),
        ("parler russe à l'hôtel", "contiennent tous ces mots"),
        ("x" * 400, "Seuls les 200 premiers caractères"),
    ],
)
def test_the_visitor_is_told_how_the_words_were_read(visitor: Visitor, words: str, said: str) -> None:
    page = _search(visitor, f"?q={words}")
    expect(_notice(page)).to_be_visible()
    assert said in " ".join((_notice(page).text_content() or "").split())


def test_nothing_is_said_when_all_went_well(visitor: Visitor) -> None:
    expect(_notice(_search(visitor, "?q=v%C3%A9lo"))).to_be_hidden()


def test_other_pages_are_told_apart_from_modules(visitor: Visitor) -> None:
    page = _search(visitor, "?q=ADVF")
    others = page.locator(".explorateur__autres li")
    expect(others.filter(has_text="Certification").get_by_role("link")).to_have_text("TP Assistant de vie aux familles")
    page = _search(visitor, "?q=qualif%20emploi")
    expect(page.locator(".explorateur__autres li").filter(has_text="Démarche").first).to_be_visible()
    page = _search(visitor, "?q=licence%20ouverte")
    expect(page.locator(".explorateur__autres li").filter(has_text="Page d’aide").first).to_be_visible()
    page = _search(visitor, "?q=HACCP")
    page.locator(".explorateur__autres").get_by_role("link", name="Hygiène alimentaire et sanitaire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hygiène alimentaire et sanitaire")


def test_more_results_are_shown_on_demand_and_the_first_of_them_has_the_focus(visitor: Visitor) -> None:
    page = _search(visitor)
    cards = page.locator(".carte-module")
    expect(cards).to_have_count(PAGE)
    page.get_by_role("button", name="Voir plus de modules").click()
    expect(cards).to_have_count(2 * PAGE)
    expect(cards.nth(PAGE).locator("a").first).to_be_focused()
    while (more := page.get_by_role("button", name="Voir plus de modules")).is_visible():
        before = cards.count()
        more.click()
        expect(cards).not_to_have_count(before)
    assert len(set(_titles(page))) > 3 * PAGE


def test_a_card_shows_what_decides(visitor: Visitor) -> None:
    card = _search(visitor, "?q=d%C3%A9chets+restaurant").locator(".carte-module").first
    for fact in ("Valorisation des déchets", "Auvergne-Rhône-Alpes", "Hôtellerie et restauration", "14 h", "2021"):
        expect(card).to_contain_text(fact)


# Taking away ----------------------------------------------------------------------------------------------------------


def _taken(page: Page, button: str) -> str:
    with page.expect_download() as event:
        page.get_by_role("button", name=button).click()
    download: Download = event.value
    return Path(download.path()).read_bytes().decode()


def test_the_selection_is_exported_exactly_as_csv_and_json(visitor: Visitor, real_catalogue: Catalogue) -> None:
    chosen = {"region": {"grand-est", "occitanie"}, "transition": {"numerique"}}
    page = _search(visitor, "?region=grand-est&region=occitanie&transition=numerique&tri=titre")
    text = _taken(page, "Tableur (CSV)")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    objects = json.loads(_taken(page, "Données (JSON)"))
    expected = {module.id: module for module in _kept(real_catalogue.modules, chosen)}
    assert {row["id"] for row in rows} == {item["id"] for item in objects} == set(expected)
    assert [row["id"] for row in rows] == [item["id"] for item in objects]
    assert {row["titre"] for row in rows} == {module.titre for module in expected.values()}
    cybersecurity = next(row for row in rows if row["id"] == "occ-cybersecurite")
    assert cybersecurity["titre"] == "Cybersécurité"
    assert cybersecurity["page"] == f"{visitor.address}modules/occ-cybersecurite/"
    assert cybersecurity["secteur"] == "Informatique et numérique"
    years = {item["id"]: item["annee"] for item in objects}
    assert years == {module.id: [str(module.annee)] if module.annee else [] for module in expected.values()}
    expect(page.locator(".explorateur__issue")).to_have_text(re.compile(rf"Fichier préparé\s: {len(rows)}\smodules"))


def test_an_export_holds_all_results_not_only_those_shown(visitor: Visitor, real_catalogue: Catalogue) -> None:
    rows = list(
        csv.DictReader(io.StringIO(_taken(_search(visitor), "Tableur (CSV)").removeprefix("\ufeff")), delimiter=";")
    )
    assert len(rows) == len(real_catalogue.modules) > PAGE
    several = next(row for row in rows if row["id"] == "bre-bien-manger-pour-tous")
    assert "Agriculture | Commerce et distribution" in several["secteur"]


def test_the_link_is_copied(visitor: Visitor) -> None:
    page = visitor.page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{visitor.address}recherche/?q=russe")
    _shown(page)
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".explorateur__issue")).to_have_text("Lien copié.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_paper_shows_the_results_without_the_form(visitor: Visitor) -> None:
    page = _search(visitor, "?q=russe")
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    for furniture in (".explorateur__facettes", ".explorateur__tri", ".explorateur__emporter", ".md-header"):
        expect(page.locator(furniture)).to_be_hidden()
    expect(page.locator(".carte-module").first).to_be_visible()
    expect(_status(page)).to_be_visible()


# Bad input ------------------------------------------------------------------------------------------------------------

_MARKUP = "%3Cimg%20src%3Dx%20onerror%3D%22window.pirate%3D1%22%3E"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?couleur=rouge&region=atlantide", "couleur = rouge ; region = atlantide"),
        ("?tri=hasard", "tri = hasard"),
        (f"?q={_MARKUP}", ""),
        (f"?region={_MARKUP}&{_MARKUP}=1", "<img src=x onerror="),
        (f"?q={'m%C3%A9tier' * 1000}", "Seuls les 200 premiers caractères"),
        (f"?{'region=bretagne&' * 500}", ""),
        ("?q=%E9%ff%&region=%", ""),
        ("?q=velo&q=russe", ""),
        ("?__proto__=1&constructor=2&tri=toString", "constructor = 2"),
        ("?region=__proto__&theme=constructor", "region = __proto__"),
        ("?q=%00%0A%0D%09", ""),
        ("?q=(((%22%22%22***", ""),
    ],
)
def test_any_address_is_harmless_and_what_is_unknown_is_explained(visitor: Visitor, query: str, said: str) -> None:
    page = _search(visitor, query)
    assert said in " ".join((page.locator(".explorateur__resultats").text_content() or "").split())
    assert page.evaluate("typeof window.pirate") == "undefined"
    assert page.locator(".explorateur :is(img, script, iframe)").count() == 0
    expect(_status(page)).to_have_text(re.compile(r"modules?$"))
    assert (visitor.complaints, visitor.failed) == ([], [])


@pytest.fixture
def victim(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A visitor of a site whose every free text attacks the page."""
    with served(made.hostile_site(tmp_path_factory), tmp_path_factory.mktemp("racine")) as address:
        visitor = Visitor(browser, address)
        yield visitor
        visitor.leave()


def test_a_record_that_attacks_is_shown_and_exported_as_text(victim: Visitor) -> None:
    page = _search(victim)
    expect(page.locator(".carte-module__titre")).to_contain_text("<script>window.pirate=1</script>")
    assert page.locator(".explorateur :is(script, img)").count() == 0
    page.locator("#q").fill("court")
    expect(page.locator(".carte-module")).to_have_count(1)
    rows = list(csv.DictReader(io.StringIO(_taken(page, "Tableur (CSV)").removeprefix("\ufeff")), delimiter=";"))
    assert "<svg onload=pirate>" in rows[0]["titre"]
    _suggest(page, "court")
    assert page.evaluate("typeof window.pirate") == "undefined"
    assert victim.complaints == []


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    text = page.evaluate(
        """async (root) => (await import(`${root}assets/javascripts/emporter.js`)).asCsv(
          ["titre", "x"], [["=1+1", "a;b"], ["+33", 'dit "oui"'], ["-2", "a\\nb"], ["@x", ["é", "œ"]], [null, 14]])""",
        visitor.address,
    )
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows[1:] == [["'=1+1", "a;b"], ["'+33", 'dit "oui"'], ["'-2", "a\nb"], ["'@x", "é | œ"], ["", "14"]]


# Without what is usual ------------------------------------------------------------------------------------------------


def test_without_javascript_the_explorer_says_where_to_go(visitor: Visitor) -> None:
    page = visitor.open("licence/", java_script_enabled=False)
    _header_field(page).fill("vélo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/recherche/\?q=v%C3%A9lo$"))
    expect(page.locator("noscript .vide")).to_be_visible()
    expect(page.locator("noscript .vide")).to_contain_text("La recherche par mots demande JavaScript")
    expect(page.locator("#explorateur")).to_be_hidden()
    page.get_by_role("link", name="la liste de tous les modules").click()
    expect(page.locator(".carte-module__titre").first).to_be_visible()


@pytest.mark.parametrize("lost", ["**/pagefind/**", "**/facettes.bin", "**/mots.bin"])
def test_when_the_index_cannot_be_fetched_it_is_said_with_other_ways_in(visitor: Visitor, lost: str) -> None:
    page = visitor.page()
    page.route(lost, lambda route: route.abort())
    page.goto(visitor.address + "recherche/?q=velo")
    expect(_status(page)).to_have_text("La recherche n’a pas pu démarrer.")
    expect(_notice(page).get_by_role("link", name="Voir la liste de tous les modules")).to_be_visible()


def test_an_export_that_cannot_be_fetched_is_said(visitor: Visitor) -> None:
    page = visitor.page()
    page.route("**/selection.bin", lambda route: route.abort())
    page.goto(visitor.address + "recherche/?q=velo")
    _shown(page)
    page.get_by_role("button", name="Tableur (CSV)").click()
    expect(page.locator(".explorateur__issue")).to_contain_text("n’a pas pu être préparé")


def test_a_search_asks_nothing_of_another_host_and_the_browser_does_not_complain(visitor: Visitor) -> None:
    page = _search(visitor)
    page.locator("#q").fill("vélo")
    expect(page.locator(".carte-module__titre").first).to_have_text(VELO)
    _suggest(page, "anglais")
    assert len(visitor.requests) > 10
    assert [url for url in visitor.requests if not url.startswith((visitor.address, "data:", "blob:"))] == []
    assert (visitor.failed, visitor.complaints) == ([], [])


def test_everything_is_done_by_keyboard_alone(visitor: Visitor) -> None:
    page = _search(visitor)
    page.keyboard.press("/")
    page.keyboard.type("anglais")
    page.keyboard.press("Enter")
    expect(page.locator(".carte-module__titre").first).to_contain_text("Anglais")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input[name=region]')"):
            break
    page.keyboard.press("Space")
    expect(page.locator(".explorateur__puce")).to_have_count(1)
    page.locator("#tri").focus()
    page.keyboard.press("t")
    expect(page).to_have_url(re.compile("tri=titre"))
    page.locator(".explorateur__puce").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".explorateur__puce")).to_have_count(0)
    first = _titles(page)[0]
    page.locator(".carte-module__titre a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)


@pytest.mark.parametrize(
    ("scheme", "size"), [("light", DESKTOP), ("dark", DESKTOP), ("light", SMALL_PHONE), ("dark", SMALL_PHONE)]
)
def test_no_violation_with_results_suggestions_or_nothing_found(
    visitor: Visitor, scheme: Scheme, size: tuple[int, int]
) -> None:
    page = visitor.page(size, scheme)
    for query in ("?q=velos&region=centre-val-de-loire", "?q=alzeimer+blockchain", "?q=blockchain&region=bretagne"):
        page.goto(f"{visitor.address}recherche/{query}")
        _shown(page)
        page.evaluate("document.querySelectorAll('.facettes, .facette').forEach((d) => { d.open = true })")
        assert violations(page) == [], query
    page.goto(visitor.address + "licence/")
    page.keyboard.press("/")
    _suggest(page, "vélo")
    page.keyboard.press("ArrowDown")
    assert violations(page) == [], "suggestions"


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_moves_while_the_explorer_loads(visitor: Visitor, size: tuple[int, int]) -> None:
    page = visitor.page(size)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) "
        "if (!e.hadRecentInput) window.shift += e.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    for query in ("", "?q=velo", "?q=alzeimer&region=grand-est"):
        page.goto(f"{visitor.address}recherche/{query}")
        _shown(page)
        page.wait_for_timeout(300)
        assert page.evaluate("window.shift") < 0.02, query


def test_nothing_is_animated_for_those_who_ask_for_less_motion(visitor: Visitor) -> None:
    page = _search(visitor)
    page.locator("#q").fill("vélo")
    expect(page.locator(".carte-module__titre").first).to_have_text(VELO)
    _suggest(page, "anglais")
    lengths = page.evaluate("document.getAnimations().map((a) => a.effect.getComputedTiming().duration)")
    assert [length for length in lengths if length > 10] == []


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE])
def test_a_phone_folds_the_facets_and_never_scrolls_sideways(visitor: Visitor, size: tuple[int, int]) -> None:
    page = _search(visitor, "?q=velo", size=size)
    expect(page.locator(".facette").first).to_be_hidden()
    page.locator(".facettes > summary").click()
    _box(page, "region", "centre-val-de-loire").check()
    expect(page.locator(".explorateur__puce")).to_have_text(["Centre-Val de Loire"])
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
