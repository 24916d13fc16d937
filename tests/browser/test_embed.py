"""The modules of a region inside another site."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from build_tools.model import Catalogue
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_region_s_cards_stand_alone_and_name_their_source(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = visitor.open("regions/normandie/")
    page.get_by_role("link", name="Ces modules, sans l’en-tête ni le pied de page").click()
    cards = page.locator(".carte-module")
    expect(cards).to_have_count(len(real_catalogue.by_region["normandie"]))
    for around in (".md-header", ".pied", ".explorateur__facettes", ".regions-modules__passer"):
        expect(page.locator(around)).to_be_hidden()
    expect(page.get_by_text("Source : Catalogue des modules additionnels")).to_be_visible()
    with page.context.expect_page() as opened:
        cards.first.get_by_role("link").first.click()
    expect(opened.value.locator(".md-header")).to_be_visible()


def test_an_unknown_region_is_explained_and_no_other_region_s_modules_are_shown(visitor: Visitor) -> None:
    page = visitor.open("recherche/?region=atlantide&embed")
    expect(page.locator(".explorateur__avis")).to_contain_text("region = atlantide")
    expect(page.locator(".explorateur__avis")).not_to_contain_text("embed")
    expect(page.locator("#nombre")).to_have_text("Aucun module")
    expect(page.locator(".carte-module")).to_have_count(0)


def test_a_question_is_not_led_to_filters_that_another_site_does_not_show(visitor: Visitor) -> None:
    page = visitor.open("recherche/?q=35h&embed")
    expect(page.locator(".explorateur__avis")).to_contain_text("Aucune fiche ne contient")
    expect(page.locator(".explorateur__avis")).not_to_contain_text("filtres")
