"""The schema of `dossier.json`: what a certifying body's own programs may rely on.

Records inside a dossier have their own definitions; like those of the records, they let through what may be added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.exports.open_schemas import reader_schema, schema_file
from build_tools.exports.published import File, Published
from build_tools.exports.schema_parts import answer, by_name, list_of, object_of
from build_tools.model.json_schema import DIALECT, Schema

NAME = "dossier"
# Kind of record → the name of its definition.
_RECORDS = {"module": "Module", "certification": "Certification", "ecart": "Gap", "demarche": "Demarche"}

_DAY = {"type": "string", "format": "date"}
_NUMBER = {"type": "integer", "minimum": 0}
_REGIONS = "Pour chaque région (identifiant), le nombre de modules qu'elle a créés ou repris."


def dossier_schema_files(published: Published) -> Iterator[File]:
    """The schema, beside those of the records."""
    yield schema_file(published, NAME, dossier_schema())


def dossier_schema() -> Schema:
    """The schema of one certification's dossier, and of all those of a certifying body."""
    body = object_of({"id": _text("Identifiant du certificateur sur le site."), "nom": _text("Son nom.")})
    dossiers = list_of(_ref("Dossier"), "Un dossier pour chaque certification que des modules complètent.")
    return {
        "$schema": DIALECT,
        "title": "Dossier d'une certification, ou tous ceux d'un certificateur",
        **answer({}),
        "anyOf": [object_of({"dossier": _ref("Dossier")}), object_of({"certificateur": body, "dossiers": dossiers})],
        "$defs": {**own_definitions(), **_record_definitions()},
    }


def own_definitions() -> Mapping[str, Schema]:
    """What a dossier adds to the records that it holds: the form that `DOSSIERS_VERSION` numbers."""
    facts = _record_definitions()
    signal = _signal()
    theme = {"theme": _text("Identifiant du thème."), "libelle": _text("Son nom.")}
    return {
        "Dossier": object_of(
            {
                "certification": _ref("Certification"),
                "libelle": _text("Le nom court de la certification."),
                "page": _text("Adresse de la page du dossier."),
                "echeance_passee": _flag("Si l'échéance du dernier enregistrement connu est passée."),
                "codes_vises": list_of(_text("Code RNCP ou RS."), "Les enregistrements que visaient les modules."),
                "referentiel": _ref("Comparaison"),
                "synthese": _ref("Synthese"),
                "themes": list_of(_ref("Synthese_d_un_theme"), "La même synthèse pour chaque thème des modules."),
                "ajouts": list_of(_ref("Ajout"), "Les modules, et ce qu'ils complètent."),
                "blocs": list_of(_ref("Bloc_vise"), "Les blocs que des modules visent."),
                "demarches": list_of(_text("Identifiant d'une démarche."), "Les démarches d'où viennent les modules."),
                "ecarts": list_of(_ref("Gap"), "Les écarts constatés pour cette certification."),
                "resultats": list_of(_ref("Resultat_d_un_module"), "Les résultats mesurés des modules."),
                "chiffres_des_demarches": list_of(_ref("Chiffre_d_une_demarche"), "Les chiffres de ces démarches."),
                "transmissions": list_of(_ref("Envoi"), "Ce qui a été transmis, et ce qui a été répondu."),
                "integrations": list_of(_ref("Reprise"), "Ce que le référentiel a repris."),
            },
            {"code_dernier_connu": _text("Le dernier enregistrement connu (RNCP ou RS).")},
        ),
        "Comparaison": _comparison(),
        "Verdict": _verdict(),
        "Verdict_d_alors": object_of({"code": _text("Le code visé alors."), **_VERDICT}),
        "Synthese": object_of(*signal),
        "Synthese_d_un_theme": object_of({**theme, **signal[0]}, signal[1]),
        "Ajout": object_of(
            {"module": _ref("Module"), "page": _text("Adresse de la page du module.")},
            {
                "bloc_vise": _text("Code du bloc que le module vise."),
                "atteste": _text("Date (année, mois ou jour) de la plus ancienne source qui nomme le module."),
                "integration": _ref("Integration"),
            },
        ),
        "Bloc_vise": object_of(
            {
                "code": _text("Code du bloc."),
                "intitule": _text("Son intitulé."),
                "modules": list_of(_text("Identifiant d'un module."), "Les modules qui le visent."),
            }
        ),
        "Resultat_d_un_module": _with(facts["Result"], {"module": _text("Identifiant du module.")}),
        "Chiffre_d_une_demarche": _with(
            facts["Figure"],
            {"demarche": _text("Identifiant de la démarche.")},
            {"deduit": _flag("Si aucune source n'énonce ce chiffre.")},
        ),
        "Envoi": _with(
            facts["Transmission"], {"modules": list_of(_text("Identifiant d'un module."), "Les modules transmis.")}
        ),
        "Reprise": _with(facts["Integration"], {"module": _text("Identifiant du module.")}),
    }


_VERDICT: Schema = {
    "verdict": {
        "type": "string",
        "description": "Si le texte officiel porte la compétence. Valeurs connues : couverte, approchee, absente.",
    },
    "mode": {
        "type": "string",
        "description": "calcule : rapprochement de mots, qui reste à vérifier ; lu : quelqu'un a comparé les textes.",
    },
}


def _comparison() -> Schema:
    return object_of(
        {"competences": list_of(_ref("Verdict"), "Chaque compétence des modules devant le référentiel comparé.")},
        {
            "en_vigueur": _text("L'enregistrement en vigueur au jour des données, s'il est connu."),
            "compare": _text("L'enregistrement dont le texte est comparé."),
            "detaille": _flag("Si son texte est connu en détail, et non par les seuls titres de ses blocs."),
            "avant_le": {**_DAY, "description": "Échéance de l'enregistrement."},
            "a_transmettre_a": _text("La commission à qui écrire."),
            "destinataire_deduit": _flag("Si aucune source n'énonce cette commission."),
            "blocs_deduits": _flag("Si aucune source n'énonce les blocs comparés."),
        },
    )


def _verdict() -> Schema:
    return object_of(
        {
            "module": _text("Identifiant du module."),
            "competence": _text("La compétence, comme sa fiche la dit."),
            **_VERDICT,
        },
        {
            "mots": list_of(_text("Un mot."), "Les mots de la compétence qui sont dans la phrase."),
            "a_l_epoque": _ref("Verdict_d_alors"),
            "bloc": _text("Code du bloc de la phrase."),
            "phrase": _text("La phrase officielle la plus proche."),
        },
    )


def _signal() -> tuple[Schema, Schema]:
    """What a summary always says, and what it may say."""
    always = {
        "modules": _count("Nombre de modules."),
        "competences": _count("Nombre de compétences que leurs fiches décrivent."),
        "regions": by_name(_NUMBER, _REGIONS),
        "statuts": by_name(
            _NUMBER, "Pour chaque statut, le nombre de modules ; la clé vide compte ceux dont il est inconnu."
        ),
        "ecarts": by_name(
            _NUMBER, "Pour chaque écart, le nombre de compétences ; la clé vide, celles dont il est inconnu."
        ),
        "annees": list_of(_count("Une année."), "Les années de départ connues."),
        "modules_sans_annee": _count("Nombre de modules dont l'année est inconnue."),
    }
    return always, {"atteste": _text("Date (année, mois ou jour) de la plus ancienne source qui nomme un module.")}


def _record_definitions() -> Mapping[str, Schema]:
    found: dict[str, Schema] = {}
    for kind, name in _RECORDS.items():
        schema = reader_schema(kind)
        found |= schema["$defs"]
        found[name] = {key: schema[key] for key in ("title", "type", "properties", "required")}
    return found


def _with(facts: Schema, named: Schema, optional: Schema | None = None) -> Schema:
    """The facts of a part of a record, and whose they are."""
    own = object_of(named, optional)
    return {
        "type": "object",
        "properties": {**own["properties"], **facts["properties"]},
        "required": [*own["required"], *facts["required"]],
    }


def _count(description: str) -> Schema:
    return {**_NUMBER, "description": description}


def _flag(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
