"""The empty grid of a certification, as a workbook: every text is written as a text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from build_tools.contributing.grids.layout import (
    CERTIFICATION,
    FREE_ROWS,
    GRID,
    GUIDE,
    HEAD,
    INSTRUCTIONS,
    OUTSIDE,
    TABLES,
    Asked,
)
from build_tools.contributing.spreadsheet.book import CELL_MAX
from build_tools.text.typography import french

_FONT = {"font_name": "Arial", "font_size": 10}


def grid_workbook(name: str, label: str, skills: Sequence[tuple[str, str]], created: datetime.datetime) -> bytes:
    """The grid of the certification `name`, called `label`; `skills` are its (block, skill) rows.

    `created` makes the file the same each time.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": french(f"Grille de l'apprenant : {label}"), "created": created})
        writer = _Writer(book)
        writer.grid(name, label, skills)
        writer.outside()
        writer.guide()
    return content.getvalue()


class _Writer:
    """A grid being written."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_name": "Arial", "font_size": 14})
        self.header = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EDFF", "border": 1, **_FONT})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "border": 1, **_FONT})
        self.fill = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFFDF0", **_FONT})
        self.code = book.add_format({**_FONT, "bold": True})

    def grid(self, name: str, label: str, skills: Sequence[tuple[str, str]]) -> None:
        """The head, then the skills of the standard."""
        sheet = self._sheet(GRID, f"Grille de l'apprenant : {label}")
        for row, asked in enumerate(HEAD, start=1):
            sheet.write_string(row, 0, french(asked.title), self.header)
            if asked is CERTIFICATION:
                sheet.write_string(row, 1, name, self.code)
            else:
                sheet.write_blank(row, 1, None, self.fill)
        first = len(HEAD) + 2
        self._table(sheet, GRID, first, len(skills))
        for row, texts in enumerate(skills, start=first + 1):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, _cut(text), self.text)
            for column in range(2, len(TABLES[GRID])):
                sheet.write_blank(row, column, None, self.fill)

    def outside(self) -> None:
        """Empty rows for what the standard does not have."""
        sheet = self._sheet(OUTSIDE, "Ce que le référentiel ne prévoit pas")
        self._table(sheet, OUTSIDE, 2, FREE_ROWS)
        for row in range(3, 3 + FREE_ROWS):
            for column in range(len(TABLES[OUTSIDE])):
                sheet.write_blank(row, column, None, self.fill)

    def guide(self) -> None:
        """How to fill the grid."""
        sheet = self._sheet(GUIDE, GUIDE)
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(INSTRUCTIONS, start=2):
            sheet.write_string(row, 0, french(line), self.book.add_format({"text_wrap": True, **_FONT}))

    def _sheet(self, name: str, title: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, _cut(french(title)), self.title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _table(self, sheet: Any, name: str, row: int, count: int) -> None:
        for column, asked in enumerate(TABLES[name]):
            sheet.set_column(column, column, asked.width)
            sheet.write_string(row, column, french(asked.title), self.header)
            if asked.choices and count:
                sheet.data_validation(row + 1, column, row + count, column, _offered(asked))
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)


def _offered(asked: Asked) -> dict[str, Any]:
    """A list to choose from, which does not forbid another answer (« 12 »)."""
    return {"validate": "list", "source": list(asked.choices), "error_type": "information"}


def _cut(text: str) -> str:
    return text if len(text) <= CELL_MAX else text[: CELL_MAX - 1] + "…"
