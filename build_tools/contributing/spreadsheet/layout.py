"""What a workbook shows beside its values: hidden sheets, rows and columns, merged cells, units in number formats.

This module runs in the separate process (`confined.py`).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, fromstring, iterparse

from build_tools.contributing.spreadsheet.book import Value, letters

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_UNIT = re.compile(
    r'"[^"]*?(?<![a-zà-ÿ])(jours?|jrs?|j|journ[ée]es?|semaines?|sem|mois|ans?|ann[ée]es?|minutes?|mins?|mn|heures?|h)'
    r'\.?[^"a-z]*"',
    re.IGNORECASE,
)
_SHOWN, _MERGES_MAX, _ROWS_MAX = 8, 10_000, 200_000


class Merge(NamedTuple):
    """Merged cells, by their first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Layout:
    """What is hidden in a sheet, what is merged; `units` are those that formats show beside numbers, by cell."""

    hidden: bool = False
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    units: dict[tuple[int, int], str] = field(default_factory=dict)


def xlsx_layouts(raw: bytes) -> Mapping[str, Layout]:
    """The layout of each sheet of an Excel workbook, by its name; what cannot be read has none."""
    found: dict[str, Layout] = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        try:
            book = parsed_xml(archive.read("xl/workbook.xml"))
            links = parsed_xml(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {link.get("Id"): link.get("Target", "") for link in links}
            units = _units_of_styles(parsed_xml(archive.read("xl/styles.xml")))
        except (KeyError, ParseError):
            return found
        for sheet in book.iter(f"{_MAIN}sheet"):
            place = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_LINK), ""))).lstrip("/")
            layout = Layout(hidden=sheet.get("state", "visible") != "visible")
            if place in archive.namelist():
                try:
                    with archive.open(place) as part:
                        _read_sheet(iterparse(part), layout, units)  # noqa: S314  # texts are thrown away
                except ParseError:  # the library that reads values says so
                    return {}
            found[sheet.get("name", "")] = layout
    return found


class _NoDeclarations(TreeBuilder):
    """Workbooks declare no type of document; those that do, with entities that stand for others, are made to harm."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise ParseError(f"declares the type of document {name}")


def parsed_xml(content: bytes) -> Element:
    """The root of a part of a workbook. Raises ParseError."""
    return fromstring(content, XMLParser(target=_NoDeclarations()))  # noqa: S314


def _units_of_styles(root: Element) -> Mapping[str, str]:
    """The unit that each cell style shows, by the style's number."""
    formats = {item.get("numFmtId"): item.get("formatCode", "") for item in root.iter(f"{_MAIN}numFmt")}
    styles = root.find(f"{_MAIN}cellXfs")
    numbered = enumerate(styles if styles is not None else ())
    shown = ((str(n), _UNIT.search(formats.get(style.get("numFmtId"), ""))) for n, style in numbered)
    return {number: unit[1].lower() for number, unit in shown if unit}


def _read_sheet(events: Iterable[tuple[str, Element]], layout: Layout, units: Mapping[str, str]) -> None:
    for _, element in events:
        tag, attributes = element.tag.removeprefix(_MAIN), element.attrib
        if tag == "c" and attributes.get("s") in units and (place := _place(attributes.get("r", ""))):
            layout.units[place] = units[attributes["s"]]
        elif tag == "row":
            if attributes.get("hidden") in ("1", "true") and len(layout.rows) < _ROWS_MAX:
                layout.rows.append(int(attributes.get("r", "1")) - 1)
            element.clear()
        elif tag == "col" and attributes.get("hidden") in ("1", "true") and not attributes.get("outlineLevel"):
            # Columns of a group that is folded show that they are there.
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            layout.columns += range(first - 1, min(last, first + 1_000))
        elif tag == "mergeCell" and len(layout.merges) < _MERGES_MAX:
            first_cell, _, last_cell = attributes.get("ref", "").partition(":")
            top, bottom = _place(first_cell), _place(last_cell)
            if top and bottom:
                layout.merges.append(Merge(*top, *bottom))


def _place(written: str) -> tuple[int, int] | None:
    found = _CELL.fullmatch(written)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def filled_down(rows: Sequence[Sequence[Value]], merges: Sequence[Merge]) -> Sequence[Sequence[Value]]:
    """The rows with the value of a cell that is merged over several of them in each."""
    tall = [merge for merge in merges if merge.bottom > merge.top]
    if not tall:
        return rows
    made = [list(row) for row in rows]
    for merge in tall:
        above = made[merge.top] if merge.top < len(made) else []
        value = above[merge.left] if merge.left < len(above) else ""
        for row in made[merge.top + 1 : merge.bottom + 1] if value != "" else ():
            row += [""] * (merge.left + 1 - len(row))
            row[merge.left] = value if row[merge.left] == "" else row[merge.left]
    return made


def with_units(rows: Sequence[Sequence[Value]], layout: Layout) -> Sequence[Sequence[Value]]:
    """The rows with the unit that a format shows beside a number: « 2 jours »."""
    if not layout.units:
        return rows
    made = [list(row) for row in rows]
    for (row, column), unit in layout.units.items():
        value = made[row][column] if row < len(made) and column < len(made[row]) else ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            made[row][column] = f"{int(value) if float(value).is_integer() else value} {unit}"
    return made


def layout_notices(name: str, rows: Sequence[Sequence[Value]], layout: Layout) -> Iterator[str]:
    """What is worth saying of a sheet's layout: nothing hidden is published without a word."""
    if layout.hidden and any(row for row in rows):
        yield f"feuille « {name} » : elle est masquée dans le fichier, et lue comme les autres."
    filled = [number for number in layout.rows if number < len(rows) and any(value != "" for value in rows[number])]
    if filled:
        lines = _listed(number + 1 for number in filled)
        yield f"feuille « {name} » : lignes masquées ou filtrées, lues comme les autres : {lines}."
    wide = max((len(row) for row in rows), default=0)
    if columns := [letters(column) for column in layout.columns if column < wide]:
        yield f"feuille « {name} » : colonnes masquées, lues comme les autres : {_listed(columns)}."
    tall = [merge for merge in layout.merges if merge.bottom > merge.top and merge.top < len(rows)]
    if tall:
        cells = [f"{letters(m.left)}{m.top + 1}:{letters(m.right)}{m.bottom + 1}" for m in tall]
        yield f"feuille « {name} » : cellules fusionnées, qui valent pour chacune de leurs lignes : {_listed(cells)}."


def _listed(items: Iterable[str | int]) -> str:
    texts = [str(item) for item in items]
    rest = len(texts) - _SHOWN
    return ", ".join(texts[:_SHOWN]) + (f" et {rest} de plus" if rest > 0 else "")
