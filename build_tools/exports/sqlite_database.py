"""The tables as one SQLite database, with its keys: `data/catalogue.sqlite`, and its metadata for Datasette.

The view `v_modules` is the flat table of `modules.csv`, then the number of its row; `modules_recherche` finds words in
modules, accents or not:
`SELECT * FROM v_modules WHERE numero IN (SELECT rowid FROM modules_recherche WHERE modules_recherche MATCH 'energie')`.
The index of words holds no text: it reads them through a view of its own (sqlite.org/fts5.html, « External content »).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from build_tools.exports.data_package import CONTRIBUTOR, LICENCE, TITLE
from build_tools.exports.flat_module import flat_table, in_words
from build_tools.exports.published import File, Published
from build_tools.exports.tables import RECORDS, Column, Table
from build_tools.text.typography import french, long_date
from build_tools.writing import compact_json

_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
PATH, METADATA = "data/catalogue.sqlite", "data/catalogue.metadata.json"
VIEW, WORDS, SEARCH, SEARCHED = "v_modules", "modules_en_clair", "modules_recherche", "v_modules_recherche"
_MANY = 1000  # modules
_NUMBER = Column("numero", "Numéro", "Celui du module dans l'index des mots (« modules_recherche »).", "integer")
# What one looks for in a module; the names of the flat table's columns.
_SEARCHED = (
    "titre",
    "resume",
    "competences_intitules",
    "certifications_libelles",
    "metiers_libelles",
    "themes_libelles",
)


def sqlite_files(published: Published) -> Iterator[File]:
    """The database: every table, the flat view, `definitions` of columns, and `publication` (date, licence)."""
    found = published.rows
    with closing(sqlite3.connect(":memory:")) as database:
        # Many small tables fill small pages; long rows fill large ones: a third and a tenth of the size.
        database.execute(f"PRAGMA page_size = {4096 if len(found['modules']) >= _MANY else 1024}")
        for table in published.tables:
            database.execute(_create(table))
            _insert(database, table.name, len(table.all_columns), found[table.name])
            if found[table.name]:
                _index(database, table)
        _flat(database, published)
        _describe(database, published)
        database.commit()
        yield File(PATH, _bytes_of(database), len(found["modules"]))
    yield File(METADATA, _metadata(published))


def _bytes_of(database: sqlite3.Connection) -> bytes:
    """The database's file. Raises MemoryError."""
    try:
        return database.serialize()
    except sqlite3.OperationalError as error:  # it finds no room for the bytes (sqlite.org/c3ref/serialize.html)
        raise MemoryError from error


def _create(table: Table) -> str:
    """Dates are ISO texts, as SQLite's own functions read them; a boolean is 1."""
    columns = [_column(column) for column in table.all_columns]
    keys = [f"PRIMARY KEY ({_names([column.name for column in table.keys])})"]
    for own, target, theirs in table.foreign_keys:
        keys.append(f'FOREIGN KEY ({_names(own)}) REFERENCES "{target}" ({_names(theirs)})')
    # Rows of a list lie in the order of their key: a second copy of all keys was a sixth of the file.
    end = "\n) WITHOUT ROWID" if table.parent else "\n)"
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join([*columns, *keys]) + end


def _index(database: sqlite3.Connection, table: Table) -> None:
    """An index for each column that names a row of another table; those of vocabularies are short."""
    for column in table.columns:
        if column.references and table.collection in RECORDS:
            name = f"i_{table.name}_{column.name}"
            database.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')


def _flat(database: sqlite3.Connection, published: Published) -> None:
    """The columns in words as a table of their own, joined to the modules by the view; and the index of words."""
    columns = flat_table().all_columns
    names = [column.name for column in columns]
    # By which the index of words names a module, whatever rows are moved.
    number = f'"{_NUMBER.name}" INTEGER PRIMARY KEY'
    kept = [i for i, name in enumerate(names) if i == 0 or name in in_words()]
    defined = ", ".join(f'"{columns[i].name}" {_TYPES[columns[i].kind]}' for i in kept)
    database.execute(
        f'CREATE TABLE "{WORDS}" ({number}, {defined}, UNIQUE ("id"), FOREIGN KEY ("id") REFERENCES "modules")'
    )
    rows = [(n, *(row[i] for i in kept)) for n, row in enumerate(published.flat_rows, start=1)]
    _insert(database, WORDS, 1 + len(kept), rows)
    shown = ", ".join(f'{"e" if i in kept[1:] else "m"}."{name}"' for i, name in enumerate(names)) + ', e."numero"'
    database.execute(f'CREATE VIEW "{VIEW}" AS SELECT {shown} FROM "modules" m JOIN "{WORDS}" e ON e.id = m.id')  # noqa: S608
    searched = ", ".join(f'{"m" if name not in in_words() else "e"}."{name}"' for name in _SEARCHED)
    joined = f'"{WORDS}" e JOIN "modules" m ON m.id = e.id'
    database.execute(f'CREATE VIEW "{SEARCHED}" AS SELECT e.numero, m.id, {searched} FROM {joined}')  # noqa: S608
    content = f"content = '{SEARCHED}', content_rowid = 'numero', tokenize = 'unicode61 remove_diacritics 2'"
    database.execute(f'CREATE VIRTUAL TABLE "{SEARCH}" USING fts5(id UNINDEXED, {", ".join(_SEARCHED)}, {content})')
    database.execute(f'INSERT INTO "{SEARCH}" ("{SEARCH}") VALUES (\'rebuild\')')  # noqa: S608


def _metadata(published: Published) -> bytes:
    """Titles, definitions and licence in the form of Datasette (docs.datasette.io, « Metadata »)."""
    described: dict[str, tuple[str, str, tuple[Column, ...]]] = {
        **{table.name: (table.title, table.description, table.all_columns) for table in published.tables},
        VIEW: ("Modules, tout sur une ligne", "La table de « modules.csv ».", (*flat_table().all_columns, _NUMBER)),
    }
    found = {
        "title": TITLE,
        "description": french(f"Données du {long_date(published.day)}."),
        "license": LICENCE["title"],
        "license_url": LICENCE["path"],
        "source": CONTRIBUTOR["title"],
        **({"source_url": f"{published.addresses.site}/donnees/"} if published.addresses.site else {}),
        "databases": {
            "catalogue": {
                "tables": {
                    name: {
                        "title": french(title),
                        "description": french(text),
                        "columns": {c.name: french(c.description or c.title) for c in columns},
                        **_label(columns),
                        **({"fts_table": SEARCH, "fts_pk": _NUMBER.name} if name == VIEW else {}),
                    }
                    for name, (title, text, columns) in described.items()
                }
            }
        },
    }
    return compact_json(found)


def _label(columns: Sequence[Column]) -> dict[str, str]:
    """By which column Datasette names a row that another one refers to."""
    names = [column.name for column in columns if column.name in ("titre", "libelle", "intitule")]
    return {"label_column": names[0]} if names else {}


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.kind]}' + (" NOT NULL" if column.required else "")


def _names(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _insert(database: sqlite3.Connection, table: str, width: int, rows: Sequence[Sequence[object]]) -> None:
    marks = ", ".join("?" * width)
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608  # our own table names


def _describe(database: sqlite3.Connection, published: Published) -> None:
    database.execute('CREATE TABLE "definitions" ("table" TEXT, "colonne" TEXT, "titre" TEXT, "description" TEXT)')
    described = {table.name: table.all_columns for table in published.tables}
    described[VIEW] = (*flat_table().all_columns, _NUMBER)
    rows = [
        (name, column.name, french(column.title), french(column.description))
        for name, columns in described.items()
        for column in columns
    ]
    _insert(database, "definitions", 4, rows)
    database.execute('CREATE TABLE "publication" ("date" TEXT, "licence" TEXT, "adresse" TEXT)')
    _insert(database, "publication", 3, [(published.generated_at, LICENCE["title"], published.addresses.site or None)])
