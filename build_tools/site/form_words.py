"""What the check of a form says: in words of its questions and its choices, never of the file's keys and lines."""

from __future__ import annotations

from collections.abc import Mapping

from build_tools.checking.rulebook import Message, messages_of_forms, with_names
from build_tools.model import Vocabularies
from build_tools.model.json_schema import Schema, resolve
from build_tools.site.form import FORMS, Form


def form_messages(words: Vocabularies) -> dict[str, Message]:
    """Key → the message that a form shows: its questions and choices are named, values still have to be put in."""
    questions = _questions()

    def name(field: str, term: str) -> str:
        return words.label(field, term) if term else questions[field]

    return {key: with_names(text, name) for key, text in messages_of_forms().items()}


def _questions() -> Mapping[str, str]:
    """Field → the question about it; the form of modules asks nearly all."""
    return {
        field: asked
        for form in reversed(list(FORMS.values()))
        for _, questions in form.questions.values()
        for field, asked in questions.items()
    }


def with_help(schema: Schema, form: Form) -> Schema:
    """The schema, each field described as the form does it: its own description may say how the file is written."""
    for path, text in form.help.items():
        *groups, field = path.split(".")
        group = schema
        for name in groups:
            group = _group(group["properties"].get(name, {}), schema)
        if field in group.get("properties", {}):
            group["properties"][field]["description"] = text
    return schema


def _group(part: Schema, schema: Schema) -> Schema:
    whole = resolve(part, schema)
    return resolve(whole.get("items", {}), schema) or whole
