"""A visitor composes a parcours: ticks, hours, prerequisites, address, sheet on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import served
from tests.browser.visitor import PHONE, Visitor
from tests.site import made

pytestmark = pytest.mark.browser

FAMILIES = "parcours/tp-assistant-de-vie-aux-familles/"
MARINE = "parcours/tp-agent-de-maintenance-en-marine-de-plaisance/"
COOKING, MOBILITY = "cvl-cuisiner-a-la-francaise", "cvl-mobilite-services-a-la-personne"
HEALTH, POSTURES, UNKNOWN = "ge-ccs-esante", "ge-gestes-et-postures", "ge-savoir-etre-professionnels"


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site where some modules of a certification have lengths and prerequisites."""
    with served(made.documented_site(tmp_path_factory), tmp_path_factory.mktemp("racine")) as address:
        yield address


@pytest.fixture
def adviser(browser: Browser, documented: str) -> Iterator[Visitor]:
    """A visitor of that site."""
    visitor = Visitor(browser, documented)
    yield visitor
    visitor.leave()


def _tick(page: Page, *modules: str) -> None:
    for module in modules:
        page.locator(f"input[value={module}]").check()


def _total(page: Page) -> str:
    return (page.locator("#total").text_content() or "").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        pytest.param((), "Aucun module choisi.", id="aucun"),
        pytest.param((HEALTH,), "1 module choisi : 14 h.", id="un"),
        pytest.param((HEALTH, POSTURES), "2 modules choisis : de 42 à 84 h.", id="de-a"),
        pytest.param((HEALTH, COOKING), "2 modules choisis : de 35 à 63 h.", id="au-choix"),
        pytest.param((HEALTH, UNKNOWN), "2 modules choisis : 14 h, durée inconnue pour 1 module.", id="inconnue"),
        pytest.param((UNKNOWN,), "1 module choisi : durée inconnue pour 1 module.", id="rien-de-connu"),
        pytest.param(
            (MOBILITY,),
            "1 module choisi : 1 470 h, dont 70 h en entreprise. 1 prérequis à vérifier.",
            id="entreprise",
        ),
    ],
)
def test_the_total_follows_the_ticks(adviser: Visitor, modules: tuple[str, ...], said: str) -> None:
    page = adviser.open(FAMILIES)
    _tick(page, *modules)
    assert _total(page) == said
    expect(page.locator("#total")).to_have_attribute("role", "status")


def test_the_total_of_all_is_the_same_from_the_server_and_from_the_script(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    from_server = page.get_by_text("modules ensemble").locator("strong").text_content()
    _tick(page, *(box.input_value() for box in page.locator(".choix input").all()))
    assert page.locator(".fiche-parcours__total strong").text_content() == from_server


def test_a_real_module_lasts_what_its_record_says(visitor: Visitor) -> None:
    page = visitor.open(MARINE)
    _tick(page, "gua-preparer-insertion-posture-professionnelle")
    assert _total(page) == "1 module choisi : 255 h."


def test_the_address_holds_the_choices_and_gives_them_back(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    _tick(page, HEALTH, COOKING)
    page.get_by_label("Nature").select_option("technique")
    assert page.url.endswith(f"?m={COOKING}&m={HEALTH}&nature=technique")
    again = adviser.page()
    again.goto(page.url)
    assert _total(again) == _total(page) == "2 modules choisis : de 35 à 63 h."
    expect(again.get_by_label("Nature")).to_have_value("technique")
    expect(again.locator(".choix", has_text="Savoir-être professionnels")).to_be_hidden()


def test_coming_back_from_a_module_finds_the_choices_again(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    _tick(page, HEALTH)
    page.locator(".choix", has=page.locator(f"input[value={HEALTH}]")).get_by_role("link", name="Voir la fiche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("E-santé")
    page.go_back()
    expect(page.locator(f"input[value={HEALTH}]")).to_be_checked()
    assert _total(page) == "1 module choisi : 14 h."


def test_filters_narrow_the_list_say_so_and_untick_nothing(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    _tick(page, HEALTH)
    page.get_by_label("Région").select_option("centre-val-de-loire")
    expect(page.locator(".choix:visible")).to_have_count(2)
    expect(page.locator("#affiches")).to_have_text("2\u00a0modules affichés sur 9")
    expect(page.get_by_role("heading", name="Grand Est")).to_be_hidden()
    assert _total(page) == "1 module choisi : 14 h."
    page.get_by_label("Nature").select_option("habilitation")
    expect(page.locator("#affiches")).to_contain_text("Aucun module pour ces deux filtres")


def test_a_prerequisite_that_is_not_chosen_is_told_then_becomes_an_order(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    _tick(page, POSTURES)
    warnings = page.locator(".fiche-parcours__prerequis")
    expect(warnings).to_have_text(
        "«\u00a0Gestes et postures\u00a0» demande d’avoir suivi «\u00a0E-santé\u00a0», qui n’est pas coché."
    )
    assert "1 prérequis à vérifier" in _total(page)
    _tick(page, HEALTH)
    expect(warnings).to_have_text("«\u00a0Gestes et postures\u00a0» se suit après «\u00a0E-santé\u00a0».")
    assert "prérequis" not in _total(page)
    _tick(page, MOBILITY)
    expect(warnings).to_contain_text("«\u00a0Cybersécurité\u00a0», qui n’est pas dans cette liste.")


def test_the_sheet_says_what_was_chosen_and_where_to_read_more(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    expect(page.get_by_role("heading", name="Fiche parcours")).to_be_hidden()
    _tick(page, HEALTH, POSTURES)
    sheet = page.get_by_role("region", name="Fiche parcours")
    expect(sheet).to_contain_text("TP Assistant de vie aux familles")
    expect(sheet).to_contain_text("RNCP37715")
    expect(sheet).to_contain_text("14\u00a0h · Grand Est · Technique")
    expect(sheet).to_contain_text("Rendre compte")
    expect(sheet).to_contain_text("Avoir un logement")
    expect(sheet.get_by_role("link", name=f"{adviser.address}modules/{HEALTH}/")).to_be_visible()
    compare = sheet.get_by_role("link", name="Comparer ces modules")
    expect(compare).to_have_attribute("href", f"{adviser.address}comparer/?m={HEALTH}&m={POSTURES}")
    sheet.get_by_role("button", name="Tout décocher").click()
    expect(sheet).to_be_hidden()
    assert page.url == f"{adviser.address}{FAMILIES}"


def test_paper_shows_the_sheet_alone_once_modules_are_chosen(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Modules à choisir")).to_be_visible()
    page.emulate_media(media="screen")
    _tick(page, HEALTH)
    page.emulate_media(media="print")
    seen = page.locator("main").inner_text()
    assert seen.strip().startswith("Fiche parcours")
    assert "E-santé" in seen
    for other in ("Modules à choisir", "Cuisiner à la française", "Imprimer", "Copier le lien", "Accueil"):
        assert other not in seen
    expect(page.locator(".md-header, .md-tabs, .pied").filter(visible=True)).to_have_count(0)


def test_the_link_is_copied(adviser: Visitor) -> None:
    page = adviser.open(f"{FAMILIES}?m={HEALTH}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_keyboard_is_enough(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES)
    page.locator(f"input[value={COOKING}]").focus()
    page.keyboard.press("Space")
    assert _total(page) == "1 module choisi : de 21 à 49 h."
    page.get_by_role("link", name="Voir la fiche parcours").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Fiche parcours")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile(COOKING))


def test_what_has_the_focus_is_not_under_the_bar(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES, PHONE)
    for box in page.locator(".choix input").all():
        box.focus()
        below, bar = box.bounding_box(), page.locator(".parcours__barre").bounding_box()
        assert below is not None
        assert bar is not None
        assert below["y"] + below["height"] <= bar["y"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?m=inconnu", "Le lien demande un module qui n’est pas dans cette liste\u00a0: «\u00a0inconnu\u00a0»."),
        (
            "?m=%3Cimg%20src=x%20onerror=pirate=1%3E&m=b",
            "Le lien demande 2\u00a0modules qui ne sont pas dans cette liste",
        ),
        ("?region=%3Cb%3E", "Ce filtre n’existe pas ici\u00a0: «\u00a0<b>\u00a0»."),
        (f"?m={'x' * 10_000}", "x" * 60 + "…"),
    ],
)
def test_a_strange_address_is_explained_and_harmless(adviser: Visitor, query: str, said: str) -> None:
    page = adviser.open(FAMILIES + query)
    expect(page.locator("#avis")).to_contain_text(said)
    assert _total(page) == "Aucun module choisi."
    expect(page.locator(".choix:visible")).to_have_count(9)
    assert page.evaluate("typeof window.pirate") == "undefined"
    assert page.locator(".md-content img").count() == 0
    assert adviser.complaints == []


def test_without_javascript_the_page_is_a_list_with_the_total_of_all(adviser: Visitor) -> None:
    page = adviser.open(FAMILIES, java_script_enabled=False)
    expect(page.locator("#parcours .vide strong")).to_have_text("Composer un parcours demande JavaScript.")
    expect(page.locator(".choix__titre:visible")).to_have_count(9)
    expect(page.get_by_text("Les 9\u00a0modules ensemble")).to_contain_text("de 1\u202f533 à 1\u202f603\u00a0h")
    for control in ("input[name=m]", "select[name=region]", ".parcours__barre", "#fiche"):
        expect(page.locator(control).first).to_be_hidden()
