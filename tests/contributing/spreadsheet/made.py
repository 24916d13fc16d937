"""Spreadsheets as people make them, and LibreOffice to make others of them."""

import csv
import datetime
import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

# A module with everything that is required, in the words of a person.
GOOD = {
    "Titre": "Entretenir un vélo à assistance électrique",
    "Résumé": "Apprendre à contrôler et à entretenir un vélo à assistance électrique dans un atelier.",
    "Région": "Bretagne",
    "Secteurs": "Commerce et distribution",
    "Transitions": "Transition écologique",
    "Nature": "Technique",
    "Durée : Heures": 14,
    "Sources : Document": "guide-8",
    "Sources : Page": 31,
    "Vérifiée le": datetime.date(2026, 11, 20),
}

# LibreOffice's filter for CSV, by the number of the separator and that of the encoding.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):{},34,{},1"

Rows = Sequence[Sequence[object]]


def table(*modules: dict[str, object]) -> list[list[object]]:
    """A header and a row for each module, whatever columns each has."""
    header = list(dict.fromkeys(key for module in modules for key in module))
    return [header, *([module.get(key) for key in header] for module in modules)]


def good(**changes: object) -> dict[str, object]:
    """The good module with other values; `Titre=...`, or `**{"Durée : Heures": 7}`."""
    return {**GOOD, **changes}


def xlsx(path: Path, rows: Rows, sheet: str = "Modules") -> Path:
    """A workbook of one sheet, made by openpyxl."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def csv_file(path: Path, rows: Rows, separator: str = ";", encoding: str = "utf-8") -> Path:
    """A CSV file; dates as the French write them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([_written(value) for value in row] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def _written(value: object) -> object:
    return value.strftime("%d/%m/%Y") if isinstance(value, datetime.date) else value


def libreoffice(source: Path, kind: str) -> Path:
    """The file as LibreOffice saves it: `ods`, `xlsx`, or a CSV filter with its options; skips where there is none."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice n'est pas installé")
    folder = source.parent / "libreoffice"
    profile = f"-env:UserInstallation=file://{source.parent}/profil"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / f"{source.stem}.{kind.partition(':')[0]}"
