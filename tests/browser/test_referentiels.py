"""« Comparer des besoins à un référentiel » in a browser: the same answers as the command, offline."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.coverage_quality import read_pairs
from build_tools.exports.coverage_texts import TEXTS
from tests.browser.visitor import Visitor
from tests.conftest import ROOT, catalogue_command

pytestmark = pytest.mark.browser

ADDRESS = "referentiels/"
NEEDS = "\n".join(
    [
        "Entretenir le linge et le logement",
        "Accompagner une personne en situation de handicap",
        "Maintenance des équipements de bord (B0/H0B0)",
        "E-commerce : click-and-collect",
        "Coudre du cuir",
        *(pair.skill for name in ("reglage", "reserve") for pair in read_pairs(name)),
    ]
)


def _compare(page: Page, certification: str, text: str) -> None:
    page.get_by_label("La certification").select_option(certification)
    page.get_by_label("Les besoins").fill(text)
    page.get_by_role("button", name="Comparer", exact=True).click()
    expect(page.locator(".besoin__un").first).to_be_visible()


def test_the_file_of_the_page_is_the_output_of_the_command(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "besoins.txt"
    file.write_text(NEEDS, encoding="utf-8")
    page = visitor.open(ADDRESS)
    values = page.locator("#certification option").evaluate_all("all => all.map(one => one.value)")
    assert values
    for certification in values:
        _compare(page, certification, NEEDS)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Données (JSON)").click()
        written = waiting.value.path().read_text(encoding="utf-8")
        arguments = ("--certification", certification, "--besoins", file, "--format", "json")
        assert written == catalogue_command("compare", *arguments, cwd=ROOT).stdout, certification


def test_fifty_needs_are_answered_at_once(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS)
    page.get_by_label("Les besoins").fill("\n".join(NEEDS.splitlines()[:50]))
    _compare(page, page.locator("#certification option").first.get_attribute("value") or "", "Cuisiner")
    page.get_by_label("Les besoins").fill("\n".join(NEEDS.splitlines()[:50]))
    start = page.evaluate("performance.now()")
    page.get_by_role("button", name="Comparer", exact=True).click()
    expect(page.locator(".besoin__un")).to_have_count(50)
    assert page.evaluate("performance.now()") - start < 500


@pytest.mark.parametrize("text", ["", "   ", "привет мир", "The quick brown fox jumps over the lazy dog and the cat"])
def test_what_cannot_be_read_is_said(visitor: Visitor, text: str) -> None:
    page = visitor.open(ADDRESS)
    page.get_by_label("Les besoins").fill(text)
    page.get_by_role("button", name="Comparer", exact=True).click()
    expect(page.locator(".besoin__etat--refus")).to_have_text(re.compile(r"\w"))


def test_the_texts_are_those_of_the_data(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS)
    texts = json.loads(page.request.get(page.url.replace(ADDRESS, TEXTS)).text())
    assert {each["code"] for each in texts["certifications"]} == set(texts["textes"])
