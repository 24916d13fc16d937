"""JSON Schema 2020-12 made from the models and the vocabularies: the public contract in `schema/`."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from build_tools.model.base import SOURCE_SHAPES, SourcedRecord
from build_tools.model.collecte import Collecte
from build_tools.model.kinds import KIND_OF_SCHEMA
from build_tools.model.module import DURATION_SHAPES
from build_tools.model.vocabulary import TERM_FILES, VOCABULARIES, VOCABULARY_OF_TERM_FILE, vocabulary_file

DIALECT = "https://json-schema.org/draft/2020-12/schema"
GENERATED_FILE = "Fichier généré, ne pas modifier"
GENERATED = f"{GENERATED_FILE} : lancer « catalogue schema »."

COLLECTE = "collecte"

Schema = dict[str, Any]
TermIds = Mapping[str, Sequence[str]]


def schema_names() -> tuple[str, ...]:
    """Names of all schemas: the kinds of record, then the vocabularies, or their terms if each has a file.

    The lists to harvest (`COLLECTE`) are no data of the catalogue, and their columns have names of their own.
    """
    return (*KIND_OF_SCHEMA, *(TERM_FILES.get(name, name) for name in VOCABULARIES))


def build_schema(name: str, terms: TermIds) -> Schema:
    """The JSON Schema of one kind of file.

    `terms` gives the ids of each vocabulary; they become enumerations. Raises KeyError for an unknown name.
    """
    model, title = _model_and_title(name)
    schema = copy.deepcopy(_schema_of(model))
    _tidy(schema, terms)
    if name not in VOCABULARIES and name != COLLECTE:
        _as_in_a_file(schema)
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)  # the classes' English names and docstrings are for developers
        part.pop("description", None)
    if "Duration" in schema.get("$defs", {}):
        schema["$defs"]["Duration"] |= {"oneOf": DURATION_SHAPES, "examples": [{"heures": 14}]}
    if "Source" in schema.get("$defs", {}):
        schema["$defs"]["Source"] |= {"oneOf": SOURCE_SHAPES, "examples": [{"document": "guide-8", "page": 31}]}
    return {"$schema": DIALECT, "$comment": GENERATED, "$id": f"{name}.schema.json", "title": title, **schema}


@cache
def schema_without_terms(name: str) -> Schema:
    """The JSON Schema for those who only read the form of a file from it: made once, not to be changed."""
    return build_schema(name, {})


def _model_and_title(name: str) -> tuple[type[BaseModel], str]:
    if name in KIND_OF_SCHEMA:
        return KIND_OF_SCHEMA[name].model, KIND_OF_SCHEMA[name].title
    if name == COLLECTE:
        return Collecte, "Liste à collecter"
    if name in VOCABULARY_OF_TERM_FILE:
        vocabulary = VOCABULARY_OF_TERM_FILE[name]
        return VOCABULARIES[vocabulary], f"Terme du vocabulaire « {vocabulary} »"
    return vocabulary_file(VOCABULARIES[name]), f"Vocabulaire « {name} »"


@cache
def _schema_of(model: type[BaseModel]) -> Schema:
    """Half of the vocabularies have the same model: its schema is made once."""
    return model.model_json_schema()


def resolve(part: Schema, whole: Schema) -> Schema:
    """What a part that refers to a definition of the whole schema says; the part itself if it refers to none."""
    reference = part.get("$ref")
    found: Schema = whole["$defs"][reference.rsplit("/", 1)[-1]] if reference else part
    return found


def referenced(schema: Schema) -> str:
    """The vocabulary or the collection whose ids a value is one of; empty if it is no id."""
    return str(schema.get("x-vocabulaire") or schema.get("x-reference") or "")


def example_text(schema: Schema) -> str:
    """The first example of a property as a contributor would write it on one line, or nothing."""
    examples = schema.get("examples")
    return on_one_line(examples[0]) if examples else ""


def on_one_line(value: Any) -> str:
    """A value as a contributor would write it on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {on_one_line(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(on_one_line, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_in_a_file(schema: Schema) -> None:
    """The id is the file's name, never a key; where the facts come from stands after the facts."""
    properties = schema["properties"]
    del properties["id"]
    schema["required"].remove("id")
    for name in SourcedRecord.model_fields:
        if name in properties:
            properties[name] = properties.pop(name)


def _tidy(node: Any, terms: TermIds) -> None:
    """Turn pydantic's habits into the contract: no null, no default, enumerations from the vocabularies."""
    if isinstance(node, list):
        for item in node:
            _tidy(item, terms)
    if not isinstance(node, dict):
        return
    node.pop("default", None)
    alternatives = [part for part in node.get("anyOf", []) if part != {"type": "null"}]
    if len(alternatives) == 1:  # an unknown fact is absent, never null
        del node["anyOf"]
        node.update({**alternatives[0], **node})
    for value in list(node.values()):
        _tidy(value, terms)
    if (vocabulary := node.get("x-vocabulaire", "")) in terms:
        node["enum"] = list(terms[vocabulary])
    if node.get("type") == "array":  # what is said once is said: no list of the catalogue counts by repeating
        node["uniqueItems"] = True
