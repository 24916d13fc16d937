"""A module whose only source is a public page, entered by the form."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from build_tools.loading.yaml_reader import read
from tests.browser.visitor import Visitor
from tests.conftest import LAST_READ

pytestmark = [pytest.mark.browser, pytest.mark.long]
ADDRESS = "https://www.bretagne.bzh/formations-courtes"


def _field(page: Page, key: str) -> Locator:
    return page.locator(f"[data-cle=sources] [data-cle={key}] [data-valeur]")


def _open(visitor: Visitor) -> Page:
    page = visitor.page()
    page.clock.set_fixed_time(f"{LAST_READ}T10:00:00")
    page.goto(f"{visitor.address}contribuer/formulaire/")
    expect(page.locator(".formulaire--pret")).to_be_visible()
    page.get_by_label("Comment s’appelle le module").fill("Entretien des vélos électriques")
    page.get_by_label("Quelle région l’a créé").select_option("bretagne")
    page.get_by_label("Qu’y apprend-on").fill("Apprendre à réparer un vélo électrique, pour les mécaniciens.")
    page.get_by_role("group", name="Dans quels secteurs").get_by_role("checkbox").last.check()
    page.get_by_role("group", name="À quelles transitions").get_by_role("checkbox", name="Aucune").check()
    page.get_by_label("Quelle sorte de compétence").select_option("technique")
    page.locator("[data-cle=verifie_le] button").click()
    return page


def test_a_page_that_is_in_no_list_is_a_source(visitor: Visitor) -> None:
    page = _open(visitor)
    _field(page, "adresse").fill(ADDRESS)
    _field(page, "titre").fill("Les formations courtes")
    _field(page, "editeur").fill("Région Bretagne")
    expect(page.get_by_text("La fiche est prête.")).to_be_visible()
    data = read(page.locator(".formulaire__yaml").input_value().encode())
    (source,) = data["sources"]
    assert source == {
        "titre": "Les formations courtes",
        "editeur": "Région Bretagne",
        "adresse": ADDRESS,
        "lu_le": LAST_READ.isoformat(),
    }


def test_an_address_alone_asks_for_the_title_and_the_publisher(visitor: Visitor) -> None:
    page = _open(visitor)
    _field(page, "adresse").fill(ADDRESS)
    page.get_by_role("link", name="Vérifier").click()
    expect(page.get_by_text("Il manque à la source").first).to_be_visible()


def test_a_document_of_the_list_asks_for_nothing_more_and_hides_the_rest(visitor: Visitor) -> None:
    page = _open(visitor)
    _field(page, "document").select_option("guide-8")
    expect(_field(page, "adresse")).to_be_hidden()
    expect(page.get_by_text("La fiche est prête.")).to_be_visible()
    assert read(page.locator(".formulaire__yaml").input_value().encode())["sources"] == [{"document": "guide-8"}]
