"""The European Learning Model 3, profile of learning opportunities: each module, for European portals.

A module that nobody is known to offer is what may be learnt (`LearningAchievementSpecification`), not an opportunity:
no portal must show it as open. A recorded offer makes it one (`LearningOpportunity`). The profile asks for more than
the sources give; nothing is made up for it: the field of education is the ISCED-F's own « field unknown », a module
whose skills are not listed has its summary as learning outcome, and a module leads to no award.
Its shapes want a page on the web, so there is no such file while the site has no address.
Sources: European Learning Model 3, application profile « Learning Opportunities and Qualifications » (SHACL), its
shapes of controlled vocabularies, and the lists that they name (`xsd/loq/cv/`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.exports.published import File, Published
from build_tools.exports.rdf import AUTHORITY, FRANCE, FRENCH, Names, Node, in_french, json_ld, known, ref, typed
from build_tools.exports.schema_org import hours
from build_tools.model import Catalogue, Module
from build_tools.model.base import is_deduced
from build_tools.model.module import Skill, certification_ids
from build_tools.model.wording import deduction_note, duration_text
from build_tools.text.typography import french

PATH = "data/elm.jsonld"
_SNB = "http://data.europa.eu/snb"
UNKNOWN_FIELD = f"{_SNB}/isced-f/9999"
MODULE = f"{_SNB}/learning-opportunity/0f7dac46ca"
# Our teaching modes in the Union's list « learning assessment » (which also says how one learns).
_MODES = {
    "presentiel": f"{_SNB}/learning-assessment/9191af2ed9",
    "mixte": f"{_SNB}/learning-assessment/e92d221e4d",
    "a-distance": f"{_SNB}/learning-assessment/920fbb3cbe",
}
# Name of a concept of the Union → its scheme, which a reader that checks vocabularies looks for.
_SCHEMES = {
    FRENCH: f"{AUTHORITY}/language",
    FRANCE: f"{AUTHORITY}/country",
    UNKNOWN_FIELD: f"{_SNB}/isced-f/25831c2",
    MODULE: f"{_SNB}/learning-opportunity/25831c2",
    **dict.fromkeys(_MODES.values(), f"{_SNB}/learning-assessment/25831c2"),
}


def elm_files(published: Published) -> Iterator[File]:
    """`data/elm.jsonld`, once the site has an address."""
    if published.addresses.site:
        nodes = elm_nodes(published.catalogue, Names.seen_from(published, PATH))
        yield File(PATH, json_ld(nodes), len(published.catalogue.modules))


def elm_nodes(catalogue: Catalogue, names: Names) -> Iterator[Node]:
    """The concepts that modules refer to, then every module."""
    writer = _Writer(catalogue, names)
    yield from ({"@id": scheme, "@type": "skos:ConceptScheme"} for scheme in sorted(set(_SCHEMES.values())))
    yield _concept(FRENCH, "français")
    yield _concept(FRANCE, "France")
    yield _concept(UNKNOWN_FIELD, "Domaine inconnu")
    yield _concept(MODULE, "Module d'un programme")
    for name, iri in _MODES.items():
        yield _concept(iri, catalogue.vocabularies.label("modalites", name))
    for vocabulary in ("publics", "competences_rome"):
        for name, term in catalogue.vocabularies[vocabulary].items():
            yield _concept(names.term(vocabulary, name), term.libelle)
    for module in catalogue.modules.values():
        yield writer.module(module)


@dataclass(frozen=True)
class _Writer:
    catalogue: Catalogue
    names: Names

    def module(self, module: Module) -> Node:
        """What may be learnt; an opportunity to learn it where an offer is recorded."""
        iri = self.names.record("modules", module.id)
        if module.mises_en_oeuvre:
            return self._opportunity(module, iri)
        return known({"@id": iri, **self._about(module), **self._specification(module)})

    def _opportunity(self, module: Module, iri: str) -> Node:
        place = self._place(module.region)
        bodies = dict.fromkeys(offer.organisme for offer in module.mises_en_oeuvre)
        node = {
            "@id": iri,
            "@type": "elm:LearningOpportunity",
            **self._about(module),
            "dct:type": ref(MODULE),
            "elm:defaultLanguage": ref(FRENCH),
            "elm:providedBy": [_organisation(body, place) for body in bodies],
            "elm:location": place,
            "elm:mode": _modes(module),
            "elm:learningAchievementSpecification": known(self._specification(module)),
        }
        return known(node)

    def _about(self, module: Module) -> Node:
        page = self.names.page("modules", module.id)
        notes = (*self._origin(module), *self._completed(module), *_deduced(module))
        return {
            "adms:identifier": {"@type": "elm:Identifier", "skos:notation": module.id},
            "dct:title": in_french(module.titre),
            "dct:description": in_french(module.resume),
            "foaf:homepage": {"@type": "elm:WebResource", "elm:contentUrl": typed(page, "xsd:anyURI")},
            "elm:additionalNote": [_note(text) for text in notes],
        }

    def _specification(self, module: Module) -> Node:
        offered = bool(module.mises_en_oeuvre)
        node: Node = {
            "@type": "elm:LearningAchievementSpecification",
            "dct:title": in_french(module.titre),
            "elm:ISCEDFCode": ref(UNKNOWN_FIELD),
            "dct:language": ref(FRENCH),
            "elm:mode": [] if offered else _modes(module),
            "elm:targetGroup": [ref(self.names.term("publics", name)) for name in module.publics],
            "elm:learningOutcome": [self._outcome(skill) for skill in module.competences] or [_summary(module)],
        }
        length = module.duree
        if length and length.heures:
            node["elm:volumeOfLearning"] = typed(hours(length.longest), "xsd:duration")
        if module.prerequis:
            node["elm:entryRequirement"] = _note(french(" ; ").join(self._prerequisites(module)))
        if module.evaluation:
            node["elm:provenBy"] = {
                "@type": "elm:LearningAssessmentSpecification",
                "dct:title": in_french("Évaluation"),
                "dct:description": in_french(module.evaluation),
            }
        return node

    def _outcome(self, skill: Skill) -> Node:
        node: Node = {"@type": "elm:LearningOutcome", "dct:title": in_french(skill.intitule)}
        if skill.rome:
            node["elm:relatedSkill"] = [ref(self.names.term("competences_rome", code)) for code in skill.rome]
        return node

    def _origin(self, module: Module) -> Iterator[str]:
        """What the class has no property for: where it was made, who led that, how long where it is not one number."""
        region = self.catalogue.vocabularies.label("regions", module.region)
        initiative = self.catalogue.demarches.get(module.demarche or "")
        led = f", {initiative.porteur.current_name}" if initiative else ""
        if initiative and is_deduced("porteur", initiative.deduit):
            led += " (déduit)"
        if not module.mises_en_oeuvre:
            yield french("Description sans offre : aucune session de ce module n'est connue.")
        yield french("Créé par : {}{}.").format(region, led)
        if module.duree and not module.duree.heures:
            yield french(f"Durée : {duration_text(module.duree)}.")

    def _place(self, region: str) -> Node:
        return {
            "@type": "dct:Location",
            "elm:geographicName": in_french(self.catalogue.vocabularies.label("regions", region)),
            "elm:address": {"@type": "elm:Address", "elm:countryCode": ref(FRANCE)},
        }

    def _completed(self, module: Module) -> Iterator[str]:
        for name in certification_ids(module.certifications):
            label = self.catalogue.label_of_certification[name]
            yield french("Complète la certification « {} » ; ne la délivre pas.").format(label)

    def _prerequisites(self, module: Module) -> Iterator[str]:
        for asked in module.prerequis:
            if asked.module:
                yield french("avoir suivi « {} »").format(self.catalogue.modules[asked.module].titre)
            if asked.condition:
                yield asked.condition


def _organisation(name: str, place: Node) -> Node:
    return {"@type": "elm:Organisation", "rov:legalName": in_french(name), "elm:location": place}


def _modes(module: Module) -> list[Node]:
    return [ref(_MODES[name]) for name in module.modalites if name in _MODES]


def _concept(iri: str, label: str) -> Node:
    node = {"@id": iri, "@type": "skos:Concept", "skos:prefLabel": in_french(french(label))}
    return {**node, "skos:inScheme": ref(_SCHEMES[iri])} if iri in _SCHEMES else node


def _deduced(module: Module) -> Iterator[str]:
    """What no source states, by the French names of the fields."""
    if module.deduit:
        yield french(deduction_note(module))


def _summary(module: Module) -> Node:
    note = _note(french("Les sources ne détaillent pas les compétences ; le résumé de la fiche en tient lieu."))
    return {"@type": "elm:LearningOutcome", "dct:title": in_french(module.resume), "elm:additionalNote": note}


def _note(text: str) -> Node:
    return {"@type": "elm:Note", "elm:noteLiteral": in_french(text)}
