"""What importing a spreadsheet would do: new records, proposed updates, problems at their cells; then doing it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from build_tools.checking.check import check
from build_tools.checking.rulebook import rule_of, say
from build_tools.contributing.fmt import Outcome, write
from build_tools.contributing.formatting import CannotFormatError
from build_tools.contributing.record_text import (
    propose_id,
    record_text,
    region_prefixes,
    taken_ids,
    target_path,
)
from build_tools.contributing.splicing import CommentLostError, with_data
from build_tools.contributing.spreadsheet.book import CELL_MAX, Book, Sheet
from build_tools.contributing.spreadsheet.cells import Terms, plain_text, terms_of
from build_tools.contributing.spreadsheet.columns import Column
from build_tools.contributing.spreadsheet.headers import (
    Heading,
    Table,
    find_table,
    is_explanation,
    is_of_persons,
    suggestion,
)
from build_tools.contributing.spreadsheet.locating import at_column, at_index, located, once_a_column
from build_tools.contributing.spreadsheet.problems import CellProblem
from build_tools.contributing.spreadsheet.rows import Row, contradictions_of, is_total, rows_of, updated
from build_tools.contributing.spreadsheet.telling import ColumnReading, readings
from build_tools.exports.changes import FieldChange, Words
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import Loaded, load
from build_tools.loading.yaml_reader import YamlError
from build_tools.model import Catalogue
from build_tools.text.folding import fold


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
    # The rows that count the others, by sheet.
    totals: set[tuple[str, int]] = field(default_factory=set)

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
    folder: Path,
    catalogue: Catalogue,
    book: Book,
    defaults: Mapping[Column, str],
    today: datetime.date | None = None,
) -> Plan:
    """What importing the book into the catalogue of `folder` would do. Nothing is written.

    `defaults` stand for empty cells of new records. Raises ImportRefusedError if no sheet holds modules.
    """
    return _Planner(load(folder), catalogue, defaults, today).plan(book)


def write_plan(plan: Plan, *, update: bool) -> list[Path]:
    """Write the new records, and the updates if `update`; returns their paths. No new record takes a file's place."""
    written = []
    for proposal in (*plan.new, *(plan.updates if update else ())):
        if proposal.is_new:
            proposal.path.parent.mkdir(parents=True, exist_ok=True)
            with proposal.path.open("x", encoding="utf-8", newline="") as file:
                file.write(proposal.text)
        else:
            write(Outcome(proposal.path, text=proposal.text))
        written.append(proposal.path)
    return written


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
    def words(self) -> Words:
        return Words(self.catalogue.vocabularies, self.catalogue)

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        return region_prefixes(self.loaded)

    @cached_property
    def by_title(self) -> Mapping[tuple[str, str], str]:
        """Region and folded title → the module's id."""
        return {(module.region, fold(module.titre)): module.id for module in self.catalogue.modules.values()}

    def plan(self, book: Book) -> Plan:
        tables = [table for sheet in book.sheets if (table := find_table(sheet))]
        if not tables:
            raise ImportRefusedError(_no_table(book.sheets))
        plan = Plan(tables, [*book.notices, *_unread_sheets(book.sheets), *chain.from_iterable(map(_notices, tables))])
        taken = set(taken_ids(self.loaded))
        seen: dict[str, Row] = {}
        for table in tables:
            rows = list(rows_of(table, self.terms, self.defaults))
            totals = [row for row in rows if is_total(row)]
            plan.notices += map(_not_a_module, totals)
            plan.totals |= {(row.table.sheet.name, row.index) for row in totals}
            kept = [row for row in rows if row not in totals]
            plan.readings += readings(table, kept, self.terms)
            for row in kept:
                self._propose(row, plan, taken, seen)
        self._check(plan)
        plan.refused |= {(problem.sheet, problem.row) for problem in plan.problems if problem.severity == "error"}
        plan.problems = once_a_column(plan.problems)
        plan.problems.sort(key=lambda problem: (_order(tables, problem.sheet), problem.row, problem.index))
        return plan

    def _propose(self, row: Row, plan: Plan, taken: set[str], seen: dict[str, Row]) -> None:
        """Add what a row makes to the plan: a proposal, problems, or the remark that it changes nothing."""
        if problems := [*_unwritable(row), *_outside(row), *_contradictions(row)]:
            plan.problems += problems
            return
        name = row.name or self.by_title.get((row.text("region"), fold(row.text("titre"))), "")
        key = name or f"{row.text('region')} {fold(row.text('titre'))}"
        if (first := seen.setdefault(key, row)) is not row and row.text("titre"):
            plan.problems.append(_repeated(row, first))
            return
        try:
            proposal = self._update(row, name) if name in self.catalogue.modules else self._new(row, name, taken)
        except ValueError as error:
            plan.problems.append(at_column(row, "id", str(error)))
        except CommentLostError:
            plan.problems.append(
                at_column(
                    row,
                    "titre",
                    "la fiche contient des commentaires, que cette mise à jour effacerait.",
                    "Modifiez le fichier à la main.",
                )
            )
        except CannotFormatError:
            plan.problems.append(at_column(row, "titre", "une valeur ne peut pas être écrite dans une fiche."))
        else:
            if proposal:
                plan.proposals.append(proposal)
            plan.unchanged += proposal is None

    def _new(self, row: Row, name: str, taken: set[str]) -> Proposal:
        data = {key: value for key, value in row.data.items() if key != "id"}
        # Without a known region there is no file to write, but the checker can say it, and the rest, of a file of any.
        region = row.text("region") if row.text("region") in self.prefixes else next(iter(self.prefixes))
        name = name or propose_id(row.text("titre"), region, taken, self.prefixes)
        taken.add(name)
        return Proposal(row, target_path(self.loaded.folder, region, name), record_text(data), is_new=True)

    def _update(self, row: Row, name: str) -> Proposal | None:
        path = self.loaded.folder / self.catalogue.files["modules", name]
        raw = path.read_bytes()
        old = yaml_reader.read(raw)
        new = updated(old, row.cells, self.terms)
        changes = tuple(self.words.differences(old, new))
        return Proposal(row, path, with_data(raw, new), is_new=False, changes=changes) if changes else None

    def _check(self, plan: Plan) -> None:
        """Keep the proposals without errors. One that refers to a refused one is checked again without it."""
        proposals = plan.proposals
        while proposals:
            # Every problem of the catalogue, of which ours are kept: choosing among hundreds of paths costs more.
            edited = {proposal.path: proposal.text.encode() for proposal in proposals}
            report = check(self.loaded.with_edited(edited), today=self.today)
            by_path = {_shown(proposal.path): proposal for proposal in proposals}
            ours = [problem for problem in report.problems if problem.path in by_path]
            bad = {problem.path for problem in ours if problem.severity == "error"}
            for problem in ours:
                if problem.path in bad or not bad:
                    plan.problems.append(located(by_path[problem.path].row, by_path[problem.path].text, problem))
            proposals = [proposal for path, proposal in by_path.items() if path not in bad]
            if not bad:
                break
        plan.proposals = proposals


# Problems of a row ----------------------------------------------------------------------------------------------------


def _unwritable(row: Row) -> Iterator[CellProblem]:
    """Cells that no record can hold: invisible characters, texts without end."""
    for column, value in row.cells.items():
        index = row.table.index_of[column]
        text = plain_text(value)
        if len(text) > CELL_MAX:
            most = column.most or CELL_MAX
            message, hint = say("schema-longueur/long", name=column.name, count=len(text), most=most)
            yield at_index(row, index, message, hint, "schema-longueur")
            continue
        try:
            yaml_reader.decode(text.encode())
        except YamlError as error:
            yield at_index(row, index, *say(error.key, **error.values), rule_of(error.key))
        except UnicodeEncodeError:
            yield at_index(row, index, "le texte contient un caractère qui n'existe pas", "Retapez ce mot.")


def _outside(row: Row) -> Iterator[CellProblem]:
    """Cells to the right of the header: a text that was cut at a separator, or something that belongs to no column."""
    last = max(heading.index for heading in row.table.headings)
    beyond = [index for index in range(last + 1, len(row.cells_of_row)) if plain_text(row.cells_of_row[index])]
    if beyond:
        yield at_index(
            row,
            beyond[0],
            f"la ligne a {len(beyond)} cellule{'s' if len(beyond) > 1 else ''} de plus que les en-têtes.",
            "Dans un fichier CSV, mettez entre guillemets le texte qui contient le séparateur ; sinon, donnez un "
            "en-tête à cette colonne ou videz-la.",
        )


def _contradictions(row: Row) -> Iterator[CellProblem]:
    """Two columns of one meaning that do not say the same: nobody can tell which is right."""
    for index, other in contradictions_of(row):
        yield at_index(
            row,
            index,
            f"les colonnes « {other} » et celle-ci peuvent avoir le même sens, et ne disent pas la même chose.",
            "Gardez celle des deux qui compte, ou renommez l'autre.",
        )


def _not_a_module(row: Row) -> str:
    return f"feuille « {row.table.sheet.name} » : la ligne {row.index + 1} est un total, elle n'est pas lue."


def _repeated(row: Row, first: Row) -> CellProblem:
    where = f"ligne {first.index + 1}"
    if first.table.sheet.name != row.table.sheet.name:
        where += f" de la feuille « {first.table.sheet.name} »"
    return at_column(
        row,
        "id" if row.name else "titre",
        f"ce module est déjà à la {where}.",
        "Gardez une seule ligne par module ; sinon, précisez le titre.",
    )


def _shown(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


# Remarks on the file --------------------------------------------------------------------------------------------------


def _unread_sheets(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.rows and not is_explanation(sheet) and not find_table(sheet):
            yield f"feuille « {sheet.name} » : sans ligne d'en-têtes de modules, elle n'est pas lue."


def _notices(table: Table) -> Iterator[str]:
    name = table.sheet.name
    for heading in table.headings:
        if heading.column and heading.guessed:
            yield f"feuille « {name} » : la colonne « {heading.said} » est lue comme « {heading.column.title} »."
    for heading in table.unread:
        yield f"feuille « {name} » : la colonne « {heading.said} » {_why_unread(heading)}"


def _why_unread(heading: Heading) -> str:
    if heading.rival_of:
        return f"a le même sens que « {heading.rival_of} », elle n'est pas lue."
    if is_of_persons(heading.said):
        return "parle de personnes, elle n'est jamais lue : le catalogue n'a pas de données personnelles."
    near = suggestion(heading.said)
    hint = f" Vouliez-vous dire « {near} » ?" if near else ""
    return f"n'existe pas au catalogue, elle n'est pas lue.{hint}"


def _no_table(sheets: Sequence[Sheet]) -> str:
    if not any(sheet.rows for sheet in sheets):
        return "le fichier ne contient aucune ligne."
    return (
        "aucune feuille n'a de ligne d'en-têtes reconnue : il faut une colonne « Titre » ou « Identifiant » et une "
        "autre colonne du modèle (catalogue template --out modele.xlsx)."
    )


def _order(tables: Sequence[Table], sheet: str) -> int:
    return next(number for number, table in enumerate(tables) if table.sheet.name == sheet)
