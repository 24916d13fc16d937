"""Gaps in every published format, with the marks of what is deduced."""

import io
import json
import sqlite3

import openpyxl
import pytest

from build_tools.exports.changes import Change
from build_tools.exports.feeds import GAPS, export_feeds
from build_tools.exports.gaps import SHEET, flat_gap_rows, flat_gap_table
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History
from tests.conftest import published

ID = "bre-manque"


@pytest.fixture(scope="module")
def row(nasty):
    names = [column.name for column in flat_gap_table().all_columns]
    return next(
        found
        for cells in flat_gap_rows(published(nasty))
        if (found := dict(zip(names, cells, strict=True)))["id"] == ID
    )


def test_the_flat_row_says_the_lists_in_words(row):
    assert (row["region_libelle"], row["centres"], row["entreprises"], row["constate"]) == (
        "Bretagne",
        6,
        12,
        "2021-03",
    )
    assert row["modules_ids"].startswith("bre-vilain | ")
    assert row["champs_deduits"] == "ecart | centres"
    assert row["reponse"] == "un module y répond"
    assert row["page"] == f"ecarts/{ID}/"


def test_the_workbook_has_a_sheet_of_gaps(nasty, nasty_files):
    book = openpyxl.load_workbook(io.BytesIO(nasty_files["data/modules.xlsx"].content), read_only=True)
    ids = [cells[0] for cells in book[SHEET].iter_rows(min_row=2, values_only=True)]
    assert ids == list(nasty.ecarts)


def test_the_database_joins_gaps_and_modules(nasty_files):
    database = sqlite3.connect(":memory:")
    database.deserialize(nasty_files["data/catalogue.sqlite"].content)
    query = (
        "SELECT m.titre IS NOT NULL FROM ecarts_constates_modules l JOIN modules m ON m.id = l.valeur WHERE l.fiche = ?"
    )
    assert database.execute(query, (ID,)).fetchall() == [(1,), (1,)]


def test_the_vocabulary_keeps_its_table_and_its_address(nasty, nasty_files):
    assert nasty_files["data/ecarts.csv"].content.decode().count("\n") == len(nasty.vocabularies["ecarts"]) + 1
    terms = json.loads(nasty_files["api/v1/vocabulaires/ecarts.json"].content)
    records = json.loads(nasty_files["api/v1/ecarts.json"].content)
    assert [term["id"] for term in terms["termes"]] == list(nasty.vocabularies["ecarts"])
    assert [record["id"] for record in records["ecarts"]] == list(nasty.ecarts)


def test_the_api_leads_from_a_module_to_its_gaps_and_back(nasty_files):
    module = json.loads(nasty_files["api/v1/modules/bre-vilain.json"].content)
    assert [found["id"] for found in module["fiches_liees"]["ecarts"]] == [ID]
    gap = json.loads(nasty_files[f"api/v1/ecarts/{ID}.json"].content)
    assert gap["ecart"]["deduit"] == ["ecart", "centres"]
    assert gap["page"] == f"../../../ecarts/{ID}/"


def test_a_dossier_tells_the_gaps_of_its_certification(nasty, nasty_files):
    certification = next(name for name in nasty.ecarts_by_certification if name in nasty.by_certification)
    dossier = json.loads(nasty_files[f"dossiers/{certification}/dossier.json"].content)["dossier"]
    assert [gap["id"] for gap in dossier["ecarts"]] == [gap.id for gap in nasty.ecarts_by_certification[certification]]


def test_gaps_have_a_feed_of_their_own(nasty, tmp_path):
    what = Published(nasty, "2026-11-21T10:00:00Z", Addresses("https://exemple.fr"), History(tmp_path))
    moment = "2026-03-01T10:00:00Z"
    new = Change(ID, "Un manque", "nouveau", moment, "ab" * 20, collection="ecarts")
    gone = Change("bre-parti", "Parti", "retire", moment, "cd" * 20, collection="ecarts")
    what.__dict__["all_changes"] = (new, gone)
    made = {file.path: file.content for file in export_feeds(what)}
    items = json.loads(made[f"{GAPS}.json"])["items"]
    assert [item["title"].replace("\u00a0", " ") for item in items] == [
        "Nouvel écart : Un manque",
        "Écart retiré : Parti",
    ]
    assert [item["url"] for item in items] == [f"https://exemple.fr/ecarts/{ID}/", "https://exemple.fr/ecarts/"]
    assert b"Un manque" not in made["flux/tout.atom"]
