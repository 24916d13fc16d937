"""The Parquet file, read back by an independent reader, cell by cell; and the question that a re-user asks of it."""

import csv
import datetime
import io

import pytest

from build_tools.exports.flat_module import flat_rows, flat_table
from build_tools.exports.parquet import parquet, parquet_files
from build_tools.exports.tables import Column
from tests.conftest import published

pytestmark = pytest.mark.slow
duckdb = pytest.importorskip("duckdb")


@pytest.fixture
def path(nasty, tmp_path):
    (file,) = parquet_files(published(nasty))
    (tmp_path / "modules.parquet").write_bytes(file.content)
    return str(tmp_path / "modules.parquet")


def _read(path, query="SELECT * FROM modules"):
    with duckdb.connect() as database:
        database.execute(f"CREATE VIEW modules AS SELECT * FROM read_parquet('{path}')")
        found = database.execute(query)
        return [column[0] for column in found.description], found.fetchall()


def test_every_cell_comes_back_with_its_type(nasty, path):
    what = published(nasty)
    columns = flat_table().all_columns
    names, rows = _read(path)
    assert names == [column.name for column in columns]
    expected = [
        tuple(
            datetime.date.fromisoformat(cell) if cell is not None and column.kind == "date" else cell
            for cell, column in zip(row, columns, strict=True)
        )
        for row in flat_rows(what, what.rows["modules"])
    ]
    assert rows == expected


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 1000])
def test_every_kind_of_cell_whatever_the_number_of_rows(tmp_path, count):
    columns = [Column(kind, kind, "", kind) for kind in ("string", "date", "integer", "number", "boolean")]
    columns += [Column("toujours", "", "", "string", required=True)]
    rows = [
        ("é\0" * (i % 3), "2026-02-03", i * 10**12, i / 3, i % 2 == 0, str(i)) if i % 5 else (*(None,) * 5, str(i))
        for i in range(count)
    ]
    (tmp_path / "t.parquet").write_bytes(parquet(columns, rows, {}))
    _, found = _read(tmp_path / "t.parquet")
    day = datetime.date(2026, 2, 3)
    assert found == [(row[0], day if row[1] else None, *row[2:]) for row in rows]


def test_the_flat_file_alone_answers_what_a_re_user_asks(real_catalogue, reference, tmp_path):
    """Deployed modules for TP ADVF by region, stated and deduced, joined with INSEE's own table of regions."""
    (file,) = parquet_files(published(real_catalogue))
    (tmp_path / "modules.parquet").write_bytes(file.content)
    regions = reference / "regions" / "regions-insee-iso.csv"
    code = next(csv.reader(io.StringIO(regions.read_text())))[0]
    _, rows = _read(
        tmp_path / "modules.parquet",
        f"""SELECT r."{code}", count(*) FILTER (NOT deduced), count(*) FILTER (deduced)
        FROM (SELECT *, list_contains(string_split(coalesce(champs_deduits, ''), ' | '), 'statut') AS deduced
              FROM modules) m
        JOIN read_csv('{regions}', all_varchar = true) r ON r."{code}" = m.region_insee
        WHERE statut = 'deploye' AND list_contains(string_split(certifications_codes, ' | '), 'RNCP37715')
        GROUP BY 1 ORDER BY 1""",
    )
    expected = {}
    for module in real_catalogue.by_certification["tp-assistant-de-vie-aux-familles"]:
        insee = real_catalogue.vocabularies.regions[module.region].code_insee
        stated, deduced = expected.get(insee, (0, 0))
        if module.statut == "deploye" and "statut" in module.deduit:
            expected[insee] = (stated, deduced + 1)
        elif module.statut == "deploye":
            expected[insee] = (stated + 1, deduced)
    assert {row[0]: row[1:] for row in rows} == expected != {}
