"""The schemas that readers of the data may hold them against: `data/schemas/*.schema.json`, and the parts of the API's.

The schemas of `schema/` are the checker's: closed, so that a mistyped key is seen. A reader's must stay true tomorrow:
the API's promise (docs/donnees/api.md) is that fields and terms may be added, so these forbid no unknown key and
enumerate no value. They use the standard's own keywords only: a strict reader (Ajv) refuses any other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from build_tools.exports.published import File, Published
from build_tools.model.base import ID_MAX, SLUG
from build_tools.model.json_schema import Schema, schema_names, schema_without_terms
from build_tools.model.kinds import KIND_OF_SCHEMA
from build_tools.model.vocabulary import OPTIONAL_VOCABULARIES, VOCABULARIES
from build_tools.text.typography import french

FOLDER = "data/schemas/"
# What closes a schema: `oneOf` only says which keys exclude one another.
_CLOSING = frozenset({"additionalProperties", "enum", "const", "oneOf", "$comment"})
_REFERENCES = ("x-vocabulaire", "x-reference")
_IDENTIFIER: Schema = {
    "type": "string",
    "pattern": SLUG,
    "maxLength": ID_MAX,
    "title": "Identifiant",
    "description": "Nom permanent de la fiche.",
}


def schema_files(published: Published) -> Iterator[File]:
    """A schema for each kind of record and each vocabulary, by its absolute address where the site has one."""
    for name in dict.fromkeys((*schema_names(), *VOCABULARIES)):
        yield schema_file(published, name, reader_schema(name))


def schema_file(published: Published, name: str, schema: Schema) -> File:
    """A schema as it is published, under its absolute address where the site has one."""
    site = published.addresses.site
    named = {**schema, "$id": f"{site}/{address(name)}" if site else f"{name}.schema.json"}
    return File(address(name), (json.dumps(_in_words(named), ensure_ascii=False, indent=1) + "\n").encode())


def address(name: str) -> str:
    """Where the schema of a kind of record or of a vocabulary stands, from the site's root."""
    return f"{FOLDER}{name}.schema.json"


def reader_schema(name: str) -> Schema:
    """The schema of what is published: a record with its id, or an object that holds the terms."""
    schema = opened(schema_without_terms(name))
    if name in KIND_OF_SCHEMA:
        schema["properties"] = {"id": _IDENTIFIER, **schema["properties"]}
        schema["required"] = ["id", *schema["required"]]
    if name in OPTIONAL_VOCABULARIES:  # the list is published while it is empty
        del schema["properties"]["termes"]["minItems"]
    return schema


def opened(schema: Schema) -> Schema:
    """The same schema, which lets through what may be added; its description lists the values known today."""
    found: Schema = {}
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            found[key] = {name: opened(part) for name, part in value.items()}
        elif key == "items":
            found[key] = opened(value)
        elif key == "anyOf":
            found[key] = [opened(part) for part in value]
        elif key not in _CLOSING:
            found[key] = value
    if known := [value for value in schema.get("enum", ()) if isinstance(value, str)]:
        found["description"] = _sentences(schema.get("description"), f"Valeurs connues : {', '.join(known)}.")
    return found


def _in_words(node: Any) -> Any:
    """Titles and descriptions with their typography; what a value refers to becomes a sentence."""
    if isinstance(node, list):
        return [_in_words(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _in_words(value) for key, value in node.items() if key not in _REFERENCES}
    target = next((node[key] for key in _REFERENCES if isinstance(node.get(key), str)), "")
    if target:
        found["description"] = _sentences(node.get("description"), f"Identifiant dans « {target} ».")
    for key in ("title", "description"):
        if isinstance(found.get(key), str):
            found[key] = french(found[key])
    return found


def _sentences(*texts: str | None) -> str:
    return " ".join(text for text in texts if text)
