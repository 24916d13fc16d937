"""The empty grid of a certification, as a workbook: every text is written as a text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from build_tools.contributing.grids.layout import (
    CERTIFICATION,
    FREE_ROWS,
    GRID,
    GUIDE,
    HEAD,
    INSTRUCTIONS,
    OUTSIDE,
    TABLES,
    height,
)
from build_tools.contributing.spreadsheet.writing import FONT, PLAIN_HEADER, cut, set_up_for_paper, workbook
from build_tools.text.typography import french


def grid_workbook(
    name: str, label: str, skills: Sequence[tuple[str, str]], created: datetime.datetime, basis: str = ""
) -> bytes:
    """The grid of the certification `name`, called `label`; `skills` are its (block, skill) rows, `basis` their origin.

    `created` makes the file the same each time.
    """
    with workbook(created, french(f"Grille de l'apprenant : {label}")) as (book, content):
        writer = _Writer(book)
        writer.grid(name, label, skills, basis)
        writer.outside()
        writer.guide()
    return content.getvalue()


class _Writer:
    """A grid being written."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_name": "Arial", "font_size": 14})
        self.header = book.add_format(PLAIN_HEADER)
        self.text = book.add_format({"text_wrap": True, "valign": "top", "border": 1, **FONT})
        self.fill = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFFDF0", **FONT})
        self.code = book.add_format({**FONT, "bold": True})

    def grid(self, name: str, label: str, skills: Sequence[tuple[str, str]], basis: str) -> None:
        """The head, where the skills of the standard come from, then these skills."""
        sheet = self._sheet(GRID, f"Grille de l'apprenant : {label}")
        widths = [asked.width for asked in TABLES[GRID]]
        for row, asked in enumerate(HEAD, start=1):
            sheet.write_string(row, 0, french(asked.title), self.header)
            sheet.set_row(row, height((asked.title,), widths))
            if asked is CERTIFICATION:
                sheet.write_string(row, 1, name, self.code)
            else:
                sheet.write_blank(row, 1, None, self.fill)
        first = len(HEAD) + 2
        if basis:
            sheet.write_string(first - 1, 0, "Référentiel", self.header)
            sheet.set_row(first - 1, height((basis,), widths[1:]))
            sheet.write_string(first - 1, 1, cut(french(basis)), self.text)
        self._table(sheet, GRID, first, len(skills))
        for row, texts in enumerate(skills, start=first + 1):
            sheet.set_row(row, height(texts, widths))
            for column, text in enumerate(texts):
                sheet.write_string(row, column, cut(text), self.text)
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
            sheet.write_string(row, 0, french(line), self.book.add_format({"text_wrap": True, **FONT}))

    def _sheet(self, name: str, title: str) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, cut(french(title)), self.title)
        set_up_for_paper(sheet)
        return sheet

    def _table(self, sheet: Any, name: str, row: int, count: int) -> None:
        for column, asked in enumerate(TABLES[name]):
            sheet.set_column(column, column, asked.width)
            sheet.write_string(row, column, french(asked.title), self.header)
            if asked.choices and count:  # a list to choose from, which does not forbid another answer (« 12 »)
                offered = {"validate": "list", "source": list(asked.choices), "error_type": "information"}
                sheet.data_validation(row + 1, column, row + count, column, offered)
        sheet.set_row(row, height([asked.title for asked in TABLES[name]], [asked.width for asked in TABLES[name]]))
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
