"""From a row of a sheet to the data of a record: a new one, or what an existing one becomes."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from build_tools.contributing.sources import is_address
from build_tools.contributing.spreadsheet.book import CELL_MAX, Value
from build_tools.contributing.spreadsheet.cells import Data, Terms, at, parsed, plain_text, shown
from build_tools.contributing.spreadsheet.columns import Column, columns
from build_tools.contributing.spreadsheet.headers import Table
from build_tools.contributing.spreadsheet.ticks import is_ticked
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model.base import DESCRIBED
from build_tools.text.folding import fold

# What a person writes in a cell to take a fact away from an existing record: an empty cell says nothing.
ERASE = "effacer"
_SHAPES = frozenset({"heures", "min", "max", "choix"})
_TOTAL = re.compile(
    r"(?:sous-)?(?:total|totaux|somme|moyenne|cumul)(?:-(?:general|generale|des|heures|modules|du|de))*"
)
# What stands alone in a row below a table: « Source : Région Bretagne », « * sous réserve ».
_NOTE = re.compile(
    r"\*|(?:sources?|n\.? ?b\.?|notes?|remarques?|l[ée]gende|attention|rappel|maj|mis à jour|mise à jour)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[0-9][0-9 ]*(?:[.,][0-9]+)?(?: ?(?:à|a|-|ou) ?[0-9]+(?:[.,][0-9]+)?)?")
# What names a source, of which nothing alone is required.
_NAMING = frozenset({"document", "adresse"})
# Lists that every record has, even empty.
_ALWAYS = ("secteurs", "transitions")


@dataclass(frozen=True)
class Row:
    """A row below the header of a table; `index` counts from 0. `defaults` stand for its empty cells."""

    table: Table
    index: int
    terms: Terms
    defaults: Mapping[Column, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> Mapping[Column, Value]:
        """The cells that hold something, by column."""
        found = {column: self._value(column, index) for column, index in self.table.index_of.items()}
        return {column: value for column, value in found.items() if plain_text(value)}

    def _value(self, column: Column, index: int) -> Value:
        """A cell with its header's unit, and with those of further columns of the same list."""
        value = self._cell(index)
        more = [text for i in self.table.more_of.get(column, ()) if (text := plain_text(self._cell(i)))]
        if more:
            return "\n".join([plain_text(value), *more] if plain_text(value) else more)
        unit = self.table.unit_of.get(column, "")
        return f"{plain_text(value)} {unit}" if unit and _names_no_unit(plain_text(value)) else value

    def _cell(self, index: int) -> Value:
        """A cell; a bare number under « N° RNCP » is a code of that register, a tick the term of its header."""
        value = self._raw(index)
        if term := self.table.ticks.get(index, ""):
            return term if is_ticked(plain_text(value)) else ""
        register = self.table.registers.get(index, "")
        return f"{register}{plain_text(value)}" if register and plain_text(value).isdigit() else value

    @property
    def cells_of_row(self) -> Sequence[Value]:
        """Every cell of the row, whatever its column."""
        return self.table.sheet.rows[self.index]

    def text_at(self, index: int) -> str:
        """What the cell of that index says, whatever its column is."""
        return plain_text(self._raw(index))

    def _raw(self, index: int) -> Value:
        return self.cells_of_row[index] if index < len(self.cells_of_row) else ""

    @cached_property
    def data(self) -> dict[str, Data]:
        """The row as a new record, with its id if the row names one."""
        cells = {column: value for column, value in self.cells.items() if not _erases(value)}
        return new_data({**self._own_defaults(cells), **cells}, self.terms)

    def _own_defaults(self, cells: Mapping[Column, Value]) -> Mapping[Column, str]:
        """The defaults that this row may take: its own source is not changed, nor a document of the list described."""
        named = {column.key for column in cells if column.group == "sources"} & _NAMING
        listed = any(column.key == "document" and not is_address(value) for column, value in cells.items())
        taken = (_NAMING if named else frozenset()) | (frozenset(DESCRIBED) if listed else frozenset())
        return {c: value for c, value in self.defaults.items() if c.group != "sources" or c.key not in taken}

    @property
    def name(self) -> str:
        """The id that the row gives, or nothing."""
        return str(self.data.get("id", ""))

    def text(self, key: str) -> str:
        """A fact that is a text, or nothing."""
        return str(self.data.get(key, ""))

    def index_at(self, where: NodePath) -> int | None:
        """The index of the column that holds a place of the record; None if no column of the sheet does."""
        steps = [step for step in where if isinstance(step, str)]
        fitting = {column: index for column, index in self.table.index_of.items() if column.is_at(steps)}
        # A part that has no column was read from another cell of its group: an address from that of the document.
        fitting = fitting or {column: i for column, i in self.table.index_of.items() if column.is_at(steps[:1])}
        filled = [index for column, index in fitting.items() if column in self.cells]
        return next(iter([*filled, *fitting.values()]), None) if steps else None


def _names_no_unit(text: str) -> bool:
    return bool(text) and bool(_BARE_NUMBER.fullmatch(text) or not any(sign.isalpha() for sign in text))


def is_total(row: Row) -> bool:
    """Whether the row sums up the others: its first text says so."""
    first = next((value for value in row.cells_of_row if plain_text(value)), "")
    title = next((plain_text(value) for column, value in row.cells.items() if column.name == "titre"), "")
    return bool(_TOTAL.fullmatch(fold(plain_text(first)))) and (not title or bool(_TOTAL.fullmatch(fold(title))))


def is_note(row: Row) -> bool:
    """Whether the row is a remark on the table: it has one text, which says so."""
    texts = [text for value in row.cells_of_row if (text := plain_text(value))]
    return len(texts) == 1 and bool(_NOTE.match(texts[0]))


def contradictions_of(row: Row) -> Iterator[tuple[int, str]]:
    """The index of each unread column that says something else than its rival, and what this one is called."""
    table = row.table
    cells = {heading.text: row.text_at(heading.index) for heading in table.headings if heading.column}
    for heading in table.headings:
        text = row.text_at(heading.index)
        if heading.rival_of and text and cells.get(heading.rival_of) not in (None, "", text):
            yield heading.index, heading.rival_of


def rows_of(table: Table, terms: Terms, defaults: Mapping[Column, str]) -> Iterator[Row]:
    """The rows that say something; a header that is repeated says nothing."""
    headings = {column: heading.text for heading in table.headings if (column := heading.column)}
    for index in range(table.first, len(table.sheet.rows)):
        row = Row(table, index, terms, defaults)
        if row.cells and any(plain_text(value) != headings[column] for column, value in row.cells.items()):
            yield row


def new_data(cells: Mapping[Column, Value], terms: Terms) -> dict[str, Data]:
    """The record that these cells make."""
    data: dict[str, Data] = {name: [] for name in _ALWAYS}
    for path, group in _groups(cells):
        if value := _group_value(group, cells, terms):
            _set(data, path, value)
    return data


def updated(old: Mapping[str, Data], cells: Mapping[Column, Value], terms: Terms) -> dict[str, Data]:
    """What a record becomes by these cells. Facts of which no cell speaks stay, and so do empty cells' facts."""
    new = copy.deepcopy(dict(old))
    for path, group in _groups(cells):
        changing = [column for column in group if not _same(column, cells[column], old, terms)]
        if not changing or path == ("id",):
            continue
        if all(_erases(cells[column]) for column in group):
            _set(new, path, None)
        elif path[0] == "duree":
            _change_duration(new, path, _group_value(group, cells, terms))
        elif group[0].key:
            _change_items(new, path, group, cells, terms)
        else:
            _set(new, path, _group_value(group, cells, terms))
    return new


def _groups(cells: Mapping[Column, Value]) -> Iterator[tuple[tuple[str, ...], Sequence[Column]]]:
    """Columns by the path that they fill, in the order of a record; a length in words comes before its parts."""
    order = {column.path: number for number, column in enumerate(columns())}
    found: dict[tuple[str, ...], list[Column]] = {}
    for column in cells:
        found.setdefault(column.path, []).append(column)
    yield from sorted(found.items(), key=lambda item: order.get(item[0], -1))


def _group_value(group: Sequence[Column], cells: Mapping[Column, Value], terms: Terms) -> Data:
    if not group[0].key:
        value = parsed(group[0], cells[group[0]], terms)
        return [item for item in value if item is not None] if group[0].many else value
    items = [{key: value for key, value in item.items() if value is not None} for item in _items(group, cells, terms)]
    return [terms.source(item) for item in items] if group[0].path == ("sources",) else items


def _items(group: Sequence[Column], cells: Mapping[Column, Value], terms: Terms) -> list[dict[str, Data]]:
    """The groups of a list whose parts stand in columns, in the same order; places without any part are left out."""
    lists = {column.key: parsed(column, cells[column], terms) for column in group if not _erases(cells[column])}
    length = max(map(len, lists.values()), default=0)
    padded = {key: [*values, *[None] * (length - len(values))] for key, values in lists.items()}
    items = [{key: values[place] for key, values in padded.items()} for place in range(length)]
    return [item for item in items if any(value is not None for value in item.values())]


def _same(column: Column, value: Value, old: Mapping[str, Data], terms: Terms) -> bool:
    """Whether a cell says what the record says: to the letter, or by another name."""
    if _erases(value):
        return at(old, column.path) is None
    text, now = plain_text(value), plain_text(shown(column, old, terms)) if column.kind != "duration" else ""
    if text == now or (len(text) >= CELL_MAX and text.endswith("…") and now.startswith(text[:-1])):
        return True
    meant, current = parsed(column, value, terms), at(old, column.path)
    if column.kind == "duration":
        return bool(meant == {key: part for key, part in (current or {}).items() if key in _SHAPES})
    if column.key:
        current = [item.get(column.key) for item in current or ()]
        # The published table names a certification once, whatever the blocks that a module completes.
        return bool(meant == current or meant == list(dict.fromkeys(current)))
    return bool(meant == current)


def _change_duration(new: dict[str, Any], path: tuple[str, ...], value: Data) -> None:
    """A length is given in one way: another way takes the place of the one that was there."""
    duration = dict(new.get("duree") or {})
    parts = value if len(path) == 1 else {path[1]: value}
    together = {"min", "max"} if parts.keys() & {"min", "max"} else set(parts)
    if parts.keys() & _SHAPES:
        duration = {key: part for key, part in duration.items() if key not in _SHAPES - together}
    new["duree"] = {**duration, **parts}


def _change_items(
    new: dict[str, Any], path: tuple[str, ...], group: Sequence[Column], cells: Mapping[Column, Value], terms: Terms
) -> None:
    """The items that the cells give, each with what the record said of it in columns that say nothing."""
    given = {column.key for column in group}
    naming = next((column.key for column in group if column.required or column.key in _NAMING), "")
    old = at(new, path) or []
    changed = []
    for place, item in enumerate(_items(group, cells, terms)):
        by_name = next((other for other in old if naming in other and other.get(naming) == item.get(naming)), None)
        known = by_name if naming else old[place] if place < len(old) else None
        kept = {key: value for key, value in (known or {}).items() if key not in given}
        given_now = kept | {key: value for key, value in item.items() if value is not None}
        changed.append(terms.source(given_now) if path == ("sources",) else given_now)
    _set(new, path, changed)


def _set(data: dict[str, Any], path: tuple[str, ...], value: Data) -> None:
    """Put a value at its place; `None` or an empty list takes away what stands there, and a group left empty."""
    *groups, last = path
    inner = data
    for name in groups:
        inner = inner.setdefault(name, {})
    if value is None or (value == [] and path[0] not in _ALWAYS):
        inner.pop(last, None)
    else:
        inner[last] = value
    if groups and not inner:
        del data[groups[0]]
    if path[0] in _ALWAYS and value is None:
        data[path[0]] = []


def _erases(value: Value) -> bool:
    return isinstance(value, str) and fold(value) == ERASE
