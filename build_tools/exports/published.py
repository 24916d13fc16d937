"""What the exports publish: the catalogue with its addresses and its dates, and the files that they make of it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic_core import to_json

from build_tools.analysis.coverage.standing import Standing, standing_of
from build_tools.analysis.dossier import Dossier, dossiers
from build_tools.exports.changes import Change, changes_of
from build_tools.exports.flat_module import flat_rows
from build_tools.exports.tables import RECORDS, Row, Table, references, rows_of_tables, tables
from build_tools.git.history import Dates, History, read_history
from build_tools.git.moments import committed_at
from build_tools.model import Catalogue
from build_tools.model.kinds import KIND_OF_TABLE, KINDS

Data: TypeAlias = dict[str, Any]
"""A record or a term as plain JSON values."""


@dataclass(frozen=True)
class Addresses:
    """Absolute addresses, known only when the site is published: of the site and of its source repository."""

    site: str = ""
    repository: str = ""

    @classmethod
    def from_environment(cls) -> Addresses:
        """SITE_URL and REPO_URL, each without a final slash, or empty."""
        return cls(os.environ.get("SITE_URL", "").rstrip("/"), os.environ.get("REPO_URL", "").rstrip("/"))

    def page(self, address: str) -> str:
        """The absolute address of a page, or the one from the site's root while that has none."""
        return f"{self.site}/{address}" if self.site else address

    def root(self, path: str) -> str:
        """What goes before an address in the file at `path`: the site's own address, or the way up to its root."""
        return f"{self.site}/" if self.site else "../" * path.count("/")


@dataclass(frozen=True)
class File:
    """A file to publish. `path` is relative to the site's root (`data/modules.csv`).

    `records` is how many records or rows it holds, where that says something.
    """

    path: str
    content: bytes
    records: int | None = None


@dataclass(frozen=True)
class Published:
    """A catalogue as it is published.

    `generated_at` is the moment of the last commit that changed the catalogue, in UTC (`2026-11-21T09:55:44Z`): never
    the clock, so that the same records give the same date, whatever was done to the code since.
    """

    catalogue: Catalogue
    generated_at: str
    addresses: Addresses
    history: History
    _data: dict[str, Sequence[Data]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _json_texts: dict[str, Sequence[bytes]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def read(cls, catalogue: Catalogue, folder: Path, history: History | None = None) -> Published:
        """With the addresses that the environment gives and what Git knows of the catalogue's folder.

        `history` is what Git knows, where that has been read already. What Git does not hold is dated by the
        latest reading of a record.
        """
        moment = committed_at(folder) or f"{_last_reading(catalogue)}T00:00:00Z"
        return cls(catalogue, moment, Addresses.from_environment(), history or read_history(folder))

    @property
    def dates(self) -> Mapping[PurePosixPath, Dates]:
        """Path of a record's file inside the catalogue → when it was published and changed; empty without Git."""
        return self.history.dates

    @cached_property
    def record_dates(self) -> Mapping[tuple[str, str], Dates]:
        """(collection, id) → when the record was published and changed, if Git knows."""
        files = self.catalogue.files.items()
        return {record: self.dates[file] for record, file in files if file in self.dates}

    @cached_property
    def all_changes(self) -> tuple[Change, ...]:
        """New, changed and removed records of every collection, newest first; empty without Git."""
        return changes_of(self.history, self.catalogue)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Those of modules."""
        return tuple(change for change in self.all_changes if change.collection == "modules")

    @cached_property
    def gap_changes(self) -> tuple[Change, ...]:
        """Those of gaps."""
        return tuple(change for change in self.all_changes if change.collection == "ecarts")

    @cached_property
    def dossiers(self) -> Mapping[str, Dossier]:
        """Certification id → its dossier on the day of the data; only certifications that a module completes."""
        return dossiers(self.catalogue, datetime.date.fromisoformat(self.day))

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Every certification on the day of the data: which registration is in force, which text is known."""
        day = datetime.date.fromisoformat(self.day)
        return tuple(standing_of(self.catalogue, c, day) for c in self.catalogue.certifications.values())

    def data(self, table: str) -> Sequence[Data]:
        """The records of a table, or the terms of a vocabulary, as plain JSON values, unknown facts left out."""
        if table not in self._data:
            kind = KIND_OF_TABLE.get(table)
            found: Mapping[str, BaseModel] = (
                self.catalogue.records(kind.folder) if kind else self.catalogue.vocabularies[table]
            )
            self._data[table] = [item.model_dump(mode="json", exclude_unset=True) for item in found.values()]
        return self._data[table]

    def json_texts(self, table: str) -> Sequence[bytes]:
        """Each record of a table as JSON text on one line: four formats repeat it."""
        if table not in self._json_texts:
            self._json_texts[table] = [to_json(record) for record in self.data(table)]
        return self._json_texts[table]

    @cached_property
    def rows(self) -> Mapping[str, Sequence[Row]]:
        """The rows of every table, by its name: five formats are made of them."""
        return rows_of_tables(self.data)

    @cached_property
    def flat_rows(self) -> Sequence[Row]:
        """The rows of the flat table of modules: four formats are made of them."""
        return tuple(flat_rows(self, self.rows["modules"]))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables that have a file: not the lists that terms may have, where no term has any.

        Those of records stay without a row: a program that reads one must not fail the day its last line goes.
        """
        return tuple(t for t in tables() if self.rows[t.name] or not t.parent or t.collection in RECORDS)

    @cached_property
    def uses(self) -> Mapping[tuple[str, str], Mapping[str, Mapping[str, None]]]:
        """(table, id) → table → ids of its records that refer to it, each once, read from the tables."""
        found: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
        for table in tables():
            if table.collection in RECORDS:
                for target, record in references(table, self.rows[table.name]):
                    found.setdefault(target, {}).setdefault(table.collection, {})[record] = None
        return found

    def prepare(self) -> None:
        """Make what several formats use, once, so that processes that share the formats inherit it."""
        for kind in KINDS.values():
            self.json_texts(kind.table)
        _ = self.flat_rows, self.uses, self.dossiers, self.all_changes

    @property
    def day(self) -> str:
        """The day of `generated_at`."""
        return self.generated_at[:10]

    @property
    def moment(self) -> datetime.datetime:
        """`generated_at` without its time zone, as workbooks and documents keep it."""
        return datetime.datetime.fromisoformat(self.generated_at).replace(tzinfo=None)

    def head(self, version: str) -> Data:
        """What every answer in JSON begins with: the version of its form, its moment and its licence."""
        return {"schema_version": version, "generated_at": self.generated_at, "licence": "etalab-2.0"}


def _last_reading(catalogue: Catalogue) -> str:
    records = (record for collection in KINDS for record in catalogue.records(collection).values())
    return max((record.verifie_le.isoformat() for record in records), default="1970-01-01")
