"""Modules counted by two facets, as a table whose numbers lead to the search."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.model import Module
from build_tools.site.facets import UNKNOWN, Facet, search_address

LEVELS = 5


@dataclass(frozen=True)
class Cell:
    """A number of modules, where they can be read, and its place on the scale of the table, 0 being off the scale."""

    count: int
    address: str
    level: int = 0


@dataclass(frozen=True)
class Heading:
    """A sector or a transition, its page, and all its modules, each counted once."""

    label: str
    address: str
    whole: Cell


@dataclass(frozen=True)
class Row:
    """A line of a matrix: one cell for each column."""

    heading: Heading
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Modules by two facets; the values that a record does not give come last and are off the scale."""

    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    total: int

    @property
    def densest(self) -> tuple[tuple[str, str, int], ...]:
        """Row label, column label and count of the fullest cells on the scale."""
        named = [
            (row.heading.label, column.label, cell.count)
            for row in self.rows
            for column, cell in zip(self.columns, row.cells, strict=True)
            if cell.level
        ]
        most = max((count for _, _, count in named), default=0)
        return tuple(found for found in named if found[2] == most)


def matrix(modules: Sequence[Module], down: Facet, across: Facet, chosen: tuple[tuple[str, str], ...] = ()) -> Matrix:
    """Modules by the values of two facets; rows by size, columns in the facet's order.

    `chosen`: the choices of the search that tell these modules from the others, for the totals of rows.
    """
    pairs = Counter((r, c) for m in modules for r in down.of(m) for c in across.of(m))
    strongest = max((n for pair, n in pairs.items() if UNKNOWN not in pair), default=0)
    columns = _headings(modules, across)
    lines = _headings(modules, down, chosen)
    order = sorted(lines, key=lambda value: (value == UNKNOWN, -lines[value].whole.count))

    def cell(row: str, column: str) -> Cell:
        count = pairs[row, column]
        level = 0 if UNKNOWN in (row, column) else level_of(count, strongest)
        return Cell(count, search_address((down.id, row), (across.id, column)) if count else "", level)

    rows = tuple(Row(lines[row], tuple(cell(row, column) for column in columns)) for row in order)
    return Matrix(tuple(columns.values()), rows, len(modules))


def _headings(modules: Sequence[Module], facet: Facet, chosen: tuple[tuple[str, str], ...] = ()) -> dict[str, Heading]:
    """Value → heading; the value of the records that do not say is there only if there are some."""
    counts = Counter(value for m in modules for value in facet.of(m))
    unknown = {UNKNOWN: facet.unknown} if counts[UNKNOWN] else {}
    return {
        value: Heading(
            label,
            "" if value == UNKNOWN or facet.id == "annee" else f"{facet.id}s/{value}/",
            Cell(counts[value], search_address((facet.id, value), *chosen) if counts[value] else ""),
        )
        for value, label in {**facet.labels, **unknown}.items()
    }


def level_of(count: int, whole: int) -> int:
    """The place of a count on a scale from 0 (none) to LEVELS (the whole)."""
    return math.ceil(LEVELS * count / whole) if whole else 0
