"""Pages of gaps and of grids, from a made catalogue."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from build_tools.model import Catalogue, Ecart
from build_tools.site import gap_pages, grid_pages
from build_tools.site.pages import data_pages
from build_tools.text.typography import french
from tests.conftest import published

PLAIN = {"region": "bretagne", "sources": [{"document": "guide-8"}], "verifie_le": "2026-11-21"}


def gap(number: int, **fields: object) -> Ecart:
    return Ecart.model_validate({**PLAIN, "id": f"bre-{number}", "competence": f"Savoir {number}", **fields})


@pytest.fixture
def catalogue(real_catalogue: Catalogue) -> Catalogue:
    """Two gaps, one of which a deployed module answers."""
    deployed = next(module.id for module in real_catalogue.modules.values() if module.statut == "deploye")
    found = (gap(1), gap(2, modules=[deployed], constat="Des entreprises le demandent."))
    return replace(real_catalogue, ecarts={one.id: one for one in found})


def test_each_gap_has_a_page_whose_description_says_what_is_known(catalogue: Catalogue) -> None:
    pages = {page.address: page for page in data_pages(catalogue) if page.section == "ecarts"}
    assert list(pages) == ["ecarts/bre-1/", "ecarts/bre-2/"]
    assert pages["ecarts/bre-2/"].description == "Des entreprises le demandent."
    assert "Bretagne" in pages["ecarts/bre-1/"].description


def test_the_list_begins_with_what_waits_for_a_module(catalogue: Catalogue) -> None:
    context = gap_pages.gaps_context(catalogue)
    assert [one.id for one in context["waiting"]] == ["bre-1"]
    assert [name for name, _, _ in context["waiting_by"]] == ["certification", "region", "secteur"]
    assert [(count.total, count.waiting) for count in {n: c for n, _, c in context["counts_by"]}["region"]] == [(2, 1)]


def test_a_long_list_is_left_to_the_other_pages(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    assert gap_pages.gaps_context(catalogue)["listed"]
    monkeypatch.setattr(gap_pages, "LISTED_AT_MOST", 1)
    assert not gap_pages.gaps_context(catalogue)["listed"]


def test_each_certification_has_a_grid_to_print_and_one_to_fill(catalogue: Catalogue, tmp_path) -> None:
    pages = {page.address for page in data_pages(catalogue) if page.section == grid_pages.SECTION}
    assert pages == {f"grilles/{name}/" for name in catalogue.certifications}
    grid_pages.write_grids(published(catalogue), tmp_path)
    first = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.xlsx")}
    assert set(first) == {f"{page}grille.xlsx" for page in pages}
    grid_pages.write_grids(published(catalogue), tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in first} == first


def test_page_and_workbook_say_which_registration_the_rows_come_from(catalogue: Catalogue, tmp_path) -> None:
    grid_pages.write_grids(published(catalogue), tmp_path)
    said = {page.address: page.context["basis"] for page in grid_pages.grid_pages(catalogue)}
    assert any(said.values())
    for address, basis in said.items():
        sheet = openpyxl.load_workbook(tmp_path / address / "grille.xlsx")["Grille"]
        assert (sheet["B6"].value or "") == french(basis)
