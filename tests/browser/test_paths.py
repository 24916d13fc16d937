"""From the home page a module is reached in at most three clicks, by each of the ways in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_tools.site.plan import PLAN
from tests.browser.visitor import DESKTOP, PHONE, Visitor

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
        name = re.compile(rf"^([A-Z]\d{{4}} )?{wanted}(\s*\d+\smodules?.*)?$")
        page.locator("main").get_by_role("link", name=name).filter(visible=True).first.click()


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("Centre-Val de Loire", MODULE), id="région"),
        pytest.param(("secteur", "Commerce et distribution", MODULE), id="secteur"),
        pytest.param(
            ("certification", "CQP Technicien-vendeur de produits sports, option cycles", MODULE), id="certification"
        ),
        pytest.param(("thème", "Cycle et vélo électrique", MODULE), id="thème"),
        pytest.param(("métier", "Mécanicien / Mécanicienne cycles", MODULE), id="métier"),
        pytest.param(("la liste complète", MODULE), id="liste"),
    ],
)
def test_the_module_is_reached_in_at_most_three_clicks(page: Page, labels: tuple[str, ...]) -> None:
    _click(page, *labels)
    expect(page.get_by_role("heading", level=1)).to_have_text(MODULE)


@pytest.mark.parametrize("tab", [part.title for part in PLAN])
def test_each_tab_leads_to_its_section_and_is_then_the_marked_one(page: Page, tab: str) -> None:
    tabs = page.get_by_role("navigation", name="Onglets")
    tabs.get_by_role("link", name=tab, exact=True).click()
    expect(page.locator(".md-tabs__item--active")).to_have_text(tab)
    page.locator("main .md-content a[href*='/']").first.click()
    expect(page.locator(".md-tabs__item--active")).to_have_count(1)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_the_plan_is_at_most_two_clicks_from_home_by_links_that_one_sees(
    visitor: Visitor, site: Path, size: tuple[int, int]
) -> None:
    page = visitor.open("", size)
    reached = set(_seen_from(page, visitor.address))
    for address in [a for a in reached if any(a == part.address for part in PLAN)]:
        page.goto(visitor.address + address)
        reached |= _seen_from(page, visitor.address)
    assert _pages_by_hand(site) - reached == set()


def _seen_from(page: Page, root: str) -> set[str]:
    """The addresses, from the site's root, of the links of the page's content that are shown."""
    code = (
        "() => [...document.querySelectorAll('main .md-content a[href], .md-tabs a[href]')]"
        ".filter((a) => a.checkVisibility({visibilityProperty: true}) && typeof a.href === 'string')"
        ".map((a) => a.href.split(/[?#]/)[0])"
    )
    return {link.removeprefix(root) for link in page.evaluate(code) if link.startswith(root)}


def _pages_by_hand(site: Path) -> set[str]:
    """The pages that no record makes: those of the menu."""
    menu = (site / "index.html").read_text(encoding="utf-8").split('class="pied__plan"')[1].split("</nav>")[0]
    pages = set(re.findall(r'href="([a-z][a-z0-9/-]*/)"', menu))
    assert len(pages) > 35
    return pages


def test_the_breadcrumb_leads_back_up(page: Page) -> None:
    _click(page, "Centre-Val de Loire", MODULE)
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Centre-Val de Loire").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Centre-Val de Loire")
