"""Lines as CSV: for programs (RFC 4180), or for a spreadsheet set to French, which wants semicolons and a mark.

A line that several files hold is written once: `lines_for_spreadsheets`, then `for_spreadsheets` for each file.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from types import SimpleNamespace

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Line = Sequence[str]


def for_programs(header: Line, lines: Iterable[Iterable[object]]) -> bytes:
    """Commas, CRLF, UTF-8; every text to the letter."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue().encode()


def lines_for_spreadsheets(lines: Iterable[Line]) -> list[str]:
    """Each line with semicolons; what a spreadsheet would run as a formula begins with an apostrophe.

    The browser writes its own files so (`docs/assets/javascripts/emporter.js`).
    """
    texts: list[str] = []  # the writer gives each line at once to what it writes to
    writer = csv.writer(SimpleNamespace(write=texts.append), delimiter=";")
    writer.writerows(map(without_formula, line) for line in lines)
    return texts


def for_spreadsheets(header: Line, written: Iterable[str]) -> bytes:
    """Lines that `lines_for_spreadsheets` wrote as a file, with the byte order mark of UTF-8."""
    return codecs.BOM_UTF8 + "".join([*lines_for_spreadsheets([header]), *written]).encode()


def decimal(value: float) -> str:
    """« 3,5 »: a French spreadsheet takes 3.5 for a text, or for the third of May."""
    return str(value).replace(".", ",")


def without_formula(cell: str) -> str:
    """The text of a cell, behind an apostrophe where a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
