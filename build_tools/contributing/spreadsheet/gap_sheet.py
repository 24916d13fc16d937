"""Gaps in a spreadsheet: an empty sheet to fill, one gap a row, and its rows as new records.

The columns are the questions of the form about a gap, with a source in three cells, then what few know. A row is read
by the form's own reader, so that both say the same; what exists is never changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.checking.problem import Problem
from build_tools.contributing.choices import NO_CHOICES, Choices, read_choices
from build_tools.contributing.formatting import CannotFormatError
from build_tools.contributing.issues.body import Section
from build_tools.contributing.issues.fields import GAP, label_of, questions
from build_tools.contributing.issues.placing import form_remarks
from build_tools.contributing.issues.reading import Reader
from build_tools.contributing.issues.remarks import Remark, remark
from build_tools.contributing.record_places import NewNames, check_proposed, write_new
from build_tools.contributing.record_text import record_text
from build_tools.contributing.spreadsheet.book import Book, Sheet, SpreadsheetError, letters
from build_tools.contributing.spreadsheet.cells import columns_called, plain_text
from build_tools.contributing.spreadsheet.writing import PLAIN_HEADER, workbook
from build_tools.loading.catalogue import Loaded
from build_tools.loading.files import normal
from build_tools.loading.yaml_reader import Data
from build_tools.model.json_schema import Schema, build_schema
from build_tools.model.kinds import KIND_OF_SCHEMA
from build_tools.text.folding import fold
from build_tools.text.typography import french

SHEET = "Écarts"
_FOLDER = KIND_OF_SCHEMA[GAP].folder
# The parts of a gap's source, which the form asks for on one line.
_SOURCE = {"document": "Document source", "page": "Page de la source", "extrait": "Extrait de la source"}
# Fields that few know; their titles are the model's.
_MORE = ("ecart", "centres", "entreprises", "constate", "constat")
_SEARCHED_ROWS = 20


@dataclass(frozen=True)
class GapRow:
    """A row: its number in the sheet, the record that it makes, where that goes (None: nowhere), the remarks on it."""

    number: int
    text: str
    path: Path | None
    remarks: tuple[tuple[str, Remark], ...]

    @property
    def accepted(self) -> bool:
        """Whether its record may be written."""
        return self.path is not None and all(remark.severity != "error" for _, remark in self.remarks)


def gap_template(created: datetime.datetime) -> bytes:
    """The empty sheet as a workbook; `created` makes it the same each time."""
    with workbook(created, french("Modèle de tableur des écarts")) as (book, content):
        sheet = book.add_worksheet(SHEET)
        header = book.add_format(PLAIN_HEADER)
        for column, (_, title) in enumerate(_titles()):
            sheet.set_column(column, column, 30)
            sheet.write_string(0, column, french(title), header)
        sheet.freeze_panes(1, 1)
    return content.getvalue()


def read_gap_rows(book: Book, loaded: Loaded, today: datetime.date) -> list[GapRow]:
    """What each row of the sheet makes. Nothing is written. Raises SpreadsheetError where there is no such sheet."""
    sheet, first, places = _table(book)
    maker = _Maker(loaded, read_choices(loaded), today, NewNames(loaded, _FOLDER))
    made = [
        maker.row(number, {key: plain_text(cells[at]) for key, at in places.items() if at < len(cells)})
        for number, cells in enumerate(sheet.rows[first:], start=first + 1)
        if any(plain_text(value) for value in cells)
    ]
    report = check_proposed(loaded, {row.path: row.text.encode() for row in made if row.path}, today)
    return [_checked(row, report.problems, maker.choices, places) for row in made]


def write_gap_rows(rows: Sequence[GapRow]) -> list[Path]:
    """Write the records of good rows; returns their files."""
    written = []
    for row in rows:
        if row.accepted and row.path:
            write_new(row.path, row.text)
            written.append(row.path)
    return written


@dataclass
class _Maker:
    """Makes records of rows."""

    loaded: Loaded
    choices: Mapping[str, Choices]
    today: datetime.date
    names: NewNames
    seen: set[tuple[str, str]] = field(default_factory=set)

    def row(self, number: int, written: Mapping[str, str]) -> GapRow:
        """The record of a row, not yet checked."""
        asked = {question.key: written.get(question.key, "") for question in questions(GAP)}
        asked["sources"] = " ; ".join(written.get(key, "") for key in _SOURCE) if any(map(written.get, _SOURCE)) else ""
        answers = {label_of(key, GAP): Section("", label_of(key, GAP), text) for key, text in asked.items() if text}
        reader = Reader(answers, self.choices, kind=GAP)
        data = {**reader.data(self.today), **self._more(written)}
        remarks = tuple(("", remark) for remark in (*reader.remarks, *self._same(data)))
        try:
            return GapRow(number, record_text(data, _FOLDER), self._place(data), remarks)
        except CannotFormatError:
            wrong = Remark(
                "La ligne", "Un de ses textes ne peut pas être écrit dans une fiche.", "Écrivez-le de nouveau."
            )
            return GapRow(number, "", None, (*remarks, ("", wrong)))

    def _more(self, written: Mapping[str, str]) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for key in _MORE:
            text = written.get(key, "")
            if text:
                found[key] = int(text) if text.isascii() and text.isdigit() and key != "constate" else text
        if "ecart" in found:
            found["ecart"] = self.choices["ecarts"].meant(str(found["ecart"])) or str(found["ecart"])
        return found

    def _same(self, data: Mapping[str, Data]) -> Iterator[Remark]:
        """The same skill in the same region is the same gap, in the catalogue or in an earlier row."""
        skill, region = fold(str(data.get("competence", ""))), str(data.get("region", ""))
        known = self.choices.get(KIND_OF_SCHEMA[GAP].table, NO_CHOICES).all_named(skill)
        there = [name for name in sorted(known) if (self.loaded.folder / _FOLDER / region / f"{name}.yml").is_file()]
        if there or (region, skill) in self.seen:
            yield remark(label_of("competence", GAP), "existe", id=there[0] if there else str(data.get("competence")))
        self.seen.add((region, skill))

    def _place(self, data: Mapping[str, Data]) -> Path:
        """Where it goes; a row without a region that is one gets a place only for its check."""
        region = self.names.region_or_any(data.get("region"))
        return self.names.path(region, self.names.take(data.get("competence"), region))


def _titles() -> list[tuple[str, str]]:
    """Key and title of each column, in order."""
    properties: Mapping[str, Schema] = build_schema(GAP, {})["properties"]
    asked = [(question.key, question.label) for question in questions(GAP) if question.key != "sources"]
    return [*asked, *_SOURCE.items(), *((key, properties[key]["title"]) for key in _MORE)]


def _table(book: Book) -> tuple[Sheet, int, Mapping[str, int]]:
    """The sheet whose header names the skill and the region, the row below it, and where each column stands."""
    wanted = {fold(title): key for key, title in _titles()} | {key: key for key, _ in _titles()}
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows[:_SEARCHED_ROWS]):
            places = columns_called(cells, wanted)
            if {"competence", "region"} <= places.keys():
                return sheet, row + 1, places
    raise SpreadsheetError(
        f"aucune feuille n'a les colonnes « {label_of('competence', GAP)} » et « {label_of('region', GAP)} »."
    )


def _checked(
    row: GapRow, problems: Sequence[Problem], choices: Mapping[str, Choices], places: Mapping[str, int]
) -> GapRow:
    """The row with what the checker says of its record, each remark at its cell."""
    own = [problem for problem in problems if row.path and normal(Path(problem.path)) == normal(row.path)]
    remarks = (*(remark for _, remark in row.remarks), *form_remarks(own, row.text, choices, GAP))
    keys = {title: key for key, title in _titles()} | {label_of("sources", GAP): "document"}
    located = []
    for note in dict.fromkeys(remarks):
        at = places.get(keys.get(note.label, ""))
        located.append((f"{letters(at)}{row.number}" if at is not None else "", note))
    return GapRow(row.number, row.text, row.path, tuple(located))
