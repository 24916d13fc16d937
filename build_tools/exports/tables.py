"""The catalogue as tables, derived from the JSON Schemas: CSV, SQLite, XLSX and the Table Schemas all follow them.

A record or a vocabulary term is one row of its collection's table. What it holds once is a column (`duree.min` is
`duree_min`); what it holds several times is a link table (`modules_competences`), whose rows name the record and
their rank. Nothing of a record is left out, so the tables give it back; only an empty group of optional facts
(`besoin: {}`) reads as an absent one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, TypeAlias

from build_tools.model.json_schema import Schema, referenced, resolve, schema_without_terms
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import VOCABULARIES

Cell: TypeAlias = str | int | float | bool | None
Row: TypeAlias = tuple[Cell, ...]
Kind = Literal["string", "integer", "number", "boolean", "date"]

# Table of a kind of record → the name of its schema; a kind that others name comes before them.
RECORDS: Mapping[str, str] = {kind.table: kind.schema for kind in reversed(tuple(KINDS.values()))}
_CONSTRAINTS = ("minLength", "maxLength", "minimum", "maximum", "pattern")
_KINDS: Mapping[str, Kind] = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean"}


@dataclass(frozen=True)
class Column:
    """A column. `path` leads to its value inside the row's object; `references` is the table whose id it holds."""

    name: str
    title: str
    description: str
    kind: Kind = "string"
    path: tuple[str, ...] = ()
    required: bool = False
    references: str = ""
    constraints: Mapping[str, Any] = field(default_factory=dict)


# What separates the items of a list in one cell, and the column that names what no source states.
SEPARATOR = " | "
DEDUCED = Column(
    "champs_deduits",
    "Ce qui est déduit",
    "Les champs qu'aucune source n'énonce, par leur nom dans la fiche : « statut » vaut aussi pour « statut_libelle », "
    "« besoin.constat » est la colonne « besoin_constat » ; « | » les sépare, et la table de liens les donne ligne à "
    "ligne.",
)


@dataclass(frozen=True)
class Table:
    """A table. A link table has a `parent`; `path` leads from the parent's object to the list that it holds.

    `keys` name a row: the id, or the parent's keys and the rank. They are the first cells of each row.
    """

    name: str
    title: str
    description: str
    keys: tuple[Column, ...]
    columns: tuple[Column, ...]
    parent: str = ""
    path: tuple[str, ...] = ()

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Keys, then values."""
        return (*self.keys, *self.columns)

    @property
    def collection(self) -> str:
        """The collection or vocabulary that the rows come from."""
        return self.keys[0].references or self.name

    @property
    def foreign_keys(self) -> Iterator[tuple[list[str], str, list[str]]]:
        """(columns, table, its columns): to the table above a link table, and to each whose ids a column holds."""
        if self.parent:
            target = [column.name for column in table_of(self.parent).keys]
            yield [column.name for column in self.keys[: len(target)]], self.parent, target
        yield from (([column.name], column.references, ["id"]) for column in self.columns if column.references)


@cache
def tables() -> tuple[Table, ...]:
    """Every table: vocabularies, then the kinds of record; each before the link tables below it."""
    found: list[Table] = []
    for name in VOCABULARIES:
        schema = schema_without_terms(name)
        term = schema["properties"]["termes"]["items"]
        found += _Maker(schema).collection(name, schema["title"], "Un terme par ligne.", term)
    for name, kind in RECORDS.items():
        schema = schema_without_terms(kind)
        identifier = {"type": "string", "title": "Identifiant", "description": "Nom permanent de la fiche."}
        schema = {**schema, "properties": {"id": identifier, **schema["properties"]}}
        found += _Maker(schema).collection(name, schema["title"], "Une fiche par ligne.", schema)
    return tuple(found)


def table_of(name: str) -> Table:
    """The table of that name."""
    return next(table for table in tables() if table.name == name)


@cache
def _children() -> Mapping[str, tuple[Table, ...]]:
    return {table.name: tuple(child for child in tables() if child.parent == table.name) for table in tables()}


def rows_of_tables(data: Callable[[str], Sequence[Mapping[str, Any]]]) -> Mapping[str, Sequence[Row]]:
    """The rows of every table, by its name, in the order of the records and of their lists.

    `data` gives the records of a collection, or the terms of a vocabulary, as plain JSON values.
    """
    found: dict[str, list[Row]] = {table.name: [] for table in tables()}
    for table in tables():
        if not table.parent:
            for item in data(table.collection):
                _fill(table, (item["id"],), item, found)
    return found


def _fill(table: Table, keys: Row, item: Any, found: Mapping[str, list[Row]]) -> None:
    found[table.name].append((*keys, *[_at(item, column.path) for column in table.columns]))
    for child in _children()[table.name]:
        for rank, part in enumerate(_at(item, child.path) or (), start=1):
            _fill(child, (*keys, rank), part, found)


def _at(item: Any, path: Sequence[str]) -> Any:
    """What `path` leads to, None where there is nothing; the item itself at the end of an empty path."""
    for name in path:
        item = item.get(name)
        if item is None:
            return None
    return item


@dataclass(frozen=True)
class _Maker:
    """Makes the tables of one schema, `whole`."""

    whole: Schema

    def collection(self, name: str, title: str, description: str, schema: Schema) -> Iterator[Table]:
        """The collection's table and every link table below it."""
        identifier, *columns = self._columns(self._object(schema))
        table = Table(name, title, description, (identifier,), tuple(columns))
        yield table
        owner = "fiche" if name in RECORDS else "terme"
        key = Column(owner, title, f"Identifiant dans la table « {name} ».", required=True, references=name)
        yield from self._links(table, schema, (key,))

    def _links(self, parent: Table, schema: Schema, keys: tuple[Column, ...]) -> Iterator[Table]:
        """The link tables of the lists that the rows of `parent` hold."""
        for path, node, title in self._properties(self._object(schema)):
            if node.get("type") != "array":
                continue
            item = {"description": node.get("description", ""), **self._object(node["items"])}
            name = f"{parent.name}_{'_'.join(path)}"
            plain = "properties" not in item
            columns = (self._column("valeur", (), item, title, required=True),) if plain else self._columns(item)
            rank = Column("rang", "Rang", "Place dans la liste, à partir de 1.", "integer", required=True)
            table = Table(
                name,
                f"{parent.title} : {title}",
                node.get("description", ""),
                (*keys, rank),
                tuple(columns),
                parent.name,
                path,
            )
            yield table
            if not plain:
                above = f"rang_{path[-1]}"
                upper = Column(above, f"Rang ({title})", f"Rang dans « {name} ».", "integer", required=True)
                yield from self._links(table, item, (*keys, upper))

    def _columns(self, schema: Schema) -> tuple[Column, ...]:
        required = schema.get("required", ())
        return tuple(
            self._column("_".join(path), path, node, title, required=len(path) == 1 and path[0] in required)
            for path, node, title in self._properties(schema)
            if node.get("type") != "array"
        )

    def _column(self, name: str, path: tuple[str, ...], node: Schema, title: str, *, required: bool) -> Column:
        constraints = {key: node[key] for key in _CONSTRAINTS if key in node}
        if choices := node.get("enum") or ([node["const"]] if "const" in node else []):
            constraints["enum"] = choices
        return Column(
            name,
            title,
            node.get("description", ""),
            "date" if node.get("format") == "date" else _KINDS[node["type"]],
            path,
            required or name == "id",
            referenced(node),
            constraints,
        )

    def _properties(
        self, schema: Schema, path: tuple[str, ...] = (), group: str = ""
    ) -> Iterator[tuple[tuple[str, ...], Schema, str]]:
        """(path, schema, title) of each property; an inner object gives its own in its place."""
        for name, given in schema["properties"].items():
            node = self._object(given)
            title = given.get("title", name)
            if "properties" in node:
                yield from self._properties(node, (*path, name), title)
            else:
                yield (*path, name), node, f"{group} : {title}" if group else title

    def _object(self, schema: Schema) -> Schema:
        """The schema itself, its reference followed."""
        return {**resolve(schema, self.whole), **schema}


def with_marks(table: Table) -> Table:
    """The table of a kind of record, and what is deduced of each record: for readers who take this table alone."""
    return replace(table, columns=(*table.columns, DEDUCED))


def references(table: Table, rows: Sequence[Row]) -> Iterator[tuple[tuple[str, str], str]]:
    """((table, id), record) for each id that a row holds: each column knows what its ids are of."""
    for i, column in enumerate(table.columns, start=len(table.keys)):
        if column.references:
            yield from (((column.references, str(row[i])), str(row[0])) for row in rows if row[i] is not None)
