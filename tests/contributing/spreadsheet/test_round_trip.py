"""What the catalogue publishes changes nothing when it comes back, whatever program has saved it in between."""

import csv
import datetime
import io
import shutil

import pytest

from build_tools.checking.check import check
from build_tools.checking.ledger import LEDGER
from build_tools.contributing.spreadsheet.importing import plan_import, write_plan
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.contributing.spreadsheet.template import template
from build_tools.exports.csv_tables import csv_files
from build_tools.exports.workbook import workbook_files
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from tests.conftest import CATALOGUE, LAST_READ, TODAY, published
from tests.contributing.spreadsheet.made import CSV_FILTER, libreoffice

pytestmark = pytest.mark.slow


LINK_TABLES = tuple(f"feuille « {name} » : sans" for name in ("Compétences", "Certifications complétées", "Sources"))


@pytest.fixture(scope="module")
def files(real_catalogue, tmp_path_factory):
    """The published workbook and table, and the template with every module."""
    folder = tmp_path_factory.mktemp("published")
    what = published(real_catalogue)
    for file in (*workbook_files(what), *csv_files(what)):
        if file.path in ("data/modules.xlsx", "data/modules.csv"):
            (folder / file.path.removeprefix("data/")).write_bytes(file.content)
    modules = tuple(real_catalogue.modules.values())
    (folder / "template.xlsx").write_bytes(template(real_catalogue, datetime.datetime(2026, 11, 21), modules))
    return folder


def changes(file, catalogue):
    """How many rows change nothing, and what else the import would do or say."""
    plan = plan_import(load(CATALOGUE), catalogue, read_book(file), {}, TODAY)
    # The link tables of the published workbook hold no module of their own: that they are not read is said.
    notices = [notice for notice in plan.notices if not notice.startswith(LINK_TABLES)]
    return plan.unchanged, [*notices, *(problem.text for problem in plan.problems)], plan.proposals


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("modules.xlsx", marks=pytest.mark.long),
        "modules.csv",
        pytest.param("template.xlsx", marks=pytest.mark.long),
    ],
)
def test_published_files_change_nothing(files, real_catalogue, name):
    assert changes(files / name, real_catalogue) == (len(real_catalogue.modules), [], [])


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "cp1252"), pytest.param("\t", "utf-16", marks=pytest.mark.long)]
)
def test_nor_does_the_table_as_another_program_writes_it(files, real_catalogue, tmp_path, separator, encoding):
    rows = list(csv.reader(io.StringIO((files / "modules.csv").read_text(encoding="utf-8"), newline="")))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    file = tmp_path / "modules.csv"
    file.write_bytes(text.getvalue().encode(encoding, errors="ignore"))
    assert changes(file, real_catalogue)[1:] == ([], [])


@pytest.mark.long
@pytest.mark.parametrize("name", ["modules.xlsx", "template.xlsx"])
@pytest.mark.parametrize("kind", ["ods", "xlsx", CSV_FILTER.format(59, 76)])
def test_nor_do_workbooks_saved_by_libreoffice(files, real_catalogue, tmp_path, name, kind):
    shutil.copy(files / name, tmp_path / name)
    file = libreoffice(tmp_path / name, kind)
    assert changes(file, real_catalogue) == (len(real_catalogue.modules), [], [])


def test_the_template_makes_the_same_records_again(files, tmp_path):
    copy = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE, copy)
    for folder in (copy / "modules").iterdir():
        shutil.rmtree(folder)
    shutil.rmtree(copy / "ecarts")  # they name modules that answer them
    (copy / LEDGER).unlink()  # these identifiers were never published there
    catalogue = check(load(copy), today=LAST_READ).catalogue
    plan = plan_import(load(copy), catalogue, read_book(files / "template.xlsx"), {}, LAST_READ)
    assert plan.notices == []
    assert [problem for problem in plan.problems if problem.rule != "relecture-ancienne"] == []
    write_plan(plan, update=False)
    for old in CATALOGUE.glob("modules/*/*.yml"):
        assert read((copy / old.relative_to(CATALOGUE)).read_bytes()) == read(old.read_bytes())
