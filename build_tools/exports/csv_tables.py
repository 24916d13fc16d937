"""Tables as CSV (RFC 4180: commas, CRLF, quotes where needed; UTF-8), with the data package that describes them.

Text is given to the letter. A spreadsheet may take a text that begins with « = » for a formula: for spreadsheets
there is the XLSX.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from build_tools.exports.data_package import data_package, modules_schema
from build_tools.exports.dossier_columns import dossiers_table
from build_tools.exports.flat_module import flat_table, joined
from build_tools.exports.gaps import KIND, flat_gap_rows, flat_gap_table
from build_tools.exports.published import File, Published
from build_tools.exports.tables import RECORDS, Cell, Row, Table, with_marks
from build_tools.text.csv_text import for_programs

FOLDER = "data/"


def csv_files(published: Published) -> Iterator[File]:
    """`data/<table>.csv` for every table to publish, then their descriptions."""
    found = published.rows
    described: list[tuple[Table, File]] = []
    for plain in published.tables:
        rows: Iterable[Row] = found[plain.name]
        table = plain
        if plain.name == "modules":
            table, rows = flat_table(), published.flat_rows
        elif plain.name == KIND.table:
            table, rows = flat_gap_table(), flat_gap_rows(published)
        elif plain.name in RECORDS:
            table, rows = with_marks(plain), _marked(published, plain, found[plain.name])
        file = File(f"{FOLDER}{table.name}.csv", _csv(table, rows), len(found[plain.name]))
        described.append((table, file))
        yield file
    others = [dossiers_table()]
    yield File(f"{FOLDER}datapackage.json", data_package(published, described, others), len(described) + len(others))
    yield File(f"{FOLDER}schema-modules.json", modules_schema(published))


def _marked(published: Published, table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, each with what is deduced of its record."""
    for record, row in zip(published.data(table.name), rows, strict=True):
        yield (*row, joined(record.get("deduit", ())))


def _csv(table: Table, rows: Iterable[Row]) -> bytes:
    exact = any(column.kind in ("boolean", "number") for column in table.columns)
    return for_programs([column.name for column in table.all_columns], map(_exact, rows) if exact else rows)


def _exact(row: Row) -> list[str | int | None]:
    """Cells as Table Schema reads them, where the writer would write otherwise: `true`, `24` rather than `24.0`."""
    return [_written(cell) for cell in row]


def _written(cell: Cell) -> str | int | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else repr(cell)
    return cell
