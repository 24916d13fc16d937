"""`versions.json`: the version of each published form beside a fingerprint of it.

What re-users rely on has a version, which says what changed (docs/donnees/versions.md). A form that is no longer the
one of the committed fingerprint, under the same version, has a version that somebody forgot to raise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.exports.data_package import TABLES_VERSION
from build_tools.exports.dossier_columns import HEADER
from build_tools.exports.dossier_schema import own_definitions
from build_tools.exports.dossiers import DOSSIERS_VERSION
from build_tools.exports.flat_module import flat_table
from build_tools.exports.openapi import API_VERSION, described_answers
from build_tools.exports.tables import Table, tables
from build_tools.model.json_schema import GENERATED

# In the project where the command runs; a catalogue alone has none.
FILE = Path("build_tools", "exports", "versions.json")
# Texts for people may become clearer under the same version.
_WORDS = frozenset({"title", "summary", "description", "example", "examples", "tags"})


@dataclass(frozen=True)
class Form:
    """A published form. `constant` is where its version is written, for whoever must raise it."""

    name: str
    version: str
    constant: str
    shape: object

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change with the form."""
        return hashlib.sha256(json.dumps(self.shape, sort_keys=True).encode()).hexdigest()[:16]


def forms() -> tuple[Form, ...]:
    """Every form whose version is raised by hand."""
    dossiers = [list(HEADER), _without_words(own_definitions())]
    shapes = [_shape(table) for table in (*tables(), flat_table())]
    return (
        Form("api", API_VERSION, "API_VERSION (build_tools/exports/openapi.py)", _without_words(described_answers())),
        Form("dossiers", DOSSIERS_VERSION, "DOSSIERS_VERSION (build_tools/exports/dossiers.py)", dossiers),
        Form("tables", TABLES_VERSION, "TABLES_VERSION (build_tools/exports/data_package.py)", shapes),
    )


def versions_text() -> str:
    """The file's text."""
    known = {form.name: {"version": form.version, "empreinte": form.fingerprint} for form in forms()}
    return json.dumps({"$comment": GENERATED, **known}, ensure_ascii=False, indent=2) + "\n"


def not_raised(file: Path) -> Iterator[Form]:
    """The forms that have changed since `file` was written, under the same version."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # there is none yet, or nothing that can be compared: it is written anew
        return
    for form in forms():
        match known:
            case {form.name: {"version": form.version, "empreinte": str(before)}} if before != form.fingerprint:
                yield form


def _shape(table: Table) -> list[Any]:
    return [table.name, [[column.name, column.kind, column.references] for column in table.all_columns]]


def _without_words(part: Any) -> Any:
    if isinstance(part, Mapping):
        # A property may have the name of a word for people: what stands below it is a schema.
        return {
            key: _without_words(value) for key, value in part.items() if key not in _WORDS or isinstance(value, Mapping)
        }
    return [_without_words(item) for item in part] if isinstance(part, list | tuple) else part
