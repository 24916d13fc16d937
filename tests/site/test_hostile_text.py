"""Text of a record is only ever text: in its page, in lists, in its data, whatever it tries."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from build_tools.checking.check import check_catalogue
from build_tools.loading import yaml_reader
from build_tools.site.finish import Addresses, finish_site
from tests.conftest import CERTIFICATION, DEMARCHE, MODULE, copy_small_catalogue
from tests.site.html_facts import PageFacts, read_site
from tests.site.once import once
from tests.site.site_tools import tree

ATTACK = (
    'Attaque </title></script><script>window.pirate=1</script><img src=x onerror="window.pirate=1"> '
    "' onmouseover='window.pirate=1 {{ 7*7 }} {% raw %} ${7*7} @@CORPS@@ <!-- catalogue:modules --> "
    "[cliquez](javascript:pirate) **gras** &lt;b&gt;"
)
SHORT = 'Court <script>window.pirate=1</script> {{ 7*7 }} ](javascript:x) "><svg onload=pirate>'


def _spoil(path: Path, **fields: object) -> None:
    data = {**yaml_reader.read(path.read_bytes()), **fields}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _spoiled_term(path: Path, index: int, **fields: Any) -> None:
    data = yaml_reader.read(path.read_bytes())
    data["termes"][index] |= fields
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def hostile_catalogue(target: Path) -> Path:
    """A small catalogue whose every free text attacks the page."""
    folder = copy_small_catalogue(target)
    module = yaml_reader.read((folder / MODULE).read_bytes())
    _spoil(
        folder / MODULE,
        titre=SHORT,
        resume=ATTACK,
        competences=[{"intitule": SHORT, "preuve": ATTACK}],
        besoin={"constat": ATTACK},
        metiers_cites=[SHORT],
        modalites_pedagogiques=[SHORT],
        evaluation=ATTACK,
        publics_precisions=ATTACK,
        prerequis=[{"condition": SHORT}],
        precisions=[ATTACK],
        transmissions=[{"destinataire": SHORT, "le": "2026-01-01", "objet": SHORT, "reponse": ATTACK}],
        mises_en_oeuvre=[{"organisme": SHORT, "adresse": "https://exemple.fr/\"onclick='pirate'<b>"}],
        resultats=[{"indicateur": "stagiaires-formes", "valeur": 1, "unite": SHORT, "periode": SHORT}],
        deduit=[],
        certifications=[{**module["certifications"][0], "cite": SHORT}],
        sources=[{"document": "guide-8", "page": 1, "extrait": "](javascript:x) <script>pirate</script> {{ 7*7 }}"}],
    )
    _spoil(folder / DEMARCHE, titre=SHORT, resume=ATTACK, porteur={"nom": SHORT, "type": "conseil-regional"})
    _spoil(folder / CERTIFICATION, intitule=SHORT, motif=ATTACK)
    _spoiled_term(folder / "vocabulaires" / "secteurs.yml", 3, libelle=SHORT, description=ATTACK)
    return folder


@pytest.fixture(scope="module")
def hostile_site(chrome: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small catalogue whose every free text attacks the page."""

    def make(folder: Path) -> Path:
        report = check_catalogue(hostile_catalogue(folder / "catalogue"))
        assert report.catalogue is not None, report.problems
        shutil.copytree(chrome, folder / "site")
        finish_site(folder / "site", report.catalogue, Addresses(), {})
        return folder / "site"

    return once(tmp_path_factory, "hostile", make)


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
    assert "{{ 7*7 }}" in hostile_pages[page].content


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
    raw = (b"<script>window.pirate", b"<img src=x", b"<svg onload", b"</title></script>", b" 49 ", b"<strong>gras")
    found = [
        (name, text)
        for name, html in tree(hostile_site).items()
        if name.endswith(".html")
        for text in raw
        if text in html
    ]
    assert found == []


def test_the_data_beside_the_page_give_the_text_back_to_the_letter(hostile_site: Path) -> None:
    data = json.loads((hostile_site / "modules/nor-teillage-du-lin/fiche.json").read_text(encoding="utf-8"))
    assert (data["titre"], data["resume"]) == (SHORT, ATTACK)


def test_an_address_cannot_leave_its_attribute(hostile_pages: dict[str, PageFacts]) -> None:
    assert "https://exemple.fr/\"onclick='pirate'<b>" in hostile_pages["modules/nor-teillage-du-lin/index.html"].links
