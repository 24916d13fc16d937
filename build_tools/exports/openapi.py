"""The description of the API in OpenAPI 3.1: paths by hand, records and terms from the JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from build_tools.exports.data_package import CONTRIBUTOR, LICENCE, TITLE
from build_tools.exports.open_schemas import opened, reader_schema
from build_tools.exports.published import Published
from build_tools.exports.schema_parts import MOMENT, answer, by_name, list_of, object_of
from build_tools.exports.tables import RECORDS
from build_tools.model.json_schema import Schema, schema_without_terms
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import VOCABULARIES
from build_tools.text.typography import french

# Raised when an answer gains something (second number) or is described better (third); a new first
# number is a new folder. docs/donnees/api.md lists what each version brought.
API_VERSION = "1.4.1"

_DESCRIPTION = (
    "Chaque réponse est un fichier JSON : pas de clé d'accès, pas de limite, pas de recherche côté serveur. "
    "Les liens sont relatifs à la réponse qui les contient. Un fait que la fiche ne donne pas est absent, jamais nul."
)
_DATE = {"type": "string", "format": "date"}
_TOTAL = {"type": "integer", "minimum": 0, "description": "Nombre d'éléments."}
_LINK = {"type": "string", "format": "uri-reference", "description": "Son adresse, relative à cette réponse."}
_VOCABULARY = {"type": "string", "description": "Nom du vocabulaire."}
_ID = {"type": "string", "description": "Identifiant de la fiche."}
_TITLE = {"type": "string", "description": "Le titre de la fiche, ou le nom de la certification."}
_DATES: Schema = {
    "publie_le": _DATE | {"description": "Jour où la fiche est entrée dans le catalogue, s'il est connu."},
    "modifie_le": _DATE | {"description": "Jour du dernier changement de la fiche, s'il est connu."},
}
_NAMES: Schema = {
    "iri": {"type": "string", "format": "uri", "description": "Le nom permanent, qui ne dépend pas de l'hébergement."},
    "liens": {
        "type": "array",
        "items": {"type": "string", "format": "uri"},
        "description": "La même chose ailleurs : INSEE, Wikidata, France compétences, France Travail.",
    },
}
_MONTH: Schema = {"type": "string", "description": "Année et mois, en temps universel.", "examples": ["2026-11"]}
_MONTHS = "Pour toutes les sortes de fiches, les mois où il s'est passé quelque chose, du plus récent au plus ancien."
_ORDER = "Du plus récent au plus ancien."
_NO_ANSWER = (
    "Un métier ou un voisinage qu'aucune fiche n'emploie n'a pas de réponse à lui : il est dans la liste de son "
    "vocabulaire, qui donne le lien de ceux qui en ont une (« reponses »)."
)
_NOTHING = (
    "Rien ne porte ce nom, ou ne le porte plus : « remplace », dans les fiches des modules, et la liste « retraits » "
    "disent ce qui a pris la suite."
)
# Collection → what its list and one record of it are called.
_COLLECTIONS = {
    "modules": ("Tous les modules", "Un module"),
    "demarches": ("Toutes les démarches régionales", "Une démarche et les modules qui en viennent"),
    "certifications": (
        "Toutes les certifications que les sources nomment",
        "Une certification et les modules qui la complètent",
    ),
    "referentiels": ("Tous les référentiels officiels", "Le référentiel d'un enregistrement du RNCP ou du RS"),
    "ecarts": (
        "Tous les écarts constatés",
        "Un écart entre un besoin et un référentiel, et les modules qui y répondent",
    ),
}
_START, _RECORDS, _VOCABULARIES, _CHANGES = "Point de départ", "Fiches", "Vocabulaires", "Changements"
_TAGS = {
    _START: "Ce que l'API contient, et où.",
    _RECORDS: "Modules, démarches, certifications, référentiels et écarts : toutes les fiches, ou une seule.",
    _VOCABULARIES: "Les termes que les fiches emploient : régions, secteurs, statuts.",
    _CHANGES: "Ce qui est nouveau, modifié ou retiré.",
}
_EXAMPLES = {
    "modules": "aura-valorisation-des-dechets",
    "demarches": "normandie-incubation-certifications",
    "certifications": "tp-assistant-de-vie-aux-familles",
    "referentiels": "rncp-4821",
    "ecarts": "nor-preserver-le-milieu-marin",
}


def openapi_document(published: Published) -> dict[str, Any]:
    """The whole description; its server is the site's address, or else the folder that holds it."""
    site = published.addresses.site
    contact = published.addresses.repository or site
    document = {
        "openapi": "3.1.1",
        "info": {
            "title": TITLE,
            "version": API_VERSION,
            "summary": "Les modules additionnels ajoutés aux formations certifiantes, en données ouvertes.",
            "description": _DESCRIPTION,
            "license": {"name": LICENCE["title"], "identifier": "etalab-2.0"},
            "contact": {"name": CONTRIBUTOR["title"], **({"url": contact} if contact else {})},
        },
        "externalDocs": {
            "url": f"{site}/donnees/api/" if site else "../../donnees/api/",
            "description": "Ce que nous promettons, et le journal des versions.",
        },
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "security": [],
        "servers": [{"url": f"{site}/api/v1" if site else ".", "description": "Fichiers statiques"}],
        **described_answers(),
    }
    french_document: dict[str, Any] = _in_french(document)
    return french_document


def described_answers() -> dict[str, Any]:
    """The addresses and what they answer: the form that `API_VERSION` numbers."""
    return {"paths": _paths(), "components": {"schemas": {**_own_schemas(), **_model_schemas()}}}


def _paths() -> dict[str, Any]:
    paths = {"/index.json": _get(_START, "index", "Ce que l'API contient", "Index", "Combien de fiches, et où.")}
    for collection, (all_records, one_record) in _COLLECTIONS.items():
        kind = KINDS[collection].schema
        paths[f"/{collection}.json"] = _get(
            _RECORDS, collection, all_records, f"Liste_{collection}", "Les fiches entières, triées par identifiant."
        )
        paths[f"/{collection}/{{id}}.json"] = _get(
            _RECORDS,
            kind,
            one_record,
            f"Reponse_{kind}",
            "La fiche entière, ses dates, sa page et les fiches qui la citent.",
            _parameter("id", "Identifiant de la fiche.", _EXAMPLES[collection]),
        )
    known = f"Nom du vocabulaire. Connus : {', '.join(VOCABULARIES)}."
    vocabulary = _parameter("vocabulaire", known, "secteurs")
    paths["/vocabulaires/{vocabulaire}.json"] = _get(
        _VOCABULARIES,
        "vocabulaire",
        "Tous les termes d'un vocabulaire",
        "Vocabulaire",
        "Les termes, dans l'ordre où le site les montre.",
        vocabulary,
    )
    paths["/vocabulaires/{vocabulaire}/{terme}.json"] = _get(
        _VOCABULARIES,
        "terme",
        "Un terme et les fiches qui l'emploient",
        "Terme",
        f"Le terme, et les fiches qui le nomment, par sorte de fiche. {_NO_ANSWER}",
        vocabulary,
        _parameter("terme", "Identifiant du terme.", "btp"),
    )
    paths["/changements.json"] = _get(
        _CHANGES,
        "changements",
        "Modules nouveaux, modifiés ou retirés",
        "Changements",
        "Les modules seulement, du plus récent au plus ancien ; puis les mois, pour toutes les fiches.",
    )
    paths["/changements/{mois}.json"] = _get(
        _CHANGES,
        "changements_du_mois",
        "Fiches nouvelles, modifiées ou retirées pendant un mois",
        "Changements_du_mois",
        "Toutes les sortes de fiches. Pour le nouveau seulement : le mois de votre dernière lecture, puis les autres.",
        _parameter("mois", "Année et mois, en temps universel.", "2026-11"),
    )
    return paths


def _get(tag: str, name: str, summary: str, schema: str, description: str, *parameters: Schema) -> Schema:
    answers: Schema = {
        "200": {"description": "La réponse.", "content": {"application/json": {"schema": _ref(schema)}}},
    }
    if parameters:
        answers["404"] = {"description": _NOTHING}
    operation: Schema = {
        "tags": [tag],
        "operationId": name,
        "summary": summary,
        "description": description,
        "responses": answers,
    }
    if parameters:
        operation["parameters"] = list(parameters)
    return {"get": operation}


def _parameter(name: str, description: str, example: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }


def _own_schemas() -> Mapping[str, Schema]:
    """The answers, and what they share."""
    linked = object_of({name: list_of(_ref("Reference"), "Fiches qui s'y rapportent.") for name in _COLLECTIONS})
    references = {"fiches_liees": linked | {"description": "Les fiches qui citent celle-ci, ou ce terme."}}
    terms = list_of(_term(), "Les termes.")
    links = by_name(_LINK, "Pour chaque terme qui a une réponse à lui, son lien.")
    changes = list_of(_ref("Changement"), _ORDER)
    summary = _ref("Resume")  # a name of its own: generators name a class after each object
    schemas = {
        "Index": answer(
            {
                "description": _LINK | {"description": "La description de l'API, en OpenAPI."},
                "documentation": _LINK | {"description": "La page qui présente l'API."},
                "collections": by_name(summary, "Les sortes de fiches : combien, et où."),
                "vocabulaires": by_name(summary, "Les vocabulaires : combien de termes, et où."),
                "changements": summary | {"description": "Les changements des modules : combien, et où."},
            },
            {
                "version_des_donnees": _DATE
                | {"description": "La version des données : le jour de leur dernier changement."}
            },
        ),
        "Resume": object_of({"total": _TOTAL, "lien": _LINK}) | {"description": "Combien d'éléments, et où."},
        "Reference": object_of({"id": _ID, "titre": _TITLE, "lien": _LINK}, _DATES),
        "Vocabulaire": answer({"vocabulaire": _VOCABULARY, "total": _TOTAL, "termes": terms}, {"reponses": links}),
        "Terme": answer({"vocabulaire": _VOCABULARY, "terme": _term(), **references}, _NAMES),
        "Changements": answer({"total": _TOTAL, "changements": changes}, {"mois": list_of(_ref("Mois"), _MONTHS)}),
        "Changement": _change({"module": {"type": "string", "description": "Identifiant du module."}}),
        "Mois": object_of(
            {
                "mois": _MONTH,
                "total": _TOTAL,
                "dernier": MOMENT | {"description": "Moment du dernier changement du mois."},
                "lien": _LINK,
            }
        ),
        "Changements_du_mois": answer(
            {"mois": _MONTH, "total": _TOTAL, "changements": list_of(_ref("Changement_de_fiche"), _ORDER)}
        ),
        "Changement_de_fiche": _change({"id": _ID}),
        "Dates": {"type": "object", "properties": _DATES},
    }
    page = _LINK | {"description": "La page de la fiche."}
    for collection, kind in ((kind.folder, kind.schema) for kind in KINDS.values()):
        record = _ref(kind.capitalize())
        dated = list_of({"allOf": [record, _ref("Dates")]}, "Les fiches entières, et leurs dates.")
        schemas[f"Liste_{collection}"] = answer({"total": _TOTAL, collection: dated})
        whole = record | {"description": "La fiche entière."}
        schemas[f"Reponse_{kind}"] = answer({"page": page, kind: whole, **references}, {**_DATES, **_NAMES})
    return schemas


def _change(named: Schema) -> Schema:
    field = object_of(
        {
            "champ": {"type": "string", "description": "La clé du champ dans la fiche."},
            "libelle": {"type": "string", "description": "Son nom en français."},
            "phrase": {"type": "string", "description": "Le changement, en clair."},
        }
    )
    return object_of(
        {
            "collection": {"type": "string", "description": f"Valeurs connues : {', '.join(KINDS)}."},
            **named,
            "titre": _TITLE,
            "nature": {"type": "string", "description": "Valeurs connues : nouveau, modifie, retire."},
            "moment": MOMENT | {"description": "Moment du changement, en temps universel."},
            "commit": {"type": "string", "description": "La version du dépôt qui porte le changement."},
            "champs": list_of(field, "Ce qui a changé, champ par champ ; vide pour un module nouveau ou retiré."),
            "lien": _LINK | {"description": "La fiche ; elle n'existe plus si elle a été retirée."},
        }
    )


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _term() -> Schema:
    names = dict.fromkeys(model.__name__ for model in VOCABULARIES.values())
    return {"anyOf": [_ref(name) for name in names], "description": "Le terme, avec son libellé."}


def _model_schemas() -> Mapping[str, Schema]:
    """Records and terms: the readers' JSON Schemas, each definition once."""
    found: dict[str, Schema] = {}
    for name in VOCABULARIES:
        found |= opened(schema_without_terms(name))["$defs"]
    for kind in RECORDS.values():
        schema = reader_schema(kind)
        found |= schema["$defs"]
        found[kind.capitalize()] = {key: schema[key] for key in ("title", "type", "properties", "required")}
    moved: dict[str, Schema] = _moved(found)
    return moved


def _moved(schemas: Any) -> Any:
    """The same schemas, whose definitions stand among the components."""
    return _changed(
        schemas, lambda key, value: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else value
    )


def _in_french(document: Any) -> Any:
    """Titles and descriptions with their typography; everything else is for machines."""
    words = {"title", "summary", "description"}
    return _changed(document, lambda key, value: french(value) if key in words and isinstance(value, str) else value)


def _changed(node: Any, change: Callable[[str, Any], Any]) -> Any:
    """The same tree, with what `change` makes of each key's value."""
    if isinstance(node, list):
        return [_changed(item, change) for item in node]
    if isinstance(node, dict):
        return {key: change(key, _changed(value, change)) for key, value in node.items()}
    return node
