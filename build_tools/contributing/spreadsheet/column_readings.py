"""How a table was read, before anything is written: what each column was taken for, with an example and its unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.contributing.spreadsheet.book import Value, letters
from build_tools.contributing.spreadsheet.cells import Data, Terms, parsed, plain_text
from build_tools.contributing.spreadsheet.columns import Column
from build_tools.contributing.spreadsheet.headers import Heading, Table, Trust
from build_tools.contributing.spreadsheet.rows import Row
from build_tools.contributing.values import Note, Values, length_text
from build_tools.text.reading.days import is_day
from build_tools.text.typography import number, shorten

_EXAMPLE_MAX, _CELLS_SHOWN, _NOTES_SHOWN = 60, 3, 5


@dataclass(frozen=True)
class ColumnReading:
    """How one column was read. `written` and `read` are an example; `notes` say what else became of its values."""

    sheet: str
    index: int
    header: str
    column: Column
    unit: str
    written: str = ""
    read: str = ""
    filled: int = 0
    notes: Sequence[str] = ()
    # Whether the header has the column's own name and every value is read as it is written.
    plain: bool = False

    @property
    def text(self) -> str:
        """« Modules », colonne C « Durée (h) » : lue comme « Durée », en heures ; par exemple « 3h30 » → 3,5 h."""
        place = f"« {self.sheet} », colonne {letters(self.index)} « {shorten(self.header, _EXAMPLE_MAX)} »"
        unit = f", {self.unit}" if self.unit else ""
        if not self.filled:
            return f"{place} : lue comme « {self.column.title} »{unit} ; vide."
        example = f"« {shorten(self.written, _EXAMPLE_MAX)} »"
        if self.read != self.written:
            example += f" → {shorten(self.read, _EXAMPLE_MAX)}"
        return f"{place} : lue comme « {self.column.title} »{unit} ; par exemple {example}."


def readings(table: Table, rows: Sequence[Row], terms: Terms) -> Iterator[ColumnReading]:
    """How each column of a table was read, in its order."""
    for heading in table.headings:
        if heading.column and not heading.with_first:
            yield _reading(table, heading, heading.column, rows, terms)


def _reading(table: Table, heading: Heading, column: Column, rows: Sequence[Row], terms: Terms) -> ColumnReading:
    cells = [(row, row.cells[column]) for row in rows if column in row.cells]
    found = [(row, value, *_read(column, value, terms)) for row, value in cells]
    cells_of_note: dict[Note, list[str]] = {note: [] for _, _, _, notes in found for note in notes}
    for row, _, _, notes in found:
        for note in notes:
            cells_of_note[note].append(f"{letters(heading.index)}{row.index + 1}")
    # What is not understood shows most, then what is read otherwise than it is written.
    example = max(found, key=lambda one: (_displayed(column, one[2], terms) == "?", bool(one[3])), default=None)
    return ColumnReading(
        table.sheet.name,
        heading.index,
        heading.text,
        column,
        _unit_of(column, table.unit_of.get(column, "")),
        plain_text(example[1]).replace("\n", " | ") if example else "",
        _displayed(column, example[2], terms) if example else "",
        len(cells),
        _notes(cells_of_note),
        plain=heading.trust == Trust.EXACT and not cells_of_note and not heading.unit and not table.more_of.get(column),
    )


def _read(column: Column, value: Value, terms: Terms) -> tuple[Data, Sequence[Note]]:
    values = Values()
    data = parsed(column, value, terms, values)
    return data, tuple(dict.fromkeys(values.notes))


def _displayed(column: Column, data: Data, terms: Terms) -> str:
    """What was read, as a person reads it."""
    if isinstance(data, list):
        return " | ".join(_displayed(column, item, terms) for item in data if item is not None) or "rien"
    if isinstance(data, dict):
        return "?" if any(isinstance(value, str) for value in data.values()) else length_text(data)
    if column.source and data:
        return terms.label_of(column.source, str(data))
    if isinstance(data, int | float):
        return f"{number(data)} h" if column.in_hours else str(data)
    unread = column.kind in ("integer", "number", "date") and not is_day(str(data))
    return "rien" if data is None else "?" if unread else str(data)


def _unit_of(column: Column, unit: str) -> str:
    if not column.in_hours:
        return "année-mois-jour" if column.kind == "date" else ""
    return f"en {unit}, que les fiches comptent en heures" if unit else "en heures"


def _notes(cells_of_note: Mapping[Note, Sequence[str]]) -> list[str]:
    lines = [_note(note, cells) for note, cells in cells_of_note.items()]
    more = len(lines) - _NOTES_SHOWN
    return [*lines[:_NOTES_SHOWN], *([f"et {more} autres valeurs lues de même."] if more > 0 else [])]


def _note(note: Note, cells: Sequence[str]) -> str:
    shown = ", ".join(cells[:_CELLS_SHOWN]) + (f" et {len(cells) - _CELLS_SHOWN} de plus" if cells[3:] else "")
    return f"{shown} : {note.words.message}"
