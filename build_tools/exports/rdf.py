"""RDF as text. A node is a plain dict in the manner of JSON-LD; the same nodes are written as JSON-LD or as Turtle.

Keys and types are names with a prefix (`skos:prefLabel`); without a prefix they are schema.org's (`name`). Values are
strings, numbers, booleans, `ref`, `in_french` and `typed` values, other nodes, and lists of these.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from build_tools.exports.published import Published
from build_tools.model.kinds import KINDS

Node: TypeAlias = dict[str, Any]

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "elm": "http://data.europa.eu/snb/model/elm/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rov": "http://www.w3.org/ns/regorg#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# schema.org's own context makes IRIs of the texts under these of its terms that we use.
ADDRESSES = frozenset({"contentUrl", "inDefinedTermSet", "license", "url"})

# The European Union's own lists, and what our descriptions take from them.
AUTHORITY = "http://publications.europa.eu/resource/authority"
FRENCH, FRANCE = f"{AUTHORITY}/language/FRA", f"{AUTHORITY}/country/FRA"

CATALOGUE = "data/catalogue.ttl"
VOCABULARY = "data/vocabulaire.ttl"
DATASET_PAGE = "donnees/"

# What an IRI may not hold (RFC 3987; Turtle 1.1, IRIREF).
_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|\\^`]')
# JSON's escapes in strings are also Turtle's.
_quoted = json.encoder.encode_basestring
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")


@dataclass(frozen=True)
class Names:
    """The IRIs of what is described; `root` leads to the site's root.

    They are absolute when the site's address is known; otherwise they are relative to the file that holds them, so
    that they come right wherever it is read from.
    """

    root: str

    @classmethod
    def seen_from(cls, published: Published, path: str) -> Names:
        """The names as the file at `path` (from the site's root) writes them."""
        return cls(published.addresses.root(path))

    @property
    def dataset(self) -> str:
        """The catalogue as a set of data."""
        return f"{self.root}{DATASET_PAGE}#jeu-de-donnees"

    @property
    def own_terms(self) -> str:
        """What the names of our own properties and classes begin with."""
        return f"{self.root}{VOCABULARY}#"

    def page(self, collection: str, name: str) -> str:
        """The page about a record."""
        return f"{self.root}{collection}/{name}/"

    def record(self, collection: str, name: str) -> str:
        """What a record is about, not its page."""
        return f"{self.page(collection, name)}#{KINDS[collection].schema}"

    def scheme(self, vocabulary: str) -> str:
        """A vocabulary."""
        return f"{self.root}{CATALOGUE}#{vocabulary}"

    def terms(self, vocabulary: str) -> str:
        """What the names of a vocabulary's terms begin with."""
        return f"{self.scheme(vocabulary)}/"

    def term(self, vocabulary: str, name: str) -> str:
        """A term of a vocabulary."""
        return self.terms(vocabulary) + name


def address(text: str) -> str:
    """An address as an IRI: what an IRI may not hold is percent-encoded."""
    return _NOT_IN_IRIS.sub(lambda found: f"%{ord(found[0]):02X}", text)


def ref(iri: str) -> Node:
    """The node of this name."""
    return {"@id": iri}


def in_french(text: str) -> Node:
    """A text in French."""
    return {"@value": text, "@language": "fr"}


def typed(text: str, datatype: str) -> Node:
    """A value of a datatype (`xsd:date`)."""
    return {"@value": text, "@type": datatype}


def known(node: Node) -> Node:
    """The node without what is unknown: no value, or no value in the list."""
    return {key: value for key, value in node.items() if value is not None and value != []}


def json_ld(nodes: Iterable[Node]) -> bytes:
    """The nodes as one JSON-LD document. Each is on a line of its own."""
    context = JSON.encode(dict(PREFIXES))
    lines = ",\n".join(map(JSON.encode, nodes))
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'.encode()


def turtle(nodes: Iterable[Node], prefixes: Mapping[str, str] | None = None) -> bytes:
    """The nodes as Turtle. `prefixes` are the document's own, over and above `PREFIXES`.

    A named node inside another is only referred to: it must be described on its own.
    """
    writer = _Turtle({**PREFIXES, **(prefixes or {})})
    # Encoded piece by piece: as one text, 10,000 records took more than twice the memory.
    return b"".join(piece.encode() for piece in writer.document(nodes))


@dataclass(frozen=True)
class _Turtle:
    """Writes Turtle 1.1; names that begin with a prefix's IRI are shortened."""

    prefixes: Mapping[str, str]
    _shortened: dict[str, str] = field(default_factory=dict)

    def document(self, nodes: Iterable[Node]) -> Iterator[str]:
        """Prefixes, then each node with an empty line before it."""
        for prefix, iri in self.prefixes.items():
            yield f"@prefix {prefix}: <{iri}> .\n"
        for node in nodes:
            yield f"\n{self._name(node['@id'])} {self._properties(node, ' ')} .\n"

    def _properties(self, node: Node, indent: str) -> str:
        inner = indent + " "
        found = []
        for key, value in node.items():
            if key == "@id":
                continue
            values = value if isinstance(value, list) else (value,)
            if key == "@type":
                found.append(f"a {', '.join(map(_with_prefix, values))}")
            else:
                objects = ", ".join([self._object(key, item, inner) for item in values])
                found.append(f"{_with_prefix(key)} {objects}")
        return f" ;\n{indent}".join(found)

    def _object(self, key: str, value: Any, indent: str) -> str:
        if isinstance(value, str):
            return f"<{value}>" if key in ADDRESSES else _quoted(value)
        if not isinstance(value, dict):
            return JSON.encode(value)  # true, false and whole numbers are written alike in JSON and Turtle
        if "@id" in value:
            return self._name(value["@id"])
        if "@value" in value:
            text = _quoted(value["@value"])
            return f"{text}@{value['@language']}" if "@language" in value else f"{text}^^{value['@type']}"
        return f"[ {self._properties(value, indent)} ]"

    def _name(self, iri: str) -> str:
        name = self._shortened.get(iri)
        if name is None:
            name = self._shortened[iri] = next(self._short_names(iri), f"<{iri}>")
        return name

    def _short_names(self, iri: str) -> Iterator[str]:
        for prefix, start in self.prefixes.items():
            if iri.startswith(start) and _LOCAL_NAME.fullmatch(iri, len(start)):
                yield f"{prefix}:{iri[len(start) :]}"


@cache
def _with_prefix(name: str) -> str:
    return name if ":" in name else f"schema:{name}"
