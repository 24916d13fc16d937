"""The structural gate: a file against its JSON Schema, every error told in French with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jsonschema_rs

from build_tools.checking.problem import Finding
from build_tools.checking.suggestions import did_you_mean
from build_tools.loading.yaml_reader import Data
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import base
from build_tools.model.json_schema import Schema, example_text, on_one_line

# Vocabulary → other ways of saying a term (label, synonym) → its id.
Ways = Mapping[str, Mapping[str, str]]

_TYPES = {
    "string": "du texte",
    "integer": "un nombre entier",
    "number": "un nombre",
    "boolean": "true ou false",
    "array": "une liste",
    "object": "des lignes « clé: valeur »",
}
# Whatever is said of a value's content goes without saying when its type is already wrong.
_CONTENT_OF = {"enum": str, "oneOf": dict}
_PATTERNS = {
    base.SLUG: "Un identifiant s'écrit en minuscules sans accents, chiffres et tirets.",
    base.ROME_CODE: "Un code ROME s'écrit avec une lettre de A à N et quatre chiffres, par exemple G1602.",
    base.RNCP_CODE: "Écrivez RNCP ou RS suivi du numéro, par exemple RNCP37715.",
    base.BLOCK_CODE: "Écrivez le code entier du bloc, par exemple RNCP4821BC04.",
    base.HTTPS_ADDRESS: "Une adresse commence par « https:// » et ne contient pas d'espace.",
    base.YEAR_OR_MONTH: 'Écrivez l\'année, ou l\'année et le mois, entre guillemets : "2019" ou "2019-03".',
}


class StructureChecker:
    """Checks data against one schema. Cheap to call, costly to make: make one per kind of file."""

    def __init__(self, schema: Schema, ways: Ways) -> None:
        self._schema = schema
        self._ways = ways
        self._validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)

    def __call__(self, data: Data) -> list[Finding]:
        """All findings of one file, in no particular order."""
        if self._validator.is_valid(data):
            return []
        return [finding for error in self._validator.iter_errors(data) for finding in self._explain(error, data)]

    def _explain(self, error: jsonschema_rs.ValidationError, data: Data) -> Iterator[Finding]:
        where: NodePath = tuple(error.instance_path)
        schema = self._schema_at(list(error.schema_path)[:-1])
        value = _value_at(data, where)
        name = error.kind.name
        if not isinstance(value, _CONTENT_OF.get(name, object)):
            return
        if name == "additionalProperties":
            for key in error.kind.as_dict()["unexpected"]:
                yield _unknown_key(where, key, schema)
        elif name == "required":
            yield _missing_key(where, error.kind.as_dict()["property"], schema)
        elif name == "oneOf" and not isinstance(value, dict):
            return  # the error on its type says it already
        elif name == "enum":
            yield self._unknown_term(where, value, schema)
        else:
            explain = _EXPLANATIONS.get(name, _unexplained)
            message, hint = explain(_name(where), value, schema)
            yield Finding(where=where, rule=f"schema-{_RULES.get(name, 'valeur')}", message=message, hint=hint)

    def _unknown_term(self, where: NodePath, value: Data, schema: Schema) -> Finding:
        vocabulary = schema.get("x-vocabulaire")
        choices = [str(choice) for choice in schema["enum"]]
        place = f"dans le vocabulaire « {vocabulary} »" if vocabulary else f"admis pour « {_name(where)} »"
        return Finding(
            where=where,
            rule="schema-terme",
            message=f"« {value} » n'est pas {place}.",
            hint=did_you_mean(value, choices, self._ways.get(vocabulary or ""))
            or f"Les termes admis sont dans « vocabulaires/{vocabulary}.yml ».",
        )

    def _schema_at(self, steps: list[str | int]) -> Schema:
        node: Any = self._schema
        for step in steps:
            node = self._schema["$defs"][node["$ref"].rsplit("/", 1)[-1]] if step == "$ref" else node[step]
        return node if isinstance(node, dict) else {}


def _value_at(data: Data, where: NodePath) -> Data:
    for step in where:
        data = data[step]
    return data


def _name(where: NodePath) -> str:
    """The key that a person would name: the last one, with « (2) » for the second of a list."""
    if not where:
        return "fiche"
    last = where[-1]
    return f"{_name(where[:-1])} ({last + 1})" if isinstance(last, int) else last


def _unknown_key(where: NodePath, key: str, schema: Schema) -> Finding:
    return Finding(
        where=(*where, key),
        of_key=True,
        rule="schema-cle-inconnue",
        message=f"La clé « {key} » n'existe pas ici.",
        hint=did_you_mean(key, schema.get("properties", {})).replace("Valeurs possibles", "Clés possibles")
        or "Retirez la ligne, ou prenez une clé de la page « Les champs d'une fiche ».",
    )


def _missing_key(where: NodePath, key: str, schema: Schema) -> Finding:
    description = schema.get("properties", {}).get(key, {}).get("description", "")
    return Finding(
        where=where,
        rule="schema-cle-manquante",
        message=f"La clé « {key} » manque.",
        hint=f"{key} : {description}" if description else "",
    )


Explanation = tuple[str, str]


def _wrong_type(name: str, value: Data, schema: Schema) -> Explanation:
    expected = _TYPES.get(schema.get("type", ""), "une autre valeur")
    if value is None:
        return f"« {name} » est vide.", "Donnez une valeur, ou supprimez la ligne : un fait inconnu est absent."
    if schema.get("format") == "date":
        return _bad_format(name, value, schema)
    if schema.get("type") == "string" and isinstance(value, int | float):
        expected += ", pas true ou false" if isinstance(value, bool) else ", pas un nombre"
    return f"« {name} » attend {expected}.", _rewritten(value, schema) or _example(schema)


def _rewritten(value: Data, schema: Schema) -> str:
    """The same value in the expected type, or how to write that type."""
    shown, scalar = on_one_line(value), isinstance(value, str | int | float)
    match schema.get("type"):
        case "string" if scalar:
            return f'Mettez la valeur entre guillemets : "{shown}".'
        case "string" if "enum" not in schema:
            return "Un texte qui contient « : », ou qui commence par « [ » ou « { », se met entre guillemets."
        case "array":
            return f"Mettez des crochets : [{shown}]." if scalar else "Mettez chaque élément après un tiret « - »."
        case "object" if schema.get("required"):
            return f"Écrivez par exemple : {{ {schema['required'][0]}: {shown} }}."
        case "object" if "properties" in schema:
            return f"Clés possibles : {', '.join(schema['properties'])}."
        case _:
            return ""


def _bad_pattern(name: str, value: Data, schema: Schema) -> Explanation:
    return f"« {value} » n'a pas la forme attendue pour « {name} ».", (
        _PATTERNS.get(schema["pattern"]) or _example(schema) or schema.get("description", "")
    )


def _bad_format(name: str, value: Data, schema: Schema) -> Explanation:
    return f"« {value} » n'est pas une date.", "Écrivez année-mois-jour, par exemple 2026-11-21."


def _too_short(name: str, value: Data, schema: Schema) -> Explanation:
    least = schema["minLength"]
    if least == 1:
        return f"« {name} » est vide.", "Donnez un texte, ou supprimez la ligne."
    return f"« {name} » est trop court ({len(value)} caractères, {least} au moins).", schema.get("description", "")


def _too_long(name: str, value: Data, schema: Schema) -> Explanation:
    return (
        f"« {name} » est trop long ({len(value)} caractères, {schema['maxLength']} au plus).",
        "Raccourcissez le texte.",
    )


def _out_of_range(name: str, value: Data, schema: Schema) -> Explanation:
    low, high = schema.get("minimum"), schema.get("maximum")
    allowed = (
        f"de {low} à {high}" if None not in (low, high) else f"{low} ou plus" if low is not None else f"{high} ou moins"
    )
    return f"« {name} » vaut {value} ; valeur attendue : {allowed}.", _example(schema) or schema.get("description", "")


def _few_items(name: str, value: Data, schema: Schema) -> Explanation:
    return f"« {name} » est une liste trop courte ({schema['minItems']} élément au moins).", schema.get(
        "description", ""
    )


def _many_items(name: str, value: Data, schema: Schema) -> Explanation:
    return f"« {name} » a {len(value)} éléments ({schema['maxItems']} au plus).", "Gardez les plus utiles."


def _repeated_items(name: str, value: Data, schema: Schema) -> Explanation:
    return f"« {name} » contient deux fois la même valeur.", "Gardez chaque valeur une seule fois."


def _bad_duration(name: str, value: Data, schema: Schema) -> Explanation:
    return (
        "La durée se donne d'une seule façon.",
        "Écrivez { heures: 14 }, ou { min: 7, max: 280 }, ou { choix: [70, 140] }.",
    )


def _unexplained(name: str, value: Data, schema: Schema) -> Explanation:
    return f"La valeur de « {name} » n'est pas admise.", _example(schema)


def _example(schema: Schema) -> str:
    example = example_text(schema) or next(iter(schema.get("enum", ())), "")
    return f"Par exemple : {example}." if example else ""


# JSON Schema keyword → how to tell it.
_EXPLANATIONS: Mapping[str, Callable[[str, Data, Schema], Explanation]] = {
    "type": _wrong_type,
    "pattern": _bad_pattern,
    "format": _bad_format,
    "minLength": _too_short,
    "maxLength": _too_long,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minItems": _few_items,
    "maxItems": _many_items,
    "uniqueItems": _repeated_items,
    "oneOf": _bad_duration,
}
_RULES = {
    "type": "type",
    "pattern": "forme",
    "format": "date",
    "minLength": "longueur",
    "maxLength": "longueur",
    "minItems": "liste",
    "maxItems": "liste",
    "uniqueItems": "liste",
    "oneOf": "duree",
}
