"""The signals in a browser: their evidence is one click away, and so is each number of the table."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from build_tools.analysis.signals import signals
from build_tools.model import Catalogue
from tests.browser.visitor import SMALL_PHONE, Visitor

pytestmark = pytest.mark.browser

SIGNALS = "signaux/"


def test_every_signal_shows_its_strength_and_all_its_evidence(visitor: Visitor, real_catalogue: Catalogue) -> None:
    page = visitor.open(SIGNALS)
    found = signals(real_catalogue)
    shown = page.locator(".signal")
    assert shown.count() == len(found) > 0
    for signal in found:
        one = page.locator(f".signal[id={signal.theme.id}]")
        expect(one.locator(".signal__force")).to_have_text(re.compile(rf"^{signal.strength}\spoints?$"))
        one.locator("summary").click()
        assert one.locator("details li").count() == len(signal.modules)
    assert visitor.complaints == []


def test_a_region_of_a_signal_leads_to_its_modules_on_the_theme(visitor: Visitor, real_catalogue: Catalogue) -> None:
    signal = signals(real_catalogue)[0]
    region = signal.regions[0]
    page = visitor.open(SIGNALS)
    page.locator(f".signal[id={signal.theme.id}]").get_by_role("link", name=region.libelle, exact=True).click()
    expected = sum(region.id in (m.region, *m.reprises) for m in signal.modules)
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{expected}\s"))


def test_a_number_of_the_table_leads_to_that_many_modules(visitor: Visitor) -> None:
    page = visitor.open(SIGNALS)
    cell = page.locator("table.chaleur td.niveau a").first
    number = cell.inner_text()
    cell.click()
    expect(page.locator("#nombre")).to_have_text(re.compile(rf"^{number}\s"))


def test_the_table_scrolls_in_its_own_region_on_a_phone(visitor: Visitor) -> None:
    page = visitor.open(SIGNALS, SMALL_PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE[0]


def test_a_module_shows_those_close_to_it_elsewhere(visitor: Visitor) -> None:
    page = visitor.open("modules/occ-e-commerce/")
    near = page.locator(".proches")
    expect(near.get_by_role("heading", name="Même thème, autre région")).to_be_visible()
    expect(near.get_by_role("link", name="Webmarketing")).to_be_visible()
