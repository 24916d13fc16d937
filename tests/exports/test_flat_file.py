"""The flat table as a re-user opens it, in each of its formats: one real question, codes with their zeros."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest

from build_tools.exports.csv_tables import csv_files
from build_tools.exports.parquet import parquet_files
from build_tools.exports.sqlite_database import sqlite_files
from build_tools.exports.workbook import workbook_files
from tests.conftest import published
from tests.contributing.spreadsheet.made import libreoffice

pytestmark = pytest.mark.long
duckdb = pytest.importorskip("duckdb")

UTF_8 = "csv:Text - txt - csv (StarCalc):44,34,76,1"
CERTIFICATION, CODE = "tp-assistant-de-vie-aux-familles", "RNCP37715"


@pytest.fixture
def what(real_catalogue):
    return published(real_catalogue)


def _file(makes, what, folder, path):
    content = next(file.content for file in makes(what) if file.path == f"data/{path}")
    (folder / path).write_bytes(content)
    return folder / path


def _ask(source, regions):
    """Deployed modules for one certification by region of INSEE's own table: those that a source states, the others."""
    with duckdb.connect() as database:
        database.execute(f"CREATE VIEW modules AS {source}")
        rows = database.execute(
            f"""SELECT r.code_insee, count(*) FILTER (NOT deduced), count(*) FILTER (deduced)
            FROM (SELECT *, list_contains(string_split(coalesce(champs_deduits, ''), ' | '), 'statut') AS deduced
                  FROM modules) m
            JOIN read_csv('{regions}', all_varchar = true) r ON r.code_insee = m.region_insee
            WHERE statut = 'deploye' AND list_contains(string_split(certifications_codes, ' | '), '{CODE}')
            GROUP BY 1"""
        ).fetchall()
        codes = database.execute("SELECT DISTINCT region_insee FROM modules").fetchall()
    return {row[0]: row[1:] for row in rows}, {code for (code,) in codes}


def _expected(catalogue):
    found = {}
    regions = catalogue.vocabularies.regions
    for module in catalogue.by_certification[CERTIFICATION]:
        if module.statut == "deploye":
            insee, deduced = regions[module.region].code_insee, "statut" in module.deduit
            counts = found.get(insee, (0, 0))
            found[insee] = (counts[0] + (not deduced), counts[1] + deduced)
    assert found
    return found, {regions[module.region].code_insee for module in catalogue.modules.values()}


def test_parquet_and_csv_read_without_an_option_give_the_answer(what, reference, tmp_path):
    regions = reference / "regions" / "regions-insee-iso.csv"
    parquet, text = (
        _file(parquet_files, what, tmp_path, "modules.parquet"),
        _file(csv_files, what, tmp_path, "modules.csv"),
    )
    expected = _expected(what.catalogue)
    assert _ask(f"SELECT * FROM read_parquet('{parquet}')", regions) == expected
    assert _ask(f"SELECT * FROM read_csv('{text}', all_varchar = true)", regions) == expected


def test_the_workbook_that_libreoffice_opens_gives_the_answer(what, reference, tmp_path):
    book = _file(workbook_files, what, tmp_path, "modules.xlsx")
    saved = libreoffice(book, UTF_8)  # as LibreOffice shows each cell
    rows = list(csv.reader(io.StringIO(saved.read_text(encoding="utf-8"), newline="")))
    names = next(csv.reader(io.StringIO(_file(csv_files, what, tmp_path, "modules.csv").read_text(encoding="utf-8"))))
    text = tmp_path / "shown.csv"
    with text.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([names, *rows[1:]])
    regions = reference / "regions" / "regions-insee-iso.csv"
    source = f"SELECT * FROM read_csv('{text}', all_varchar = true)"
    assert _ask(source, regions) == _expected(what.catalogue)


def test_the_database_alone_gives_the_answer(what, reference, tmp_path):
    with closing(sqlite3.connect(_file(sqlite_files, what, tmp_path, "catalogue.sqlite"))) as database:
        database.execute("CREATE TEMP TABLE insee (code TEXT)")
        lines = csv.DictReader((reference / "regions" / "regions-insee-iso.csv").open(encoding="utf-8"))
        database.executemany("INSERT INTO insee VALUES (?)", [(line["code_insee"],) for line in lines])
        rows = database.execute(
            """SELECT code, sum(NOT deduced), sum(deduced) FROM
            (SELECT *, ' | ' || coalesce(champs_deduits, '') || ' | ' LIKE '% | statut | %' AS deduced FROM v_modules)
            JOIN insee ON code = region_insee
            WHERE statut = 'deploye' AND ' | ' || certifications_codes || ' | ' LIKE ? GROUP BY code""",
            (f"% | {CODE} | %",),
        ).fetchall()
        codes = {code for (code,) in database.execute("SELECT region_insee FROM v_modules")}
    assert ({row[0]: row[1:] for row in rows}, codes) == _expected(what.catalogue)
