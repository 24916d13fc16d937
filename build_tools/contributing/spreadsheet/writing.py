"""What the template and the file given back share: headers with their explanation, drop-downs, the sheet of lists.

Every text is written as a text: nothing that a cell holds can run as a formula or become a link.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import xlsxwriter

from build_tools.contributing.spreadsheet.book import CELL_MAX, Value, letters
from build_tools.contributing.spreadsheet.cells import Terms
from build_tools.contributing.spreadsheet.columns import Column, columns
from build_tools.contributing.spreadsheet.headers import LISTS
from build_tools.text.typography import french, shorten

# Rows with drop-downs below a header: more than a region has modules.
ROWS = 1000
# Excel's own limits for what it shows beside a cell.
_TITLE_MAX, _PROMPT_MAX = 32, 255
# Records of a collection may share a title, so their ids are typed.
_WITHOUT_LIST = frozenset({"modules"})
# What the model's descriptions say of YAML files only.
_OF_FILES = re.compile(r" ; \[\][^.]*| \(nom de son fichier\)| ; c'est aussi le nom du dossier")
FONT = {"font_name": "Arial", "font_size": 10}
PLAIN_HEADER = {"bold": True, "text_wrap": True, "bg_color": "#E8EDFF", "border": 1, **FONT}


class Writer:
    """A workbook being written. Sheets come in the order in which they are asked for; the lists last."""

    def __init__(self, book: Any, terms: Terms) -> None:
        self.book = book
        self.terms = terms
        head = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, **FONT}
        cell = {"text_wrap": True, "valign": "top", **FONT}
        wrong = {**cell, "bg_color": "#FFE9E6", "border": 1, "border_color": "#CE0500"}
        self.formats = SimpleNamespace(
            required=book.add_format({**head, "bg_color": "#000091", "font_color": "#FFFFFF"}),
            header=book.add_format({**head, "bg_color": "#E8EDFF"}),
            text=book.add_format({**cell, "num_format": "@"}),
            date=book.add_format({**cell, "num_format": "dd/mm/yyyy"}),
            number=book.add_format(cell),
            strong=book.add_format({**cell, "bold": True}),
            wrong=book.add_format(wrong),
            wrong_date=book.add_format({**wrong, "num_format": "dd/mm/yyyy"}),
        )

    def header(self, sheet: Any, row: int, index: int, column: Column, written: str = "") -> None:
        """Write a column's header with its explanation; `written` stands for its title."""
        look = self.formats.required if is_always_required(column) else self.formats.header
        mark = " *" if is_always_required(column) else ""
        sheet.write_string(row, index, written or french(column.title) + mark, look)
        sheet.write_comment(
            row, index, french(explanation(column)), {"x_scale": 2.5, "y_scale": 1.6, "author": "", "font_size": 9}
        )

    def choices(self, sheet: Any, first: int, index: int, column: Column) -> None:
        """What may be chosen or typed in the cells of a column, from the row `first` on."""
        rule = _validation(column)
        if rule:
            title = {"input_title": shorten(french(column.title), _TITLE_MAX)}
            sheet.data_validation(first, index, first + ROWS - 1, index, {**title, **rule})

    def cell(self, sheet: Any, row: int, index: int, value: Value, *, wrong: bool = False) -> None:
        """Write a value as what it is, dates as dates; `wrong` shows it in red."""
        formats = self.formats
        if isinstance(value, datetime.date):
            sheet.write_datetime(row, index, value, formats.wrong_date if wrong else formats.date)
        elif isinstance(value, bool) or not isinstance(value, str | int | float):
            sheet.write_string(row, index, str(value), formats.wrong if wrong else formats.text)
        elif isinstance(value, str):
            sheet.write_string(row, index, cut(value), formats.wrong if wrong else formats.text)
        else:
            sheet.write_number(row, index, value, formats.wrong if wrong else formats.number)

    def lists(self) -> None:
        """The sheet of everything that drop-downs offer, with the ids that may be typed instead."""
        sheet = self.book.add_worksheet(french(LISTS))
        for number, source in enumerate(_listed_sources()):
            labels = self.terms.labels(source)
            left = 2 * number
            sheet.set_column(left, left, 40)
            sheet.set_column(left + 1, left + 1, 24)
            sheet.write_string(0, left, french(_list_title(source)), self.formats.header)
            sheet.write_string(0, left + 1, "Identifiant", self.formats.header)
            for row, (name, label) in enumerate(labels.items(), start=1):
                sheet.write_string(row, left, label)
                sheet.write_string(row, left + 1, name)
            if labels:
                area = f"${letters(left)}$2:${letters(left)}${len(labels) + 1}"
                self.book.define_name(_list_name(source), f"={LISTS}!{area}")
        sheet.freeze_panes(1, 0)


@contextmanager
def workbook(created: datetime.datetime, title: str) -> Iterator[tuple[Any, io.BytesIO]]:
    """A workbook to fill; its bytes are whole once the block ends. `created` makes it the same each time."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": title, "created": created})
        yield book, content


def cut(text: str) -> str:
    """As much of a text as a cell holds."""
    return text if len(text) <= CELL_MAX else text[: CELL_MAX - 1] + "…"


def set_up_for_paper(sheet: Any) -> None:
    """A4, across, all columns on one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def explanation(column: Column) -> str:
    """What a column takes, in a few lines."""
    lines = [_OF_FILES.sub("", column.description)]
    if column.required:
        lines.append("Obligatoire." if is_always_required(column) else "Obligatoire pour chaque élément de la liste.")
    if column.source and column.source not in _WITHOUT_LIST:
        lines.append(f"Choix : feuille « {LISTS} », « {_list_title(column.source)} » (nom ou identifiant).")
    if column.many:
        lines.append("Plusieurs valeurs : séparez-les par « | »" + (", dans le même ordre." if column.key else "."))
    if column.example:
        lines.append(f"Exemple : {column.example}")
    return "\n".join(line for line in lines if line)


def is_always_required(column: Column) -> bool:
    """Whether every module needs it: not a part of groups that a module may do without.

    An address may stand for the name of a source.
    """
    return column.name == "sources_document" or (column.required and not column.key)


def _listed_sources() -> tuple[str, ...]:
    sources = dict.fromkeys(column.source for column in columns() if column.source)
    return tuple(source for source in sources if source not in _WITHOUT_LIST)


def _list_title(source: str) -> str:
    """What the first column that takes its terms is called: « Région », « Écart au référentiel »."""
    return next(column.title for column in columns() if column.source == source).rpartition(" : ")[2]


def _list_name(source: str) -> str:
    return f"liste_{source}"


def _validation(column: Column) -> Mapping[str, Any]:
    """Drop-downs offer the terms; where a cell takes several, or an id, other texts are allowed too."""
    prompt = {"input_message": shorten(french(explanation(column)), _PROMPT_MAX), "ignore_blank": True}
    if column.source and column.source not in _WITHOUT_LIST:
        return {**prompt, "validate": "list", "source": f"={_list_name(column.source)}", "show_error": False}
    alert = {"error_type": "warning", "error_title": shorten(french(column.title), _TITLE_MAX)}
    if column.kind == "integer" and not column.many:
        message = f"Un nombre entier, de {column.low} à {column.high}."
        between = {"criteria": "between", "minimum": column.low, "maximum": column.high}
        return {**prompt, **alert, **between, "validate": "integer", "error_message": french(message)}
    if column.kind == "date" and not column.many:
        since = {"criteria": ">", "value": datetime.date(2000, 1, 1)}
        return {**prompt, **alert, **since, "validate": "date", "error_message": french("Une date : 21/11/2026.")}
    return {}
