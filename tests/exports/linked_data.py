"""Linked data read back by an independent library, for the tests of the exports that write it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rdflib import Graph, Namespace

from build_tools.exports.rdf import ADDRESSES, PREFIXES, Node

SITE = "https://exemple.fr"
SCHEMA = Namespace(PREFIXES["schema"])
DCAT = Namespace(PREFIXES["dcat"])
DCT = Namespace(PREFIXES["dct"])
SKOS = Namespace(PREFIXES["skos"])

# What schema.org's own context says, as far as our documents use it: it cannot be fetched in tests.
CONTEXT = {**PREFIXES, "@vocab": PREFIXES["schema"], **{key: {"@type": "@id"} for key in ADDRESSES}}


def from_turtle(content: bytes) -> Graph:
    """The statements of a Turtle file."""
    return Graph().parse(data=content, format="turtle", publicID=f"{SITE}/data/fichier.ttl")


def from_json_ld(content: bytes | str) -> Graph:
    """The statements of a JSON-LD file with a context of its own."""
    return Graph().parse(data=content, format="json-ld", publicID=f"{SITE}/data/fichier.jsonld")


def from_schema_org(nodes: Iterable[Node]) -> Graph:
    """The statements of nodes in schema.org's words, as JSON-LD."""
    return from_json_ld(json.dumps({"@context": CONTEXT, "@graph": list(nodes)}))
