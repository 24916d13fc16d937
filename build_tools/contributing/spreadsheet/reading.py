"""Reading a spreadsheet file that anyone may have made: .xlsx, .ods, or CSV in whatever encoding and separator.

Workbooks are read by calamine in a process of its own with little memory and time, so that a file made to harm, or
just broken, ends there. No formula is computed, no macro runs, no link is followed, nothing is unpacked to disk.
"""

from __future__ import annotations

import codecs
import csv
import io
import multiprocessing
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from build_tools.contributing.spreadsheet.book import Book, Sheet, SpreadsheetError, Value
from build_tools.contributing.spreadsheet.headers import find_table

MAX_FILE = 20_000_000
MAX_UNPACKED = 200_000_000
MAX_CELLS = 2_000_000
_MEMORY = 2 << 30
_SECONDS = 60
_PIECE = 1 << 20

_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_FORMATS = frozenset({".csv", ".tsv", ".txt"})
_SEPARATORS = (";", ",", "\t", "|")
# In the order in which they are tried; every file is valid Windows-1252 or nearly so.
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# A cell in error (« #REF! ») and a formula whose result the file does not hold: both read as empty.
_ERROR_CELLS = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*\bt="e"|(?:calcext:value-type="error")')
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>')
_NAMED_CELLS = 10

_SAVE_AS = "Ouvrez-le dans votre tableur et enregistrez-le au format .xlsx ou .ods."
_DAMAGED = f"le fichier est abîmé ou incomplet. {_SAVE_AS}"
_TOO_BIG = "le fichier contient trop de données pour une liste de modules. Supprimez feuilles et lignes inutiles."
_NOT_ONE = f"ce n'est pas un classeur .xlsx ou .ods, ni un fichier CSV. {_SAVE_AS}"
_LOCKED = "le fichier est protégé par un mot de passe. Retirez cette protection, puis recommencez."


def read_book(path: Path) -> Book:
    """The sheets of a file. What the file is counts, not how it is named.

    Raises SpreadsheetError if it cannot be read, OSError if it cannot be opened.
    """
    if path.stat().st_size > MAX_FILE:
        raise SpreadsheetError(f"le fichier dépasse {MAX_FILE // 1_000_000} Mo. Supprimez images et feuilles inutiles.")
    raw = path.read_bytes()
    if not raw.strip(b"\x00 \t\r\n"):
        raise SpreadsheetError("le fichier est vide.")
    if raw.startswith(_ZIP):
        return _read_workbook(path, raw)
    if raw.startswith(_OLE):
        old = f"l'ancien format .xls n'est pas lu. {_SAVE_AS}"
        raise SpreadsheetError(_LOCKED if _ENCRYPTED in raw else old)
    if path.suffix.lower() not in _TEXT_FORMATS:
        raise SpreadsheetError(_NOT_ONE)
    return Book([_read_text(path.stem, raw)])


# Workbooks ------------------------------------------------------------------------------------------------------------


def _read_workbook(path: Path, raw: bytes) -> Book:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            notices = list(_inspect(archive))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise SpreadsheetError(_DAMAGED) from None
    try:
        # A fresh process, which inherits nothing; the file is small, so its bytes travel.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context, initializer=_confine) as pool:
            return Book(pool.submit(_sheets_of, raw).result(), notices)
    except BrokenProcessPool:
        raise SpreadsheetError(_TOO_BIG) from None


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
                    raise SpreadsheetError(_TOO_BIG)
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
        raise SpreadsheetError(_LOCKED)
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(_PIECE):
                raise SpreadsheetError(_LOCKED)


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


def _confine() -> None:
    """Bound what the process may take, and keep what a dying library writes from the user."""
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    try:
        import resource
    except ImportError:  # not on Windows, where the size of the file is the only bound
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sheets_of(raw: bytes) -> list[Sheet]:
    """The sheets of a workbook, in the process apart. Raises SpreadsheetError."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            names = [sheet.name for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
            return [_sheet(name, book.get_sheet_by_name(name)) for name in names]
    except PasswordError:
        raise SpreadsheetError(_LOCKED) from None
    except (CalamineError, ValueError, OverflowError):
        raise SpreadsheetError(_DAMAGED) from None
    except MemoryError:
        raise SpreadsheetError(_TOO_BIG) from None


def _sheet(name: str, read: object) -> Sheet:
    from python_calamine import CalamineSheet

    assert isinstance(read, CalamineSheet), "what calamine gives for a name that it gave"
    if read.total_height * read.total_width > MAX_CELLS:
        raise SpreadsheetError(_TOO_BIG)
    return Sheet(name, _trimmed(read.to_python(skip_empty_area=False)))


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


def _read_text(name: str, raw: bytes) -> Sheet:
    """CSV, by the separator that makes the best header of it."""
    text = _decode(raw)
    if "\x00" in text:
        raise SpreadsheetError(_NOT_ONE)
    best, score, refusal = None, -1, ""
    for separator in _SEPARATORS:
        try:
            sheet = Sheet(name, _trimmed(list(_csv_rows(text, separator))))
        except SpreadsheetError as error:
            refusal = str(error)
            continue
        table = find_table(sheet)
        if (found := len(table.index_of) if table else 0) > score:
            best, score = sheet, found
    if best is None or (score == 0 and refusal):
        raise SpreadsheetError(refusal)
    return best


def _decode(raw: bytes) -> str:
    """A text by its mark, else UTF-8 or UTF-16 if it is such, else Windows-1252."""
    encodings = [encoding for bom, encoding in _BOMS if raw.startswith(bom)]
    if not encodings and b"\x00" in raw[:2000]:
        encodings = ["utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be"]
    for encoding in (*encodings, "utf-8"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", errors="replace")


def _csv_rows(text: str, separator: str) -> Iterator[Sequence[Value]]:
    csv.field_size_limit(MAX_FILE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for row in reader:
            yield row
            start = reader.line_num + 1
    except csv.Error:
        raise SpreadsheetError(
            f"ligne {start} : un guillemet « \" » n'est pas fermé, ou n'est pas doublé à l'intérieur d'un texte."
        ) from None
