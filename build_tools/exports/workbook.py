"""The modules as an XLSX workbook for spreadsheets: typed cells, filters, frozen headers, a sheet of definitions.

Every text is written as a text: nothing that a record holds can run as a formula or become a link.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import xlsxwriter

from build_tools.exports.data_package import LICENCE, TITLE
from build_tools.exports.flat_module import flat_table, joined
from build_tools.exports.gaps import SHEET as GAPS
from build_tools.exports.gaps import flat_gap_rows, flat_gap_table
from build_tools.exports.published import File, Published
from build_tools.exports.tables import DEDUCED, Cell, Column, Kind, Row, Table, tables
from build_tools.model import Catalogue
from build_tools.model.wording import VALUE_KINDS
from build_tools.text.typography import french, long_date

# Excel's own limits: characters in a cell, days counted from.
CELL_MAX = 32_767
_EPOCH = date(1899, 12, 30).toordinal()
_LINKED = {
    "modules_competences": "Compétences",
    "modules_certifications": "Certifications complétées",
    "modules_sources": "Sources",
}
_DOCUMENTS = "Documents"
_OWNER = Column("module_titre", "Titre du module", "Le module, en clair.")
_DEDUCED_OF_LIST = replace(
    DEDUCED,
    description="Ce qu'aucune source n'énonce de cette liste du module : la liste elle-même (« competences ») ou l'une "
    "de ses colonnes (« competences.ecart ») ; « | » les sépare.",
)
_KINDS = {**VALUE_KINDS, "date": "date"}


@dataclass(frozen=True)
class _Formats:
    """The workbook's cell formats."""

    header: Any
    date: Any


def workbook_files(published: Published) -> Iterator[File]:
    """`data/modules.xlsx`."""
    found = published.rows
    by_name = {table.name: table for table in tables()}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": TITLE, "comments": LICENCE["title"], "created": published.moment})
        formats = _Formats(
            book.add_format({"bold": True, "bg_color": "#E8EDFF", "bottom": 1}),
            book.add_format({"num_format": "dd/mm/yyyy"}),
        )
        sheets = {"Modules": (flat_table(), iter(published.flat_rows))}
        sheets |= {title: _labelled(published, by_name[name]) for name, title in _LINKED.items()}
        sheets |= {GAPS: (flat_gap_table(), flat_gap_rows(published))}
        sheets |= {_DOCUMENTS: (by_name["documents"], iter(found["documents"]))}
        for title, (table, rows) in sheets.items():
            _write_table(book.add_worksheet(title), formats, table, rows)
        _write_definitions(book.add_worksheet("Définitions"), formats, {t: table for t, (table, _) in sheets.items()})
        _write_about(book.add_worksheet("À propos"), published)
    vars(book).clear()  # it refers to itself, and commands collect no garbage: all cells would stay to the end
    yield File("data/modules.xlsx", content.getvalue(), len(found["modules"]))


def _labelled(published: Published, table: Table) -> tuple[Table, Iterator[Row]]:
    """A linked table and its rows, with what a code means at their end: nobody joins sheets to read a name."""
    added = tuple(_added(published.catalogue, table))
    wider = replace(table, columns=(*table.columns, *(column for column, _ in added)))
    return wider, ((*row, *(value(row) for _, value in added)) for row in published.rows[table.name])


def _added(catalogue: Catalogue, table: Table) -> Iterator[tuple[Column, Callable[[Row], Cell]]]:
    """Each column that a linked sheet has over and above its table, and what fills it."""
    labels: dict[str, tuple[Column, Callable[[str], str]]] = {
        "ecart": (
            Column("ecart_libelle", "Écart en clair", "Les mots de l'annexe 2."),
            partial(catalogue.vocabularies.label, "ecarts"),
        ),
        "certification": (
            Column("certification_libelle", "Nom de la certification", "La certification, en clair."),
            catalogue.label_of_certification.__getitem__,
        ),
    }
    for at, column in enumerate(table.all_columns):
        if found := labels.get(column.name):
            added, label = found
            yield added, partial(_labelled_cell, at, label)
    (field,) = table.path
    if field != "sources":  # what a record was read in is never deduced
        yield _DEDUCED_OF_LIST, lambda row: joined(_of_field(catalogue.modules[str(row[0])].deduit, field))
    yield _OWNER, lambda row: catalogue.modules[str(row[0])].titre


def _labelled_cell(at: int, label: Callable[[str], str], row: Row) -> Cell:
    return label(str(row[at])) if row[at] else None


def _of_field(deduced: Iterable[str], field: str) -> Iterator[str]:
    """The deduced fields that are this one or a part of it."""
    return (name for name in deduced if name.partition(".")[0] == field)


def _write_table(sheet: Any, formats: _Formats, table: Table, rows: Iterable[Row]) -> None:
    columns = table.all_columns
    for j, column in enumerate(columns):
        sheet.set_column(j, j, _width(column.name, column.kind))
        sheet.write_string(0, j, french(column.title), formats.header)
    writers = [_writer(sheet, column.kind, formats) for column in columns]
    last = 0
    for last, row in enumerate(rows, start=1):
        for j, (cell, write) in enumerate(zip(row, writers, strict=True)):
            if cell is not None:
                write(last, j, cell)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _writer(sheet: Any, kind: Kind, formats: _Formats) -> Callable[[int, int, Any], Any]:
    """What writes the known cells of a column: row, column, value."""
    if kind == "date":
        return lambda i, j, day: sheet.write_number(i, j, date.fromisoformat(day).toordinal() - _EPOCH, formats.date)
    if kind == "string":
        return lambda i, j, text: sheet.write_string(
            i, j, text if len(text) <= CELL_MAX else text[: CELL_MAX - 1] + "…"
        )
    writer: Callable[[int, int, Any], Any] = sheet.write_boolean if kind == "boolean" else sheet.write_number
    return writer


def _width(name: str, kind: Kind) -> int:
    if kind != "string":
        return 12
    return 50 if name in {"titre", "resume", "intitule", "competences_intitules", "extrait"} else 28


def _write_definitions(sheet: Any, formats: _Formats, by_sheet: dict[str, Table]) -> None:
    rows = [
        (title, column.title, column.name, _KINDS[column.kind], column.description)
        for title, table in by_sheet.items()
        for column in table.all_columns
    ]
    headers = ("Feuille", "Colonne", "Nom dans les fichiers CSV", "Type", "Définition")
    for j, (header, width) in enumerate(zip(headers, (24, 28, 28, 14, 100), strict=True)):
        sheet.set_column(j, j, width)
        sheet.write_string(0, j, header, formats.header)
    for i, row in enumerate(rows, start=1):
        for j, text in enumerate(row):
            sheet.write_string(i, j, french(text))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(headers) - 1)


def _write_about(sheet: Any, published: Published) -> None:
    lines = [
        TITLE,
        f"Données du {long_date(published.day)}",
        f"{LICENCE['title']} : {LICENCE['path']}",
        "Une cellule vide : la fiche n'en dit rien.",
    ]
    if published.addresses.site:
        lines.append(f"Site : {published.addresses.site}/")
    sheet.set_column(0, 0, 100)
    for i, line in enumerate(lines):
        sheet.write_string(i, 0, french(line))
