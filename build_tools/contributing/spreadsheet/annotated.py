"""The file given back: what was read, its wrong cells in red, and a column that says what is wrong in each row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from build_tools import clock
from build_tools.contributing.spreadsheet.book import Sheet
from build_tools.contributing.spreadsheet.cells import terms_of
from build_tools.contributing.spreadsheet.headers import LISTS, PROBLEMS_TITLE, Table
from build_tools.contributing.spreadsheet.importing import Plan
from build_tools.contributing.spreadsheet.problems import CellProblem
from build_tools.contributing.spreadsheet.writing import Writer, workbook
from build_tools.model import Catalogue

TITLE = "Tableau annoté"
# Heights in points, as Excel bounds them; a width in characters.
_LINE_HEIGHT, _HEIGHT_MAX, _CHARACTERS = 13, 400, 80
# What Excel admits as a sheet's name.
_NAME_MAX = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def annotated_file(plan: Plan, catalogue: Catalogue) -> bytes:
    """The workbook: each sheet that was read, with its values, and the lists of the drop-downs."""
    with workbook(clock.now(), TITLE) as (book, content):
        writer = Writer(book, terms_of(catalogue))
        for table in plan.tables:
            problems = [problem for problem in plan.problems if problem.sheet == table.sheet.name]
            _fill(writer, writer.book.add_worksheet(_name(writer, table.sheet.name)), table, problems)
        writer.lists()
    return content.getvalue()


def _name(writer: Writer, read: str) -> str:
    """The sheet's name, as Excel admits it, once."""
    plain = _FORBIDDEN.sub(" ", read).strip(" '")[:_NAME_MAX].strip(" '") or "Feuille"
    taken = {sheet.get_name().lower() for sheet in writer.book.worksheets()} | {LISTS.lower(), "history"}
    names = (plain, *(f"{plain[: _NAME_MAX - 4]} {number}" for number in range(2, 1000)))
    return next(name for name in names if name.lower() not in taken)


def _fill(writer: Writer, sheet: Any, table: Table, problems: Sequence[CellProblem]) -> None:
    by_row: dict[int, list[CellProblem]] = defaultdict(list)
    for problem in problems:
        by_row[problem.row].append(problem)
    last = max((heading.index for heading in table.headings), default=0) + 1
    place = next((heading.index for heading in table.headings if heading.text == PROBLEMS_TITLE), last)
    _values(writer, sheet, table.sheet, {(problem.row, problem.index) for problem in problems}, skipped=place)
    sheet.set_column(0, place - 1, 24)
    sheet.set_column(place, place, 70)
    sheet.write_string(table.header, place, PROBLEMS_TITLE, writer.formats.required)
    for heading in table.headings:
        if heading.column:
            writer.header(sheet, table.header, heading.index, heading.column, heading.text)
            writer.choices(sheet, table.first, heading.index, heading.column)
    for row, found in by_row.items():
        text = "\n".join(problem.short for problem in found)
        wrong = any(problem.severity == "error" for problem in found)
        writer.cell(sheet, row, place, text, wrong=wrong)
        lines = sum(1 + len(line) // _CHARACTERS for line in text.split("\n"))
        sheet.set_row(row, min(_LINE_HEIGHT * lines + 4, _HEIGHT_MAX))
    sheet.freeze_panes(table.first, 0)


def _values(writer: Writer, sheet: Any, read: Sheet, wrong: set[tuple[int, int]], *, skipped: int) -> None:
    for i, row in enumerate(read.rows):
        for j, value in enumerate(row):
            if value != "" and j != skipped:
                writer.cell(sheet, i, j, value, wrong=(i, j) in wrong)
    for i, j in wrong:
        if j >= len(read.rows[i]) or read.rows[i][j] == "":
            writer.cell(sheet, i, j, "", wrong=True)
