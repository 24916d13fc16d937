"""The site asks nothing of anyone else, and the browser has nothing to complain about."""

from __future__ import annotations

import pytest

from tests.browser.visitor import KINDS, Visitor

pytestmark = pytest.mark.browser


def test_no_page_asks_another_host_fails_to_load_something_or_complains(visitor: Visitor) -> None:
    page = visitor.page()
    for path in KINDS.values():
        page.goto(visitor.address + path, wait_until="load")
        page.mouse.wheel(0, 2000)
    assert len(visitor.requests) > len(KINDS)
    assert [url for url in visitor.requests if not url.startswith((visitor.address, "data:"))] == []
    assert visitor.failed == []
    assert visitor.complaints == []


def test_every_symbol_of_the_interface_is_really_loaded(visitor: Visitor) -> None:
    page = visitor.open("transitions/ecologique/")
    page.wait_for_load_state("networkidle")
    mask = "all => all.map(e => getComputedStyle(e, e.matches('.symbole') ? null : '::before').maskImage)"
    masks = page.eval_on_selector_all(".symbole, .carte-module__faits > [class*='symbole--']", mask)
    assert len(masks) > 10
    assert [found for found in masks if "/assets/symboles/" not in found] == []
    assert any(url.endswith(".svg") and "/symboles/" in url for url in visitor.requests)


def test_nothing_is_kept_on_the_visitor_s_machine(visitor: Visitor) -> None:
    page = visitor.open("modules/")
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
