"""What the open data page and the API's page show: the published files, the examples, the API's operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from build_tools.exports.api import unused_terms
from build_tools.exports.distributions import DISTRIBUTIONS, Distribution
from build_tools.exports.export import MANIFEST, Manifest, Written
from build_tools.exports.openapi import openapi_document
from build_tools.exports.published import Published
from build_tools.exports.rdf import DATASET_PAGE, Names
from build_tools.exports.schema_org import SchemaOrg, script
from build_tools.exports.tables import Table, tables
from build_tools.model.vocabulary import VOCABULARIES
from build_tools.text.typography import NO_BREAK, number

PAGE = f"{DATASET_PAGE}index.html"
LOCAL_SITE = "http://127.0.0.1:8000"
_EXAMPLES = Path(__file__).parent / "examples"
_TITLES = {
    "curl": "Avec curl",
    "python": "Avec Python",
    "pandas": "Avec pandas : les modules déployés par région, d'après une source ou par déduction",
    "r": "Avec R",
    "sqlite": "En SQL, dans « catalogue.sqlite »",
}


@dataclass(frozen=True)
class Example:
    """A short program that a re-user may copy as it is."""

    title: str
    code: str


@dataclass(frozen=True)
class Operation:
    """A path of the API, with an example of address (from the API's root) and the members of its answer."""

    path: str
    summary: str
    example: str
    parameters: Sequence[Mapping[str, Any]]
    members: Sequence[Member]


@dataclass(frozen=True)
class Member:
    """A member of an answer."""

    name: str
    kind: str
    description: str


def open_data_context(published: Published, manifest: Manifest) -> dict[str, Any]:
    """What the open data page shows."""
    files: list[tuple[Distribution, Written]] = [
        (distribution, manifest.files[distribution.path])
        for distribution in DISTRIBUTIONS
        if distribution.path in manifest.files
    ]
    csv: list[tuple[Table, Written]] = [
        (table, manifest.files[path]) for table in tables() if (path := f"data/{table.name}.csv") in manifest.files
    ]
    describe = SchemaOrg(published, Names.seen_from(published, PAGE))
    return {
        "files": files,
        "linked_data": Markup(script(describe.dataset(file for file, _ in files))),  # noqa: S704  # escaped by `script`
        "tables": csv,
        "day": published.day,
        "manifest": MANIFEST,
        "count": len(manifest.files),
        "size": manifest.size,
        "examples": examples(published),
        "local": "" if published.addresses.site else LOCAL_SITE,
        "taille": file_size,
    }


def examples(published: Published) -> list[Example]:
    """The examples, with the site's address, or that of the site served on this machine."""
    site = published.addresses.site or LOCAL_SITE
    return [
        Example(title, (_EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").replace("@@SITE@@", site))
        for name, title in _TITLES.items()
    ]


def file_size(size: int) -> str:
    """« 34 octets », « 41 ko », « 1,5 Mo », in powers of ten."""
    if size < 1000:
        return f"{size}{NO_BREAK}octets"
    if size < 1_000_000:
        return f"{number(round(size / 1000))}{NO_BREAK}ko"
    return f"{number(round(size / 1_000_000, 1))}{NO_BREAK}Mo"


def api_context(published: Published) -> dict[str, Any]:
    """What the page of the API shows: its operations; how many terms there are, and how many no record uses."""
    unused = unused_terms(published)
    vocabularies = published.catalogue.vocabularies
    return {
        "operations": operations(published),
        "terms": sum(len(vocabularies[name]) for name in VOCABULARIES),
        "unused": sum(unused.values()),
        "unused_occupations": unused.get("metiers", 0),
    }


def operations(published: Published) -> list[Operation]:
    """Every operation of the API, read from its description in OpenAPI."""
    document = openapi_document(published)
    return [_operation(document, path, item["get"]) for path, item in document["paths"].items()]


def _operation(document: Mapping[str, Any], path: str, get: Mapping[str, Any]) -> Operation:
    parameters = get.get("parameters", [])
    example = path.removeprefix("/")
    for parameter in parameters:
        example = example.replace(f"{{{parameter['name']}}}", parameter["example"])
    answer = get["responses"]["200"]["content"]["application/json"]["schema"]
    properties = _resolved(document, answer)["properties"]
    members = [
        Member(name, _kind(document, schema), schema.get("description", ""))
        for name, schema in properties.items()
        if name not in {"schema_version", "generated_at", "licence"}
    ]
    return Operation(path, get["summary"], example, parameters, members)


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself, its reference followed."""
    if "$ref" not in schema:
        return schema
    found: Mapping[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return found


_KINDS = {"string": "texte", "integer": "nombre entier", "array": "liste", "object": "objet"}


def _kind(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    return _KINDS.get(_resolved(document, schema).get("type", "object"), "objet")
