"""The questions of the issue forms, made from the models: each form and its reader follow one list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from build_tools.model.json_schema import Schema, build_schema, example_text, resolve

# One line; a paragraph; one item for each line; one term; terms in a menu; terms to tick.
Kind = Literal["line", "text", "lines", "term", "menu", "ticks"]

# The kinds of record that have a form, by the names of their schemas.
MODULE, GAP = "module", "ecart"

# What a first proposal leaves out: later facts, and what those who keep the catalogue decide.
# The form of the site and a file have them all.
NOT_ASKED = frozenset(
    {"transmissions", "integrations", "mises_en_oeuvre", "resultats", "remplace", "origine", "confiance", "verifie_le"}
)

# In the order of the form; a field that is neither here nor left out is asked before the last two.
_QUESTIONS: tuple[tuple[str, Kind], ...] = (
    ("titre", "line"),
    ("region", "term"),
    ("resume", "text"),
    ("nature", "term"),
    ("sources.document", "line"),
    ("sources.titre", "line"),
    ("sources.editeur", "line"),
    ("sources.page", "line"),
    ("sources.extrait", "line"),
    ("sources", "lines"),
    ("secteurs", "ticks"),
    ("transitions", "ticks"),
    ("themes", "menu"),
    ("competences", "lines"),
    ("duree", "line"),
    ("certifications", "lines"),
    ("metiers", "line"),
    ("metiers_cites", "lines"),
    ("publics", "ticks"),
    ("publics_precisions", "text"),
    ("prerequis", "lines"),
    ("modalites", "ticks"),
    ("modalites_pedagogiques", "lines"),
    ("evaluation", "text"),
    ("besoin.constat", "text"),
    ("besoin.recueil", "menu"),
    ("demarche", "line"),
    ("statut", "term"),
    ("annee", "line"),
    ("caractere", "term"),
    ("reprises", "menu"),
    ("deduit", "lines"),
    ("precisions", "lines"),
)
# The five questions about a gap; its other fields are for those who keep the catalogue.
_GAP_QUESTIONS: tuple[tuple[str, Kind], ...] = (
    ("competence", "line"),
    ("region", "term"),
    ("certifications", "lines"),
    ("recueil", "menu"),
    ("sources", "lines"),
)
_GAP_WORDS: dict[str, tuple[str, str, str]] = {
    "region": ("", "La région où l'écart a été relevé.", ""),
    "certifications": (
        "",
        "Celles dont le référentiel ne couvre pas la compétence. Une par ligne : son intitulé ou son code (RNCP37715), "
        "suivi s'il le faut du code du bloc. Rien si la source n'en nomme aucune.",
        "RNCP37715",
    ),
    "recueil": ("Comment l'écart a été repéré", "Une ou plusieurs façons ; rien si la source ne le dit pas.", ""),
    "sources": (
        "Source de l'écart",
        "Le document public qui le dit. Un par ligne : document ; page ; extrait de douze mots au plus.",
        "guide-8 ; 31 ; identifier les besoins non couverts par l'offre de certification existante",
    ),
}
# Where the model's words speak of files, the form's speak of the form: label, help, example.
_OWN_WORDS: dict[str, tuple[str, str, str]] = {
    "region": ("", "La région qui a créé le module.", ""),
    "sources.document": (
        "Document source",
        "D'où viennent ces informations ? Collez l'adresse de la page ou du document. Si la page « Sources » du site a "
        "ce document, son nom suffit.",
        "https://www.bretagne.bzh/formations-courtes",
    ),
    "sources.titre": (
        "Intitulé de la source",
        "Si vous avez collé une adresse : le titre de la page ou du document.",
        "Les formations courtes de la Région",
    ),
    "sources.editeur": (
        "Éditeur de la source",
        "Si vous avez collé une adresse : qui publie la page ou le document.",
        "Région Bretagne",
    ),
    "sources.page": ("Page de la source", "Page du document, telle qu'il la numérote.", ""),
    "sources.extrait": ("Extrait de la source", "", "D'une durée de 14h, il prend en compte les besoins"),
    "sources": (
        "Autres sources",
        "Une par ligne : document ; page ; extrait. Pour une page qui n'est pas dans la liste : adresse ; titre ; "
        "éditeur ; page ; extrait.",
        "guide-8 ; 14 ; a été créé pour compléter les certifications",
    ),
    "secteurs": ("", "Secteurs d'activité ; aucun si la source n'en dit rien.", ""),
    "transitions": ("", "Transitions auxquelles le module répond ; aucune s'il n'y en a pas.", ""),
    "competences": ("", "Ce que le module apprend à faire. Une par ligne, à l'infinitif.", ""),
    "duree": ("", "En heures : « 14 », « 7 à 280 », « 70 ou 140 », « 70 + 35 en entreprise ».", "14"),
    "certifications": (
        "",
        "Ce que le module complète, jamais ce qu'il délivre. Une par ligne : son intitulé ou son code (RNCP37715), "
        "suivi s'il le faut du code du bloc visé. Si le catalogue ne la connaît pas, sa fiche est créée.",
        "RNCP37715",
    ),
    "metiers": ("", "Codes ROME 4.0 des métiers visés, séparés par des virgules : cinq au plus.", "G1602, G1609"),
    "metiers_cites": ("", "Les métiers, avec les mots de la source. Un par ligne.", "commis de cuisine"),
    "prerequis": ("", "Conditions d'entrée, ou modules à suivre avant. Une par ligne.", ""),
    "modalites": ("", "Comment le module est suivi.", ""),
    "modalites_pedagogiques": ("", "Supports et méthodes que la source nomme. Un par ligne.", ""),
    "besoin.constat": ("Besoin constaté", "", ""),
    "besoin.recueil": ("Recueil du besoin", "", ""),
    "demarche": (
        "",
        "L'initiative régionale dont vient le module : son titre, même si le catalogue ne la connaît pas.",
        "",
    ),
    "statut": ("", "Où en est le module ; rien si la source ne permet pas de le dire.", ""),
    "caractere": ("", "Obligatoire ou facultatif ; rien si la source ne le dit pas.", ""),
    "deduit": (
        "",
        "Les rubriques de ce formulaire que la source n'énonce pas et que vous avez déduites. Une par ligne ; dites "
        "pourquoi dans « Précisions ».",
        "Statut",
    ),
    "precisions": (
        "",
        "Réserves, contradictions des sources, raison de ce qui est déduit. Une par ligne. Un terme "
        "introuvable dans une liste : « À classer (thèmes) : réemploi des matériaux ».",
        "",
    ),
}


# An address may stand here too: no record goes without it, though the list of documents may.
_SOURCE = "sources.document"


@dataclass(frozen=True)
class Question:
    """One question: the key of the record that it fills (`besoin.constat`), its heading, how it is asked."""

    key: str
    kind: Kind
    label: str
    help: str
    example: str
    required: bool
    vocabulary: str
    whole_number: bool

    @property
    def id(self) -> str:
        """Its name in the form, and in an address that fills the form in beforehand."""
        return self.key.replace(".", "-")


@cache
def questions(kind: str = MODULE) -> tuple[Question, ...]:
    """Every question about a kind of record (the name of its schema), in the order of its form."""
    schema = build_schema(kind, {})
    if kind == GAP:
        return tuple(_question(key, how, schema, _GAP_WORDS) for key, how in _GAP_QUESTIONS)
    asked = {key.partition(".")[0] for key, _ in _QUESTIONS}
    others = [(key, _kind(part)) for key, part in schema["properties"].items() if key not in asked | NOT_ASKED]
    return tuple(_question(key, how, schema, _OWN_WORDS) for key, how in (*_QUESTIONS[:-2], *others, *_QUESTIONS[-2:]))


def _kind(part: Schema) -> Kind:
    """How a field that has no question of its own is asked."""
    has_terms = "x-vocabulaire" in _items(part)
    if part.get("type") == "array":
        return "menu" if has_terms else "lines"
    return "term" if has_terms else "line"


def label_of(key: str, kind: str = MODULE) -> str:
    """What the form, or else the model, calls a key of a record; the key itself if neither knows it."""
    found = next((question.label for question in questions(kind) if question.key == key), "")
    return found or str(build_schema(kind, {})["properties"].get(key, {}).get("title", key))


@cache
def keys(kind: str = MODULE) -> frozenset[str]:
    """Every key that the file of a record may have, at any depth."""
    schema = build_schema(kind, {})
    return frozenset(key for part in (schema, *schema["$defs"].values()) for key in part["properties"])


def _question(key: str, kind: Kind, schema: Schema, words: Mapping[str, tuple[str, str, str]]) -> Question:
    parent, _, child = key.rpartition(".")
    holder = resolve(_items(schema["properties"][parent]), schema) if parent else schema
    part = holder["properties"][child]
    label, help_, example = words.get(key, ("", "", ""))
    needed = key == _SOURCE or child in holder.get("required", [])
    required = needed and kind != "ticks" and (key != "sources" or words is _GAP_WORDS)
    return Question(
        key,
        kind,
        label or part["title"],
        help_ or part["description"],
        example or (example_text(part) if kind == "line" else ""),
        required,
        _items(part).get("x-vocabulaire", ""),
        not parent and part.get("type") == "integer",  # the parts of a source are read together
    )


def _items(part: Schema) -> Schema:
    items: Schema = part.get("items", part)
    return items
