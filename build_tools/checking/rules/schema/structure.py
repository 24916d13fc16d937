"""The schema check: a file against its JSON Schema, every error reported in French with its place."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from build_tools.checking.problem import Finding, finding, name_of
from build_tools.checking.rulebook import TYPES, in_short
from build_tools.checking.rules.schema.proposing import SEPARATED, as_group, as_items, as_text, example, example_items
from build_tools.checking.suggestions import did_you_mean, nearest
from build_tools.loading.yaml_reader import Data
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import base
from build_tools.model.json_schema import Schema, on_one_line, resolve
from build_tools.text.folding import fold

try:
    import jsonschema_rs as json_schema
except ImportError:  # in a browser
    from build_tools.checking.rules.schema import plain_validator as json_schema  # type: ignore[no-redef]

# Vocabulary → other ways of saying a term (label, synonym) → its id.
OtherNames = Mapping[str, Mapping[str, str]]

# What is wrong with a value's content is not reported when its type is already wrong.
_CONTENT_OF = {"enum": str, "oneOf": dict}

_NO_BREAK = "\u00a0\u202f "
_NO_BREAK_INDENT = re.compile(r" *[\u00a0\u202f]")
_BULLET = re.compile(r"[•–—·▪*‣●] ?\S")

# From this number on, equal errors of one group or list are reported as one.
MANY = 20
_SHOWN = 5


class StructureChecker:
    """Checks data against one schema. Cheap to call, costly to make: make one per kind of file."""

    def __init__(self, schema: Schema, other_names: OtherNames) -> None:
        self._schema = schema
        self._other_names = other_names
        self._validator = json_schema.Draft202012Validator(schema, validate_formats=True)

    def __call__(self, data: Data) -> list[Finding]:
        """All findings of one file, in no particular order; an error of every item of a list is reported once."""
        if self._validator.is_valid(data):
            return []
        errors = [(tuple(error.instance_path), error) for error in self._validator.iter_errors(data)]
        again = repeated_items(data, (where for where, error in errors if error.kind.name == "uniqueItems"))
        alike: dict[tuple[str, NodePath], list[json_schema.ValidationError]] = defaultdict(list)
        for where, error in errors:
            if not is_inside(where, again):
                whatever_the_item = tuple("" if isinstance(step, int) else step for step in where)
                alike[error.kind.name, whatever_the_item].append(error)
        return [finding for same in alike.values() for finding in self._findings_of(same, data)]

    def _findings_of(self, same: Sequence[json_schema.ValidationError], data: Data) -> Iterator[Finding]:
        """Findings for errors of one kind at the same keys: each of them, or the first and the number of the others."""
        for error in same if len(same) <= MANY else same[:1]:
            yield from self._explain(error, data)
        if len(same) > MANY:
            where: NodePath = tuple(same[0].instance_path)
            outermost_list = next((where[:i] for i, step in enumerate(where) if isinstance(step, int)), where)
            yield finding(outermost_list, "schema-liste/suite", name=name_of(outermost_list), count=len(same) - 1)

    def _explain(self, error: json_schema.ValidationError, data: Data) -> Iterator[Finding]:
        where: NodePath = tuple(error.instance_path)
        schema = self._schema_at(list(error.schema_path)[:-1])
        value = _value_at(data, where)
        name = error.kind.name
        if not isinstance(value, _CONTENT_OF.get(name, object)):
            return
        if name == "additionalProperties":
            yield from _unknown_keys(where, error.kind.as_dict()["unexpected"], schema, _value_at(data, where))
        elif name == "required":
            yield _missing_key(where, error.kind.as_dict()["property"], schema)
        elif name == "oneOf" and not isinstance(value, dict):
            return  # the error on its type says it already
        elif name == "enum":
            yield self._unknown_term(where, value, schema)
        elif name == "type" and schema.get("type") == "array":
            beside = [key for key in _value_at(data, where[:-1]) if key not in base.SourcedRecord.model_fields]
            item = resolve(schema.get("items", {}), self._schema)
            if where == ("reprises",):  # the region that made the module did not take it up
                item = item | {"enum": [name for name in item.get("enum", ()) if name != data.get("region")]}
            yield _no_list(where, value, schema, item, beside)
        else:
            yield _EXPLANATIONS.get(name, _UNEXPLAINED)(where, value, schema)

    def _unknown_term(self, where: NodePath, value: Data, schema: Schema) -> Finding:
        vocabulary = schema.get("x-vocabulaire")
        choices = [str(choice) for choice in schema["enum"]]
        if where == ("region",) and sum(fold(part) in choices for part in SEPARATED.split(str(value))) > 1:
            return finding(where, "schema-terme/regions", value=value)
        suggestion = did_you_mean(value, choices, self._other_names.get(vocabulary or ""))
        if vocabulary:
            return finding(where, "schema-terme", value=value, vocabulary=vocabulary, suggestion=suggestion)
        return finding(where, "schema-terme/choix", value=value, name=name_of(where), suggestion=suggestion)

    def _schema_at(self, steps: list[str | int]) -> Schema:
        node: Any = self._schema
        for step in steps:
            node = self._schema["$defs"][node["$ref"].rsplit("/", 1)[-1]] if step == "$ref" else node[step]
        return node if isinstance(node, dict) else {}


def repeated_items(data: Data, lists: Iterable[NodePath]) -> frozenset[NodePath]:
    """The places of items that stand in these lists already: what is wrong with them is said of the first."""
    found: set[NodePath] = set()
    for where in lists:
        seen: set[str] = set()
        for i, item in enumerate(_value_at(data, where)):
            key = json.dumps(item, sort_keys=True)
            if key in seen:
                found.add((*where, i))
            seen.add(key)
    return frozenset(found)


def is_inside(where: NodePath, places: Set[NodePath]) -> bool:
    """Whether a place is one of these, or below one of them."""
    return bool(places) and any(where[:end] in places for end in range(len(where) + 1))


def _value_at(data: Data, where: NodePath) -> Data:
    for step in where:
        data = data[step]
    return data


def _unknown_key(where: NodePath, key: str, schema: Schema, present: Data) -> Finding:
    """A key that is there already is not proposed: twice, it would be another error."""
    known = schema.get("properties", {})
    if _NO_BREAK_INDENT.match(key):
        return finding((*where, key), "schema-cle-inconnue/insecable", of_key=True, key=key.strip(_NO_BREAK))
    if (same := nearest(key, known)) in present and fold(key) == fold(same or ""):
        return finding((*where, key), "schema-cle-inconnue/deja", of_key=True, key=key, same=same)
    suggestion = did_you_mean(key, [name for name in known if name not in present], of="cles")
    return finding((*where, key), "schema-cle-inconnue", of_key=True, key=key, suggestion=suggestion)


def _unknown_keys(where: NodePath, keys: list[str], schema: Schema, present: Mapping[str, Data]) -> Iterator[Finding]:
    if len(keys) > MANY:
        place = (*where, keys[0])
        shown = [in_short(key) for key in keys[:_SHOWN]]
        yield finding(place, "schema-cle-inconnue/nombreuses", of_key=True, count=len(keys), keys=shown)
        return
    for key in keys:
        yield _unknown_key(where, key, schema, present)


def _missing_key(where: NodePath, key: str, schema: Schema) -> Finding:
    description = schema.get("properties", {}).get(key, {}).get("description", "")
    return finding(where, "schema-cle-manquante", key=key, description=description)


def _wrong_type(where: NodePath, value: Data, schema: Schema) -> Finding:
    name, kind = name_of(where), schema.get("type", "")
    if value is None:
        return finding(where, "schema-type/vide", name=name)
    if where == ("region",) and isinstance(value, list) and len(value) > 1:
        return finding(where, "schema-terme/regions", value=", ".join(map(on_one_line, value)))
    if schema.get("format") == "date":
        return finding(where, "schema-type/date", value=on_one_line(value))
    if kind in ("number", "object") and (found := _length(where, value, schema)):
        return found
    if where == ("annee",) and isinstance(value, str) and value.strip():
        return finding(where, "schema-type/annee", value=on_one_line(value))
    if kind == "string" and isinstance(value, int | float) and "pattern" in schema and not as_text(value, schema):
        return _bad_pattern(where, on_one_line(value), schema)
    needed = _needed(schema)
    key = next(iter(needed), "")
    shown = as_group(value, needed, schema) if key else as_text(value, schema)
    return finding(
        where,
        _type_key(kind, value, schema),
        name=name,
        expected=TYPES.get(kind, "une autre valeur"),
        value=shown or on_one_line(value),
        example=example(schema),
        description=_example_or_description(schema),
        key=key,
        keys=list(schema.get("properties", ())),
    )


def _no_list(where: NodePath, value: Data, schema: Schema, item: Schema, fields: Sequence[str]) -> Finding:
    """Something else where a list is expected: how to write the same as a list."""
    name, expected = name_of(where), TYPES["array"]
    if isinstance(value, str) and _NO_BREAK_INDENT.match(value.removeprefix("-")) and value.startswith("-"):
        return finding(where, "schema-type/tiret-insecable", name=name, expected=expected)
    if isinstance(value, str) and _BULLET.match(value):
        return finding(where, "schema-type/puces", name=name, expected=expected, sign=value[0])
    if isinstance(value, dict) and all(key.startswith("-") for key in value):
        return finding(where, "schema-type/tiret-colle", name=name, expected=expected)
    if isinstance(value, str) and "properties" in item:
        keys = item.get("required") or list(item["properties"])[:1]
        parts = [f"{key}: {example(item['properties'][key]) or '…'}" for key in keys]
        written = parts[0] if len(parts) == 1 else f"{{ {', '.join(parts)} }}"
        return finding(where, "schema-type/elements", name=name, expected=expected, example=f"- {written}")
    if value is None or not isinstance(value, str | int | float) or isinstance(value, bool):
        return _wrong_type(where, value, schema)
    if shown := as_items(value, schema, item):
        return finding(where, "schema-type/crochets", name=name, expected=expected, value=shown)
    if shown := example_items(schema, item, fields):
        return finding(where, "schema-type/liste", name=name, expected=expected, example=shown)
    return finding(where, "schema-type/tirets", name=name, expected=expected)


def _length(where: NodePath, value: Data, schema: Schema) -> Finding | None:
    """A length in words, where the record counts in hours: how it is written, if the words say how many."""
    if where[:1] != ("duree",) or not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    from build_tools.text.reading.durations import read_length  # a check of sound files has no use for it

    found = read_length(str(value))
    if found.only_days:
        return finding(where, "schema-type/jours", value=str(value))
    if found.several:
        return finding(where, "schema-type/deux-durees", value=str(value))
    if found.length is None:
        shown = "14" if schema.get("type") == "number" else "{ heures: 14 }"
        has_text = isinstance(value, str) and value.strip()
        return finding(where, "schema-type/heures", value=on_one_line(value), example=shown) if has_text else None
    example = on_one_line(found.length)
    if schema.get("type") == "number":
        if found.length.keys() != {"heures"}:
            return None
        example = on_one_line(found.length["heures"])
    expected = TYPES[schema["type"]]
    return finding(where, "schema-type/duree", name=name_of(where), expected=expected, example=example)


def _needed(schema: Schema) -> Sequence[str]:
    """The keys without which a group says nothing."""
    needed: Sequence[str] = schema.get("required", ())
    return needed or (("document",) if "document" in schema.get("properties", ()) else ())


def _type_key(kind: str, value: Data, schema: Schema) -> str:
    """Which message shows the same value in the expected type, or how to write that type."""
    match kind:
        case "string" if isinstance(value, bool):
            return "schema-type/pas-vrai-ou-faux"
        case "string" if isinstance(value, int | float):
            return "schema-type/pas-un-nombre" if as_text(value, schema) else "schema-type/code"
        case "string" if "enum" not in schema:
            return "schema-type/texte"
        case "array":
            return "schema-type/tirets"
        case "object" if isinstance(value, str) and value.partition(":")[0] in schema.get("properties", {}):
            return "schema-type/colle"
        case "object" if _needed(schema):
            return "schema-type/groupe"
        case "object" if "properties" in schema:
            return "schema-type/cles"
        case _:
            return "schema-type"


def _bad_pattern(where: NodePath, value: Data, schema: Schema) -> Finding:
    variant = base.FORMS.get(schema["pattern"])
    key = f"schema-forme/{variant}" if variant else "schema-forme"
    return finding(where, key, value=value, name=name_of(where), description=_example_or_description(schema))


def _bad_format(where: NodePath, value: Data, schema: Schema) -> Finding:
    """A text that is no ISO date: how the day is written, or what it lacks."""
    from build_tools.text.reading.days import read_day  # a check of sound files has no use for it

    text = on_one_line(value)
    found = read_day(text)
    if found.day:
        return finding(where, "schema-date/lue", value=text, read=found.day)
    return finding(where, f"schema-date/{found.why}" if found.why else "schema-date", value=text)


def _too_short(where: NodePath, value: Data, schema: Schema) -> Finding:
    least, description = schema["minLength"], schema.get("description", "")
    if least == 1:
        return finding(where, "schema-longueur/vide", name=name_of(where))
    key = "schema-longueur/court"
    return finding(where, key, name=name_of(where), count=len(value), least=least, description=description)


def _out_of_range(where: NodePath, value: Data, schema: Schema) -> Finding:
    low, high = schema.get("minimum"), schema.get("maximum")
    variant = "entre" if None not in (low, high) else "au-moins" if low is not None else "au-plus"
    key, description = f"schema-valeur/{variant}", _example_or_description(schema)
    return finding(where, key, name=name_of(where), value=value, low=low, high=high, description=description)


def _repeated_items(where: NodePath, value: Data, schema: Schema) -> Finding:
    place = min(repeated_items({"": value}, [("",)]))
    again = value[place[-1]]
    return finding(where, "schema-liste/repetition", name=name_of(where), value=on_one_line(again))


def _not_one_way(where: NodePath, value: Data, schema: Schema) -> Finding:
    """A length that is given in several ways; a source that names no document, half describes one, or does both."""
    if "document" not in schema["properties"]:
        return finding(where, "schema-duree")
    described = [key for key in base.DESCRIBED if key in value]
    if "document" in value:
        return finding(where, "schema-source/deux", keys=described)
    if described:
        return finding(where, "schema-source", keys=[key for key in base.DESCRIBED_NEEDS if key not in value])
    return _missing_key(where, "document", schema)


def _example_or_description(schema: Schema) -> str:
    shown = example(schema)
    return f"Par exemple : {shown}." if shown else str(schema.get("description", ""))


_Explanation = Callable[[NodePath, Data, Schema], Finding]


def _by_message(key: str, values: Callable[[Data, Schema], Mapping[str, Any]]) -> _Explanation:
    """Reports a keyword by one message, with these values and the name of the place."""
    return lambda where, value, schema: finding(where, key, name=name_of(where), **values(value, schema))


# JSON Schema keyword → how to report it.
_EXPLANATIONS: Mapping[str, _Explanation] = {
    "type": _wrong_type,
    "pattern": _bad_pattern,
    "format": _bad_format,
    "minLength": _too_short,
    "maxLength": _by_message("schema-longueur/long", lambda text, of: {"count": len(text), "most": of["maxLength"]}),
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minItems": _by_message(
        "schema-liste/courte", lambda _, of: {"least": of["minItems"], "description": of.get("description", "")}
    ),
    "maxItems": _by_message("schema-liste/longue", lambda items, of: {"count": len(items), "most": of["maxItems"]}),
    "uniqueItems": _repeated_items,
    "minProperties": _by_message("schema-vide", lambda _, of: {"keys": list(of["properties"])}),
    "oneOf": _not_one_way,
}
_UNEXPLAINED = _by_message("schema-valeur", lambda _, of: {"example": example(of)})
