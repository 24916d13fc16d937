"""Nothing lies over what one reads or what has the focus: the header and the bars of forms keep to their places."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import KINDS, Scheme, Visitor

pytestmark = pytest.mark.browser

SMALL, PHONE, TABLET = (320, 640), (375, 667), (768, 1024)

# Elements that stay on the screen, and are seen there, while the page scrolls below them.
_LYING_OVER = """() => [...document.querySelectorAll("body *")].filter((e) => {
    if (getComputedStyle(e).position !== "fixed") return false;
    const { left, top, width, height } = e.getBoundingClientRect();
    return e.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map((e) => e.outerHTML.slice(0, 100))"""

# Words of the header that hang out of it.
_HANGING = """() => {
    const header = document.querySelector(".md-header").getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(".md-header__title"));
    return [...range.getClientRects()].filter(({ top, bottom }) => top < header.top || bottom > header.bottom).length;
}"""

# What has the focus, if no part of it can be seen.
_FOCUS_BEHIND = """() => {
    const focused = document.activeElement;
    const lines = [...focused.getClientRects()];
    if (!lines.length || focused.matches("body, .defile")) return null;
    const seen = (x, y) => {
        const top = document.elementFromPoint(x, y);
        return top && (focused.contains(top) || top.contains(focused)
            || [...(focused.labels ?? [])].some((label) => label.contains(top)));
    };
    const shown = lines.some(({ left, top, width, height }) => [.1, .5, .9].some((part) =>
        seen(left + width * part, top + height / 2) || seen(left + width / 2, top + height * part)));
    return shown ? null : focused.outerHTML.slice(0, 120);
}"""


def _scroll_down_then_up(page: Page) -> None:
    page.mouse.move(100, 300)
    for down in (1500, -200):
        before = page.evaluate("scrollY")
        page.mouse.wheel(0, down)
        if page.evaluate("document.body.scrollHeight > innerHeight + 300"):
            page.wait_for_function("before => scrollY !== before", arg=before)
        page.wait_for_timeout(120)  # what follows the scroll shows itself after a moment


@pytest.mark.parametrize(
    ("size", "scheme"), [(SMALL, "light"), (PHONE, "dark"), (TABLET, "light")], ids=["320", "375", "768"]
)
def test_nothing_lies_over_the_text_while_one_scrolls(visitor: Visitor, size: tuple[int, int], scheme: Scheme) -> None:
    page = visitor.page(size, scheme)
    over = {}
    for kind, path in KINDS.items():
        page.goto(visitor.address + path)
        _scroll_down_then_up(page)
        if found := page.evaluate(_LYING_OVER) or page.evaluate(_HANGING):
            over[kind] = found
    assert over == {}


def test_what_lies_over_the_text_would_be_seen(visitor: Visitor) -> None:
    page = visitor.open("methode/", PHONE)
    page.evaluate(
        "document.querySelector('.md-content p').style.cssText = 'position: fixed; top: 4rem; background: red'"
    )
    assert len(page.evaluate(_LYING_OVER)) == 1
    page.evaluate("document.querySelector('.md-header__title').style.fontSize = '3rem'")
    assert page.evaluate(_HANGING) > 0


@pytest.mark.parametrize("kind", ["liste des modules", "méthode"])
@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_back_to_the_top_stands_after_the_text(visitor: Visitor, kind: str, scripts: bool) -> None:
    page = visitor.open(KINDS[kind], PHONE, java_script_enabled=scripts)
    back = page.get_by_role("link", name="Retour en haut de la page")
    back.focus()
    text, link = page.locator("main").bounding_box(), back.bounding_box()
    assert text is not None
    assert link is not None
    assert link["y"] >= text["y"] + text["height"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-header *')")


@pytest.mark.parametrize("size", [PHONE, (1280, 720)], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "kind", ["liste des modules", "module", "région", "formulaire", "panorama", "signaux", "glossaire"]
)
def test_what_has_the_focus_is_behind_nothing(visitor: Visitor, kind: str, size: tuple[int, int]) -> None:
    page = visitor.open(KINDS[kind], size)
    page.wait_for_load_state("networkidle")
    behind = {}
    for key in ("Tab", "Shift+Tab"):
        for _ in range(50):
            page.keyboard.press(key)
            page.wait_for_timeout(20)
            if found := page.evaluate(_FOCUS_BEHIND):
                behind[found] = key
    assert behind == {}
