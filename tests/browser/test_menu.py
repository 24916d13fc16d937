"""The menu of narrow screens, by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import KINDS, PHONE, Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["accueil", "module", "méthode"])
def test_the_drawer_takes_the_focus_gives_it_back_and_holds_none_when_closed(visitor: Visitor, kind: str) -> None:
    page = visitor.open(KINDS[kind], PHONE)
    button = page.get_by_role("button", name="Menu")
    menu = page.locator(".md-sidebar--primary")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("link").first).to_be_focused()
    count = menu.get_by_role("link").count()
    for link in range(1, count):
        page.keyboard.press("Tab")
        expect(menu.get_by_role("link").nth(link)).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")


def test_the_drawer_closes_when_the_focus_leaves_it(visitor: Visitor) -> None:
    page = visitor.open("methode/", PHONE)
    page.get_by_role("button", name="Menu").press("Enter")
    menu = page.locator(".md-sidebar--primary")
    menu.get_by_role("link").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()


def test_the_space_bar_changes_the_scheme(visitor: Visitor) -> None:
    page = visitor.open("licence/")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    for scheme in ("slate", "default"):
        page.get_by_role("button", name="Passer au thème").press("Space")
        expect(body).to_have_attribute("data-md-color-scheme", scheme)


def test_what_a_link_names_is_not_under_the_header(visitor: Visitor) -> None:
    page = visitor.open("regions/normandie/#ailleurs")
    heading, header = page.locator("#ailleurs").bounding_box(), page.locator(".md-header").bounding_box()
    assert heading is not None
    assert header is not None
    assert 4 <= heading["y"] - header["height"] <= 40
