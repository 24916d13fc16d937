"""A catalogue whose every free text, found by asking the models, holds all the signs that the checker allows.

A field that is added to a model gets its text here the day it is born; every output is then asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from build_tools.checking.rules import TEXT_RULES
from build_tools.checking.rules.patterns import WORD
from build_tools.checking.rules.text import check_texts
from build_tools.model import VOCABULARIES, Catalogue, Vocabularies
from build_tools.model.base import BLOCK_CODE, DATE_OR_PART, EXCERPT_MAX_WORDS, HTTPS_ADDRESS, RNCP_CODE, SLUG
from build_tools.model.json_schema import Schema, build_schema
from build_tools.model.kinds import KINDS

# What some format, shell, template or log takes for something else; those that the checker refuses are left out.
PARTS = (
    "& <3",
    "]]>",
    "\\n\\",
    "${A}",
    "{{ a }}",
    "{% %}",
    "::error::",
    "##[",
    "%0A%",
    "\"'",
    ";",
    ",",
    "-->",
    "@@CORPS@@",
    "$(",
    "|",
    "~~",
    "*",
    "_",
    "«\u00a0é\u00a0»",
    "=1",
    "@",
    "+",
    "\t",
    "#1",
    "<b>",
    "&lt;",
    "🧑\u200d🏭",
    "🚲",
    "\u202e",
)
MARK = re.compile(r"Repère([0-9]{3})")
# Texts that name things of the catalogue itself, so that they cannot be any text.
# The id of a record of a kind that the catalogue has none of: it follows from the code below.
_NEW_RECORD = "rncp-37674"
_NOT_FREE = frozenset({"id", "deduit"})
_OF_PATTERN = {
    r"^8[0-9]{4}$": "80000",
    r"^[a-z]{2,5}$": "abc",
    r"^[0-9]{2}$": "01",
    r"^FR-[0-9A-Z]{3}$": "FR-GUA",
    r"^[0-9]{14}$": "13002526500013",
    SLUG: "nom-ancien",
    RNCP_CODE: "RNCP37674",
    BLOCK_CODE: "RNCP37674BC01",
    DATE_OR_PART: "2020-01",
    HTTPS_ADDRESS: "https://exemple.fr/?a=1&b='2'",
}


def allowed_signs() -> str:
    """The parts that the checker lets through, side by side, as few words as an excerpt may have."""
    kept: list[str] = []
    for part in PARTS:
        text = " ".join(["Repère000", *kept, part, "fin"])
        short = len(re.findall(WORD, text)) <= EXCERPT_MAX_WORDS
        if short and not any(check_texts({name: text}, TEXT_RULES) for name in ("extrait", "titre", "resume")):
            kept.append(part)
    assert {"& <3", "]]>", "${A}", "\"'", ";"} <= set(kept), kept
    return " ".join([*kept, "fin"])


@dataclass
class Filler:
    """Gives every property of a schema a value; `texts` gets each free text by its number, `places` where it is."""

    signs: str
    ids: Mapping[str, str]
    texts: dict[int, str] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)

    def record(self, name: str, schema: Schema) -> dict[str, Any]:
        """An object with all its properties."""
        self._definitions = schema["$defs"]
        given: dict[str, Any] = self._value(name, schema)
        return given

    def _value(self, place: str, node: Schema) -> Any:
        if "$ref" in node:
            node = {**self._definitions[node["$ref"].rsplit("/", 1)[-1]], **node}
        if vocabulary := node.get("x-vocabulaire") or node.get("x-reference"):
            return self.ids[vocabulary]
        if "const" in node or "enum" in node:
            return node.get("const", next(iter(node.get("enum", ()))) if "enum" in node else None)
        kind = node.get("type")
        if kind == "object" or "properties" in node:
            return self._object(place, node)
        if kind == "array":
            return [self._value(place, node["items"]) for _ in range(max(1, node.get("minItems", 1)))]
        if kind == "string":
            return self._text(place, node)
        if kind in ("integer", "number"):
            return max(1, node.get("minimum", 1))
        assert kind == "boolean", (place, node)
        return True

    def _object(self, place: str, node: Schema) -> dict[str, Any]:
        if "choix" in node["properties"]:  # a duration has one of three shapes
            return {"heures": 14, "entreprise": 7}
        return {
            name: self._value(f"{place}.{name}", child)
            for name, child in node["properties"].items()
            if name not in _NOT_FREE
        }

    def _text(self, place: str, node: Schema) -> str:
        if node.get("format") == "date":
            return "2026-01-02"
        if pattern := node.get("pattern"):
            found = _OF_PATTERN.get(pattern) or next(iter(node.get("examples", ())), "")
            assert found, f"il faut un exemple pour le motif {pattern} ({place})"
            return found
        number = len(self.texts)
        text = f"Repère{number:03} {self.signs}"
        assert len(text) <= node.get("maxLength", len(text)), place
        self.texts[number], self.places[number] = text, place
        return text


@dataclass(frozen=True)
class Filled:
    """The catalogue, its texts by number, and where each is (`modules.besoin.constat`)."""

    catalogue: Catalogue
    texts: Mapping[int, str]
    places: Mapping[int, str]
    data: Mapping[str, Mapping[str, Any]]


def place_of_terms(vocabulary: str) -> str:
    """What the places of its texts begin with: a vocabulary may have the name of a kind of record."""
    return f"vocabulaire-{vocabulary}" if vocabulary in KINDS else vocabulary


def filled_catalogue(base: Catalogue) -> Filled:
    """The catalogue with one record of each kind, and the first term of each vocabulary, all of hostile texts."""
    ids = {name: next(iter(terms), "") for name, terms in base.vocabularies.terms.items()}
    own = {name: next(iter(base.records(name)), _NEW_RECORD) for name in KINDS}
    filler = Filler(allowed_signs(), own | ids)  # a vocabulary may have the name of a kind of record
    terms = {}
    for name in VOCABULARIES:
        known = base.vocabularies.terms.get(name, {})
        schema = build_schema(name, {})
        place = place_of_terms(name)
        made = filler.record(place, {**schema["properties"]["termes"]["items"], "$defs": schema["$defs"]})
        first = next(iter(known), "nom-retire")
        real = known[first].model_dump(mode="json", exclude_unset=True) if first in known else {}
        made |= {key: value for key, value in real.items() if not MARK.search(str(made.get(key)))}  # codes stay unique
        if name == "retraits":  # what has no successor, or its page would lead to it
            made = {key: value for key, value in made.items() if value != _OF_PATTERN[SLUG]}
        terms[name] = {**known, first: VOCABULARIES[name].model_validate({**made, "id": first})}
    records: dict[str, dict[str, Any]] = {}
    data = {}
    for name, kind in KINDS.items():
        data[name] = filler.record(name, build_schema(kind.schema, {}))
        record = kind.model.model_validate({**data[name], "id": own[name]})
        records[name] = {**base.records(name), own[name]: record}
    places = {(name, own[name]): f"{name}/{own[name]}.yml" for name in KINDS} | dict(base.places)
    catalogue = replace(base, **records, vocabularies=Vocabularies(terms), places=places)
    return Filled(catalogue, filler.texts, filler.places, data)
