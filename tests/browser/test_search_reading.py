"""How the explorer reads what is typed: a region among the words is a filter, a name of several words is one thing."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from build_tools.model import Catalogue
from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

SHOWN = "() => !document.querySelector('.explorateur__liste').hasAttribute('aria-busy')"


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """A page of the visitor's."""
    return visitor.open("recherche/")


def _type(page: Page, words: str) -> None:
    page.locator("#explorateur input[name=q]").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_function(SHOWN)


def _chips(page: Page) -> Locator:
    return page.locator(".explorateur__puce")


def _notice(page: Page) -> Locator:
    return page.locator(".explorateur__avis")


def _words(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("q", [""])[0]


def test_a_region_among_the_words_is_a_filter_that_can_be_taken_away(page: Page, real_catalogue: Catalogue) -> None:
    _type(page, "handicap région Grand Est")
    expect(_chips(page)).to_have_text(["Grand Est"])
    expect(_notice(page)).to_contain_text("Région lue dans vos mots\u00a0: Grand Est. Seuls ses modules sont montrés.")
    expect(page.locator("input[name=region][value=grand-est]")).to_be_checked()
    titles = {" ".join(m.titre.split()) for m in real_catalogue.modules.values() if m.region == "grand-est"}
    shown = [
        text.replace("\u00a0", " ").replace("’", "'") for text in page.locator(".carte-module__titre").all_inner_texts()
    ]
    assert shown
    assert set(shown) <= titles
    _chips(page).click()
    expect(_chips(page)).to_have_count(0)
    assert _words(page) == "handicap"


@pytest.mark.long
def test_the_words_stay_as_they_are_typed_while_the_region_is_a_filter(page: Page) -> None:
    field = page.locator("#explorateur input[name=q]")
    field.press_sequentially("vélo en Bretagne ou en Occitanie", delay=60)
    page.wait_for_function(SHOWN)
    expect(field).to_have_value("vélo en Bretagne ou en Occitanie")


@pytest.mark.long
def test_unticking_the_box_of_one_of_two_regions_keeps_the_other(page: Page) -> None:
    _type(page, "cuisine bourgogne bretagne")
    expect(_chips(page)).to_have_text(["Bourgogne-Franche-Comté", "Bretagne"])
    page.locator("input[name=region][value=bretagne]").uncheck()
    expect(_chips(page)).to_have_text(["Bourgogne-Franche-Comté"])
    assert _words(page) == "cuisine"


@pytest.mark.long
def test_what_only_other_regions_have_is_shown_and_said(page: Page) -> None:
    _type(page, "cybersécurité bretagne")
    expect(_notice(page)).to_contain_text(
        "Bretagne. Aucun de ses modules ne répond\u00a0: voici ceux d’autres régions."
    )
    expect(page.locator(".carte-module__titre")).to_have_text(["Cybersécurité"])
    expect(_chips(page)).to_have_count(0)


@pytest.mark.long
def test_a_region_without_any_module_is_said(page: Page) -> None:
    _type(page, "corse")
    expect(page.locator("#nombre")).to_have_text("Aucun module")
    expect(_notice(page)).to_contain_text("Corse. Le catalogue n’y connaît encore aucun module.")
    expect(page.locator(".explorateur__autres a").first).to_have_text("Corse")


@pytest.mark.long
def test_an_address_that_asks_for_a_region_without_module_is_told_so(visitor: Visitor) -> None:
    page = visitor.open("recherche/?q=vélo&region=corse&secteur=lune", size=PHONE)
    expect(page.locator(".carte-module").first).to_be_visible()
    expect(_notice(page)).to_contain_text("Corse\u00a0: le catalogue n’y connaît encore aucun module.")
    expect(_notice(page)).to_contain_text("un filtre que cette page n’a pas\u00a0: secteur = lune.")
    page.get_by_role("link", name="Voir la page de cette région").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corse")


@pytest.mark.long
def test_the_name_of_a_region_can_be_searched_as_a_word(page: Page) -> None:
    _type(page, "bourgogne")
    page.get_by_role("link", name="Chercher ce nom comme un simple mot").click()
    expect(page.locator("#explorateur input[name=q]")).to_have_value('"bourgogne"')
    expect(page.locator(".carte-module")).to_contain_text(["patrimoine"])  # the only one that says it of itself
    expect(_chips(page)).to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "place", "region"),
    [
        ("soudeur 59", "59", "Hauts-de-France"),
        ("informatique (67)", "67", "Grand Est"),
        ("33", "33", "Nouvelle-Aquitaine"),
        ("formations à Toulouse", "Toulouse", "Occitanie"),
        ("vélo à Tours", "Tours", "Centre-Val de Loire"),
        ("hôtel Aix-en-Provence", "Aix-en-Provence", "Provence-Alpes-Côte d’Azur"),
        ("chaudronnier dans le Nord", "Nord", "Hauts-de-France"),
        ("vélo près de Tours", "Tours", "Centre-Val de Loire"),
        ("aux environs de Lens", "Lens", "Hauts-de-France"),
        ("31000", "31000", "Occitanie"),
    ],
)
def test_a_town_or_a_department_stands_for_its_region(page: Page, words: str, place: str, region: str) -> None:
    _type(page, words)
    expect(_chips(page)).to_have_text([region])
    expect(_notice(page)).to_contain_text(f"{region} («\u00a0{place}\u00a0»). Seuls ses modules sont montrés.")
    expect(page.locator(".carte-module").first).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    ["centre de soins", "animer une réunion", "bilan GES", "bien manger pour tous", "moins de 35 heures",
     "branche IDCC 44", "capitaine 200", "une fois le chantier fini", "maçon"],
)  # fmt: skip
def test_words_that_only_look_like_a_region_are_words(page: Page, words: str) -> None:
    _type(page, words)
    expect(page.locator(".carte-module").first).to_be_visible()
    expect(_chips(page)).to_have_count(0)
    expect(_notice(page)).not_to_contain_text("dans vos mots")


@pytest.mark.long
def test_the_suggestions_of_the_header_keep_to_the_region(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    page.locator(".recherche-entete input").fill("hotel paca")
    options = page.locator(".recherche-entete [role=option]")
    expect(options.last).to_have_text(re.compile(r"Tout voir\s:\s2\smodules"))
    page.locator(".recherche-entete input").fill("cybersécurité bretagne")
    expect(options.last).to_have_text(re.compile(r"Tout voir\s:\s1\smodule"))
    page.locator(".recherche-entete input").fill("hotel paca")
    page.keyboard.press("Enter")
    expect(_chips(page)).to_have_text(["Provence-Alpes-Côte d’Azur"])


@pytest.mark.long
def test_a_job_that_no_module_has_leads_to_those_of_its_family(page: Page) -> None:
    _type(page, "carreleuse")
    expect(_notice(page)).to_contain_text("Aucune fiche ne contient «\u00a0carreleuse\u00a0».")
    page.get_by_role("link", name=re.compile("^Métiers proches")).click()
    expect(page.locator(".carte-module").first).to_be_visible()
    expect(_chips(page)).to_have_text(["Construction, Bâtiment et Travaux publics"])


@pytest.mark.long
@pytest.mark.parametrize("word", ["secrétaire", "artiste", "directeur", "rédactrice", "graphiste", "livraison"])
def test_a_sound_word_is_not_taken_for_another(page: Page, word: str) -> None:
    _type(page, word)
    expect(_notice(page)).to_contain_text(f"Aucune fiche ne contient «\u00a0{word}\u00a0».")
    expect(_notice(page)).not_to_contain_text("voici ce qui contient")


def test_what_has_the_words_of_a_name_apart_is_left_out_and_one_link_away(visitor: Visitor) -> None:
    page = visitor.open("recherche/?q=pompe à chaleur", size=PHONE)
    expect(page.locator("#nombre")).to_have_text("3 modules")
    expect(_notice(page)).to_contain_text("Ces mots sont lus ensemble, comme une expression.")
    page.get_by_role("link", name="Voir aussi les 2 autres modules qui ont ces mots, mais séparés").click()
    expect(page.locator("#nombre")).to_have_text("5 modules")
    assert _words(page) == "pompe, chaleur"


@pytest.mark.parametrize("query", ["langue des signes", "chef de cuisine"])
def test_a_name_that_no_module_has_is_told_with_the_way_to_its_words(visitor: Visitor, query: str) -> None:
    page = visitor.open(f"recherche/?q={query}", size=PHONE)
    expect(page.locator("#nombre")).to_have_text("Aucun module")
    expect(_notice(page)).to_contain_text(f"Aucun module ne contient l’expression «\u00a0{query}\u00a0».")
    page.get_by_role("link", name="Chercher ces mots séparément").click()
    expect(_notice(page)).to_contain_text("Aucun module ne contient tous ces mots")


def test_a_letter_that_no_record_has_is_told(visitor: Visitor) -> None:
    page = visitor.open("recherche/?q=cycle en V", size=PHONE)
    expect(_notice(page)).to_contain_text("Aucune fiche ne contient «\u00a0V\u00a0».")
    expect(_notice(page)).to_contain_text("Aucun module ne contient tous ces mots")


ENTERING = "Une question de prix, d’inscription ou de dates\u00a0?"
DIPLOMA = "Un module ne donne pas de diplôme à lui seul."
LENGTH = "Une durée se choisit par les filtres."
QUESTIONS = {
    "combien ça coûte": [ENTERING],
    "comment s’inscrire": [ENTERING],
    "CPF": [ENTERING],
    "prochaines sessions à Metz": [ENTERING],
    "est-ce que ça donne un diplôme ?": [DIPLOMA],
    "quels diplômes": [DIPLOMA],
    "formation courte": [LENGTH],
    "35h": [LENGTH],
    "module d’une semaine": [LENGTH],
    "moins de 35 heures, gratuit": [ENTERING, LENGTH],
    "diplôme d’État d’accompagnant": [],
    "couture": [],
    "pays basque": [],
    "circuits courts": [],
}


def test_a_question_that_no_module_answers_is_led_to_what_is_known(visitor: Visitor) -> None:
    page = visitor.open("recherche/")
    code = """async ([root, queries]) => {
      const { answersTo } = await import(`${root}assets/javascripts/recherche-questions.js`);
      const { addressOf } = await import(`${root}assets/javascripts/recherche-adresse.js`);
      const said = (line) => line.firstChild.textContent.trim();
      return queries.map((query) => answersTo(query, addressOf).map(said));
    }"""
    told = page.evaluate(code, [visitor.address, list(QUESTIONS)])
    assert dict(zip(QUESTIONS, told, strict=True)) == QUESTIONS


def test_the_notices_of_a_question_lead_somewhere(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = visitor.open("recherche/?q=durée, prix, sans diplôme&region=grand-est", size=PHONE)
    expect(page).to_have_title(re.compile("^durée, prix, sans diplôme - "))
    for name in ("Ce que l’on en sait, et à qui demander", "Il s’ajoute à une formation qui en donne un"):
        href = page.get_by_role("link", name=name).get_attribute("href") or ""
        anchor = href.partition("#")[2]
        assert (
            page.evaluate(
                "async ([href, id]) => new DOMParser().parseFromString(await (await fetch(href)).text(), 'text/html')"
                ".getElementById(id)?.tagName",
                [href, anchor],
            )
            == "H2"
        )
    page.get_by_role("link", name="Voir les modules dont la durée est connue").click()
    known = [module for module in real_catalogue.modules.values() if module.duree]
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{len(known)}\smodules?$"))
