"""The static API `/api/v1/`: one JSON file for each question; links are relative, so that it works at any address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from build_tools.exports.openapi import API_VERSION, openapi_document
from build_tools.exports.published import Data, File, Published
from build_tools.exports.tables import RECORDS, Row, Table, tables
from build_tools.model.vocabulary import VOCABULARIES

ROOT = "api/v1/"
# Collection → ids of its records, each once.
Ids = dict[str, dict[str, None]]


def api_files(published: Published) -> Iterator[File]:
    """Every answer of the API, and its description in OpenAPI."""
    yield from _Api(published).files()


@dataclass(frozen=True)
class _Api:
    """Makes the answers, with what many of them share."""

    published: Published

    def files(self) -> Iterator[File]:
        yield self._answer("index.json", self._index())
        yield _json("openapi.json", openapi_document(self.published))
        for collection, kind in RECORDS.items():
            yield from self._records(collection, kind)
        for vocabulary in VOCABULARIES:
            yield from self._terms(vocabulary)
        changes = [{**asdict(change), "lien": f"modules/{change.module}.json"} for change in self.published.changes]
        yield self._answer("changements.json", {"total": len(changes), "changements": changes}, len(changes))

    def _index(self) -> Data:
        def summary(name: str, folder: str = "") -> Data:
            return {"total": len(self.published.data(name)), "lien": f"{folder}{name}.json"}

        return {
            "description": "openapi.json",
            "documentation": "../../donnees/api/",
            "collections": {name: summary(name) for name in reversed(RECORDS)},
            "vocabulaires": {name: summary(name, "vocabulaires/") for name in VOCABULARIES},
            "changements": {"total": len(self.published.changes), "lien": "changements.json"},
        }

    def _records(self, collection: str, kind: str) -> Iterator[File]:
        """All records of a collection, then each with its page, its dates and the records that refer to it."""
        records = self.published.data(collection)
        yield self._answer(f"{collection}.json", {"total": len(records), collection: records}, len(records))
        for record in records:
            name = record["id"]
            content = {
                "page": f"../../../{collection}/{name}/",
                **self._dates(collection, name),
                kind: record,
                "fiches_liees": self._references(collection, name, "../"),
            }
            yield self._answer(f"{collection}/{name}.json", content)

    def _terms(self, vocabulary: str) -> Iterator[File]:
        """All terms of a vocabulary, then each with the records that use it."""
        terms = self.published.data(vocabulary)
        content: Data = {"vocabulaire": vocabulary, "total": len(terms), "termes": terms}
        yield self._answer(f"vocabulaires/{vocabulary}.json", content, len(terms))
        for term in terms:
            found = self._references(vocabulary, term["id"], "../../")
            content = {"vocabulaire": vocabulary, "terme": term, "fiches_liees": found}
            yield self._answer(f"vocabulaires/{vocabulary}/{term['id']}.json", content)

    def _dates(self, collection: str, name: str) -> Data:
        dates = self.published.dates.get(self.published.catalogue.files[(collection, name)])
        return {"publie_le": dates.published, "modifie_le": dates.changed} if dates else {}

    def _references(self, target: str, name: str, root: str) -> Mapping[str, Sequence[Data]]:
        """For each collection the records that refer to this one: id, title, link."""
        referring = self._uses.get((target, name), {})
        return {
            collection: [
                {"id": found, "titre": self._titles[collection][found], "lien": f"{root}{collection}/{found}.json"}
                for found in referring.get(collection, ())
            ]
            for collection in reversed(RECORDS)
        }

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        """Collection → id → title."""
        catalogue = self.published.catalogue
        return {
            "modules": {name: module.titre for name, module in catalogue.modules.items()},
            "demarches": {name: demarche.titre for name, demarche in catalogue.demarches.items()},
            "certifications": catalogue.label_of_certification,
        }

    @cached_property
    def _uses(self) -> Mapping[tuple[str, str], Ids]:
        """(table, id) → who refers to it, read from the tables: each column knows what its ids are of."""
        found: dict[tuple[str, str], Ids] = {}
        rows = self.published.rows
        for table in tables():
            if table.collection in RECORDS:
                for target, record in _referred(table, rows[table.name]):
                    found.setdefault(target, {}).setdefault(table.collection, {})[record] = None
        return found

    def _answer(self, path: str, content: Mapping[str, Any], records: int | None = None) -> File:
        """Every answer begins with the version of its form, its moment and its licence."""
        head = {
            "schema_version": API_VERSION,
            "generated_at": self.published.generated_at,
            "licence": "etalab-2.0",
        }
        return _json(path, {**head, **content}, records)


def _referred(table: Table, rows: Sequence[Row]) -> Iterator[tuple[tuple[str, str], str]]:
    """((table, id), record) for each id that a row holds."""
    for i, column in enumerate(table.columns, start=len(table.keys)):
        if column.references:
            yield from (((column.references, str(row[i])), str(row[0])) for row in rows if row[i] is not None)


def _json(path: str, content: Mapping[str, Any], records: int | None = None) -> File:
    return File(ROOT + path, (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode(), records)
