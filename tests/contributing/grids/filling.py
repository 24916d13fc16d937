"""Grids filled as a centre would, without a spreadsheet program."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import openpyxl

from build_tools.contributing.grids.layout import GRID, OUTSIDE
from build_tools.contributing.grids.writing import grid_workbook

NAME = "cap-macon"
SKILLS = (
    ("RNCP1BC01 Préparer", "Monter un échafaudage"),
    ("RNCP1BC01 Préparer", "Lire un plan"),
    ("RNCP1BC02 Bâtir", "Monter un mur en briques"),
)
CREATED = datetime.datetime(2026, 11, 21)
Cells = Mapping[str, object]
NOTHING: Cells = MappingProxyType({})


def filled(
    path: Path,
    *,
    centre: object = "Centre A",
    company: object = 1,
    month: object = "2026-03",
    used: Sequence[object] = (),
    enough: Sequence[object] = (),
    free: Sequence[str] = (),
    grid: Cells = NOTHING,
    outside: Cells = NOTHING,
) -> Path:
    """A grid at `path`: answers row by row, skills outside the standard, then any cell by its address."""
    book = openpyxl.load_workbook(io.BytesIO(grid_workbook(NAME, "CAP Maçon", SKILLS, CREATED)))
    sheet, other = book[GRID], book[OUTSIDE]
    sheet["B3"], sheet["B4"], sheet["B5"] = centre, company, month
    for row, answer in enumerate(used, start=8):
        sheet.cell(row, 3).value = answer
    for row, answer in enumerate(enough, start=8):
        sheet.cell(row, 6).value = answer
    for row, text in enumerate(free, start=4):
        other.cell(row, 1).value = text
    for address, value in grid.items():
        sheet[address] = value
    for address, value in outside.items():
        other[address] = value
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path
