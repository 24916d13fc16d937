"""The guide to the fields, made from the models: what a contributor reads is what the checker expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model import Catalogue
from build_tools.model.json_schema import Schema, build_schema, example_text, referenced, resolve
from build_tools.model.kinds import KINDS
from build_tools.model.wording import VALUE_KINDS

_TYPES = {**VALUE_KINDS, "object": "groupe"}


@dataclass(frozen=True)
class FieldRow:
    """One field of a record: its key (with its parents'), what it means, and what it takes."""

    key: str
    title: str
    required: bool
    kind: str
    description: str
    example: str
    vocabulary: str


@dataclass(frozen=True)
class FieldTable:
    """All fields of one kind of record."""

    id: str
    title: str
    rows: tuple[FieldRow, ...]


def field_tables(catalogue: Catalogue) -> tuple[FieldTable, ...]:
    """The tables of the kinds of record."""
    terms = {name: list(values) for name, values in catalogue.vocabularies.terms.items()}
    return tuple(
        FieldTable(kind.schema, kind.name, tuple(_rows(schema, schema)))
        for kind in KINDS.values()
        for schema in [build_schema(kind.schema, terms)]
    )


def _rows(schema: Schema, whole: Schema, prefix: str = "") -> Iterator[FieldRow]:
    required = schema.get("required", [])
    for key, prop in schema["properties"].items():
        items = prop.get("items", prop)
        yield FieldRow(
            key=prefix + key,
            title=prop.get("title", key),
            required=key in required,
            kind=_kind(prop, items),
            description=prop.get("description", ""),
            example=example_text(prop) or example_text(items),
            vocabulary=referenced(items),
        )
        if "$ref" in items:
            yield from _rows(resolve(items, whole), whole, f"{prefix}{key}.")


def _kind(prop: Schema, items: Schema) -> str:
    if items.get("format") == "date":
        name = "date"
    elif "$ref" in items:
        name = "groupe"
    elif referenced(items):
        name = "identifiant"
    else:
        name = _TYPES.get(items.get("type", ""), "valeur au choix")
    return f"liste ({name})" if prop.get("type") == "array" else name
