"""A spreadsheet file once it is read: sheets of plain values, whatever the file's format was."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

# Excel's own limit of characters in a cell.
CELL_MAX = 32_767

Value: TypeAlias = str | int | float | bool | datetime.datetime | datetime.date | datetime.time | datetime.timedelta
"""What a cell holds; an empty cell holds an empty text."""


SAVE_AS = "Ouvrez-le dans votre tableur et enregistrez-le au format .xlsx ou .ods."
DAMAGED = f"le fichier est abîmé ou incomplet. {SAVE_AS}"
TOO_BIG = "le fichier contient trop de données pour une liste de modules. Supprimez feuilles et lignes inutiles."
LOCKED = "le fichier est protégé par un mot de passe. Retirez cette protection, puis recommencez."


class SpreadsheetError(Exception):
    """A file that cannot be read as a spreadsheet; the message, in French, is for the user."""


@dataclass(frozen=True)
class Sheet:
    """A sheet. Its rows may differ in length; the first cell of the first row is A1."""

    name: str
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True)
class Book:
    """The sheets of a file, and what was seen in the file that its values do not say."""

    sheets: Sequence[Sheet]
    notices: Sequence[str] = ()


def letters(index: int) -> str:
    """The letters of a column by its index from 0: A, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
