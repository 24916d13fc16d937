"""The web form of a module: its questions, made from the schema and the vocabularies, and what its scripts need.

The scripts check a record as `catalogue check` does and write it as `record_text` does: both get here what they know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools.checking.rulebook import RULES, TYPES, all_messages
from build_tools.checking.rules.coherence.proposed_terms import LISTS
from build_tools.checking.rules.in_javascript import rules_as_data
from build_tools.contributing.sources import listed_addresses
from build_tools.contributing.values import CODE_KINDS
from build_tools.exports.published import Published
from build_tools.model import Catalogue, Certification, Vocabularies
from build_tools.model.base import TITLE_MAX
from build_tools.model.json_schema import Schema, build_schema, example_text, resolve
from build_tools.model.ordering import by_title
from build_tools.model.shown import MODULE_FACTS
from build_tools.model.vocabulary import Term
from build_tools.text.folding import alphabetical
from build_tools.text.reading.in_javascript import readers_as_data
from build_tools.text.typography import french
from build_tools.writing import write_compressed_json

FORM = "contribuer/formulaire/"
DATA = f"{FORM}donnees.bin"
MODULES = f"{FORM}modules.bin"

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


# What a person is asked, in the order of the form. A field's own help follows, from its description in the schema.
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

# Where the schema's description speaks of how the file is written, which the form does by itself.
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
# The lists that may lack a term, which the form then proposes.
_PROPOSABLE = ("secteurs", "themes", "certifications", "publics", "demarche")
_SEARCHED = frozenset({"themes", "certifications", "metiers", "modules"})


def parts(catalogue: Catalogue) -> tuple[Part, ...]:
    """The form's parts, in order."""
    terms = {name: list(values) for name, values in catalogue.vocabularies.terms.items()}
    asking = _Asking(catalogue, build_schema("module", terms))
    return tuple(
        Part(name, title, tuple(asking.question(asking.schema, key, asked) for key, asked in questions.items()))
        for name, (title, questions) in PARTS.items()
    )


@dataclass(frozen=True)
class _Asking:
    catalogue: Catalogue
    schema: Schema

    def question(self, group: Schema, key: str, asked: str = "", prefix: str = "") -> Question:
        """The question about a property of a group of the schema."""
        written = group["properties"][key]
        inside = resolve(written, self.schema)
        item = resolve(inside.get("items", {}), self.schema)
        path = prefix + key
        source = self._source(item if item else inside)
        kind = _OWN_KINDS.get(path) or _kind(inside, item, searched=source in _SEARCHED)
        return Question(
            key=key,
            kind=kind,
            label=asked or written.get("title", key),
            help=_HELP.get(path, written.get("description", "")),
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

    @staticmethod
    def _source(schema: Schema) -> str:
        return str(schema.get("x-vocabulaire") or schema.get("x-reference") or "")

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
                terms = sorted(terms, key=lambda term: alphabetical(term.libelle))
            described = source != "documents"  # their descriptions are for those who keep the catalogue
            yield from (Choice(t.id, t.libelle, t.description or "" if described else "") for t in terms)


def _kind(schema: Schema, item: Schema, *, searched: bool) -> str:
    if item:
        return _kind_of_list(item, searched=searched)
    if searched:
        return "recherche"
    if "x-vocabulaire" in schema or "x-reference" in schema:
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


# What the scripts need ------------------------------------------------------------------------------------------------


def write_form_data(site: Path, published: Published) -> None:
    """Write the two files that the form's scripts fetch, compressed because not every server does."""
    write_compressed_json(site / DATA, form_data(published))
    write_compressed_json(site / MODULES, known_modules(published.catalogue))


def form_data(published: Published) -> dict[str, Any]:
    """What the scripts check and write with: schema, messages, terms, regions, repository."""
    catalogue = published.catalogue
    words = catalogue.vocabularies
    schema = build_schema("module", {name: list(values) for name, values in words.terms.items()})
    return {
        "schema": schema,
        **rules_as_data(schema),
        "lectures": readers_as_data(),
        "codes": _code_fields(schema),
        "messages": {key: text._asdict() for key, text in all_messages().items()},
        "types": dict(TYPES),
        "gravites": {rule.code: rule.severity for rule in RULES.values()},
        "destinataires": {term.id: term.libelle for term in words["types_destinataire"].values()},
        "faits": [[fact.field, fact.label, fact.several, fact.source] for fact in MODULE_FACTS],
        "rome": {
            "version": words.rome.said,
            "retires": {
                code: {
                    "libelle": gone.libelle,
                    "version": gone.version,
                    "suites": [f"{name} ({words.label('metiers', name)})" for name in gone.remplace_par],
                }
                for code, gone in words.rome.withdrawn.items()
            },
        },
        "choix": {
            "themes": [_option(term) for term in words.themes.values()],
            "metiers": [_option(term, term.id) for term in words.metiers.values()],
            "certifications": [
                [c.id, french(catalogue.label_of_certification[c.id]), [*_other_names(c, words)]]
                for c in catalogue.certifications.values()
            ],
        },
        "a_classer": {field: LISTS[field] for field in _PROPOSABLE},
        "adresses": listed_addresses({d.id: {"adresse": d.adresse} for d in words.documents.values()}),
        "prefixes": {region.id: region.prefixe for region in words.regions.values()},
        "dossiers": sorted(catalogue.by_region),
        "depot": published.addresses.repository,
    }


def _other_names(certification: Certification, words: Vocabularies) -> Iterator[str]:
    """What people look for a certification by, besides its label: its codes, its whole title, its kind."""
    yield from (entry.code for entry in certification.enregistrements)
    yield certification.intitule
    yield words.label("types_certification", certification.type)


def _code_fields(schema: Schema) -> dict[str, str]:
    """The fields that hold a code, and of which kind."""
    parts = (schema, *schema["$defs"].values())
    fields = ((key, field.get("pattern", "")) for part in parts for key, field in part.get("properties", {}).items())
    return {key: CODE_KINDS[pattern] for key, pattern in fields if pattern in CODE_KINDS}


def _option(term: Term, code: str = "") -> list[object]:
    label = french(term.libelle)
    return [term.id, f"{code} {label}" if code else label, list(term.synonymes)]


def known_modules(catalogue: Catalogue) -> dict[str, Any]:
    """The modules, which a new one may resemble, and the other ids that it must not take."""
    modules = sorted(catalogue.modules.values(), key=by_title)
    withdrawn = catalogue.vocabularies.retraits.values()
    return {
        "fiches": [[m.id, m.titre, m.region] for m in modules],
        "pris": sorted(
            {name for m in modules for name in m.remplace}
            | {gone.id for gone in withdrawn if gone.collection == "modules"}
        ),
    }
