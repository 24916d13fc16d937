"""What runs in the separate process that reads a workbook: little memory, little time, nothing but the library.

This module imports as little as it can: the process begins with it.
"""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

from build_tools.contributing.spreadsheet.book import DAMAGED, LOCKED, TOO_BIG, Sheet, SpreadsheetError
from build_tools.contributing.spreadsheet.layout import Layout, filled_down, layout_notices, with_units, xlsx_layouts
from build_tools.contributing.spreadsheet.ods import ods_sheets

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_CELLS = 2_000_000
_MEMORY = 2 << 30
_SECONDS = 60


def confine() -> None:
    """Bound what the process may take, and hide from the user what a crashing library writes."""
    null_device = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null_device, stream)
    try:
        import resource
    except ImportError:  # not on Windows, where the size of the file is the only bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sheets_of(raw: bytes) -> tuple[list[Sheet], list[str]]:
    """The sheets, and what is hidden or merged in them. Raises SpreadsheetError."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        content = archive.read("content.xml") if "xl/workbook.xml" not in archive.namelist() else None
    laid = _of_ods(content) if content is not None else _of_xlsx(raw)
    notices = [notice for sheet, layout in laid for notice in layout_notices(sheet.name, sheet.rows, layout)]
    return [sheet for sheet, _ in laid], notices


def _of_ods(content: bytes) -> list[tuple[Sheet, Layout]]:
    try:
        return ods_sheets(content, MAX_CELLS)
    except MemoryError:
        raise SpreadsheetError(TOO_BIG) from None


def _of_xlsx(raw: bytes) -> list[tuple[Sheet, Layout]]:
    layouts = xlsx_layouts(raw)
    found = []
    for sheet in _values_of_xlsx(raw):
        layout = layouts.get(sheet.name, Layout())
        rows = filled_down(with_units(sheet.rows, layout), layout.merges)
        found.append((Sheet(sheet.name, rows), layout))
    return found


def _values_of_xlsx(raw: bytes) -> list[Sheet]:
    """The values. Raises SpreadsheetError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            return [_sheet(name, book.get_sheet_by_name(name)) for name in names]
    except PasswordError:
        raise SpreadsheetError(LOCKED) from None
    except (CalamineError, ValueError, OverflowError):
        raise SpreadsheetError(DAMAGED) from None
    except MemoryError:
        raise SpreadsheetError(TOO_BIG) from None


def _sheet(name: str, read: CalamineSheet) -> Sheet:
    if read.total_height * read.total_width > MAX_CELLS:
        raise SpreadsheetError(TOO_BIG)
    return Sheet(name, read.to_python(skip_empty_area=False))
