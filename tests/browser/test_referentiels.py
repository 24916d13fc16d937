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


def test_a_visitor_s_fiche_is_compared_as_the_command_does(visitor: Visitor, tmp_path: Path, reference: Path) -> None:
    export = reference / "rncp" / "export_fiches_RNCP_V4_1_echantillon.xml"
    needs = "Maquetter une application web\nRédiger un contrat de travail\nGérer les stocks\nS'exprimer en anglais"
    (tmp_path / "besoins.txt").write_text(needs, encoding="utf-8")
    page = visitor.open(ADDRESS)
    page.get_by_label("fiche officielle").set_input_files(export)
    expect(page.locator(".besoin__etat")).to_contain_text("12")
    for code in ("RNCP37674", "RNCP36612", "RNCP40344", "RNCP35625", "RNCP36490"):
        _compare(page, code, needs)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Données (JSON)").click()
        arguments = ("--certification", code, "--export", export, "--besoins", tmp_path / "besoins.txt")
        told = catalogue_command("compare", *arguments, "--format", "json", cwd=ROOT)
        assert waiting.value.path().read_text(encoding="utf-8") == told.stdout, code


@pytest.mark.parametrize("content", [b"", b"bonjour", b"<FICHES><FICHE>", b"<html/>"])
def test_another_file_is_refused(visitor: Visitor, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "fiche.xml").write_bytes(content)
    page = visitor.open(ADDRESS)
    page.get_by_label("fiche officielle").set_input_files(tmp_path / "fiche.xml")
    expect(page.locator(".besoin__etat--refus")).to_have_text(re.compile(r"\w"))


_TIMED = """async () => {
  const list = document.querySelector(".besoin__liste");
  const times = [];
  for (let i = 0; i < 3; i++) {
    list.replaceChildren();
    const start = performance.now();
    const done = new Promise((resolve) => {
      new MutationObserver(() => list.children.length && resolve()).observe(list, { childList: true });
    });
    document.getElementById("referentiel").requestSubmit();
    await done;
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}"""


def test_fifty_needs_are_answered_at_once(visitor: Visitor) -> None:
    page = visitor.open(ADDRESS)
    _compare(page, page.locator("#certification option").first.get_attribute("value") or "", "Cuisiner")
    page.get_by_label("Les besoins").fill("\n".join(NEEDS.splitlines()[:50]))
    assert page.evaluate(_TIMED) < 500
    expect(page.locator(".besoin__un")).to_have_count(50)


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
