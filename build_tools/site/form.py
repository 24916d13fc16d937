"""The web forms of a module and of a gap: their questions, made from the schema and the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.model import Catalogue
from build_tools.model.base import TITLE_MAX
from build_tools.model.json_schema import Schema, build_schema, example_text, referenced, resolve
from build_tools.model.kinds import KIND_OF_SCHEMA, Kind
from build_tools.model.ordering import by_label
from build_tools.model.vocabulary import Term
from build_tools.site import gap_questions
from build_tools.text.folding import alphabetical

# Fields that the form does not ask for; it keeps them as they are in a record that it corrects.
NOT_ASKED = frozenset({"remplace", "integrations", "savoirs", "origine"})
# Parts of an answer that it keeps but does not show: codes that a person chooses with « catalogue align ».
_HIDDEN = frozenset({"competences.rome"})


@dataclass(frozen=True)
class Choice:
    """A term that may be chosen."""

    value: str
    label: str
    description: str = ""


@dataclass(frozen=True)
class Question:
    """One field of the form.

    `kind` is how it is answered: `texte`, `long`, `nombre`, `date`, `choix` (one of a short list), `cases` (several of
    it), `recherche` (one of a long list), `recherches` (several), `textes` and `nombres` (one under the other),
    `lignes` (groups, one under the other), `groupe`, `duree`, `deduit`. `none` says that the answer is known to be
    nothing.
    """

    key: str
    kind: str
    label: str
    help: str
    example: str
    required: bool
    choices: tuple[Choice, ...] = ()
    source: str = ""
    none: str = ""
    questions: tuple[Question, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Part:
    """Questions under one heading; those that may stay without an answer are folded."""

    id: str
    title: str
    questions: tuple[Question, ...]

    @property
    def folded(self) -> bool:
        """Whether none of them is required."""
        return not any(question.required for question in self.questions)


# What a person is asked about a module, in the order of the form. A field's own help follows, from the schema.
PARTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "module": (
        "Le module",
        {
            "titre": "Comment s'appelle le module ?",
            "region": "Quelle région l'a créé ?",
            "resume": "Qu'y apprend-on, et pour qui ?",
        },
    ),
    "classement": (
        "De quoi il parle",
        {
            "secteurs": "Dans quels secteurs sert-il ?",
            "transitions": "À quelles transitions répond-il ?",
            "nature": "Quelle sorte de compétence donne-t-il ?",
        },
    ),
    "provenance": (
        "D'où vient l'information",
        {
            "sources": "Où peut-on le vérifier ?",
            "verifie_le": "Quand avez-vous relu ces informations en face des sources ?",
        },
    ),
    "contenu": (
        "Ce que l'on y apprend",
        {
            "competences": "Quelles compétences le module donne-t-il ?",
            "duree": "Combien d'heures dure-t-il ?",
            "modalites": "Se suit-il sur place ou à distance ?",
            "modalites_pedagogiques": "Avec quels moyens ?",
            "evaluation": "Comment vérifie-t-on ce qui est appris ?",
            "prerequis": "Que faut-il avant de le suivre ?",
        },
    ),
    "complements": (
        "Thèmes, certifications et métiers",
        {
            "themes": "Quels sont ses thèmes ?",
            "certifications": "Quelles certifications complète-t-il ?",
            "metiers": "Quels métiers vise-t-il ?",
            "metiers_cites": "Avec quels mots la source nomme-t-elle ces métiers ?",
        },
    ),
    "publics": (
        "Les personnes formées",
        {
            "publics": "À qui s'adresse-t-il ?",
            "publics_precisions": "Que faut-il préciser sur ces personnes ?",
        },
    ),
    "histoire": (
        "Son histoire",
        {
            "demarche": "De quelle démarche régionale vient-il ?",
            "besoin": "À quel besoin répond-il ?",
            "statut": "Où en est-il ?",
            "annee": "En quelle année a-t-il commencé ?",
            "caractere": "Est-il obligatoire ?",
            "reprises": "Quelles régions l'ont repris ?",
        },
    ),
    "suites": (
        "Ses résultats et ses suites",
        {
            "resultats": "Quels chiffres la source donne-t-elle ?",
            "mises_en_oeuvre": "Où peut-on le suivre ?",
            "transmissions": "À quels certificateurs a-t-il été transmis ?",
        },
    ),
    "fiabilite": (
        "Ce que les sources ne disent pas",
        {
            "deduit": "Qu'avez-vous déduit ?",
            "precisions": "Que faut-il préciser ?",
            "confiance": "La source décrit-elle bien un module additionnel ?",
        },
    ),
}

# Where the schema's description is about the syntax of the file, which the form writes by itself.
_HELP = {
    "region": "Celle qui l'a créé ; les régions qui l'ont repris ensuite se disent plus bas.",
    "secteurs": "Tous ceux que la source nomme.",
    "transitions": "Toutes celles auxquelles le module répond.",
    "demarche": "L'initiative régionale dont vient le module.",
    "duree": "Telle que la source la donne.",
    "competences.intitule": "Une phrase courte qui commence par un verbe.",
    "certifications": "Ce que le module complète, jamais ce qu'il délivre.",
    "certifications.certification": "Tapez un mot de son titre, ou son code RNCP ou RS.",
    "prerequis.module": "Un module du catalogue. Tapez un mot de son titre.",
    "modalites": "En centre, à distance, ou les deux à la fois.",
    "metiers": "Cinq au plus, choisis dans le ROME 4.0. Tapez un nom de métier ou un code.",
    "themes": "Cinq au plus. Ils rendent comparables les modules de plusieurs régions. Tapez un mot.",
    "sources": "Toute page, tout document que chacun peut ouvrir : collez son adresse.",
    "sources.document": "Le catalogue en connaît déjà quelques-uns. S'il n'est pas dans la liste, décrivez-le dessous.",
    "sources.adresse": "Collez l'adresse de la page ou du document.",
    "sources.titre": "Tel qu'il est écrit en haut de la page ou en couverture.",
    "sources.editeur": "Une Région, un organisme, une branche… jamais une personne.",
    "sources.date": "Année, année-mois ou jour ; rien s'il n'en porte pas.",
    "sources.lu_le": "",
    "verifie_le": "La dernière fois qu'une personne a relu toute la fiche en face de ses sources.",
    "deduit": "Cochez ce qu'aucune source n'énonce ; la page le signalera.",
}
# Lists that must be answered, if only by these words.
_NONE = {
    "secteurs": "Les sources ne le disent pas",
    "transitions": "Aucune",
    "sources.document": "Un autre : je colle son adresse",
}
# What has a way of its own to be asked.
_OWN_KINDS = {"duree": "duree", "deduit": "deduit"}
# Terms are chosen and lists are answered line by line: an example would show what nobody writes.
_WITH_EXAMPLE = frozenset({"texte", "long", "nombre"})
_SEARCHED = frozenset({"themes", "certifications", "metiers", "modules"})


@dataclass(frozen=True)
class Form:
    """A form: the kind of record that it makes, its page's address, what it asks, in which words."""

    kind: Kind
    address: str
    questions: Mapping[str, tuple[str, Mapping[str, str]]]
    help: Mapping[str, str]

    @property
    def data_file(self) -> str:
        """What its scripts check and write with."""
        return f"{self.address}donnees.bin"

    @property
    def records_file(self) -> str:
        """The records of its kind that exist."""
        return f"{self.address}fiches.bin"


FORMS: Mapping[str, Form] = {
    form.kind.folder: form
    for form in (
        Form(KIND_OF_SCHEMA["module"], "contribuer/formulaire/", PARTS, _HELP),
        Form(KIND_OF_SCHEMA["ecart"], "contribuer/ecarts/", gap_questions.PARTS, _HELP | gap_questions.HELP),
    )
}


def parts(catalogue: Catalogue, form: Form = FORMS["modules"]) -> tuple[Part, ...]:
    """The form's parts, in order."""
    asking = _Asking(catalogue, form_schema(catalogue, form), form.help)
    return tuple(
        Part(name, title, tuple(asking.question(asking.schema, key, asked) for key, asked in questions.items()))
        for name, (title, questions) in form.questions.items()
    )


def form_schema(catalogue: Catalogue, form: Form) -> Schema:
    """The schema of the form's records, with every term that may be chosen."""
    terms = {name: list(values) for name, values in catalogue.vocabularies.terms.items()}
    return build_schema(form.kind.schema, terms)


@dataclass(frozen=True)
class _Asking:
    catalogue: Catalogue
    schema: Schema
    help: Mapping[str, str]

    def question(self, group: Schema, key: str, asked: str = "", prefix: str = "") -> Question:
        """The question about a property of a group of the schema."""
        written = group["properties"][key]
        inside = resolve(written, self.schema)
        item = resolve(inside.get("items", {}), self.schema)
        path = prefix + key
        source = referenced(item or inside)
        kind = _OWN_KINDS.get(path) or _kind(inside, item, searched=source in _SEARCHED)
        return Question(
            key=key,
            kind=kind,
            label=asked or written.get("title", key),
            help=self.help.get(path, written.get("description", "")),
            example=example_text(written) if kind in _WITH_EXAMPLE else "",
            required=key in group.get("required", ()),
            choices=() if source in _SEARCHED or kind == "lignes" else tuple(self._choices(source)),
            source=source,
            none=_NONE.get(path, ""),
            questions=tuple(self._inside(item if "properties" in item else inside, f"{path}.")),
            hidden=path in _HIDDEN,
        )

    def _inside(self, group: Schema, prefix: str) -> Iterator[Question]:
        for key in group.get("properties", ()):
            yield self.question(group, key, prefix=prefix)

    def _choices(self, source: str) -> Iterator[Choice]:
        words = self.catalogue.vocabularies
        if source == "demarches":
            demarches = self.catalogue.demarches.values()
            labelled = [(words.label("regions", d.region), d) for d in demarches]
            for region, demarche in sorted(labelled, key=lambda pair: (alphabetical(pair[0]), pair[1].titre)):
                yield Choice(demarche.id, f"{region} : {demarche.titre}")
        elif source:
            terms: Sequence[Term] = list(words[source].values())
            if source == "regions":
                terms = sorted(terms, key=by_label)
            described = source != "documents"  # their descriptions are for those who keep the catalogue
            yield from (Choice(t.id, t.libelle, t.description or "" if described else "") for t in terms)


def _kind(schema: Schema, item: Schema, *, searched: bool) -> str:
    if item:
        return _kind_of_list(item, searched=searched)
    if searched:
        return "recherche"
    if referenced(schema):
        return "choix"
    if schema.get("type") in ("integer", "number"):
        return "nombre"
    if schema.get("type") == "object":
        return "groupe"
    return _kind_of_text(schema)


def _kind_of_list(item: Schema, *, searched: bool) -> str:
    if searched and "properties" not in item:
        return "recherches"
    if "x-vocabulaire" in item:
        return "cases"
    if "properties" in item:
        return "lignes"
    return "nombres" if item.get("type") in ("integer", "number") else "textes"


def _kind_of_text(schema: Schema) -> str:
    if schema.get("format") == "date":
        return "date"
    if "pattern" not in schema and schema.get("maxLength", 0) > TITLE_MAX:
        return "long"
    return "texte"
