"""What the descriptions of our JSON answers are made of: the API's and the dossiers'."""

from __future__ import annotations

from build_tools.model.json_schema import Schema

MOMENT: Schema = {"type": "string", "format": "date-time"}


def answer(properties: Schema, optional: Schema | None = None) -> Schema:
    """An answer with its version, its moment and its licence."""
    head = {
        "schema_version": {"type": "string", "description": "Version de la forme des réponses.", "examples": ["1.0.0"]},
        "generated_at": MOMENT | {"description": "Moment du dernier changement du catalogue, en temps universel."},
        "licence": {
            "type": "string",
            "description": "Identifiant SPDX de la licence des données.",
            "examples": ["etalab-2.0"],
        },
    }
    return object_of({**head, **properties}, optional)


def object_of(properties: Schema, optional: Schema | None = None) -> Schema:
    """An object with properties that are always there, and others that may be."""
    return {"type": "object", "properties": {**properties, **(optional or {})}, "required": list(properties)}


def list_of(items: Schema, description: str) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items, "description": description}


def by_name(values: Schema, description: str) -> Schema:
    """An object whose keys are names that the catalogue gives: regions, terms."""
    return {"type": "object", "additionalProperties": values, "description": description}
