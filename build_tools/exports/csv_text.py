"""Lines as CSV: for programs (RFC 4180), or for a spreadsheet set to French, which wants semicolons and a mark.

A line that several files hold is written once: `lines_for_spreadsheets`, then `for_spreadsheets` for each file.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Sequence
from types import SimpleNamespace

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Line = Sequence[str]


def for_programs(header: Line, lines: Iterable[Line]) -> bytes:
    """Commas, CRLF, UTF-8; every text to the letter."""
    return "".join(_written([header, *lines], ",")).encode()


def lines_for_spreadsheets(lines: Iterable[Line]) -> list[str]:
    """Each line with semicolons; what a spreadsheet would run as a formula begins with an apostrophe.

    The browser writes its own files so (`docs/assets/javascripts/emporter.js`).
    """
    return _written((map(_safe, line) for line in lines), ";")


def for_spreadsheets(header: Line, written: Iterable[str]) -> bytes:
    """Lines that `lines_for_spreadsheets` wrote as a file, with the byte order mark of UTF-8."""
    return codecs.BOM_UTF8 + "".join([*lines_for_spreadsheets([header]), *written]).encode()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _written(lines: Iterable[Iterable[str]], separator: str) -> list[str]:
    """The text of each line: the writer gives each at once to what it writes to."""
    texts: list[str] = []
    csv.writer(SimpleNamespace(write=texts.append), delimiter=separator, lineterminator="\r\n").writerows(lines)
    return texts
