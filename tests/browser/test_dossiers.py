"""The pages for those who revise certifications, in a browser: from a certification to its dossier, on paper too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import DESKTOP, SMALL_PHONE, Visitor

pytestmark = pytest.mark.browser

HOME_CARE = "dossiers/tp-assistant-de-vie-aux-familles/"
PAGES = (
    HOME_CARE,
    "certificateurs/",
    "certificateurs/ministere-du-travail/",
    "certificateurs/ministere-du-travail/dossier.html",
    "transmissions/",
    "resultats/",
    "pas-a-pas/",
)


@pytest.mark.parametrize("place", PAGES)
def test_a_small_phone_shows_the_page_without_scrolling_sideways(visitor: Visitor, place: str) -> None:
    page = visitor.open(place, SMALL_PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == SMALL_PHONE[0]
    assert visitor.complaints == []


def test_from_a_certification_to_its_dossier_its_certifier_and_the_letter(visitor: Visitor) -> None:
    page = visitor.open("certifications/tp-assistant-de-vie-aux-familles/")
    page.get_by_role("link", name="Dossier : ce qui manque au référentiel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ce qui manque, selon qui, depuis quand")
    page.locator(".paires").get_by_role("link", name="Ministère du Travail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ministère du Travail")
    page.get_by_role("link", name="Ouvrir le dossier").click()
    expect(page.get_by_role("region", name="Lettre d’accompagnement")).to_contain_text("Madame, Monsieur,")
    page.get_by_role("link", name="TP Tailleur de pierre").first.click()
    expect(page.get_by_role("heading", level=2, name="TP Tailleur de pierre")).to_be_in_viewport()
    assert visitor.failed == []


def test_the_evidence_of_a_gap_is_one_click_away(visitor: Visitor) -> None:
    page = visitor.open(HOME_CARE, DESKTOP, java_script_enabled=False)
    addition = page.locator("article.ajout", has=page.get_by_role("link", name="E-santé", exact=True))
    expect(addition).to_contain_text("p. 30")
    addition.get_by_role("link", name="guide n° 8").first.click()
    page.wait_for_url("**/sources/guide-8/")


def test_the_table_and_the_data_of_a_dossier_can_be_taken_away(visitor: Visitor) -> None:
    page = visitor.open(HOME_CARE)
    with page.expect_download() as started:
        page.get_by_role("link", name="Tableau (CSV)").click()
    lines = started.value.path().read_text(encoding="utf-8").splitlines()
    assert started.value.suggested_filename == "dossier-tp-assistant-de-vie-aux-familles.csv"
    assert len(lines) == 1 + 19
    answer = page.request.get(f"{visitor.address}{HOME_CARE}dossier.json").json()
    assert len(answer["dossier"]["ajouts"]) == 9
    feed = page.request.get(f"{visitor.address}flux/certifications/tp-assistant-de-vie-aux-familles.atom")
    assert feed.ok


@pytest.mark.parametrize("place", [HOME_CARE, "certificateurs/ministere-du-travail/dossier.html"])
def test_paper_has_the_dossier_and_nothing_of_the_site_around_it(visitor: Visitor, place: str) -> None:
    page = visitor.open(place, (718, 1000))
    page.emulate_media(media="print")
    for around in (".md-header", ".md-tabs", ".pied", ".fil", ".emporter", ".sommaire", ".ecran"):
        for element in page.locator(around).all():
            expect(element).to_be_hidden()
    expect(page.locator("article.ajout").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    wider = "tables => tables.filter(t => t.getBoundingClientRect().right > 719).length"
    assert page.locator("main table").evaluate_all(wider) == 0


def test_the_log_leads_to_each_dossier_and_shows_how_to_record_a_sending(visitor: Visitor) -> None:
    page = visitor.open("transmissions/")
    expect(page.get_by_text("Le journal est vide.")).to_be_visible()
    rows = page.get_by_role("region", name="Dossiers").locator("tbody tr")
    expect(rows.first.get_by_role("rowheader")).to_have_text("TP Assistant de vie aux familles")
    expect(page.locator("pre")).to_contain_text("type: ministere-certificateur")
    rows.first.get_by_role("link").first.click()
    page.wait_for_url(re.compile(HOME_CARE))


def test_a_figure_of_a_demarche_leads_to_its_definition_among_the_results(visitor: Visitor) -> None:
    page = visitor.open("demarches/hauts-de-france-contrats-de-branche/")
    page.get_by_role("link", name="Taux de sorties positives").click()
    expect(page.get_by_role("heading", name="Taux de sorties positives")).to_be_in_viewport()
    page.get_by_role("region", name="Taux de sorties positives").get_by_role("link").click()
    page.wait_for_url("**/demarches/hauts-de-france-contrats-de-branche/")


def test_those_who_found_needs_in_a_way_unfold_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("pas-a-pas/")
    folded = page.locator("details").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.get_by_role("link").first).to_be_visible()
