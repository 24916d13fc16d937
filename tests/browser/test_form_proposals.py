"""What no list has may be proposed in the form: near terms first; the issue door reads what the form makes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from build_tools.contributing.issues.proposal import read_proposal
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from tests.browser.server import served
from tests.browser.test_accessibility import violations
from tests.browser.test_form import _fill_required, _open, _part, _yaml
from tests.browser.visitor import PHONE, Visitor
from tests.conftest import CATALOGUE, LAST_READ
from tests.contributing.issues.rendering import rendered
from tests.site import made

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture(scope="module")
def with_repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that knows its source repository."""
    with served(made.repository_site(tmp_path_factory), tmp_path_factory.mktemp("racine")) as address:
        yield address


@pytest.fixture
def page(browser: Browser, with_repository: str) -> Iterator[Page]:
    """The form on a phone, its required questions answered."""
    visitor = Visitor(browser, with_repository)
    page = _open(visitor, size=PHONE)
    _fill_required(page)
    _part(page, "Thèmes, certifications")
    yield page
    visitor.leave()


def field(page: Page, key: str) -> Locator:
    return page.locator(f"#formulaire [data-cle={key}]").first


def propose(page: Page, key: str, said: str) -> None:
    field(page, key).get_by_role("button", name="Pas dans la liste").click()
    field(page, key).locator(".proposition__terme").fill(said)
    field(page, key).get_by_role("button", name="Proposer ce terme").click()
    expect(field(page, key).locator(".proposition__faites li", has_text=said)).to_be_visible()


def test_a_certification_that_nobody_knows_enters_with_the_module(page):
    row = field(page, "certifications")
    row.get_by_role("button", name="Ajouter une réponse").click()
    row.locator("[data-recherche]").fill("TP Mécanicien de cycles (RNCP38880)")
    row.locator("[data-recherche]").press("Tab")
    expect(row.locator(".champ__message").first).to_contain_text("n’est pas dans la liste")
    row.get_by_role("button", name="Proposer ce terme").click()
    expect(row.locator(".proposition__faites")).to_contain_text("TP Mécanicien de cycles (RNCP38880)")
    propose(page, "themes", "Réemploi des matériaux")
    assert read(_yaml(page).encode())["precisions"] == [
        "À classer (certifications) : TP Mécanicien de cycles (RNCP38880)",
        "À classer (thèmes) : Réemploi des matériaux",
    ]
    body = rendered("fiche.yml", fiche=_yaml(page).rstrip("\n"), engagements=True)
    made_of_it = read_proposal(body.encode(), load(CATALOGUE), LAST_READ)
    assert made_of_it.accepted, made_of_it.remarks
    assert [path.name for path in made_of_it.records] == ["mecanicien-de-cycles.yml"]


def test_near_terms_are_shown_first_and_taken_at_a_press(page):
    themes = field(page, "themes")
    themes.locator("[data-recherche]").fill("Gestes et posture au travail")
    themes.locator("[data-recherche]").press("Tab")
    expect(themes.get_by_text("Est-ce l’un de ceux-ci")).to_be_visible()
    near = themes.locator(".proposition__proches button").first
    said = near.inner_text()
    near.click()
    expect(themes.locator(".champ__choisis")).to_contain_text(said)
    assert len(read(_yaml(page).encode())["themes"]) == 1


def test_a_sector_that_the_list_lacks_is_an_answer_and_may_be_taken_back(page):
    page.get_by_role("checkbox", name="Bâtiment et travaux publics").uncheck()
    propose(page, "secteurs", "Nautisme")
    data = read(_yaml(page).encode())
    assert (data["secteurs"], data["precisions"]) == ([], ["À classer (secteurs) : Nautisme"])
    field(page, "secteurs").get_by_role("button", name="Retirer Nautisme").click()
    expect(page.locator(".formulaire__bilan")).to_contain_text("Il manque")


def test_every_list_that_may_lack_a_term_says_how_to_propose_one(page):
    _part(page, "Son histoire")
    _part(page, "Les personnes formées")
    for key in ("secteurs", "themes", "certifications", "publics", "demarche"):
        button = field(page, key).get_by_role("button", name="Pas dans la liste")
        button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
