"""The JSON Schema keywords that our schemas use, in Python alone: for a Python that runs in a browser.

Everywhere else `jsonschema_rs` does this; a test gives both the same files, sound and spoiled.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from math import isfinite
from typing import Any

Path = tuple[str | int, ...]

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_whole(value),
    "null": lambda value: value is None,
    "number": lambda value: _is_number(value),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What says nothing of a value, or is read with its neighbours.
_SILENT = frozenset({"$comment", "$defs", "$id", "$schema", "default", "description", "examples", "title"})


@dataclass(frozen=True)
class Kind:
    """Which keyword refuses a value, and what else it says."""

    name: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> Mapping[str, Any]:
        """The unexpected keys, or the key that is missing."""
        return self.details


@dataclass(frozen=True)
class ValidationError:
    """One refusal: where in the value, by which part of the schema."""

    instance_path: Path
    schema_path: Path
    kind: Kind


class Draft202012Validator:
    """Checks values against one schema. Raises ValueError for a keyword that it does not know."""

    def __init__(self, schema: Mapping[str, Any], *, validate_formats: bool) -> None:
        assert validate_formats
        self._whole = schema
        for part in (schema, *schema.get("$defs", {}).values()):
            _refuse_unknown_keywords(part)

    def is_valid(self, value: Any) -> bool:
        """Whether nothing refuses the value."""
        return next(self.iter_errors(value), None) is None

    def iter_errors(self, value: Any) -> Iterator[ValidationError]:
        """Every refusal."""
        return self._errors(value, self._whole, (), ())

    def _errors(self, value: Any, part: Any, where: Path, by: Path) -> Iterator[ValidationError]:
        if part is False:
            yield ValidationError(where, by, Kind("falseSchema"))
        elif part is not True:
            yield from self._by_keywords(value, part, where, by)

    def _by_keywords(self, value: Any, part: Mapping[str, Any], where: Path, by: Path) -> Iterator[ValidationError]:
        if "$ref" in part:
            name = part["$ref"].rsplit("/", 1)[-1]
            yield from self._errors(value, self._whole["$defs"][name], where, ("$defs", name))
        for keyword, wanted in part.items():
            if keyword in _REFUSES and _REFUSES[keyword](wanted, value):
                yield ValidationError(where, (*by, keyword), Kind(keyword))
        if isinstance(value, dict):
            yield from self._in_group(value, part, where, by)
        for i, item in enumerate(value if isinstance(value, list) else ()):
            yield from self._errors(item, part.get("items", True), (*where, i), (*by, "items"))
        if "oneOf" in part and sum(not any(self._errors(value, way, (), ())) for way in part["oneOf"]) != 1:
            yield ValidationError(where, (*by, "oneOf"), Kind("oneOf"))

    def _in_group(self, value: dict[str, Any], part: Mapping[str, Any], where: Path, by: Path) -> Iterator[Any]:
        properties = part.get("properties", {})
        refuse = partial(ValidationError, where)
        for key in part.get("required", ()):
            if key not in value:
                yield refuse((*by, "required"), Kind("required", {"property": key}))
        unexpected = [key for key in value if key not in properties]
        if unexpected and part.get("additionalProperties") is False:
            yield refuse((*by, "additionalProperties"), Kind("additionalProperties", {"unexpected": unexpected}))
        for key, inside in properties.items():
            if key in value:
                yield from self._errors(value[key], inside, (*where, key), (*by, "properties", key))


def _is_number(value: Any) -> bool:
    """Whether JSON can hold it as a number: it has neither infinity nor NaN, and no limit to whole numbers."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and isfinite(value))


def _is_whole(value: Any) -> bool:
    return _is_number(value) and (isinstance(value, int) or value.is_integer())


def _repeats(value: list[Any]) -> bool:
    return len({json.dumps(_as_one(item), sort_keys=True) for item in value}) < len(value)


def _as_one(value: Any) -> Any:
    """The value with whole numbers written in one way: 7.0 is 7."""
    if isinstance(value, list):
        return [_as_one(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_one(item) for key, item in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_day(value: str) -> bool:
    try:
        return _DAY.fullmatch(value) is not None and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """The pattern, with an end that is the end of the text, as everywhere but in Python."""
    return re.compile(f"{pattern[:-1]}\\Z" if pattern.endswith("$") else pattern)


def _on(kind: str, refuses: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """A keyword that looks at values of one type only."""
    return lambda wanted, value: _TYPES[kind](value) and refuses(wanted, value)


# Keyword → whether it refuses a value, given what the schema wants.
_REFUSES: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": lambda wanted, value: not _TYPES[wanted](value),
    "enum": lambda wanted, value: value not in wanted,
    "const": lambda wanted, value: value != wanted,
    "pattern": _on("string", lambda wanted, value: _pattern(wanted).search(value) is None),
    "format": _on("string", lambda wanted, value: wanted == "date" and not _is_day(value)),
    "minLength": _on("string", lambda wanted, value: len(value) < wanted),
    "maxLength": _on("string", lambda wanted, value: len(value) > wanted),
    "minimum": _on("number", lambda wanted, value: value < wanted),
    "maximum": _on("number", lambda wanted, value: value > wanted),
    "minItems": _on("array", lambda wanted, value: len(value) < wanted),
    "maxItems": _on("array", lambda wanted, value: len(value) > wanted),
    "uniqueItems": _on("array", lambda wanted, value: wanted and _repeats(value)),
    "minProperties": _on("object", lambda wanted, value: len(value) < wanted),
}
_STRUCTURE = frozenset({"$ref", "additionalProperties", "items", "oneOf", "properties", "required"})


def _refuse_unknown_keywords(part: Any) -> None:
    if not isinstance(part, dict):
        return
    unknown = [name for name in part.keys() - _REFUSES.keys() - _STRUCTURE - _SILENT if not name.startswith("x-")]
    if unknown:
        raise ValueError(f"JSON Schema keywords that plain_validator.py does not know: {sorted(unknown)}")
    for inside in (*part.get("properties", {}).values(), part.get("items"), *part.get("oneOf", ())):
        _refuse_unknown_keywords(inside)
