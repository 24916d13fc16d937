"""What `catalogue import` does of a spreadsheet, as plain data for the page where a visitor drops one.

This runs in the visitor's browser (`site/browser_reader.py`): the same reading, the same check, nothing sent. Keys are
French: the page's scripts read them.
"""

from __future__ import annotations

import datetime
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.checking.check import check
from build_tools.checking.reports.visible import visible
from build_tools.contributing.new_terms import unfiled
from build_tools.contributing.splicing import CommentLostError, with_data
from build_tools.contributing.spreadsheet.annotated import annotated_file
from build_tools.contributing.spreadsheet.book import Sheet, SpreadsheetError, letters
from build_tools.contributing.spreadsheet.cells import Terms, plain_text, terms_of
from build_tools.contributing.spreadsheet.column_readings import ColumnReading
from build_tools.contributing.spreadsheet.columns import Column, columns
from build_tools.contributing.spreadsheet.confined import sheets_of
from build_tools.contributing.spreadsheet.headers import Table, column_called
from build_tools.contributing.spreadsheet.importing import ImportRefusedError, Plan, Proposal, plan_import
from build_tools.contributing.spreadsheet.problems import CellProblem
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.contributing.spreadsheet.summary import reading_lines, summary_lines
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from build_tools.text.typography import french, shorten

# A page shows so many rows and signs of a cell; the records have them all.
SHOWN_ROWS = 500
_SHOWN_SIGNS = 300
# A longer list is no help to who chooses one of it.
_CHOSEN = 30

Data = dict[str, Any]


class DroppedFiles:
    """Reads the files that are dropped, one after another, against one catalogue, which is checked once."""

    def __init__(self, folder: Path) -> None:
        os.chdir(folder.parent)  # paths in reports are relative to it
        self._loaded = load(folder)
        catalogue = check(self._loaded).catalogue
        assert catalogue is not None, "no site is published of a catalogue with errors"
        self._catalogue: Catalogue = catalogue
        self._plan: Plan | None = None

    def read(self, file: Path, today: datetime.date, defaults: Mapping[str, str]) -> Data:
        """What is read of the file and would be made of it, or why nothing is.

        `defaults` gives values of columns, by their title, for the cells that are empty.
        """
        self._plan = None
        given = {column: value for name, value in defaults.items() if (column := column_called(name))}
        try:
            plan = plan_import(self._loaded, self._catalogue, read_book(file, _SameProcess()), given, today)
        except (SpreadsheetError, ImportRefusedError) as error:
            return {"refus": french(str(error))}
        except MemoryError:
            return {"refus": french("le fichier contient trop de données pour ce navigateur.")}
        self._plan = plan
        return shown(plan, self._loaded.folder.parent, terms_of(self._catalogue, today))

    def records(self) -> bytes:
        """The records of the file that was read last, as an archive to unpack at the project's root."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, text in self._texts().items():
                archive.writestr(zipfile.ZipInfo(_place(path, self._loaded.folder.parent)), text)
        return content.getvalue()

    def _texts(self) -> Mapping[Path, str]:
        """Path → text, with the certifications that the records name and the catalogue lacks."""
        proposals = self._plan.proposals if self._plan else ()
        return {path: text for one in proposals for path, text in (*one.records.items(), (one.path, one.text))}

    def annotated(self) -> bytes:
        """The file that was read last, given back with its problems."""
        return annotated_file(self._plan, self._catalogue) if self._plan else b""


class _SameProcess:
    """Reads workbooks in this process: a browser confines it already."""

    def sheets(self, raw: bytes) -> tuple[list[Sheet], list[str]]:
        return sheets_of(raw)


def shown(plan: Plan, root: Path, terms: Terms) -> Data:
    """The plan as plain data. `root` is the project's folder."""
    absent = {title for problem in plan.problems for title in problem.absent}
    return {
        "rapport": "\n".join([*reading_lines(plan, whole=True), *summary_lines(plan, ())]),
        "remarques": [french(visible(notice)) for notice in plan.notices],
        "absentes": [_absent(column, terms) for column in columns() if column.title in absent],
        "problemes": [_problem(problem) for problem in plan.problems if not problem.absent],
        "feuilles": [_sheet(table, plan) for table in plan.tables],
        "fiches": [_record(proposal, root) for proposal in plan.proposals],
    }


def _absent(column: Column, terms: Terms) -> Data:
    """A column that the sheet lacks: one answer may do for all its rows."""
    labels = list(terms.labels(column.source).values()) if column.source else []
    return {
        "titre": french(column.title),
        "aide": french(column.description),
        "choix": [french(label) for label in labels] if len(labels) <= _CHOSEN and not column.many else [],
    }


def _problem(problem: CellProblem) -> Data:
    wording = problem.plain or problem
    return {
        "feuille": problem.sheet,
        "ligne": problem.row,
        "rang": problem.index,
        "cellule": problem.cell,
        "colonne": visible(shorten(problem.column, _SHOWN_SIGNS)),
        "grave": problem.severity == "error",
        "regle": problem.rule,
        "message": french(visible(wording.message)),
        "conseil": french(visible(wording.hint)),
    }


def _sheet(table: Table, plan: Plan) -> Data:
    name = table.sheet.name
    states = dict(_states(plan, name))
    rows = [(i, row) for i, row in enumerate(table.sheet.rows) if i >= table.first and any(map(plain_text, row))]
    return {
        "nom": name,
        "entete": [_cell(value) for value in table.sheet.rows[table.header]],
        "colonnes": [_column(reading) for reading in plan.readings if reading.sheet == name],
        # « Compétence 2 » is read with « Compétence 1 ».
        "suites": [[i, french(column.title)] for column, more in table.more_of.items() for i in more],
        "lignes": [
            {"ligne": i, "etat": states.get(i, "sans changement"), "cellules": [_cell(value) for value in row]}
            for i, row in rows[:SHOWN_ROWS]
        ],
        "suite": max(0, len(rows) - SHOWN_ROWS),
    }


def _states(plan: Plan, sheet: str) -> Iterator[tuple[int, str]]:
    for (name, row), what in plan.others.items():
        if name == sheet:
            yield row, f"{what}, non lu{'e' if what == 'remarque' else ''}"
    for proposal in plan.proposals:
        if proposal.row.table.sheet.name == sheet:
            yield proposal.row.index, "nouvelle fiche" if proposal.is_new else "mise à jour"
    for name, row in plan.refused:
        if name == sheet:
            yield row, "refusée"


def _cell(value: Any) -> str:
    return "\n".join(map(visible, shorten(plain_text(value), _SHOWN_SIGNS).split("\n")))


def _column(reading: ColumnReading) -> Data:
    return {
        "rang": reading.index,
        "lettres": letters(reading.index),
        "titre": french(reading.column.title),
        "unite": reading.unit,
        "ecrit": french(visible(reading.written)),
        "lu": french(visible(reading.read)),
        "remplies": reading.filled,
        "notes": [french(visible(note)) for note in reading.notes],
    }


def _record(proposal: Proposal, root: Path) -> Mapping[str, Any]:
    row = proposal.row
    return {
        "feuille": row.table.sheet.name,
        "ligne": row.index,
        "titre": str(row.data.get("titre", "")) or proposal.path.stem,
        "nom": proposal.path.stem,
        "chemin": _place(proposal.path, root),
        "texte": proposal.text,
        "envoi": _sent(proposal),
        "avec": [{"nom": path.stem, "texte": text} for path, text in proposal.records.items()],
        "nouvelle": proposal.is_new,
        "changements": [french(f"{change.libelle} : {visible(change.phrase)}") for change in proposal.changes],
    }


def _sent(proposal: Proposal) -> str:
    """The text that a message carries: it has one record, and makes those of new certifications again."""
    if not proposal.records:
        return proposal.text
    raw = proposal.text.encode()
    try:
        return with_data(raw, unfiled(yaml_reader.read(raw), proposal.unlisted))
    except CommentLostError:  # the message is then answered that the certification is not known
        return proposal.text


def _place(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
