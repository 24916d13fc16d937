"""Six people come with a question and leave with the answer: each journey ends with it on the screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from build_tools.model import Catalogue
from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

VELO = "Réparation des vélos à assistance électrique"


def _go(page: Page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=name).filter(visible=True).first.click()


def test_an_adviser_on_a_phone_finds_what_completes_an_occupation_and_what_it_completes(visitor: Visitor) -> None:
    page = visitor.open("", PHONE)
    assert page.evaluate("document.documentElement.scrollHeight") <= 3000
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("vélo électrique")
    page.keyboard.press("Enter")
    first = page.locator(".explorateur__liste .carte-module").first
    expect(first).to_be_visible()
    box = first.bounding_box()
    assert box is not None
    assert box["y"] <= 400
    _go(page, VELO)
    expect(page.get_by_role("heading", level=1)).to_have_text(VELO)
    expect(page.get_by_role("link", name=re.compile("Technicien-vendeur")).first).to_be_visible()


def test_a_job_seeker_learns_in_two_clicks_what_is_added_near_home(visitor: Visitor) -> None:
    page = visitor.open("", PHONE)
    expect(page.locator(".chapeau")).to_contain_text("courte formation")
    _go(page, re.compile("Je cherche une formation"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Trouver un module")
    _go(page, re.compile("^Régions"))
    _go(page, "Normandie")
    expect(page.get_by_role("link", name="Compétences liées au teillage (filière lin)")).to_be_visible()


def test_a_company_pastes_its_offer_and_sees_the_modules_that_answer_also_after_going_back(visitor: Visitor) -> None:
    page = visitor.open("")
    _go(page, re.compile("Je recrute"))
    page.get_by_label("Vos besoins, un par ligne").fill("Réparer des vélos à assistance électrique")
    page.get_by_role("button", name="Trouver les modules").click()
    answer = page.locator(".besoin__liste").get_by_role("link", name=VELO)
    expect(answer).to_be_visible()
    answer.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(VELO)
    page.go_back()
    expect(page.locator(".besoin__liste").get_by_role("link", name=VELO)).to_be_visible()


def test_a_journalist_finds_the_figure_and_the_modules_that_it_counts(
    visitor: Visitor, real_catalogue: Catalogue
) -> None:
    page = visitor.open("")
    count = len(real_catalogue.by_transition["numerique"])
    link = page.locator("main").get_by_role("link", name=re.compile("Transition numérique"))
    expect(link).to_contain_text(str(count))
    link.click()
    cards = page.locator("main .carte-module")
    expect(cards).to_have_count(count)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Transition numérique")


def test_a_certifying_officer_reaches_what_is_added_to_a_certification_and_the_letter(visitor: Visitor) -> None:
    page = visitor.open("")
    _go(page, re.compile("Je certifie"))
    _go(page, re.compile("^Certifications complétées"))
    _go(page, re.compile("Assistant de vie aux familles"))
    expect(page.locator("main .carte-module").first).to_be_visible()
    expect(page.get_by_role("heading", name="Suivre")).to_be_visible()
    page.locator("main").get_by_role("link", name=re.compile("[Dd]ossier")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ssistant de vie")


def test_a_region_officer_sees_what_others_have_and_what_could_be_taken_up(
    visitor: Visitor, real_catalogue: Catalogue
) -> None:
    page = visitor.open("")
    _go(page, re.compile("Je travaille en Région"))
    _go(page, "Normandie")
    here = {theme for module in real_catalogue.by_region["normandie"] for theme in module.themes}
    missing = page.locator(".ailleurs > li")
    expect(missing.first).to_be_visible()
    for link in missing.locator("h3 a").all():
        assert str(link.get_attribute("href")).rstrip("/").split("/")[-1] not in here
    expect(page.get_by_role("heading", name="Comparer avec une autre région")).to_be_visible()
    expect(page.get_by_role("button", name="Imprimer la fiche de la région")).to_be_visible()
    page.get_by_role("link", name="Voir tous les thèmes, région par région").click()
    expect(page.locator("#tableau")).to_be_in_viewport()
