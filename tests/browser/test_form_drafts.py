"""Several drafts of the form: a list, one for each tab, and an older one that asks before it wins."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_accessibility import violations
from tests.browser.visitor import DESKTOP, PHONE, Visitor
from tests.conftest import LAST_READ

pytestmark = pytest.mark.browser

FORM = "contribuer/formulaire/"
PUBLISHED = "aura-valorisation-des-dechets"
LIST = ".formulaire__brouillons"


def _open(visitor: Visitor, query: str = "", context: BrowserContext | None = None, size: Any = DESKTOP) -> Page:
    """The form, in a browser of its own or in another tab of one."""
    page = context.new_page() if context else visitor.page(size)
    page.clock.set_fixed_time(f"{LAST_READ}T10:00:00")
    page.goto(visitor.address + FORM + query)
    expect(page.locator(".formulaire--pret")).to_be_visible()
    return page


def _answer(page: Page, title: str) -> None:
    page.get_by_label("Comment s’appelle").fill(title)
    expect(page.locator("#resultat")).to_have_attribute("aria-busy", "false")


def _title(page: Page) -> str:
    return page.get_by_label("Comment s’appelle").input_value()


def _listed(page: Page) -> list[str]:
    page.locator(f"{LIST}:not([open]) > summary").click() if page.locator(f"{LIST}:not([open])").count() else None
    names = page.locator(f"{LIST} li > :is(strong, a)").all_inner_texts()
    return sorted(names)


def test_several_records_are_written_in_turn(visitor: Visitor) -> None:
    page = _open(visitor)
    expect(page.locator(LIST)).to_be_hidden()
    _answer(page, "Tri des gravats")
    assert _listed(page) == ["Tri des gravats"]
    page.get_by_role("link", name="Commencer une autre fiche").click()
    expect(page.locator(".formulaire--pret")).to_be_visible()
    assert _title(page) == ""
    _answer(page, "Peinture sans solvant")
    assert _listed(page) == ["Peinture sans solvant", "Tri des gravats"]
    page.get_by_role("link", name="Tri des gravats").click()
    expect(page.locator(".formulaire__etat")).to_contain_text("est repris")
    assert _title(page) == "Tri des gravats"
    page.once("dialog", lambda dialog: dialog.accept())
    assert _listed(page) == ["Peinture sans solvant", "Tri des gravats"]
    page.get_by_role("button", name="Supprimer le brouillon «\u00a0Peinture sans solvant\u00a0»").click()
    assert _listed(page) == ["Tri des gravats"]
    page.reload()
    expect(page.locator(".formulaire--pret")).to_be_visible()
    assert _title(page) == "Tri des gravats"


def test_two_tabs_never_overwrite_each_other(visitor: Visitor) -> None:
    first = _open(visitor)
    _answer(first, "Écrit dans le premier onglet")
    second = _open(visitor, context=first.context)
    assert _title(second) == "Écrit dans le premier onglet"
    _answer(second, "Écrit dans le second onglet")
    _answer(first, "Repris dans le premier onglet")
    expect(first.locator(".formulaire__etat")).to_contain_text("a changé dans un autre onglet")
    both = ["Repris dans le premier onglet", "Écrit dans le second onglet"]
    assert _listed(first) == _listed(second) == both
    for page, title in ((first, both[0]), (second, both[1])):
        page.reload()
        expect(page.locator(".formulaire--pret")).to_be_visible()
        assert _title(page) == title


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["telephone", "ordinateur"])
def test_a_draft_older_than_the_published_record_asks_before_it_wins(visitor: Visitor, size: Any) -> None:
    page = _open(visitor, f"?fiche={PUBLISHED}", size=size)
    published = _title(page)
    _answer(page, "Mon titre à moi")
    # Meanwhile the record was published with another summary: what the draft began from is no longer what it says.
    _change_stored(page, lambda draft: draft["depart"].update(resume="Un résumé d'hier.", titre=published))
    page.reload()
    expect(page.locator(".formulaire__ecarts")).to_contain_text("La fiche publiée a changé depuis votre brouillon")
    assert _title(page) == published
    changed = page.locator(".formulaire__comparaison tbody tr")
    assert [row.locator("td").all_inner_texts() for row in changed.all()] == [[published, "Mon titre à moi"]]
    expect(page.locator(".formulaire__ecarts")).to_contain_text("Résumé")
    assert violations(page) == []
    summary = page.get_by_label("Qu’y apprend-on").input_value()
    page.get_by_role("button", name="Reprendre mes changements").click()
    assert (_title(page), page.get_by_label("Qu’y apprend-on").input_value()) == ("Mon titre à moi", summary)
    expect(page.locator("#resultat")).to_have_attribute("aria-busy", "false")
    page.reload()
    expect(page.locator(".formulaire__etat")).to_contain_text("est repris")
    expect(page.locator(".formulaire__ecarts")).to_have_count(0)


def test_what_was_changed_on_both_sides_is_said(visitor: Visitor) -> None:
    page = _open(visitor, f"?fiche={PUBLISHED}")
    published = _title(page)
    _answer(page, "Mon titre à moi")
    _change_stored(page, lambda draft: draft["depart"].update(titre="Le titre d'hier"))
    page.reload()
    expect(page.locator(".formulaire__comparaison th em")).to_have_text("changée aussi dans la fiche depuis")
    page.get_by_role("button", name="Partir de la fiche d’aujourd’hui").click()
    assert _title(page) == published
    assert _listed(page) == ["Mon titre à moi"]


def test_no_key_of_the_record_is_shown_where_a_draft_differs(visitor: Visitor) -> None:
    page = _open(visitor, f"?fiche={PUBLISHED}")
    _answer(page, "Mon titre à moi")
    answers = {
        "duree": {"min": 7, "max": 14.5},
        "publics": ["demandeurs-d-emploi"],
        "competences": [{"intitule": "Trier", "ecart": "nouveau"}],
        "deduit": ["besoin.constat"],
        "sources": [{"document": "guide-8", "page": 31}],
    }
    _change_stored(page, lambda draft: (draft["donnees"].update(answers), draft["depart"].update(resume="Hier.")))
    page.reload()
    told = page.locator(".formulaire__ecarts").inner_text()
    for words in ("Minimum : 7", "14,5", "Écart au référentiel : ", "Page : 31"):
        assert words in told.replace("\u00a0", " ")
    for key in ("ecart\u00a0:", "intitule", "besoin.constat", "guide-8", "demandeurs-d-emploi", "verifie_le"):
        assert key not in told


def test_corrections_and_new_records_are_told_apart(visitor: Visitor) -> None:
    page = _open(visitor, f"?fiche={PUBLISHED}")
    _answer(page, "Mon titre à moi")
    _listed(page)
    expect(page.locator(f"{LIST} li")).to_contain_text("correction de «\u00a0Valorisation des déchets")
    new = _open(visitor, context=page.context)
    assert _title(new) == ""
    _listed(new)
    new.get_by_role("link", name="Mon titre à moi").click()
    expect(new.locator(".formulaire__etat")).to_contain_text("Vous corrigez la fiche")
    assert _title(new) == "Mon titre à moi"


def test_answers_as_they_are_published_leave_no_draft(visitor: Visitor) -> None:
    page = _open(visitor, f"?fiche={PUBLISHED}")
    published = _title(page)
    _answer(page, "Autre")
    _answer(page, published)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('formulaire'))") == []


def _change_stored(page: Page, change: Any) -> None:
    """Change the only draft in the storage, as if it had been written otherwise."""
    key = page.evaluate("Object.keys(localStorage).find((key) => key.includes('formulaire'))")
    draft = json.loads(page.evaluate("(key) => localStorage.getItem(key)", key))
    change(draft)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(draft)])
