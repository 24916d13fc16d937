"""Every form of a record says the same: each table, LHEO, JSON, Markdown, read by other programs and compared."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from build_tools.exports.export import write_exports
from build_tools.model import Catalogue
from tests.conftest import published

pytestmark = pytest.mark.long

SITE = "https://catalogue.exemple.fr"
Rows = Mapping[str, Mapping[str, str]]
# Columns of the tables that pages give → those of the flat table (« ecarts » is told otherwise: one for each skill).
OF_PAGES = {
    **{name: name for name in ("titre", "annee", "heures_min", "heures_max", "verifie_le", "page")},
    "region": "region_libelle",
    "nature": "nature_libelle",
    "caractere": "caractere_libelle",
    **{name: f"{name}_libelles" for name in ("secteurs", "transitions", "themes", "certifications", "publics")},
    "modalites": "modalites_libelles",
    "statut": "statut_libelle",
    "confiance": "confiance_libelle",
    "deduit": "champs_deduits",
    "sources": "sources_citees",
}
# Extras of LHEO, and lines of the Markdown → columns of the flat table.
OF_LHEO = {
    "statut": "statut_libelle",
    "annee": "annee",
    "secteur": "secteurs_libelles",
    "nature": "nature_libelle",
    "transition": "transitions_libelles",
    "theme": "themes_libelles",
    "besoin": "besoin_constat",
    "deduit": "champs_deduits",
    "demarche": "demarche_titre",
    "caractere": "caractere_libelle",
}
OF_MARKDOWN = {
    "Identifiant": "id",
    "Région": "region_libelle",
    "Statut": "statut_libelle",
    "Depuis": "annee",
    "Besoin": "besoin_constat",
    "Démarche": "demarche_titre",
    "Publics": "publics_libelles",
    "Nature": "nature_libelle",
    "Page": "page",
}


@pytest.fixture(scope="module")
def folder(real_catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("formes")
    write_exports(published(real_catalogue, SITE), target, parallel=False)
    return target


@pytest.fixture(scope="module")
def flat(folder: Path) -> Rows:
    """`modules.csv`, by which the other forms are held."""
    return _of_csv(folder / "data/modules.csv", ",")


def _of_csv(path: Path, separator: str) -> Rows:
    text = path.read_text(encoding="utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)}


def _told(value: Any) -> str:
    """A cell as a text table says it."""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _differences(flat: Rows, other: Mapping[str, Mapping[str, Any]], columns: Mapping[str, str]) -> list[Any]:
    assert flat.keys() == other.keys()
    assert columns
    return [
        (name, theirs, told, row[ours])
        for name, row in flat.items()
        for theirs, ours in columns.items()
        if (told := _told(other[name][theirs])) != row[ours]
    ]


def test_the_database_the_parquet_file_and_the_workbook(folder: Path, flat: Rows) -> None:
    same = {column: column for column in next(iter(flat.values()))}
    with closing(sqlite3.connect(folder / "data/catalogue.sqlite")) as database:
        database.row_factory = sqlite3.Row
        rows = {row["id"]: dict(row) for row in database.execute("SELECT * FROM v_modules")}
    assert _differences(flat, rows, same) == []
    table = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/data/modules.parquet')")
    assert (
        _differences(flat, {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.fetchall()}, same) == []
    )
    sheet = openpyxl.load_workbook(folder / "data/modules.xlsx", read_only=True)["Modules"]
    lines = list(sheet.iter_rows(values_only=True))[1:]
    assert _differences(flat, {str(line[0]): dict(zip(same, line, strict=True)) for line in lines}, same) == []


def test_the_tables_that_pages_give(folder: Path, flat: Rows) -> None:
    found: dict[str, Mapping[str, str]] = {}
    for path in folder.rglob("modules.csv"):
        if path.parent.name != "data":
            rows = _of_csv(path, ";")
            found |= rows
            assert _differences({name: flat[name] for name in rows}, rows, OF_PAGES) == []
    assert found.keys() == flat.keys()


def test_lheo(folder: Path, flat: Rows) -> None:
    found = {}
    for course in etree.parse(folder / "data/lheo.xml").iter("{*}formation"):
        if (name := course.get("numero")) in flat:
            extras: dict[str, list[str]] = {key: [] for key in OF_LHEO}
            for extra in course.iter("{*}extra"):
                extras.get(extra.get("info"), []).append(extra.text)
            found[name] = {key: " | ".join(values) for key, values in extras.items()}
            row = flat[name]
            assert course.findtext("{*}intitule-formation") == row["titre"]
            assert (course.findtext(".//{*}info-public-vise") or "").startswith(row["publics_libelles"].split(" | ")[0])
    assert _differences(flat, found, OF_LHEO) == []


def test_the_answers_of_the_api(folder: Path, flat: Rows) -> None:
    for name, row in flat.items():
        record = json.loads((folder / f"api/v1/modules/{name}.json").read_bytes())["module"]
        plain = {key: record[key] for key in row.keys() & record.keys() if not isinstance(record[key], list | dict)}
        assert {key: _told(value) for key, value in plain.items()} == {key: row[key] for key in plain}
        assert " | ".join(record.get("deduit", ())) == row["champs_deduits"]
        assert " | ".join(record.get("metiers", ())) == row["metiers_codes"]


def test_the_text_of_all_records(folder: Path, flat: Rows) -> None:
    text = MarkdownIt("commonmark").render((folder / "data/catalogue.md").read_text(encoding="utf-8"))
    root = etree.HTML(text)
    modules = root.xpath("//h2[preceding-sibling::h1[1] = 'Modules']")
    assert len(modules) == len(flat)
    for title in modules:
        lines = ["".join(item.itertext()) for item in title.getnext().getnext().iter("li")]
        said = dict(line.replace("\u00a0:", ":").split(": ", 1) for line in lines)
        row = flat[said["Identifiant"]]
        for label, column in OF_MARKDOWN.items():
            told = re.sub(r" \(déduit\)$", "", said.get(label, ""))
            if row[column]:
                assert told == row[column].replace(" | ", " ; "), (label, row["id"])
