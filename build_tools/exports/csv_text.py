"""Lines as CSV: for programs (RFC 4180), or for a spreadsheet set to French, which wants semicolons and a mark."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Line = Sequence[str]


def for_programs(header: Line, lines: Iterable[Line]) -> bytes:
    """Commas, CRLF, UTF-8; every text to the letter."""
    return _csv(header, lines, ",")


def for_spreadsheets(header: Line, lines: Iterable[Line]) -> bytes:
    """Semicolons and the byte order mark of UTF-8; what a spreadsheet would run as a formula begins with an apostrophe.

    The browser writes its own files so (`docs/assets/javascripts/emporter.js`).
    """
    safe = ([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in line] for line in lines)
    return codecs.BOM_UTF8 + _csv(header, safe, ";")


def _csv(header: Line, lines: Iterable[Line], separator: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue().encode()
