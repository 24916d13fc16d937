"""From the home page a module is reached in at most three clicks, by each of the ways in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MODULE = "Réparation des vélos à assistance électrique"
CLICKS = 3


def _click(page: Page, *labels: str) -> None:
    """Click, one after the other, the first visible link of the page's content with each of these names.

    A name may stand between a code and a number of modules.
    """
    assert len(labels) <= CLICKS
    for label in labels:
        wanted = re.escape(label).replace("/", ".")  # Playwright ends the expression at a slash
        name = re.compile(rf"^([A-Z]\d{{4}} )?{wanted}(\s*\d+\smodules?)?$")
        page.locator("main").get_by_role("link", name=name).filter(visible=True).first.click()


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("Centre-Val de Loire", MODULE), id="région"),
        pytest.param(("Commerce et distribution", MODULE), id="secteur"),
        pytest.param(("CQP Technicien-vendeur de produits sports, option cycles", MODULE), id="certification"),
        pytest.param(("thèmes", "Cycle et vélo électrique", MODULE), id="thème"),
        pytest.param(("métiers", "Mécanicien / Mécanicienne cycles", MODULE), id="métier"),
        pytest.param(("voir la liste complète", MODULE), id="liste"),
    ],
)
def test_the_module_is_reached_in_at_most_three_clicks(page: Page, labels: tuple[str, ...]) -> None:
    _click(page, *labels)
    expect(page.get_by_role("heading", level=1)).to_have_text(MODULE)


@pytest.mark.parametrize("tab", ["Explorer", "Régions", "Secteurs", "Transitions", "Certifications"])
def test_each_tab_leads_to_its_section_and_is_then_the_marked_one(page: Page, tab: str) -> None:
    tabs = page.get_by_role("navigation", name="Onglets")
    tabs.get_by_role("link", name=tab, exact=True).click()
    expect(page.locator(".md-tabs__item--active")).to_have_text(tab)
    page.locator("main .md-content a[href*='/']").first.click()
    expect(page.locator(".md-tabs__item--active")).to_have_count(1)


def test_the_breadcrumb_leads_back_up(page: Page) -> None:
    _click(page, "Centre-Val de Loire", MODULE)
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Centre-Val de Loire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Centre-Val de Loire")
