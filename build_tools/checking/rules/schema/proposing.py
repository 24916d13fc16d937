"""What a hint may show of the value that a person wrote: only what is right once it stands where the hint puts it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from build_tools.loading.yaml_reader import Data, YamlError, read
from build_tools.model.base import SLUG
from build_tools.model.json_schema import Schema, example_text, on_one_line
from build_tools.text.folding import fold
from build_tools.text.reading.lists import nothing

SEPARATED = re.compile(r" ?(?:[,;/|]| et ) ?")
# Its items are names of fields, which no other schema word says.
NAMES_OF_FIELDS = "Champs déduits"


def example(schema: Schema) -> str:
    """An example of the value as YAML has it, or its first term, or nothing."""
    shown = next(iter((*schema.get("examples", ()), *schema.get("enum", ()))), "")
    return as_written(shown) if isinstance(shown, str) and shown else example_text(schema)


def as_written(value: Any) -> str:
    """The value on one line; between quotes where YAML would take the text for something else: a code of figures."""
    text = on_one_line(value)
    return text if not isinstance(value, str) or _is_plain(text, value) else json.dumps(value, ensure_ascii=False)


def as_text(value: Data, schema: Schema) -> str | None:
    """The value as a text of this place, if it may stand there; the name of another record is never guessed."""
    if not isinstance(value, str | int | float) or isinstance(value, bool) or schema.get("type") != "string":
        return None
    text = on_one_line(value)
    if "enum" in schema:
        return fold(text) if fold(text) in schema["enum"] else None
    pattern = schema.get("pattern", "")
    # Only the form of an official code may be judged here: any word may be the name of a record.
    if {"x-vocabulaire", "format"} & schema.keys() or (pattern == SLUG and "x-reference" in schema):
        return None
    if not re.search(pattern, text) or (not pattern and not isinstance(value, str)):  # no title is a number
        return None
    if nothing(text):  # « aucun » is no item of a list
        return None
    shortest, longest = schema.get("minLength", 1), schema.get("maxLength", len(text))
    return text if shortest <= len(text) <= longest else None


def as_items(value: Data, schema: Schema, item: Schema) -> str:
    """The same value between brackets, without them; nothing where the list would refuse it."""
    if schema.get("title") == NAMES_OF_FIELDS:
        return ""
    if "enum" in item:
        parts = [as_text(part, item) for part in SEPARATED.split(on_one_line(value))]
        return ", ".join(dict.fromkeys(filter(None, parts))) if all(parts) else ""
    text = as_text(value, item)
    if text and (isinstance(value, str) or "pattern" not in item) and _is_plain(f"[{text}]", [text]):
        return text
    return ""


def example_items(schema: Schema, item: Schema, fields: Sequence[str]) -> str:
    """An example of what stands between the brackets; `fields` are the only ones that the record may name."""
    shown = next(iter(schema.get("examples", ())), item.get("enum", ())[:1])
    if schema.get("title") == NAMES_OF_FIELDS:
        shown = [name for name in (*shown, *fields) if name in fields][:1]
    return ", ".join(map(as_written, shown))


def as_group(value: Data, keys: Sequence[str], schema: Schema) -> str:
    """What follows the first of the keys that a group needs: the value if it may stand there, then the other keys."""
    properties = schema.get("properties", {})
    first, *others = keys
    of_first = properties.get(first, {})
    text = as_text(value, of_first)
    shown = text if text and _is_plain(f"{{ {first}: {text} }}", {first: text}) else example(of_first) or "…"
    return ", ".join([shown, *(f"{key}: {example(properties.get(key, {})) or '…'}" for key in others)])


def _is_plain(written: str, meant: Any) -> bool:
    """Whether YAML reads what would be shown as what is meant."""
    try:
        return bool(read(f"x: {written}".encode()) == {"x": meant})
    except YamlError:
        return False
