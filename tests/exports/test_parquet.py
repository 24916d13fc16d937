"""The Parquet file, read back by an independent reader, cell by cell."""

import datetime

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
    (tmp_path / "t.parquet").write_bytes(parquet(columns, rows, {}, "modules"))
    _, found = _read(tmp_path / "t.parquet")
    day = datetime.date(2026, 2, 3)
    assert found == [(row[0], day if row[1] else None, *row[2:]) for row in rows]
