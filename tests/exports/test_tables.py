"""CSV, JSON Lines and the data package: what goes in comes out, and an independent validator agrees."""

import csv
import io
import json
from pathlib import Path

import frictionless
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from build_tools.exports.csv_tables import csv_files
from build_tools.exports.flat_module import flat_rows, flat_table
from build_tools.exports.tables import RECORDS, tables
from build_tools.model import VOCABULARIES
from build_tools.model.kinds import KIND_OF_TABLE
from tests.conftest import published
from tests.exports.nasty import NASTY
from tests.exports.reading import plain_columns, records_of_lines, records_of_tables

pytestmark = pytest.mark.slow


def test_the_tables_give_every_record_and_every_term_back(nasty, nasty_files):
    read = records_of_tables(nasty_files)
    assert read["modules"] == nasty.modules
    assert read["demarches"] == nasty.demarches
    assert read["certifications"] == nasty.certifications
    assert read["ecarts_constates"] == nasty.ecarts
    for vocabulary in VOCABULARIES:
        assert read[vocabulary] == nasty.vocabularies[vocabulary], vocabulary


@pytest.mark.parametrize("collection", RECORDS)
def test_each_line_gives_its_record_back_to_the_last_key(nasty, nasty_files, collection):
    read = records_of_lines(nasty_files[f"data/{collection}.jsonl"].content, collection)
    records = nasty.records(KIND_OF_TABLE[collection].folder)
    assert read == records
    for name, record in records.items():
        assert read[name].model_fields_set == record.model_fields_set


def test_csv_is_rfc_4180_in_utf_8(nasty_files):
    content = nasty_files["data/modules.csv"].content
    assert content.startswith(b"id,titre,resume,")
    assert content.endswith(b"\r\n")
    text = content.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(flat_table().all_columns)}
    assert '"=HYPERLINK(""https://exemple.fr"";""cliquez"")"' in text


def test_the_flat_row_says_the_lists_in_words(nasty_files):
    reader = csv.DictReader(io.StringIO(nasty_files["data/modules.csv"].content.decode(), newline=""))
    row = next(row for row in reader if row["id"] == "bre-vilain")
    assert row["region_libelle"] == "Bretagne"
    assert row["secteurs_libelles"] == "Industrie | Bâtiment et travaux publics"
    assert (row["heures_min"], row["heures_max"]) == ("105", "175")
    assert row["page"] == "modules/bre-vilain/"


def test_the_flat_row_gives_the_official_codes_of_what_a_module_completes(real_catalogue):
    what = published(real_catalogue)
    names = [column.name for column in flat_table().all_columns]
    rows = [dict(zip(names, row, strict=True)) for row in flat_rows(what, what.rows["modules"])]
    codes = ("certifications_codes", "certifications_formacodes", "certifications_nsf", "certifications_idcc")
    found = {tuple(row[name] for name in codes) for row in rows}
    assert ("RNCP37715", "44028 | 42056 | 44030", "330t", None) in found
    assert any(row["certifications_idcc"] == "1557" for row in rows)
    assert {row["certifications_formacodes"] for row in rows if not row["certifications_libelles"]} == {None}


def test_the_flat_table_has_the_columns_of_the_plain_one_in_the_same_order():
    plain = next(table for table in tables() if table.name == "modules")
    assert plain_columns(flat_table()) == [column.name for column in plain.all_columns]


def test_column_names_are_unique_and_every_column_has_a_title():
    for table in tables():
        names = [column.name for column in table.all_columns]
        assert len(names) == len(set(names)), table.name
        assert all(column.title for column in table.all_columns), table.name


def test_every_column_of_every_csv_table_is_defined(nasty_files):
    package = json.loads(nasty_files["data/datapackage.json"].content)
    columns = {
        resource["path"]: {field["name"]: field.get("description") for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }
    tables_of_data = {path for path in nasty_files if path.startswith("data/") and path.endswith(".csv")}
    assert {f"data/{path}" for path in columns} == tables_of_data
    for path, told in columns.items():
        header = next(csv.reader(io.StringIO(nasty_files[f"data/{path}"].content.decode(), newline="")))
        assert list(told) == header, path
        assert [name for name, text in told.items() if not text] == [], path


# Lists that the flat table does not repeat: what a certification's follow-up or an offer is made of, and old names.
_NOT_IN_WORDS = {"remplace", "duree_choix", "transmissions", "integrations", "mises_en_oeuvre", "resultats"}


def test_the_flat_row_holds_every_list_of_terms_or_texts_of_a_module(nasty, nasty_files):
    reader = csv.DictReader(io.StringIO(nasty_files["data/modules.csv"].content.decode(), newline=""))
    row = next(row for row in reader if row["id"] == "bre-vilain")
    said = set(row.values())
    words = nasty.vocabularies
    for table in tables():
        name = table.name.removeprefix("modules_")
        if table.collection != "modules" or not table.parent or name in _NOT_IN_WORDS or table.parent in _FOLLOW_UP:
            continue
        values = [cells[-1] for cells in published(nasty).rows[table.name] if cells[0] == "bre-vilain"]
        if "valeur" in [column.name for column in table.columns]:
            target = table.columns[0].references
            told = [words.label(target, value) if target else value for value in dict.fromkeys(values)]
            assert " | ".join(told) in said or " | ".join(values) in said, table.name
    assert row["reprises_libelles"] == "Normandie | Bretagne"
    asked = f"Avoir suivi le module « {next(iter(nasty.modules.values())).titre} »"
    assert row["prerequis_en_clair"] == f"{asked} | {NASTY[0]}"


_FOLLOW_UP = {"modules_transmissions", "modules_integrations"}


def test_frictionless_finds_the_data_package_valid(nasty, nasty_files, tmp_path):
    report = frictionless.validate(str(_written(tmp_path, nasty_files) / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
    assert report.stats["tasks"] == len(published(nasty).tables) + 1, "the dossiers too"


def test_a_list_that_no_term_has_is_no_table_and_one_of_records_stays_without_a_row(small_catalogue):
    what = published(small_catalogue)
    files = {file.path: file for file in csv_files(what)}
    described = json.loads(files["data/datapackage.json"].content)["resources"]
    empty = {table.name for table in tables() if not what.rows[table.name]}
    assert {r["name"] for r in described} == {"dossiers"} | {table.name for table in what.tables}
    assert {"regions_sources", "metiers_synonymes"} <= empty
    assert not {"data/regions_sources.csv", "data/metiers_synonymes.csv"} & files.keys()
    assert "modules_integrations" in empty
    assert files["data/modules_integrations.csv"].content.startswith(b"fiche,rang,")


@pytest.mark.long
def test_frictionless_sees_a_link_that_leads_nowhere(nasty_files, tmp_path):
    folder = _written(tmp_path, nasty_files)
    links = folder / "modules_secteurs.csv"
    links.write_bytes(links.read_bytes().replace(b",btp\r\n", b",astrologie\r\n"))
    package = json.loads((folder / "datapackage.json").read_text())
    for resource in package["resources"]:
        for told in ("bytes", "hash"):
            resource.pop(told, None)  # the table of dossiers has none: another export writes it
    (folder / "datapackage.json").write_text(json.dumps(package))
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert {error[0] for error in report.flatten(["type"])} == {"foreign-key"}


DESCRIPTIONS = {"tabular-data-package": "data/datapackage.json", "table-schema": "data/schema-modules.json"}


@pytest.mark.parametrize(("profile", "path"), DESCRIPTIONS.items())
def test_both_descriptions_are_as_their_specifications_ask(nasty, profile, path):
    description = json.loads({f.path: f for f in csv_files(published(nasty))}[path].content)
    assert [error.message for error in _profile(profile).iter_errors(description)] == []


def _resource(path="a.csv", **schema):
    return {
        "name": "a",
        "profile": "tabular-data-resource",
        "path": path,
        "schema": {"fields": [{"name": "x"}], **schema},
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("resources", []),
        ("profile", "data-package"),
        ("licenses", [{}]),
        ("resources", [_resource(path="../a.csv")]),
        ("resources", [_resource(foreignKeys=[])]),
        ("resources", [_resource(fields=[{"name": "x", "type": "texte"}])]),
    ],
)
def test_a_description_that_breaks_a_rule_would_be_seen(nasty, key, value):
    description = json.loads({f.path: f for f in csv_files(published(nasty))}["data/datapackage.json"].content)
    assert not _profile("tabular-data-package").is_valid({**description, key: value})


def _profile(name: str) -> Draft202012Validator:
    """The rules of a specification, as we wrote them down (`profiles/`)."""
    profiles = [json.loads(path.read_text()) for path in (Path(__file__).parent / "profiles").glob("*.json")]
    known = Registry().with_resources((p["$id"], Resource.from_contents(p)) for p in profiles)
    schema = next(p for p in profiles if p["$id"].endswith(f":{name}"))
    return Draft202012Validator(schema, registry=known, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("site", ["", "https://exemple.fr/catalogue"])
def test_the_flat_table_follows_its_own_table_schema(nasty, tmp_path, monkeypatch, site):
    files = {file.path: file for file in csv_files(published(nasty, site))}
    monkeypatch.chdir(_written(tmp_path, files))
    report = frictionless.validate("modules.csv", schema="schema-modules.json")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
    schema = json.loads(Path("schema-modules.json").read_text())
    assert schema.get("homepage", "") == (f"{site}/" if site else "")
    assert "bretagne" in next(f for f in schema["fields"] if f["name"] == "region")["constraints"]["enum"]


def _written(folder: Path, files) -> Path:
    for file in files.values():
        if file.path.count("/") == 1 and file.path.startswith("data/") and file.path.endswith((".csv", ".json")):
            (folder / file.path.removeprefix("data/")).write_bytes(file.content)
    return folder
