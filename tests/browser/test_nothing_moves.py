"""What a visitor reads stays where it is while the rest of a page comes: nobody presses what has just moved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route

from tests.browser.visitor import DESKTOP, KINDS, PHONE, Visitor

pytestmark = pytest.mark.browser

# How far parts of a page have moved, and how large they are, both as parts of the window: the browsers' own measure
# (Layout Instability API), without what follows a key or a click.
_NOTE = """window.moved = 0; window.movements = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries().filter((one) => !one.hadRecentInput)) {
    window.moved += one.value;
    window.movements.push(...one.sources.map(({ node, previousRect: from, currentRect: to }) =>
      `${node?.className || node?.nodeName}: ${[from.x, from.y]} -> ${[to.x, to.y]}`));
  }
}).observe({ type: "layout-shift", buffered: true })"""
_LATE = re.compile(r"\.(?:js|bin|svg|pagefind|pf_\w+)(?:\?|$)")
# The explorer, whose empty list is pushed down by the filters of its address as it is filled: see test_search.py.
_ELSEWHERE = {"recherche", "recherche vide"}


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in _ELSEWHERE])
def test_nothing_moves_when_the_scripts_come_after_the_page(visitor: Visitor, kind: str, size: tuple[int, int]) -> None:
    page = visitor.page(size)
    page.add_init_script(_NOTE)
    held: list[Route] = []
    page.route(_LATE, lambda route: held.append(route))
    page.goto(visitor.address + KINDS[kind], wait_until="commit")
    _let_go(page, held)
    assert page.evaluate("window.moved") < 0.002, page.evaluate("window.movements")


def _let_go(page: Page, held: list[Route]) -> None:
    """Let what was held come in waves, each once what came before has been drawn."""
    page.wait_for_timeout(300)
    while held:
        held.pop(0).continue_()
        if not held:
            page.wait_for_timeout(200)
