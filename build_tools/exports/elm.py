"""The European Learning Model 3, profile of learning opportunities: each module, for European portals.

The profile asks for more than the sources give; nothing is made up for it. The field of education is « not stated »,
a module whose skills are not listed has its summary as learning outcome, and a module is said to lead to no award.
Its shapes want a page on the web, so there is no such file while the site has no address.
Source: European Learning Model 3, application profile « Learning Opportunities and Qualifications » (SHACL).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.exports.published import File, Published
from build_tools.exports.rdf import Names, Node, in_french, json_ld, known, ref, typed
from build_tools.exports.schema_org import hours
from build_tools.model import Catalogue, Demarche, Module
from build_tools.model.module import Skill
from build_tools.model.wording import duration_text, field_label
from build_tools.text.typography import french

PATH = "data/elm.jsonld"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
FRENCH = f"{_AUTHORITY}/language/FRA"
FRANCE = f"{_AUTHORITY}/country/FRA"
_LISTS = ("publics", "modalites")


def elm_files(published: Published) -> Iterator[File]:
    """`data/elm.jsonld`, once the site has an address."""
    if published.addresses.site:
        nodes = elm_nodes(published.catalogue, Names.seen_from(published, PATH))
        yield File(PATH, json_ld(nodes), len(published.catalogue.modules))


def elm_nodes(catalogue: Catalogue, names: Names) -> Iterator[Node]:
    """The concepts that modules refer to, then every module."""
    writer = _Writer(catalogue, names)
    yield _concept(FRENCH, "français")
    yield _concept(FRANCE, "France")
    yield _concept(writer.field, "Domaine non précisé par les sources")
    for vocabulary in _LISTS:
        for name, term in catalogue.vocabularies[vocabulary].items():
            yield _concept(names.term(vocabulary, name), term.libelle)
    for module in catalogue.modules.values():
        yield writer.opportunity(module)


@dataclass(frozen=True)
class _Writer:
    catalogue: Catalogue
    names: Names

    @property
    def field(self) -> str:
        """The field of education of every module: no source states it."""
        return f"{self.names.root}{PATH}#domaine-non-precise"

    def opportunity(self, module: Module) -> Node:
        """A module as a learning opportunity."""
        page = self.names.page("modules", module.id)
        node = {
            "@id": f"{page}#opportunite",
            "@type": "elm:LearningOpportunity",
            "adms:identifier": {"@type": "elm:Identifier", "skos:notation": module.id},
            "dct:title": in_french(module.titre),
            "dct:description": in_french(module.resume),
            "elm:defaultLanguage": ref(FRENCH),
            "foaf:homepage": {"@type": "elm:WebResource", "elm:contentUrl": typed(page, "xsd:anyURI")},
            "elm:providedBy": self._organisation(module),
            "elm:location": self._place(module.region),
            "elm:mode": self._terms("modalites", module.modalites),
            "elm:additionalNote": [_note(text) for text in (*self._completed(module), *_deduced(module))],
            "elm:learningAchievementSpecification": self._specification(module),
        }
        return known(node)

    def _specification(self, module: Module) -> Node:
        node = {
            "@type": "elm:LearningAchievementSpecification",
            "dct:title": in_french(module.titre),
            "elm:ISCEDFCode": ref(self.field),
            "dct:language": ref(FRENCH),
            "elm:targetGroup": self._terms("publics", module.publics),
            "elm:learningOutcome": [_outcome(skill) for skill in module.competences] or [_summary(module)],
        }
        length = module.duree
        if length and length.heures:
            node["elm:volumeOfLearning"] = typed(hours(length.longest), "xsd:duration")
        elif length:
            node["elm:additionalNote"] = _note(french(f"Durée : {duration_text(length)}."))
        if module.prerequis:
            node["elm:entryRequirement"] = _note(french(" ; ").join(self._prerequisites(module)))
        if module.evaluation:
            node["elm:provenBy"] = {
                "@type": "elm:LearningAssessmentSpecification",
                "dct:title": in_french("Évaluation"),
                "dct:description": in_french(module.evaluation),
            }
        return known(node)

    def _organisation(self, module: Module) -> Node:
        """Who leads the initiative that the module comes from; where no source says so, that."""
        initiative = self.catalogue.demarches.get(module.demarche or "")
        return {
            "@type": "elm:Organisation",
            "rov:legalName": in_french(_leader(initiative)),
            "elm:location": self._place(module.region),
        }

    def _place(self, region: str) -> Node:
        return {
            "@type": "dct:Location",
            "elm:geographicName": in_french(self.catalogue.vocabularies.label("regions", region)),
            "elm:address": {"@type": "elm:Address", "elm:countryCode": ref(FRANCE)},
        }

    def _terms(self, vocabulary: str, chosen: tuple[str, ...]) -> list[Node]:
        return [ref(self.names.term(vocabulary, name)) for name in chosen]

    def _completed(self, module: Module) -> Iterator[str]:
        for name in dict.fromkeys(completed.certification for completed in module.certifications):
            label = self.catalogue.label_of_certification[name]
            yield french("Complète la certification « {} » ; ne la délivre pas.").format(label)

    def _prerequisites(self, module: Module) -> Iterator[str]:
        for asked in module.prerequis:
            if asked.module:
                yield french("avoir suivi « {} »").format(self.catalogue.modules[asked.module].titre)
            if asked.condition:
                yield asked.condition


def _leader(initiative: Demarche | None) -> str:
    if initiative is None:
        return "Organisme non précisé par les sources"
    return initiative.porteur.nom_actuel or initiative.porteur.nom


def _concept(iri: str, label: str) -> Node:
    return {"@id": iri, "@type": "skos:Concept", "skos:prefLabel": in_french(label)}


def _outcome(skill: Skill) -> Node:
    return {"@type": "elm:LearningOutcome", "dct:title": in_french(skill.intitule)}


def _deduced(module: Module) -> Iterator[str]:
    """What no source states, by the French names of the fields."""
    if module.deduit:
        names = (field_label(module, name) for name in module.deduit)
        yield french(f"Déduit par le catalogue, aucune source ne l'énonce : {', '.join(names)}.")


def _summary(module: Module) -> Node:
    note = _note(french("Les sources ne détaillent pas les compétences ; le résumé de la fiche en tient lieu."))
    return {"@type": "elm:LearningOutcome", "dct:title": in_french(module.resume), "elm:additionalNote": note}


def _note(text: str) -> Node:
    return {"@type": "elm:Note", "elm:noteLiteral": in_french(text)}
