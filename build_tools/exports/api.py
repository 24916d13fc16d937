"""The static API `/api/v1/`: one JSON file for each question; links are relative, so that it works at any address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from pydantic_core import to_json

from build_tools.exports.changes import Change
from build_tools.exports.data_package import TITLE
from build_tools.exports.identity import links_of_certification, links_of_term, permanent_iri
from build_tools.exports.openapi import API_VERSION, openapi_document
from build_tools.exports.published import Addresses, Data, File, Published
from build_tools.model.kinds import KINDS, Kind
from build_tools.model.vocabulary import VOCABULARIES

ROOT = "api/v1/"
# Thousands of official codes and of everyday words: a term has an answer of its own where a record uses it. The list of
# the vocabulary holds the others.
ONLY_USED = ("metiers", "voisinages")


class _Written(bytes):
    """JSON text: a value, or part of one, written once for the many answers that hold it."""


def api_files(published: Published) -> Iterator[File]:
    """Every answer of the API, and its description in OpenAPI."""
    yield from _Api(published).files()


def unused_terms(published: Published) -> Mapping[str, int]:
    """Vocabulary → how many of its terms no record uses."""
    used = published.uses
    counts = {
        name: sum((name, term) not in used for term in published.catalogue.vocabularies[name]) for name in VOCABULARIES
    }
    return {name: count for name, count in counts.items() if count}


@dataclass(frozen=True)
class _Api:
    """Makes the answers, with what many of them share."""

    published: Published
    _entries: dict[tuple[str, str, str], bytes] = field(default_factory=dict)

    def files(self) -> Iterator[File]:
        yield self._answer("index.json", self._index())
        yield _json("openapi.json", openapi_document(self.published))
        for kind in KINDS.values():
            yield from self._records(kind)
        for vocabulary in VOCABULARIES:
            yield from self._terms(vocabulary)
        yield from self._changes()
        yield File(f"{ROOT}index.html", _start_page(self.published.addresses).encode())

    def _index(self) -> Data:
        def summary(table: str, link: str) -> Data:
            return {"total": len(self.published.data(table)), "lien": f"{link}.json"}

        return {
            "description": "openapi.json",
            "documentation": "../../donnees/api/",
            "collections": {name: summary(kind.table, name) for name, kind in KINDS.items()},
            "vocabulaires": {name: summary(name, f"vocabulaires/{name}") for name in VOCABULARIES},
            "changements": {"total": len(self.published.changes), "lien": "changements.json"},
            "version_des_donnees": self.published.day,
        }

    def _records(self, kind: Kind) -> Iterator[File]:
        """All records of a kind, then each with its page, its dates and the records that refer to it."""
        collection = kind.folder
        names = list(self.published.catalogue.records(collection))
        records = self.published.json_texts(kind.table)
        dated = _list(_with(record, self._dates(collection, name)) for name, record in zip(names, records, strict=True))
        yield self._answer(f"{collection}.json", {"total": len(records), collection: dated}, len(records))
        for name, record in zip(names, records, strict=True):
            content = {
                "page": f"../../../{collection}/{name}/",
                "iri": permanent_iri(collection, name),
                **self._dates(collection, name),
                kind.schema: _Written(record),
                **self._links(collection, name),
                "fiches_liees": self._references(kind.table, name, "../"),
            }
            yield self._answer(f"{collection}/{name}.json", content)

    def _terms(self, vocabulary: str) -> Iterator[File]:
        """All terms of a vocabulary, then each with the records that use it."""
        terms = self.published.data(vocabulary)
        with_answer = [t for t in terms if vocabulary not in ONLY_USED or (vocabulary, t["id"]) in self.published.uses]
        links = {term["id"]: f"{vocabulary}/{term['id']}.json" for term in with_answer}
        content: Data = {"vocabulaire": vocabulary, "total": len(terms), "termes": terms, "reponses": links}
        yield self._answer(f"vocabulaires/{vocabulary}.json", content, len(terms))
        for term in with_answer:
            content = {
                "vocabulaire": vocabulary,
                "iri": permanent_iri(vocabulary, term["id"]),
                "terme": term,
                **_known_links(links_of_term(self.published, vocabulary, term["id"])),
                "fiches_liees": self._references(vocabulary, term["id"], "../../"),
            }
            yield self._answer(f"vocabulaires/{vocabulary}/{term['id']}.json", content)

    def _changes(self) -> Iterator[File]:
        """Those of modules, then those of every collection, a file for each month since the first."""
        by_month: dict[str, list[Change]] = {}
        for change in self.published.all_changes:
            by_month.setdefault(change.moment[:7], []).append(change)
        months = [
            {"mois": month, "total": len(found), "dernier": found[0].moment, "lien": f"changements/{month}.json"}
            for month, found in by_month.items()
        ]
        modules = [{**asdict(change), "lien": f"modules/{change.module}.json"} for change in self.published.changes]
        content = {"total": len(modules), "mois": months, "changements": modules}
        yield self._answer("changements.json", content, len(modules))
        for month, found in by_month.items():
            content = {"mois": month, "total": len(found), "changements": [_change(change) for change in found]}
            yield self._answer(f"changements/{month}.json", content, len(found))

    def _links(self, collection: str, name: str) -> Data:
        return _known_links(links_of_certification(self.published, name)) if collection == "certifications" else {}

    def _dates(self, collection: str, name: str) -> Data:
        dates = self.published.record_dates.get((collection, name))
        return {"publie_le": dates.published, "modifie_le": dates.changed} if dates else {}

    def _references(self, target: str, name: str, root: str) -> _Written:
        """For each collection the records that refer to this one: id, title, link."""
        referring = self.published.uses.get((target, name), {})
        return _object(
            {
                collection: _list(self._entry(collection, found, root) for found in referring.get(kind.table, ()))
                for collection, kind in KINDS.items()
            }
        )

    def _entry(self, collection: str, name: str, root: str) -> bytes:
        """A record as others refer to it: dozens of answers do, in the same words."""
        key = (collection, name, root)
        if key not in self._entries:
            title = self.published.catalogue.title(collection, name)
            link = f"{root}{collection}/{name}.json"
            entry = {"id": name, "titre": title, "lien": link, **self._dates(collection, name)}
            self._entries[key] = to_json(entry)
        return self._entries[key]

    def _answer(self, path: str, content: Mapping[str, Any], records: int | None = None) -> File:
        """Every answer begins with the version of its form, its moment and its licence."""
        return _json(path, {**self.published.head(API_VERSION), **content}, records)


def _change(change: Change) -> Data:
    """A change of any collection: « id » where the list of modules says « module »."""
    rest = asdict(change)
    name = rest.pop("module")
    collection = rest.pop("collection")
    return {"collection": collection, "id": name, **rest, "lien": f"../{collection}/{name}.json"}


def _known_links(found: Sequence[str]) -> Data:
    return {"liens": list(found)} if found else {}


def _start_page(addresses: Addresses) -> str:
    """What a browser shows at the address of the API itself, which a plain host serves from this file."""
    lines = [
        '<p><a href="index.json">index.json</a>\u00a0: le point de départ, pour un programme.</p>',
        '<p><a href="openapi.json">openapi.json</a>\u00a0: la description complète, en OpenAPI 3.1.</p>',
        '<p><a href="../../donnees/api/">La page de l’API</a>\u00a0: ce que nous promettons, et des exemples.</p>',
    ]
    if addresses.repository:
        lines.append(f"<p><a href={quoteattr(addresses.repository)}>Code et données</a></p>")
    head = [
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'self'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>API, version 1 - {TITLE}</title>",
    ]
    if addresses.site:
        head.append(f'<link rel="canonical" href={quoteattr(f"{addresses.site}/{ROOT}")}>')
    body = ["<main>", "<h1>API, version 1</h1>", *lines, "</main>"]
    return "\n".join(
        ['<!doctype html>\n<html lang="fr">\n<head>', *head, "</head>\n<body>", *body, "</body>\n</html>\n"]
    )


def _json(path: str, content: Mapping[str, Any], records: int | None = None) -> File:
    return File(ROOT + path, _object(content) + b"\n", records)


def _object(content: Mapping[str, Any]) -> _Written:
    members = (
        to_json(key) + b":" + (value if isinstance(value, _Written) else to_json(value))
        for key, value in content.items()
    )
    return _Written(b"{" + b",".join(members) + b"}")


def _list(items: Iterable[bytes]) -> _Written:
    return _Written(b"[" + b",".join(items) + b"]")


def _with(record: bytes, more: Data) -> bytes:
    """The text of an object with more members at its end."""
    return record[:-1] + b"," + to_json(more)[1:] if more else record
