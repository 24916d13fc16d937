"""OpenDocument spreadsheets: cells with their lines and tabulations, what is hidden and what is merged.

This module runs in the separate process (`confined.py`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError

from build_tools.contributing.spreadsheet.book import DAMAGED, TOO_BIG, Sheet, SpreadsheetError, Value
from build_tools.contributing.spreadsheet.layout import Layout, Merge, filled_down, parsed_xml

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE = (f"{{{_NS}{name}:1.0}}" for name in ("table", "text", "office", "style"))
_SPREADSHEET = f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"
_TIME = re.compile(r"PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?")
# A sheet ends with one empty row or cell that is repeated to the end of the grid.
_REPEATED_MAX = 1_000
_SKIPPED = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note"})


def ods_sheets(content: bytes, most_cells: int) -> list[tuple[Sheet, Layout]]:
    """The sheets of the `content.xml` of a file, with their layout. Raises SpreadsheetError."""
    try:
        root = parsed_xml(content)
    except ParseError:
        raise SpreadsheetError(DAMAGED) from None
    hidden = frozenset(_hidden_styles(root))
    return [_sheet(table, hidden, most_cells) for table in root.iterfind(_SPREADSHEET)]


def _hidden_styles(root: Element) -> Iterator[str]:
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}table-properties")
        if properties is not None and properties.get(f"{_TABLE}display") == "false":
            yield style.get(f"{_STYLE}name") or ""


def _sheet(table: Element, hidden: frozenset[str], most_cells: int) -> tuple[Sheet, Layout]:
    name = table.get(f"{_TABLE}name") or "Feuille"
    layout = Layout(hidden=(table.get(f"{_TABLE}style-name") or "") in hidden)
    _columns(table, layout)
    rows: list[list[Value]] = []
    cells = 0
    for row in table.iter(f"{_TABLE}table-row"):
        values = _row(row, len(rows), layout)
        count = _repeated(row, "rows") if values else min(_repeated(row, "rows"), _REPEATED_MAX)
        if row.get(f"{_TABLE}visibility") in ("collapse", "filter") and values:
            layout.rows += range(len(rows), len(rows) + count)
        cells += count * len(values)
        if cells > most_cells or len(rows) + count > most_cells:
            raise SpreadsheetError(TOO_BIG)
        rows += ([*values] for _ in range(count))
    return Sheet(name, filled_down(rows, layout.merges)), layout


def _columns(table: Element, layout: Layout) -> None:
    index = 0
    # Columns of a group that is folded show that they are there.
    folded = {column for group in table.iter(f"{_TABLE}table-column-group") for column in group}
    for column in table.iter(f"{_TABLE}table-column"):
        count = _repeated(column, "columns")
        if column.get(f"{_TABLE}visibility") in ("collapse", "filter") and column not in folded:
            layout.columns += range(index, index + min(count, _REPEATED_MAX))
        index += count


def _row(row: Element, number: int, layout: Layout) -> list[Value]:
    values: list[Value] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        value = _value(cell)
        height = int(cell.get(f"{_TABLE}number-rows-spanned") or 1)
        width = int(cell.get(f"{_TABLE}number-columns-spanned") or 1)
        if height > 1 or width > 1:
            layout.merges.append(Merge(number, len(values), number + height - 1, len(values) + width - 1))
        count = _repeated(cell, "columns")
        values += [value] * (count if value != "" else min(count, _REPEATED_MAX))
    while values and values[-1] == "":
        values.pop()
    return values


def _repeated(element: Element, what: str) -> int:
    written = element.get(f"{_TABLE}number-{what}-repeated") or "1"
    return int(written) if written.isdigit() else 1


def _value(cell: Element) -> Value:
    kind = cell.get(f"{_OFFICE}value-type") or ""
    written = {name: cell.get(f"{_OFFICE}{name}-value") for name in ("date", "time", "boolean", "string")}
    number = cell.get(f"{_OFFICE}value")
    if kind in ("float", "percentage", "currency") and number:
        return float(number)
    if kind == "boolean" and written["boolean"]:
        return bool(written["boolean"] == "true")
    if kind == "date" and written["date"] and (day := _date(written["date"])):
        return day
    if kind == "time" and written["time"] and (found := _TIME.fullmatch(written["time"])):
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    lines = ["".join(_pieces(paragraph)) for paragraph in cell if paragraph.tag in (f"{_TEXT}p", f"{_TEXT}h")]
    text: str = "\n".join(lines) or written["string"] or ""
    return text


def _date(text: str) -> datetime.datetime | datetime.date | None:
    try:
        return datetime.datetime.fromisoformat(text[:19]) if "T" in text else datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _pieces(element: Element) -> Iterator[str]:
    """The text of a paragraph, with its line breaks, tabulations and repeated spaces."""
    marks: Mapping[str, str] = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
    yield element.text or ""
    for child in element:
        if child.tag in marks:
            yield marks[child.tag]
        elif child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c") or 1), _REPEATED_MAX)
        elif child.tag not in _SKIPPED:
            yield from _pieces(child)
        yield child.tail or ""
