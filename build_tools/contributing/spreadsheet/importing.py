"""What importing a spreadsheet would do: new records, proposed updates, problems at their cells; then doing it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from build_tools import clock
from build_tools.checking.check import check
from build_tools.contributing.formatting import CannotFormatError
from build_tools.contributing.new_certifications import NewCertifications
from build_tools.contributing.new_terms import Filed, Unlisted, filed
from build_tools.contributing.record_places import NewNames, write_new
from build_tools.contributing.record_text import record_text
from build_tools.contributing.splicing import CommentLostError, with_data
from build_tools.contributing.spreadsheet.book import Book
from build_tools.contributing.spreadsheet.cells import Terms, terms_of
from build_tools.contributing.spreadsheet.column_readings import ColumnReading, readings
from build_tools.contributing.spreadsheet.columns import Column
from build_tools.contributing.spreadsheet.headers import Table, find_table
from build_tools.contributing.spreadsheet.locating import at_column, located, once_a_column
from build_tools.contributing.spreadsheet.problems import CellProblem
from build_tools.contributing.spreadsheet.remarks import (
    contradictions,
    is_reported_at_cell,
    no_table,
    not_a_module,
    notices,
    of_unlisted,
    outside,
    repeated,
    unread_sheets,
    unwritable,
    what_it_holds,
)
from build_tools.contributing.spreadsheet.rows import Row, is_note, is_total, rows_of, updated
from build_tools.contributing.spreadsheet.ticks import with_ticks
from build_tools.exports.changes import ChangesInWords, FieldChange
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import Loaded
from build_tools.loading.files import from_here
from build_tools.loading.yaml_reader import Data
from build_tools.model import Catalogue
from build_tools.text.folding import fold
from build_tools.writing import replace_file


class ImportRefusedError(Exception):
    """A file without any table of modules; the message, in French, is for the user."""


@dataclass(frozen=True)
class Proposal:
    """A row that makes a record's text. `changes` say in words what differs from the record that is there, if any."""

    row: Row
    path: Path
    text: str
    is_new: bool
    changes: Sequence[FieldChange] = ()
    # The records of new certifications that the row names: path → text.
    records: Mapping[Path, str] = field(default_factory=dict)
    unlisted: Sequence[Unlisted] = ()


@dataclass
class Plan:
    """What an import would do. Rows with an error are in `problems` only; the file's own remarks are `notices`."""

    tables: Sequence[Table]
    notices: list[str]
    problems: list[CellProblem] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    unchanged: int = 0
    # How each column was read, with an example: shown before anything is written.
    readings: list[ColumnReading] = field(default_factory=list)
    # The rows that are not written, by sheet.
    refused: set[tuple[str, int]] = field(default_factory=set)
    # The rows that hold no module, by sheet, and what they hold.
    others: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def new(self) -> Sequence[Proposal]:
        """Rows that make a new record."""
        return [proposal for proposal in self.proposals if proposal.is_new]

    @property
    def updates(self) -> Sequence[Proposal]:
        """Rows that change a record."""
        return [proposal for proposal in self.proposals if not proposal.is_new]

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)


def plan_import(
    loaded: Loaded,
    catalogue: Catalogue,
    book: Book,
    defaults: Mapping[Column, str],
    today: datetime.date | None = None,
) -> Plan:
    """What importing the book into `loaded`, which makes up the catalogue, would do. Nothing is written.

    `defaults` stand for empty cells of new records. Raises ImportRefusedError if no sheet holds modules.
    """
    return _Planner(loaded, catalogue, defaults, today).plan(book)


def write_plan(plan: Plan, *, update: bool) -> list[Path]:
    """Write the new records, and the updates if `update`; returns their paths. No new record takes a file's place."""
    written: dict[Path, None] = {}
    for proposal in (*plan.new, *(plan.updates if update else ())):
        for path, text in proposal.records.items():
            if path not in written:  # several rows may name one certification
                write_new(path, text)
                written[path] = None
        if proposal.is_new:
            write_new(proposal.path, proposal.text)
        else:
            replace_file(proposal.path, proposal.text.encode())
        written[proposal.path] = None
    return [*written]


@dataclass(frozen=True)
class _Planner:
    loaded: Loaded
    catalogue: Catalogue
    defaults: Mapping[Column, str]
    today: datetime.date | None

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.catalogue, self.today)

    @cached_property
    def words(self) -> ChangesInWords:
        return ChangesInWords(self.catalogue)

    @cached_property
    def certifications(self) -> NewCertifications:
        return NewCertifications(self.loaded, (self.today or clock.today()).isoformat())

    @cached_property
    def names(self) -> NewNames:
        return NewNames(self.loaded)

    @cached_property
    def by_title(self) -> Mapping[tuple[str, str], str]:
        """Region and folded title → the module's id."""
        return {(module.region, fold(module.titre)): module.id for module in self.catalogue.modules.values()}

    def plan(self, book: Book) -> Plan:
        tables = [with_ticks(table, self.terms) for sheet in book.sheets if (table := find_table(sheet))]
        if not tables:
            raise ImportRefusedError(no_table(book.sheets))
        plan = Plan(tables, [*book.notices, *unread_sheets(book.sheets), *chain.from_iterable(map(notices, tables))])
        seen: dict[str, Row] = {}
        for table in tables:
            rows = list(rows_of(table, self.terms, self.defaults))
            others = [row for row in rows if is_total(row) or is_note(row)]
            plan.notices += map(not_a_module, others)
            plan.others |= {(row.table.sheet.name, row.index): what_it_holds(row) for row in others}
            kept = [row for row in rows if row not in others]
            plan.readings += readings(table, kept, self.terms)
            for row in kept:
                self._propose(row, plan, seen)
        found = [(one.row, term) for one in plan.proposals for term in one.unlisted]
        plan.problems += of_unlisted(found, self.terms.choices)
        self._check(plan)
        plan.refused |= {(problem.sheet, problem.row) for problem in plan.problems if problem.severity == "error"}
        order = [table.sheet.name for table in tables]
        once = once_a_column(plan.problems)
        plan.problems = sorted(once, key=lambda problem: (order.index(problem.sheet), problem.row, problem.index))
        return plan

    def _propose(self, row: Row, plan: Plan, seen: dict[str, Row]) -> None:
        """Add what a row makes to the plan: a proposal, problems, or the remark that it changes nothing."""
        if problems := [*unwritable(row), *outside(row), *contradictions(row)]:
            plan.problems += problems
            return
        name = row.name or self.by_title.get((row.text("region"), fold(row.text("titre"))), "")
        key = name or f"{row.text('region')} {fold(row.text('titre'))}"
        if (first := seen.setdefault(key, row)) is not row and row.text("titre"):
            plan.problems.append(repeated(row, first))
            return
        try:
            proposal = self._update(row, name) if name in self.catalogue.modules else self._new(row, name)
        except ValueError as error:
            plan.problems.append(at_column(row, "id", str(error)))
        except CommentLostError:
            lost = "la fiche contient des commentaires, que cette mise à jour effacerait."
            plan.problems.append(at_column(row, "titre", lost, "Modifiez le fichier à la main."))
        except CannotFormatError:
            plan.problems.append(at_column(row, "titre", "une valeur ne peut pas être écrite dans une fiche."))
        else:
            if proposal:
                plan.proposals.append(proposal)
            plan.unchanged += proposal is None

    def _new(self, row: Row, name: str) -> Proposal:
        made = self._filed({key: value for key, value in row.data.items() if key != "id"})
        region = self.names.region_or_any(row.text("region"))
        name = name or self.names.take(row.text("titre"), region)
        self.names.taken.add(name)
        path = self.names.path(region, name)
        return Proposal(row, path, record_text(made.data), True, (), made.records, made.unlisted)

    def _update(self, row: Row, name: str) -> Proposal | None:
        path = self.loaded.folder / self.catalogue.files["modules", name]
        raw = path.read_bytes()
        old = yaml_reader.read(raw)
        made = self._filed(updated(old, row.cells, self.terms))
        changes = tuple(self.words.differences(old, made.data))
        if not changes:
            return None
        return Proposal(row, path, with_data(raw, made.data), False, changes, made.records, made.unlisted)

    def _filed(self, data: Mapping[str, Data]) -> Filed:
        return filed(data, self.terms.choices, self.certifications)

    def _check(self, plan: Plan) -> None:
        """Keep the proposals without errors. One that refers to a refused one is checked again without it."""
        proposals = plan.proposals
        while proposals:
            # Every problem of the catalogue, of which ours are kept: choosing among hundreds of paths costs more.
            edited = {path: text.encode() for one in proposals for path, text in one.records.items()}
            edited |= {proposal.path: proposal.text.encode() for proposal in proposals}
            report = check(self.loaded.with_edited(edited), today=self.today)
            by_path = {from_here(proposal.path): proposal for proposal in proposals}
            ours = [problem for problem in report.problems if problem.path in by_path]
            bad = {problem.path for problem in ours if problem.severity == "error"}
            for problem in ours:
                proposal = by_path[problem.path]
                reported = is_reported_at_cell(problem.rule, problem.message, proposal.unlisted)
                if not reported and (problem.path in bad or not bad):
                    plan.problems.append(located(proposal.row, proposal.text, problem))
            proposals = [proposal for path, proposal in by_path.items() if path not in bad]
            if not bad:
                break
        plan.proposals = proposals
