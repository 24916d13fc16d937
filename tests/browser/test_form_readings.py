"""The form reads what people write as the other doors do, says what it read, and loses nothing of a pasted list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

PASTED = "C1. Lire un plan ;\n[ ] Dessiner\n• Régler les freins"
_PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def form(visitor: Visitor) -> Page:
    """The form with all its questions unfolded."""
    page = visitor.page()
    page.goto(f"{visitor.address}contribuer/formulaire/")
    expect(page.locator(".formulaire--pret")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return page


def test_a_length_in_words_fills_the_answers_that_it_says(form: Page) -> None:
    length = form.locator("[data-cle=duree]")
    form.locator("[data-cle=duree] .champ__formes input[value=heures]").check()
    for said, filled in (
        ("3h30", {"heures": "3,5"}),
        ("5 jours (35 heures)", {"heures": "35"}),
        ("14 h + 7 h en entreprise", {"heures": "14", "entreprise": "7"}),
        ("7 à 14 h", {"min": "7", "max": "14"}),
    ):
        box = length.locator("[data-cle=heures] input")
        box.fill(said)
        box.blur()
        for key, value in filled.items():
            expect(length.locator(f"[data-cle={key}] input")).to_have_value(value)
        expect(length.locator("> .champ__lu")).to_contain_text("est lu")


def test_a_pasted_list_makes_a_row_for_each_item(form: Page) -> None:
    skills = form.locator("[data-cle=competences]")
    skills.locator("[data-action=ajouter]").click()
    skills.locator("[data-cle=intitule] [data-valeur]").first.evaluate(_PASTE, PASTED)
    rows = skills.locator("[data-cle=intitule] [data-valeur]")
    assert [row.input_value() for row in rows.all()] == ["Lire un plan", "Régler les freins"]
    expect(skills.locator(".champ__lu")).to_contain_text("Dessiner")


def test_a_certification_is_found_by_its_code_however_it_is_written(form: Page) -> None:
    form.locator("[data-cle=certifications] [data-action=ajouter]").click()
    for said in ("RNCP 38550", "38550", "rncp38550", "tailleur pierres"):
        form.locator("[data-cle=certifications] [data-recherche]").first.fill(said)
        expect(form.locator("[data-cle=certifications] [role=option]").first).to_contain_text("Tailleur de pierre")


def test_a_source_in_a_persons_words_is_the_one_that_a_record_gives(form: Page) -> None:
    for key, said, filled in (
        (
            "adresse",
            "Voir www.bretagne.bzh/mes documents/été 2026.pdf",
            "https://www.bretagne.bzh/mes%20documents/été%202026.pdf",
        ),
        ("date", "mars 2026", "2026-03"),
        ("date", "12/03/2026", "2026-03-12"),
        ("page", "p. 3", "3"),
    ):
        box = form.locator(f"[data-cle=sources] [data-cle={key}] input").first
        box.fill(said)
        box.blur()
        expect(box).to_have_value(filled)
        expect(form.locator(f"[data-cle=sources] [data-cle={key}] .champ__lu").first).to_contain_text(said)
    expect(form.locator("[data-cle=sources] [data-cle=lu_le] input").first).not_to_have_value("")


def test_a_length_that_says_no_hours_is_told_as_the_checker_tells_it(form: Page) -> None:
    form.locator("[data-cle=duree] .champ__formes input[value=heures]").check()
    box = form.locator("[data-cle=duree] [data-cle=heures] input")
    for said, told in (("3 jours", "ne dit pas combien d’heures"), ("21 h + 14 h", "donne deux durées")):
        box.fill(said)
        box.blur()
        expect(form.locator("[data-cle=duree] [data-cle=heures]")).to_contain_text(told)


def test_a_certification_by_any_of_its_names_is_chosen_and_never_proposed(form: Page) -> None:
    field = form.locator("[data-cle=certifications]")
    field.locator("[data-action=ajouter]").click()
    search = field.locator("[data-recherche]").first
    for said in ("RNCP38550", "38550", "RNCP 38550"):
        search.fill(said)
        search.blur()
        expect(search).to_have_value("TP Tailleur de pierre")
    field.locator("[data-action=ouvrir]").click()
    form.locator("#proposer-certifications").fill("rncp38550")
    expect(field.locator(".proposition__proches button")).to_have_text("TP Tailleur de pierre")
    field.locator("[data-action=proposer]").click()
    expect(field.locator(".proposition__faites li")).to_have_count(0)


def test_the_synonym_of_a_term_ticks_it(form: Page) -> None:
    form.locator("[data-cle=publics] [data-action=ouvrir]").click()
    form.locator("#proposer-publics").fill("DE")
    form.locator("[data-cle=publics] [data-action=proposer]").click()
    expect(form.get_by_role("checkbox", name="Demandeurs d’emploi")).to_be_checked()
