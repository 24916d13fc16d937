"""A browser that opens pages full of attacks runs none of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import served
from tests.browser.visitor import Visitor
from tests.site import made

pytestmark = pytest.mark.browser

PAGES = (
    "modules/nor-teillage-du-lin/",
    "demarches/normandie-incubation-certifications/",
    "certifications/conduite-d-equipements-de-production/",
    "parcours/conduite-d-equipements-de-production/",
    "modules/",
    "regions/normandie/",
    "secteurs/industrie/",
    "contribuer/champs/",
    "",
)


@pytest.fixture
def victim(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A visitor of a site whose every free text attacks the page."""
    with served(made.hostile_site(tmp_path_factory), tmp_path_factory.mktemp("racine")) as address:
        visitor = Visitor(browser, address)
        yield visitor
        visitor.leave()


def test_no_attack_runs_asks_for_anything_or_adds_an_element(victim: Visitor) -> None:
    page = victim.page()
    for path in PAGES:
        page.goto(victim.address + path)
        assert "window.pirate=1" in (page.locator(".md-content").text_content() or "")
        page.locator("main h1").hover()
        assert page.evaluate("typeof window.pirate") == "undefined"
        assert page.locator(".md-content :is(script:not([src]), img, svg:not(.regions-carte > svg))").count() == 0
    assert victim.failed == []
    assert victim.complaints == []


def test_an_attack_that_escaped_the_escaping_would_still_not_run(victim: Visitor) -> None:
    page = victim.open("modules/nor-teillage-du-lin/")
    page.evaluate(
        "document.querySelector('.md-content').insertAdjacentHTML('beforeend', '<img src=x onerror=\"pirate=1\">')"
    )
    expect(page.locator(".md-content img")).to_have_count(1)
    assert page.evaluate("new Promise(done => setTimeout(() => done(typeof window.pirate), 500))") == "undefined"
    assert any("Content Security Policy" in complaint for complaint in victim.complaints)
