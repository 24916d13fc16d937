"""The tables as one SQLite database, with its keys: `data/catalogue.sqlite`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from build_tools.exports.data_package import LICENCE
from build_tools.exports.published import File, Published
from build_tools.exports.tables import Column, Table, tables
from build_tools.text.typography import french

_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def sqlite_files(published: Published) -> Iterator[File]:
    """The database: every table of the CSV, `definitions` of their columns, and `publication` (date, licence)."""
    found = published.rows
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA page_size = 1024")  # many small tables: a third of the size
        for table in tables():
            database.execute(_create(table))
            _insert(database, table.name, len(table.all_columns), found[table.name])
        _describe(database, published)
        database.commit()
        yield File("data/catalogue.sqlite", database.serialize(), len(found["modules"]))


def _create(table: Table) -> str:
    """Dates are ISO texts, as SQLite's own functions read them; a boolean is 1."""
    columns = [_column(column) for column in table.all_columns]
    keys = [f"PRIMARY KEY ({_names([column.name for column in table.keys])})"]
    if table.parent:
        above = next(known for known in tables() if known.name == table.parent)
        target = [column.name for column in above.keys]
        keys.append(_foreign([column.name for column in table.keys[: len(target)]], above.name, target))
    keys += [_foreign([column.name], column.references, ["id"]) for column in table.columns if column.references]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join([*columns, *keys]) + "\n)"


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.kind]}' + (" NOT NULL" if column.required else "")


def _foreign(names: Sequence[str], table: str, target: Sequence[str]) -> str:
    return f'FOREIGN KEY ({_names(names)}) REFERENCES "{table}" ({_names(target)})'


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _insert(database: sqlite3.Connection, table: str, width: int, rows: Sequence[Sequence[object]]) -> None:
    marks = ", ".join("?" * width)
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608  # our own table names


def _describe(database: sqlite3.Connection, published: Published) -> None:
    database.execute('CREATE TABLE "definitions" ("table" TEXT, "colonne" TEXT, "titre" TEXT, "description" TEXT)')
    rows = [
        (table.name, column.name, french(column.title), french(column.description))
        for table in tables()
        for column in table.all_columns
    ]
    _insert(database, "definitions", 4, rows)
    database.execute('CREATE TABLE "publication" ("date" TEXT, "licence" TEXT, "adresse" TEXT)')
    _insert(database, "publication", 3, [(published.generated_at, LICENCE["title"], published.addresses.site or None)])
