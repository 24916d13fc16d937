"""The page of a module answers « puis-je le suivre ? », and what follows is at hand: copy, print, cite."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue, Module
from build_tools.model.official import occupation_page, registration_page
from build_tools.text.typography import french
from tests.browser.visitor import PHONE, Visitor
from tests.site.site_tools import PROJECT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The real catalogue."""
    found = check(load(PROJECT / "catalogue")).catalogue
    assert found is not None
    return found


@pytest.fixture(scope="module")
def module(catalogue: Catalogue) -> Module:
    """A module with a certification that has a code, an occupation and a deduced state."""
    return next(
        m
        for m in catalogue.modules.values()
        if m.metiers
        and "statut" in m.deduit
        and any(catalogue.certifications[c.certification].enregistrements for c in m.certifications)
    )


def _open(visitor: Visitor, module: Module, *, size: tuple[int, int] = (1280, 900), script: bool = True) -> Page:
    return visitor.open(f"modules/{module.id}/", size, java_script_enabled=script)


def test_whom_to_ask_is_answered_without_a_script(visitor: Visitor, catalogue: Catalogue, module: Module) -> None:
    box = _open(visitor, module, script=False).get_by_role("region", name=french("Puis-je suivre ce module ?"))
    expect(box).to_contain_text("Pas seul")
    expect(box).to_contain_text(french("Nous ne connaissons pas de session ouverte"))
    for contact in catalogue.vocabularies.contacts_of(module.region):
        expect(box.get_by_role("link", name=french(contact.libelle), exact=True)).to_have_attribute(
            "href", contact.adresse
        )


def test_the_official_pages_of_the_certification_and_of_the_occupation_are_linked(
    visitor: Visitor, catalogue: Catalogue, module: Module
) -> None:
    page = _open(visitor, module)
    for completed in module.certifications:
        for registration in catalogue.certifications[completed.certification].enregistrements[-1:]:
            expect(page.locator(f'a[href="{registration_page(registration.code)}"]').first).to_be_visible()
    for code in module.metiers:
        expect(page.locator(f'a[href="{occupation_page(code)}"]')).to_be_visible()


def test_on_a_phone_the_facts_that_decide_come_before_the_rest(visitor: Visitor, module: Module) -> None:
    page = _open(visitor, module, size=PHONE)
    brief = page.get_by_role("complementary", name="En bref")
    for label in ("Région", "Durée", "Complète", "Statut"):
        expect(brief.get_by_text(label, exact=True)).to_be_visible()
    nature = brief.get_by_text("Nature", exact=True)
    expect(nature).to_be_hidden()
    brief.get_by_text("Plus de détails").click()
    expect(nature).to_be_visible()
    box = page.locator(".suivre").bounding_box()
    facts = brief.bounding_box()
    assert box is not None
    assert facts is not None
    assert facts["y"] < box["y"] < 2 * PHONE[1]


def test_on_a_wide_screen_every_fact_stands_beside_the_title(visitor: Visitor, module: Module) -> None:
    page = _open(visitor, module)
    brief = page.get_by_role("complementary", name="En bref")
    expect(brief.get_by_text("Nature", exact=True)).to_be_visible()
    expect(brief.get_by_text("Plus de détails")).to_be_hidden()
    top, title = brief.bounding_box(), page.locator(".fiche-tete").bounding_box()
    assert top is not None
    assert title is not None
    assert abs(top["y"] - title["y"]) < 20


@pytest.mark.parametrize("script", [True, False], ids=["avec script", "sans script"])
def test_a_tap_explains_what_deduced_means(visitor: Visitor, module: Module, script: bool) -> None:
    page = _open(visitor, module, size=PHONE, script=script)
    bubble = page.locator("#bulle-deduit")
    expect(bubble).to_be_hidden()
    page.locator("button.deduit").first.click()
    expect(bubble).to_be_visible()
    expect(bubble).to_contain_text(french("aucune source ne le dit"))
    bubble.get_by_role("button", name="Fermer").click()
    expect(bubble).to_be_hidden()


def test_the_explanation_opens_and_closes_by_keyboard(visitor: Visitor, module: Module) -> None:
    page = _open(visitor, module)
    mark = page.locator("button.deduit").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bulle-deduit")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#bulle-deduit")).to_be_hidden()
    expect(mark).to_be_focused()


def test_link_and_citation_are_copied(visitor: Visitor, module: Module) -> None:
    page = visitor.open(f"modules/{module.id}/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_text("Citer", exact=True).click()
    page.get_by_role("button", name="Copier la citation").click()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert french(module.titre) in cited
    assert re.search(r"données du \d", cited)
    assert cited.endswith(page.url)
    page.get_by_role("button", name="Copier en BibTeX").click()
    entry = page.evaluate("navigator.clipboard.readText()")
    assert re.match(rf"@misc\{{modules-{module.id},\n", entry)
    assert f"url = {{{page.url}}}" in entry
    assert french(module.titre) in entry
    assert entry.count("{") == entry.count("}")
    page.get_by_role("button", name="Copier en CSL-JSON").click()
    expect(page.get_by_text("Notice CSL-JSON copiée.")).to_be_visible()
    (item,) = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert (item["URL"], item["type"], item["license"]) == (page.url, "webpage", "etalab-2.0")
    assert module.id in item["id"]
    assert french(module.titre) in item["title"]


@pytest.mark.parametrize("path", ["certifications/tp-assistant-de-vie-aux-familles/", "recherche/"])
def test_a_tap_on_a_card_explains_what_is_deduced_and_stays_on_the_page(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, PHONE)
    address = page.url
    page.locator(".carte-module button.deduit").first.click()
    expect(page.locator("#bulle-deduit")).to_be_visible()
    expect(page.locator("#bulle-deduit")).to_contain_text("aucune source ne le dit")
    assert page.url == address


def test_the_citation_is_there_without_a_script(visitor: Visitor, module: Module) -> None:
    page = _open(visitor, module, script=False)
    expect(page.get_by_role("button", name="Copier le lien")).to_have_count(0)
    page.get_by_text("Citer", exact=True).click()
    expect(page.locator(".citer p")).to_contain_text(french(module.titre))
    expect(page.locator(".citer p")).to_contain_text("Licence Ouverte")
