"""Reading a spreadsheet file that anyone may have made: .xlsx, .ods, or CSV in whatever encoding and separator.

Workbooks are read by calamine in a process of its own with little memory and time, so that a file made to harm, or
just broken, ends there. No formula is computed, no macro runs, no link is followed, nothing is unpacked to disk.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from build_tools.contributing.spreadsheet.book import (
    DAMAGED,
    LOCKED,
    SAVE_AS,
    TOO_BIG,
    Book,
    Sheet,
    SpreadsheetError,
    Value,
)
from build_tools.contributing.spreadsheet.encodings import decoded
from build_tools.contributing.spreadsheet.headers import find_table

MAX_FILE = 20_000_000
MAX_UNPACKED = 200_000_000
_PIECE = 1 << 20

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_FORMATS = frozenset({".csv", ".tsv", ".txt"})
_SEPARATORS = (";", ",", "\t", "|")
# A cell in error (« #REF! ») and a formula whose result the file does not hold: both read as empty.
_ERROR_CELLS = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*\bt="e"|(?:calcext:value-type="error")')
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>')
_NAMED_CELLS = 10

TOO_LARGE = f"le fichier dépasse {MAX_FILE // 1_000_000} Mo. Supprimez images et feuilles inutiles."
_NOT_ONE = f"ce n'est pas un classeur .xlsx ou .ods, ni un fichier CSV. {SAVE_AS}"


def read_book(path: Path, reader: SheetsReader | None = None) -> Book:
    """The sheets of a file. What the file is counts, not how it is named. `reader` serves several files in turn.

    Raises SpreadsheetError if it cannot be read, OSError if it cannot be opened.
    """
    if path.stat().st_size > MAX_FILE:
        raise SpreadsheetError(TOO_LARGE)
    raw = path.read_bytes()
    if not raw.strip(b"\x00 \t\r\n"):
        raise SpreadsheetError("le fichier est vide.")
    if raw.startswith(_ZIP):
        return _read_workbook(raw, reader)
    if raw.startswith(_OLE):
        old = f"l'ancien format .xls n'est pas lu. {SAVE_AS}"
        raise SpreadsheetError(LOCKED if _ENCRYPTED in raw else old)
    if path.suffix.lower() not in _TEXT_FORMATS:
        raise SpreadsheetError(_NOT_ONE)
    text, encoding = decoded(raw)
    notices = (
        [f"le fichier est lu en {encoding} ; vérifiez les accents, ou enregistrez-le en UTF-8."] if encoding else []
    )
    return Book([_read_text(path.stem, text)], notices)


# Workbooks ------------------------------------------------------------------------------------------------------------


class SheetsReader(Protocol):
    """What reads the values of a workbook, wherever that is done."""

    def sheets(self, raw: bytes) -> tuple[list[Sheet], list[str]]:
        """The sheets, and what the workbook hides. Raises SpreadsheetError."""


def _read_workbook(raw: bytes, reader: SheetsReader | None) -> Book:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            notices = list(_inspect(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise SpreadsheetError(DAMAGED) from None
    sheets, hidden = reader.sheets(raw) if reader else _alone(raw)
    return Book([Sheet(sheet.name, _trimmed(sheet.rows)) for sheet in sheets], [*notices, *hidden])


def _alone(raw: bytes) -> tuple[list[Sheet], list[str]]:
    from build_tools.contributing.spreadsheet.confined_reader import ConfinedReader  # a browser has no processes

    with ConfinedReader() as reader:
        return reader.sheets(raw)


def _inspect(archive: zipfile.ZipFile) -> Iterator[str]:
    """Refuse what is no plain workbook or would unpack to too much; say what will be read as empty."""
    names = set(archive.namelist())
    _refuse_other_kinds(archive, names)
    unpacked = 0
    errors: list[str] = []
    uncomputed: list[str] = []
    for info in archive.infolist():
        sheet = bytearray()
        with archive.open(info) as part:
            while piece := part.read(_PIECE):
                unpacked += len(piece)
                if unpacked > MAX_UNPACKED:
                    raise SpreadsheetError(TOO_BIG)
                if _is_sheet(info.filename):
                    sheet += piece
        errors += [found[1].decode() if found[1] else "" for found in _ERROR_CELLS.finditer(sheet)]
        uncomputed += [found[1].decode() for found in _UNCOMPUTED.finditer(sheet)]
    if errors:
        yield f"cellules en erreur (« #REF! », « #N/A »), lues comme vides : {_named(errors)}."
    if uncomputed:
        yield (
            f"formules sans résultat, lues comme vides : {_named(uncomputed)}. Ouvrez le fichier dans un tableur, "
            "enregistrez-le, puis recommencez."
        )


def _refuse_other_kinds(archive: zipfile.ZipFile, names: set[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SpreadsheetError("le fichier contient des macros. Enregistrez-le sans macros, au format .xlsx.")
    if "xl/workbook.xml" not in names and not _is_ods(archive, names):
        raise SpreadsheetError(_NOT_ONE)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise SpreadsheetError(LOCKED)
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(_PIECE):
                raise SpreadsheetError(LOCKED)


def _is_ods(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if not {"mimetype", "content.xml"} <= names:
        return False
    with archive.open("mimetype") as kind:
        return b"opendocument.spreadsheet" in kind.read(200)


def _is_sheet(name: str) -> bool:
    return name == "content.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


def _named(cells: Sequence[str]) -> str:
    named = [cell for cell in cells if cell][:_NAMED_CELLS]
    rest = len(cells) - len(named)
    return ", ".join([*named, *([f"{rest} autre{'s' if rest > 1 else ''}" if named else str(rest)] if rest else [])])


def _trimmed(rows: Sequence[Sequence[Value]]) -> Sequence[Sequence[Value]]:
    """Rows without the empty cells at their end, without the empty rows at the end."""
    kept = [_trimmed_row(row) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _trimmed_row(row: Sequence[Value]) -> Sequence[Value]:
    end = len(row)
    while end and (row[end - 1] == "" or (isinstance(value := row[end - 1], str) and not value.strip())):
        end -= 1
    return row[:end]


# Texts ----------------------------------------------------------------------------------------------------------------


def _read_text(name: str, text: str) -> Sheet:
    """CSV, by the separator that makes the best header of it; once more where each line is a single quoted cell."""
    if "\x00" in text:
        raise SpreadsheetError(_NOT_ONE)
    sheet, columns, refusals = _best(name, text)
    if not columns and (unquoted := _unquoted(text)):
        sheet, columns, _ = _best(name, unquoted)
    if refusals and not columns:
        raise max(refusals, key=lambda error: error.line)  # the right separator goes furthest
    return sheet


def _unquoted(text: str) -> str:
    """The lines inside their quotes, where every line is one quoted text that holds separators."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or not all(len(line) > 1 and line[0] == line[-1] == '"' for line in lines):
        return ""
    try:
        rows = [next(csv.reader([line], delimiter="\x1f", strict=True)) for line in lines]
    except csv.Error:
        return ""
    return "\n".join(row[0] for row in rows)


def _best(name: str, text: str) -> tuple[Sheet, int, list[_QuoteError]]:
    """The sheet of the separator that names most columns, how many, and what forbids other separators."""
    found: list[tuple[int, Sheet]] = []
    refusals: list[_QuoteError] = []
    for separator in _SEPARATORS:
        try:
            sheet = Sheet(name, _trimmed(list(_csv_rows(text, separator))))
        except _QuoteError as error:
            refusals.append(error)
        else:
            table = find_table(sheet)
            found.append((len(table.index_of) if table else 0, sheet))
    columns, sheet = max(found, key=lambda pair: pair[0], default=(0, Sheet(name, ())))
    return sheet, columns, refusals


class _QuoteError(SpreadsheetError):
    """A text whose quotes do not close, in the record that begins at `line`."""

    def __init__(self, line: int) -> None:
        super().__init__(f"ligne {line} : un guillemet « \" » n'est pas fermé, ou n'est pas doublé dans un texte.")
        self.line = line


def _csv_rows(text: str, separator: str) -> Iterator[Sequence[Value]]:
    csv.field_size_limit(MAX_FILE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for row in reader:
            yield row
            start = reader.line_num + 1
    except csv.Error:
        raise _QuoteError(start) from None
