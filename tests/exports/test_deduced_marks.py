"""What is deduced is named as such in every format that people take: tables, workbook, database, JSON, LHEO, ELM."""

import csv
import io
import json

import openpyxl
import pytest
from lxml import etree

from build_tools.exports.elm import elm_files
from build_tools.exports.export import write_exports
from build_tools.exports.rdf import Names
from build_tools.exports.schema_org import SchemaOrg
from build_tools.model.kinds import KINDS
from build_tools.model.wording import field_label
from build_tools.site.page import Page
from build_tools.site.page_head import linked_data
from tests.conftest import published

SITE = "https://catalogue.exemple.fr"
L = "{http://www.lheo.org/2.3}"
NO_BREAK = {0xA0: " ", 0x202F: " ", 0x2019: "'"}


@pytest.fixture(scope="module")
def deduced(real_catalogue):
    """Module id → what it deduces."""
    found = {module.id: list(module.deduit) for module in real_catalogue.modules.values()}
    assert any(found.values())
    return found


@pytest.fixture(scope="module")
def folder(real_catalogue, tmp_path_factory):
    target = tmp_path_factory.mktemp("exports")
    write_exports(published(real_catalogue, SITE), target, parallel=False)
    return target


def _cut(said: str | None) -> list[str]:
    return said.split(" | ") if said else []


def test_the_flat_table(folder, deduced):
    text = (folder / "data/modules.csv").read_text(encoding="utf-8")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert {name: _cut(row["champs_deduits"]) for name, row in rows.items()} == deduced
    assert {row["region_insee"] for row in rows.values()} >= {"44", "53"}  # texts: a leading zero would stay
    assert all(row["sources_citees"] and 0 <= int(row["reperes"]) <= 10 for row in rows.values())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_table_of_each_kind_of_record_names_what_is_deduced_of_it(folder, real_catalogue, kind):
    text = (folder / f"data/{kind.table}.csv").read_text(encoding="utf-8")
    rows = {row["id"]: _cut(row["champs_deduits"]) for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows == {name: list(record.deduit) for name, record in real_catalogue.records(kind.folder).items()}
    assert any(rows.values())


def test_what_columns_on_certifications_owe_to_a_deduction_is_told(folder, real_catalogue):
    text = (folder / "data/modules.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        completed = {part.certification for part in real_catalogue.modules[row["id"]].certifications}
        owners = {name for name in completed if "certificateur" in real_catalogue.certifications[name].deduit}
        told = {
            said.partition(".")[0] for said in _cut(row["certifications_deduites"]) if said.endswith(".certificateur")
        }
        assert told == owners


def test_the_workbook(folder, deduced):
    (path,) = folder.glob("data/*.xlsx")
    header, *rows = openpyxl.load_workbook(path, read_only=True)["Modules"].iter_rows(values_only=True)
    place = header.index("Ce qui est déduit")
    assert {row[0]: _cut(row[place]) for row in rows} == deduced


def test_the_records_in_json(folder, deduced):
    answers = {name: json.loads((folder / f"api/v1/modules/{name}.json").read_bytes()) for name in deduced}
    assert {name: answer["module"].get("deduit", []) for name, answer in answers.items()} == deduced


def test_lheo(folder, deduced):
    path = next(path for path in folder.rglob("*.xml") if b"<lheo" in path.read_bytes()[:2000])
    found = {}
    for course in etree.parse(path).iter():
        name = course.find("{*}identifiant-module") if isinstance(course.tag, str) else None
        if name is not None:
            found[name.text] = [extra.text for extra in course.iter("{*}extra") if extra.get("info") == "deduit"]
    assert found == deduced


def test_elm(real_catalogue, deduced):
    (file,) = elm_files(published(real_catalogue, SITE))
    notes = {
        node["adms:identifier"]["skos:notation"]: json.dumps(node.get("elm:additionalNote", []), ensure_ascii=False)
        for node in json.loads(file.content)["@graph"]
        if "adms:identifier" in node
    }
    for module in real_catalogue.modules.values():
        said = notes[module.id].translate(NO_BREAK)
        labels = [field_label(module, name) for name in module.deduit]
        assert ("Déduit par le catalogue" in said) is bool(labels)
        assert [label for label in labels if label not in said] == []


def test_what_search_engines_read_of_a_page(real_catalogue):
    describe = SchemaOrg(published(real_catalogue, SITE), Names(f"{SITE}/"))
    for module in real_catalogue.modules.values():
        page = Page(f"modules/{module.id}/", module.titre, "", "module.html", {"module": module})
        said = linked_data(describe, page).get("comment", {}).get("text", "").translate(NO_BREAK)
        assert [name for name in module.deduit if field_label(module, name) not in said] == []
        assert bool(said) is bool(module.deduit)
