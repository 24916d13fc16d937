"""Text of a record is only ever text: in its page, in lists, in its data, whatever it tries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site import made
from tests.site.hostile import ATTACK, SHORT
from tests.site.html_facts import PageFacts, read_site
from tests.site.once import once
from tests.site.site_tools import tree

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small catalogue whose every free text attacks the page."""
    return made.hostile_site(tmp_path_factory)


@pytest.fixture(scope="module")
def hostile_pages(hostile_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFacts]:
    """Its pages."""
    return once(tmp_path_factory, "pages-hostiles", lambda _: read_site(hostile_site))


@pytest.mark.parametrize(
    "page",
    [
        "modules/nor-teillage-du-lin/index.html",
        "modules/index.html",
        "modules/par-region/index.html",
        "demarches/normandie-incubation-certifications/index.html",
        "demarches/index.html",
        "certifications/conduite-d-equipements-de-production/index.html",
        "certifications/index.html",
        "parcours/conduite-d-equipements-de-production/index.html",
        "parcours/index.html",
        "regions/normandie/index.html",
        "secteurs/industrie/index.html",
        "secteurs/index.html",
        "themes/filiere-lin/index.html",
        "sources/guide-8/index.html",
        "index.html",
        "contribuer/champs/index.html",
    ],
)
def test_the_attack_is_shown_as_plain_text(hostile_pages: dict[str, PageFacts], page: str) -> None:
    assert "<script>window.pirate=1</script>" in hostile_pages[page].content
    assert "{{ 7*191 }}" in hostile_pages[page].content


def test_no_script_of_a_record_is_in_any_page(hostile_pages: dict[str, PageFacts], pages: dict[str, PageFacts]) -> None:
    usual = {script for page in pages.values() for script in page.scripts}
    strange = {name: set(page.scripts) - usual for name, page in hostile_pages.items()}
    assert {name: scripts for name, scripts in strange.items() if scripts} == {}


def test_no_attribute_of_a_record_handles_an_event(hostile_pages: dict[str, PageFacts]) -> None:
    assert [(name, page.handlers) for name, page in hostile_pages.items() if page.handlers] == []


def test_no_link_runs_code_and_no_resource_is_added(
    hostile_pages: dict[str, PageFacts], pages: dict[str, PageFacts]
) -> None:
    assert [link for page in hostile_pages.values() for link in page.links if link.startswith("javascript")] == []
    assert [name for name, page in hostile_pages.items() if "x" in page.resources] == []


def test_nothing_hostile_is_raw_in_any_page(hostile_site: Path) -> None:
    raw = (b"<script>window.pirate", b"<img src=x", b"<svg onload", b"</title></script>", b" 1337 ", b"<strong>gras")
    found = [
        (name, text)
        for name, html in tree(hostile_site).items()
        if name.endswith(".html")
        for text in raw
        if text in html
    ]
    assert found == []


def test_the_answer_of_the_api_gives_the_text_back_to_the_letter(hostile_site: Path) -> None:
    data = json.loads((hostile_site / "api/v1/modules/nor-teillage-du-lin.json").read_text(encoding="utf-8"))["module"]
    assert (data["titre"], data["resume"]) == (SHORT, ATTACK)


def test_an_address_cannot_leave_its_attribute(hostile_pages: dict[str, PageFacts]) -> None:
    assert "https://exemple.fr/\"onclick='pirate'<b>" in hostile_pages["modules/nor-teillage-du-lin/index.html"].links
