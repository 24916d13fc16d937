"""Problems at their cells: what the checker says of a record's text, at the row that made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import yaml

from build_tools.checking.problem import Problem
from build_tools.checking.rulebook import message_for
from build_tools.contributing.spreadsheet.cells import Data
from build_tools.contributing.spreadsheet.columns import Column, columns, named
from build_tools.contributing.spreadsheet.problems import CellProblem
from build_tools.contributing.spreadsheet.rows import Row
from build_tools.contributing.spreadsheet.wording import TableWords
from build_tools.loading import yaml_reader
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.text.typography import french

_MISSING_KEY = "schema-cle-manquante"
_SOURCE_PARTS = "schema-source"


def at_column(row: Row, name: str, message: str, hint: str = "") -> CellProblem:
    """A problem of a row's own, at the column of that name if the sheet has it, else at its first one."""
    return at_index(row, _index_of(row, name), message, hint)


def at_index(row: Row, index: int, message: str, hint: str = "", rule: str = "") -> CellProblem:
    """An error of a row's own, at the cell of that index."""
    return CellProblem(
        row.table.sheet.name, row.index, index, _header_at(row, index), french(message), french(hint), rule
    )


def located(row: Row, text: str, problem: Problem) -> CellProblem:
    """The checker's problem with the text that a row makes, at the cell that its place comes from."""
    root = yaml_reader.compose(text)
    missing = _missing_column(problem)
    where = missing.path if missing else _where(root, yaml_reader.to_data(root), problem)
    index = row.table.index_of.get(missing) if missing else row.index_at(where)
    if index is None:
        index = row.index_at(where)
    message, absent = problem.message, _absent(row, problem, missing)
    if index is None:
        index = _index_of(row, "titre")
        message += french(f" Le tableau n'a pas de colonne « {missing.title} ».") if missing else ""
    header = _header_at(row, index)
    sheet = row.table.sheet.name
    here = missing.title if missing else header
    group = str(where[0]) if where else ""
    plain = TableWords(row, here, group).message(problem.wording) if problem.wording else None
    rule, severity = problem.rule, problem.severity
    return CellProblem(sheet, row.index, index, header, message, problem.hint, rule, severity, absent, plain)


def once_a_column(problems: Sequence[CellProblem]) -> list[CellProblem]:
    """A column that the sheet lacks is reported once, at the first row, with the number of rows that need it."""
    alike: dict[tuple[str, Sequence[str]], list[CellProblem]] = {}
    for problem in problems:
        if problem.absent:
            alike.setdefault((problem.sheet, problem.absent), []).append(problem)
    located_once = []
    for problem in problems:
        same = alike.get((problem.sheet, problem.absent), [problem])
        if same[0] is problem:
            many = french(f"{problem.message} {len(same)} lignes sont dans ce cas.")
            located_once.append(problem if len(same) == 1 else replace(problem, message=many))
    return located_once


def _absent(row: Row, problem: Problem, missing: Column | None) -> Sequence[str]:
    """The titles of the columns without which the row cannot say what the problem asks for."""
    wanted = [missing] if missing else []
    # Where some rows may name a document of the list, one title is not that of all.
    only_described = named("sources_document") not in row.table.index_of
    if only_described and problem.wording and problem.wording.key == _SOURCE_PARTS:
        keys = problem.wording.values["keys"]
        assert isinstance(keys, list), "the rule names the parts that are missing"
        wanted = [named(f"sources_{key}") for key in keys]
    lacking = tuple(column.title for column in wanted if column not in row.table.index_of)
    return lacking if len(lacking) == len(wanted) else ()


def _index_of(row: Row, name: str) -> int:
    index_of = row.table.index_of
    return next((index for column, index in index_of.items() if column.name == name), min(index_of.values()))


def _header_at(row: Row, index: int) -> str:
    return next((heading.text for heading in row.table.headings if heading.index == index), "sans en-tête")


def _where(root: yaml.Node, data: Data, problem: Problem) -> NodePath:
    """The place in a record that stands at the problem's line and column; the innermost of several."""
    found: NodePath = ()
    for where in _places(data, ()):
        places = (yaml_reader.position(root, where, of_key=of_key) for of_key in (True, False))
        if (problem.line, problem.column) in places:
            found = where
    return found


def _places(data: Data, above: NodePath) -> Iterator[NodePath]:
    steps: Iterable[tuple[str | int, Data]] = ()
    if isinstance(data, dict):
        steps = data.items()
    elif isinstance(data, list):
        steps = enumerate(data)
    for step, value in steps:
        yield (*above, step)
        yield from _places(value, (*above, step))


def _missing_column(problem: Problem) -> Column | None:
    """The column of the key that a problem says to be missing."""
    if problem.rule != _MISSING_KEY:
        return None
    # A whole group of the record first: « sources » is that of the module, not of one of its integrations.
    groups = ((column.group, column) for column in columns())
    parts = ((column.key or column.path[-1], column) for column in columns())
    for key, column in (*groups, *parts):
        if problem.message == french(message_for(_MISSING_KEY, key=key, description="").message):
            return column
    return None
