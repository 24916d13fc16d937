"""The dossiers as data: what the page says, as JSON and as a table that a spreadsheet opens."""

import codecs
import csv
import io
import json

import pytest

from build_tools.exports.dossier_columns import HEADER
from build_tools.exports.dossiers import ALL, dossier_files
from build_tools.exports.feeds import feeds
from tests.conftest import published

HOME_CARE = "dossiers/tp-assistant-de-vie-aux-familles/dossier"


@pytest.fixture(scope="module")
def files(real_catalogue):
    return {file.path: file for file in dossier_files(published(real_catalogue, "https://exemple.fr"))}


def _rows(file):
    separator = "," if file.path == ALL else ";"
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_the_json_holds_the_signal_the_additions_and_their_proof(files):
    answer = json.loads(files[f"{HOME_CARE}.json"].content)
    dossier = answer["dossier"]
    assert (answer["licence"], answer["generated_at"]) == ("etalab-2.0", "2026-11-21T09:55:44Z")
    assert {"grand-est", "centre-val-de-loire"} <= set(dossier["synthese"]["regions"])
    assert dossier["code_dernier_connu"] == "RNCP37715"
    assert dossier["codes_vises"] == ["RNCP4821"]
    assert dossier["transmissions"] == []
    esante = next(a for a in dossier["ajouts"] if a["module"]["id"] == "ge-ccs-esante")
    assert esante["bloc_vise"] == "RNCP4821BC04"
    assert esante["module"]["sources"][0]["page"] == 30
    assert esante["page"] == "https://exemple.fr/modules/ge-ccs-esante/"


def test_the_table_has_a_line_for_each_skill_and_one_for_a_module_without_any(files, real_catalogue):
    rows = _rows(files[f"{HOME_CARE}.csv"])
    modules = real_catalogue.by_certification["tp-assistant-de-vie-aux-familles"]
    assert len(rows) == sum(max(1, len(m.competences)) for m in modules) == files[f"{HOME_CARE}.csv"].records
    assert {row["module"] for row in rows} == {m.id for m in modules}
    assert tuple(rows[0]) == HEADER
    first_aid = next(row for row in rows if row["module"] == "ge-sst")
    record = real_catalogue.modules["ge-sst"]
    assert (first_aid["competence"], first_aid["ecart"], first_aid["annee"]) == ("", "", str(record.annee or ""))
    assert "guide-8 p. 30" in first_aid["sources"]
    assert first_aid["deduit"] == " ; ".join(record.deduit)


def test_a_french_spreadsheet_opens_the_table_of_a_page_and_programs_that_of_all(files):
    """Excel and LibreOffice in French cut at semicolons; without the mark Excel takes UTF-8 for Windows-1252."""
    tables = {path: file.content for path, file in files.items() if path.endswith(".csv")}
    for path, content in tables.items():
        assert content.startswith(codecs.BOM_UTF8) is (path != ALL), path
        assert content.decode("utf-8-sig").startswith(("," if path == ALL else ";").join(HEADER) + "\r\n")


def test_a_certifying_body_has_all_of_its_dossiers_together(files):
    answer = json.loads(files["certificateurs/ministere-du-travail/dossier.json"].content)
    assert answer["certificateur"] == {"id": "ministere-du-travail", "nom": "Ministère du Travail"}
    assert len(answer["dossiers"]) == 5
    rows = _rows(files["certificateurs/ministere-du-travail/dossier.csv"])
    assert {row["certificateur"] for row in rows} == {"Ministère du Travail"}
    assert len({row["certification"] for row in rows}) == 5


def test_a_region_stands_beside_its_official_code(files, real_catalogue):
    regions = {region.libelle: region.code_insee for region in real_catalogue.vocabularies.regions.values()}
    rows = list(csv.DictReader(io.StringIO(files[ALL].content.decode())))
    assert {row["region_insee"] for row in rows} >= {"28", "44"}
    for row in rows:
        assert row["region_insee"] == regions[row["region"]]
        assert row["reprises_insee"] == " ; ".join(regions[name] for name in row["reprises"].split(" ; ") if name)


def test_one_table_holds_every_dossier(files):
    each = [
        row
        for path, file in files.items()
        if path.startswith("dossiers/") and path.endswith(".csv")
        for row in _rows(file)
    ]
    assert sorted(map(str, _rows(files[ALL]))) == sorted(map(str, each))


def test_every_dossier_and_every_body_has_its_feed(files, real_catalogue):
    followed = {feed.address for feed in feeds(real_catalogue)}
    for path in files:
        if path.endswith("dossier.json"):
            folder, name, _ = path.split("/")
            assert f"flux/{folder.replace('dossiers', 'certifications')}/{name}" in followed
