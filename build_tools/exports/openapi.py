"""The description of the API in OpenAPI 3.1: paths by hand, records and terms from the JSON Schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from build_tools.exports.data_package import LICENCE, TITLE
from build_tools.exports.published import Published
from build_tools.exports.tables import RECORDS
from build_tools.model.base import SLUG
from build_tools.model.json_schema import Schema, build_schema
from build_tools.model.vocabulary import VOCABULARIES
from build_tools.text.typography import french

# Raised when an answer gains something (second number) or is said better (third); a first number is another folder.
# docs/donnees/api.md says what each version brought.
API_VERSION = "1.2.0"

_DESCRIPTION = (
    "Chaque réponse est un fichier JSON : pas de clé d'accès, pas de limite, pas de recherche côté serveur. "
    "Les liens sont relatifs à la réponse qui les contient. Un fait que la fiche ne donne pas est absent, jamais nul."
)
_DATE = {"type": "string", "format": "date"}
_TOTAL = {"type": "integer", "minimum": 0, "description": "Nombre d'éléments."}
_LINK = {"type": "string", "format": "uri-reference"}
_COLLECTIONS = {
    "modules": ("Tous les modules", "Un module"),
    "demarches": ("Toutes les démarches régionales", "Une démarche et les modules qui en viennent"),
    "certifications": ("Toutes les certifications complétées", "Une certification et les modules qui la complètent"),
}
_EXAMPLES = {
    "modules": "aura-valorisation-des-dechets",
    "demarches": "normandie-incubation-certifications",
    "certifications": "tp-assistant-de-vie-aux-familles",
}


def openapi_document(published: Published) -> dict[str, Any]:
    """The whole description; its server is the site's address, or else the folder that holds it."""
    site = published.addresses.site
    document = {
        "openapi": "3.1.1",
        "info": {
            "title": TITLE,
            "version": API_VERSION,
            "summary": "Les modules additionnels ajoutés aux formations certifiantes, en données ouvertes.",
            "description": _DESCRIPTION,
            "license": {"name": LICENCE["title"], "identifier": "etalab-2.0"},
        },
        "servers": [{"url": f"{site}/api/v1" if site else ".", "description": "Fichiers statiques"}],
        "paths": _paths(),
        "components": {"schemas": {**_own_schemas(), **_model_schemas()}},
    }
    french_document: dict[str, Any] = _in_french(document)
    return french_document


def _paths() -> dict[str, Any]:
    paths = {"/index.json": _get("index", "Point de départ : ce que l'API contient", "Index")}
    for collection, (all_records, one_record) in _COLLECTIONS.items():
        kind = RECORDS[collection]
        paths[f"/{collection}.json"] = _get(collection, all_records, f"Liste_{collection}")
        paths[f"/{collection}/{{id}}.json"] = _get(
            kind, one_record, f"Reponse_{kind}", _parameter("id", "Identifiant de la fiche.", _EXAMPLES[collection])
        )
    vocabulary = _parameter("vocabulaire", "Nom du vocabulaire.", "secteurs", list(VOCABULARIES))
    paths["/vocabulaires/{vocabulaire}.json"] = _get(
        "vocabulaire", "Tous les termes d'un vocabulaire", "Vocabulaire", vocabulary
    )
    paths["/vocabulaires/{vocabulaire}/{terme}.json"] = _get(
        "terme",
        "Un terme et les fiches qui l'emploient",
        "Terme",
        vocabulary,
        _parameter("terme", "Identifiant du terme.", "btp"),
    )
    paths["/changements.json"] = _get(
        "changements", "Modules nouveaux, modifiés ou retirés, du plus récent au plus ancien", "Changements"
    )
    return paths


def _get(name: str, summary: str, schema: str, *parameters: Schema) -> Schema:
    answers: Schema = {
        "200": {"description": "Réponse", "content": {"application/json": {"schema": _ref(schema)}}},
    }
    if parameters:
        answers["404"] = {"description": "Rien ne porte ce nom."}
    operation: Schema = {"operationId": name, "summary": summary, "responses": answers}
    if parameters:
        operation["parameters"] = list(parameters)
    return {"get": operation}


def _parameter(name: str, description: str, example: str, choices: list[str] | None = None) -> Schema:
    schema: Schema = {"type": "string", **({"enum": choices} if choices else {})}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
        "example": example,
    }


def _own_schemas() -> Mapping[str, Schema]:
    """The answers, and what they share."""
    linked = _object({name: _list(_ref("Reference"), "Fiches qui s'y rapportent.") for name in _COLLECTIONS})
    references = {"fiches_liees": linked | {"description": "Les fiches qui citent celle-ci, ou ce terme."}}
    terms = _list(_term(), "Les termes.")
    changes = _list(_ref("Changement"), "Du plus récent au plus ancien.")
    summary = _object({"total": _TOTAL, "lien": _LINK})
    schemas = {
        "Index": _answer(
            {
                "description": _LINK | {"description": "La description de l'API, en OpenAPI."},
                "documentation": _LINK | {"description": "La page qui présente l'API."},
                "collections": _by_name(summary, "Les trois sortes de fiches : combien, et où."),
                "vocabulaires": _by_name(summary, "Les vocabulaires : combien de termes, et où."),
                "changements": summary | {"description": "Les changements : combien, et où."},
            }
        ),
        "Reference": _object({"id": {"type": "string"}, "titre": {"type": "string"}, "lien": _LINK}),
        "Vocabulaire": _answer({"vocabulaire": _vocabulary(), "total": _TOTAL, "termes": terms}),
        "Terme": _answer({"vocabulaire": _vocabulary(), "terme": _term(), **references}),
        "Changements": _answer({"total": _TOTAL, "changements": changes}),
        "Changement": _change(),
    }
    for collection, kind in RECORDS.items():
        record = _ref(kind.capitalize())
        schemas[f"Liste_{collection}"] = _answer({"total": _TOTAL, collection: _list(record, "Les fiches entières.")})
        dates = {
            "publie_le": _DATE | {"description": "Jour où la fiche est entrée dans le catalogue, s'il est connu."},
            "modifie_le": _DATE | {"description": "Jour du dernier changement de la fiche, s'il est connu."},
        }
        page = {"page": _LINK | {"description": "La page de la fiche."}}
        schemas[f"Reponse_{kind}"] = _answer(
            {**page, kind: record | {"description": "La fiche entière."}, **references}, dates
        )
    return schemas


def _change() -> Schema:
    field = _object(
        {
            "champ": {"type": "string", "description": "La clé du champ dans la fiche."},
            "libelle": {"type": "string", "description": "Son nom en français."},
            "phrase": {"type": "string", "description": "Le changement, en clair."},
        }
    )
    return _object(
        {
            "module": {"type": "string", "description": "Identifiant du module."},
            "titre": {"type": "string"},
            "nature": {"type": "string", "enum": ["nouveau", "modifie", "retire"]},
            "moment": {"type": "string", "format": "date-time"},
            "commit": {"type": "string", "description": "La version du dépôt qui porte le changement."},
            "champs": _list(field, "Ce qui a changé, champ par champ ; vide pour un module nouveau ou retiré."),
            "lien": _LINK | {"description": "La fiche ; elle n'existe plus si le module a été retiré."},
        }
    )


def _answer(properties: Schema, optional: Schema | None = None) -> Schema:
    head = {
        "schema_version": {"type": "string", "description": "Version de la forme des réponses.", "examples": ["1.0.0"]},
        "generated_at": {"type": "string", "format": "date-time", "description": "Moment de la dernière mise à jour."},
        "licence": {"const": "etalab-2.0", "description": "Identifiant SPDX de la licence des données."},
    }
    return _object({**head, **properties}, optional)


def _object(properties: Schema, optional: Schema | None = None) -> Schema:
    return {"type": "object", "properties": {**properties, **(optional or {})}, "required": list(properties)}


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _by_name(values: Schema, description: str) -> Schema:
    return {"type": "object", "additionalProperties": values, "description": description}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _vocabulary() -> Schema:
    return {"type": "string", "enum": list(VOCABULARIES), "description": "Nom du vocabulaire."}


def _term() -> Schema:
    names = dict.fromkeys(model.__name__ for model in VOCABULARIES.values())
    return {"anyOf": [_ref(name) for name in names], "description": "Le terme, avec son libellé."}


def _model_schemas() -> Mapping[str, Schema]:
    """Records and terms: the public JSON Schemas, each definition once."""
    found: dict[str, Schema] = {}
    for name in VOCABULARIES:
        found |= build_schema(name, {})["$defs"]
    for kind in RECORDS.values():
        schema = build_schema(kind, {})
        found |= schema["$defs"]
        found[kind.capitalize()] = {
            "title": schema["title"],
            "type": "object",
            "additionalProperties": False,
            "properties": {"id": {"type": "string", "pattern": SLUG, "title": "Identifiant"}, **schema["properties"]},
            "required": ["id", *schema["required"]],
        }
    moved: dict[str, Schema] = _moved(found)
    return moved


def _moved(node: Any) -> Any:
    """The same schema, whose definitions stand among the components."""
    if isinstance(node, list):
        return [_moved(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
        for key, value in node.items()
    }


def _in_french(node: Any) -> Any:
    """Titles and descriptions with their typography; everything else is for machines."""
    if isinstance(node, list):
        return [_in_french(item) for item in node]
    if not isinstance(node, dict):
        return node
    words = {"title", "summary", "description"}
    return {
        key: french(value) if key in words and isinstance(value, str) else _in_french(value)
        for key, value in node.items()
    }
