"""The file beside a figure holds the modules that it counts, what is deduced of each, its sources, date and licence."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from build_tools.exports.selections import HEADER, WHOLE, selection_files
from build_tools.model import Catalogue, Module
from build_tools.text.csv_text import decimal, for_spreadsheets, lines_for_spreadsheets
from tests.conftest import published
from tests.javascript_runner import run_script


def _rows(content: bytes) -> list[dict[str, str]]:
    """As a spreadsheet set to French reads it."""
    assert content.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_each_figure_has_the_file_of_its_modules(real_catalogue: Catalogue) -> None:
    files = {file.path: _rows(file.content) for file in selection_files(published(real_catalogue))}
    for kind, index in (
        ("regions", real_catalogue.by_region),
        ("secteurs", real_catalogue.by_sector),
        ("transitions", real_catalogue.by_transition),
        ("themes", real_catalogue.by_theme),
        ("certifications", real_catalogue.by_certification),
    ):
        for term, modules in index.items():
            assert [row["id"] for row in files.pop(f"{kind}/{term}/modules.csv")] == [m.id for m in modules]
    assert [row["id"] for row in files.pop(WHOLE)] == list(real_catalogue.modules)
    assert files == {}


def test_each_line_says_what_is_deduced_from_where_as_of_when_under_which_licence(real_catalogue: Catalogue) -> None:
    what = published(real_catalogue)
    rows = {row["id"]: row for file in selection_files(what) if file.path == WHOLE for row in _rows(file.content)}
    for module in real_catalogue.modules.values():
        row = rows[module.id]
        assert tuple(row) == HEADER
        assert [name for name in row["deduit"].split(" | ") if name] == list(module.deduit)
        assert len(row["sources"].split(" | ")) == len({(s.cited, s.page) for s in module.sources})
        assert (row["verifie_le"], row["donnees_du"]) == (module.verifie_le.isoformat(), what.day)
        assert row["licence"] == "etalab-2.0"


def test_what_joins_with_official_tables_is_there_with_its_zeros(real_catalogue: Catalogue) -> None:
    words = real_catalogue.vocabularies
    (whole,) = (file for file in selection_files(published(real_catalogue)) if file.path == WHOLE)
    for row, module in zip(_rows(whole.content), real_catalogue.modules.values(), strict=True):
        assert row["region_insee"] == words.regions[module.region].code_insee
        assert row["metiers_codes"] == " | ".join(module.metiers)
        assert row["metiers"] == " | ".join(words.label("metiers", code) for code in module.metiers)


@pytest.mark.parametrize(
    ("length", "told"),
    [
        ({"heures": 3.5}, ("3,5", "3,5")),
        ({"heures": 3.5, "entreprise": 0.75}, ("4,25", "4,25")),
        ({"min": 7, "max": 10.5}, ("7", "10,5")),
        ({"choix": [1.75, 14]}, ("1,75", "14")),
        ({"heures": 1400}, ("1400", "1400")),
    ],
)
def test_hours_are_numbers_in_a_french_spreadsheet(
    real_catalogue: Catalogue, length: dict[str, Any], told: tuple[str, str]
) -> None:
    """3.5 is a text there, or the third of May."""
    name, module = next(iter(real_catalogue.modules.items()))
    changed = Module.model_validate({**module.model_dump(mode="json", exclude_unset=True), "duree": length})
    what = published(replace(real_catalogue, modules={name: changed}))
    for file in selection_files(what):
        for row in _rows(file.content):
            assert (row["heures_min"], row["heures_max"]) == told


def test_the_browser_writes_the_same_file() -> None:
    columns = ["titre", "heures", "themes"]
    rows = [
        ["=1+1", 3.5, ["a", "b"]],
        ['dit "oui" ; non', 4.25, []],
        ["-2,5", 1400, ["@x"]],
        ["deux\nlignes", 0.75, ["é"]],
    ]
    cells = [(title, decimal(hours), " | ".join(themes)) for title, hours, themes in rows]
    assert run_script("csv_text.js", {"columns": columns, "rows": rows}).encode() == for_spreadsheets(
        columns, lines_for_spreadsheets(cells)
    )
