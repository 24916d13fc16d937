"""The whole catalogue as linked data, in Turtle: schema.org for the records, SKOS for the vocabularies.

What these cannot express has properties of our own, one for each key of a record (`ma:ecart` for `ecart`), made from
the JSON Schemas; `data/vocabulaire.ttl` defines them. Each thing also has its name for ever, which no host is part of
(`owl:sameAs` a `urn:uuid:`), and links to where official codes lead. RDF has sets, not lists: the order of a list is
not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from build_tools.exports.data_package import LICENCE, TITLE
from build_tools.exports.identity import links_of_certification, links_of_term, permanent_iri
from build_tools.exports.published import Data, File, Published
from build_tools.exports.rdf import CATALOGUE, VOCABULARY, Names, Node, in_french, known, ref, turtle, typed
from build_tools.exports.schema_org import SchemaOrg
from build_tools.model import Catalogue
from build_tools.model.base import HTTPS_ADDRESS
from build_tools.model.json_schema import Schema, referenced, resolve, schema_without_terms
from build_tools.model.kinds import KINDS
from build_tools.model.official import registration_page
from build_tools.model.vocabulary import VOCABULARIES

Convert: TypeAlias = Callable[[Any], Any]

# Kind of record → its class and what that class is in schema.org's words.
_CLASSES = {
    "module": ("Module", "Course", "Module additionnel"),
    "demarche": ("Demarche", "Project", "Démarche régionale"),
    "certification": ("Certification", "EducationalOccupationalCredential", "Certification nommée par les sources"),
    "ecart": ("Ecart", "DefinedTerm", "Écart constaté"),
    "referentiel": ("Referentiel", "DefinedTermSet", "Référentiel officiel d'un enregistrement"),
}
# Keys that schema.org or SKOS says in its own words.
_IN_SCHEMA_ORG = frozenset({"id", "titre", "resume"})
_IN_SKOS = frozenset({"id", "libelle", "description", "synonymes"})


def turtle_files(published: Published) -> Iterator[File]:
    """`data/catalogue.ttl` and the definition of its own properties, `data/vocabulaire.ttl`."""
    names = Names.seen_from(published, CATALOGUE)
    vocabularies = {name: names.terms(name) for name in VOCABULARIES}
    prefixes = {"ma": names.own_terms, "catalogue": f"{names.root}{CATALOGUE}#", **vocabularies}
    yield File(CATALOGUE, turtle(catalogue_nodes(published), prefixes), len(published.catalogue.modules))
    names = Names.seen_from(published, VOCABULARY)
    yield File(VOCABULARY, turtle(vocabulary_nodes(names), {"ma": names.own_terms}))


def catalogue_nodes(published: Published) -> Iterator[Node]:
    """Every record, then every vocabulary and its terms; of the occupations, those that a record names.

    The others are France Travail's, which publishes them: they were half of the file.
    """
    names = Names.seen_from(published, CATALOGUE)
    describe = SchemaOrg(published, names)
    yield from _records(published, describe)
    for vocabulary in VOCABULARIES:
        yield from _vocabulary(published, describe, vocabulary)


def vocabulary_nodes(names: Names) -> Iterator[Node]:
    """Our own classes and properties, in the words of the models."""
    vocabulary = names.own_terms.removesuffix("#")
    yield {
        "@id": vocabulary,
        "@type": "owl:Ontology",
        "dct:title": in_french(f"Vocabulaire du {TITLE}"),
        "dct:license": ref(LICENCE["path"]),
    }
    for name, parent, label in _CLASSES.values():
        yield {
            "@id": names.own_terms + name,
            "@type": "rdfs:Class",
            "rdfs:label": in_french(label),
            "rdfs:subClassOf": ref(f"https://schema.org/{parent}"),
            "rdfs:isDefinedBy": ref(vocabulary),
        }
    for key, uses in sorted(_property_uses().items()):
        yield {
            "@id": names.own_terms + key,
            "@type": "rdf:Property",
            "rdfs:label": [in_french(title) for title in dict.fromkeys(title for title, _ in uses)],
            "rdfs:comment": [in_french(text) for text in dict.fromkeys(text for _, text in uses)],
            "rdfs:isDefinedBy": ref(vocabulary),
        }


# Records -------------------------------------------------------------------------------------------------------------


def _records(published: Published, describe: SchemaOrg) -> Iterator[Node]:
    catalogue, names = published.catalogue, describe.names
    own = {kind: _Maker.of_record(kind, names) for kind in _CLASSES}
    for module, data in zip(catalogue.modules.values(), published.data("modules"), strict=True):
        yield _both("module", describe.course(module), own["module"](data), _for_ever("modules", module.id))
    for data in published.data("demarches"):
        name = data["id"]
        yield _both("demarche", describe.initiative(name), own["demarche"](data), _for_ever("demarches", name))
    for data in published.data("certifications"):
        node = {**describe.credential(data["id"]), "url": names.page("certifications", data["id"])}
        links = [ref(address) for address in links_of_certification(published, data["id"])]
        elsewhere = {**_for_ever("certifications", data["id"]), "rdfs:seeAlso": links}
        yield _both("certification", node, own["certification"](data), elsewhere)
    for data in published.data(KINDS["ecarts"].table):
        name = data["id"]
        node = {
            "@type": "DefinedTerm",
            "@id": names.record("ecarts", name),
            "url": names.page("ecarts", name),
            "identifier": name,
            "name": data["competence"],
        }
        yield _both("ecart", node, own["ecart"](data), _for_ever("ecarts", name))
    for data in published.data("referentiels"):
        yield _both("referentiel", *_standard(data, own["referentiel"], names, catalogue))


def _standard(data: Data, own: Convert, names: Names, catalogue: Catalogue) -> tuple[Node, Node, Node]:
    """A référentiel: what it is a version of, what it follows. Everybody knows it by its official code."""
    code, owner = data["code"], catalogue.certification_of.get(data["code"])

    def beside(key: str) -> list[Node]:
        found = (catalogue.referentiel_of[other] for other in data.get(key, ()) if other in catalogue.referentiel_of)
        return [ref(names.record("referentiels", official.id)) for official in found]

    node = {
        "@type": "DefinedTermSet",
        "@id": names.record("referentiels", data["id"]),
        "url": names.page("referentiels", data["id"]),
        "identifier": code,
        "name": data.get("intitule", code),
    }
    elsewhere = {
        **_for_ever("referentiels", data["id"]),
        "dct:isVersionOf": ref(names.record("certifications", owner.id)) if owner else None,
        "dct:replaces": beside("predecesseurs"),
        "dct:isReplacedBy": beside("successeurs"),
        "rdfs:seeAlso": ref(registration_page(code)),
    }
    return node, own(data), elsewhere


def _both(kind: str, node: Node, own: Node, elsewhere: Node) -> Node:
    """What schema.org says of a record (`node`), what it cannot, and its other names."""
    return known({**node, "@type": [node["@type"], f"ma:{_CLASSES[kind][0]}"], **own, **elsewhere})


def _for_ever(collection: str, name: str) -> Node:
    return {"owl:sameAs": ref(permanent_iri(collection, name))}


# Vocabularies --------------------------------------------------------------------------------------------------------


def _vocabulary(published: Published, describe: SchemaOrg, vocabulary: str) -> Iterator[Node]:
    scheme = describe.names.scheme(vocabulary)
    title = schema_without_terms(vocabulary)["title"]
    yield {"@id": scheme, "@type": ["skos:ConceptScheme", "DefinedTermSet"], "skos:prefLabel": in_french(title)}
    own = _Maker.of_term(vocabulary, describe.names)
    in_schema_org = describe.of_vocabulary.get(vocabulary)
    for data in published.data(vocabulary):
        if vocabulary == "metiers" and ("metiers", data["id"]) not in published.uses:
            continue
        also = in_schema_org(data["id"]) if in_schema_org else {}
        types = ["skos:Concept", *([also["@type"]] if also else [])]
        concept = _concept(data, describe.names.term(vocabulary, data["id"]), scheme)
        yield known({**also, **concept, "@type": types, **own(data), **_elsewhere(published, vocabulary, data["id"])})


def _elsewhere(published: Published, vocabulary: str, name: str) -> Node:
    """A region is the same at INSEE and in Wikidata; an occupation's page is only about it."""
    links = [ref(address) for address in links_of_term(published, vocabulary, name)]
    key = "skos:exactMatch" if vocabulary == "regions" else "rdfs:seeAlso"
    return {**_for_ever(vocabulary, name), key: links}


def _concept(data: Data, iri: str, scheme: str) -> Node:
    description = data.get("description")
    node = {
        "@id": iri,
        "skos:prefLabel": in_french(data["libelle"]),
        "skos:altLabel": [in_french(text) for text in data.get("synonymes", ()) if text != data["libelle"]],
        "skos:definition": in_french(description) if description else None,
        "skos:notation": data["id"],
        "skos:inScheme": ref(scheme),
    }
    return known(node)


# Our own properties --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Maker:
    """Makes of a JSON Schema, `whole`, the function that turns such data into a node."""

    whole: Schema
    names: Names

    @classmethod
    def of_record(cls, kind: str, names: Names) -> Convert:
        """For a kind of record."""
        schema = schema_without_terms(kind)
        return cls(schema, names).object(schema, _IN_SCHEMA_ORG)

    @classmethod
    def of_term(cls, vocabulary: str, names: Names) -> Convert:
        """For the terms of a vocabulary."""
        schema = schema_without_terms(vocabulary)
        term = schema["$defs"][VOCABULARIES[vocabulary].__name__]
        return cls(schema, names).object(term, _IN_SKOS)

    def object(self, schema: Schema, left_out: frozenset[str] = frozenset()) -> Convert:
        """For an object: our property for each key but those left out, which have a standard one."""
        inner = {key: self.value(part) for key, part in schema["properties"].items() if key not in left_out}
        named = {key: f"ma:{key}" for key in inner}
        return lambda data: known({named[key]: inner[key](value) for key, value in data.items() if key in inner})

    def value(self, schema: Schema) -> Convert:
        """For a value of any kind."""
        schema = {**resolve(schema, self.whole), **schema}
        if "properties" in schema:
            return self.object(schema)
        if "items" in schema:
            item = self.value(schema["items"])
            return lambda values: [item(value) for value in values]
        return self._reference(schema) or _literal(schema)

    def _reference(self, schema: Schema) -> Convert | None:
        target = referenced(schema)
        if target in VOCABULARIES:
            return lambda name: ref(self.names.term(target, name))
        return (lambda name: ref(self.names.record(target, name))) if target else None


def _literal(schema: Schema) -> Convert:
    """Prose, whose length is bounded, is in French; codes, dates, numbers and addresses have no language."""
    if schema.get("format") == "date":
        return lambda value: typed(value, "xsd:date")
    if schema.get("pattern") == HTTPS_ADDRESS:
        return lambda value: typed(value, "xsd:anyURI")
    if schema.get("type") == "number":
        return lambda value: typed(repr(float(value)), "xsd:double")
    if "maxLength" in schema and "pattern" not in schema:
        return in_french
    return lambda value: value


def _property_uses() -> Mapping[str, list[tuple[str, str]]]:
    """Key → title and description in each model that has it, for the keys that are properties of ours."""
    uses: dict[str, list[tuple[str, str]]] = {}
    for name in (*_CLASSES, *VOCABULARIES):
        schema = schema_without_terms(name)
        term = VOCABULARIES[name].__name__ if name in VOCABULARIES else ""
        parts = [(schema, _IN_SCHEMA_ORG)] if not term else []
        parts += [(part, _IN_SKOS if key == term else frozenset()) for key, part in schema["$defs"].items()]
        for part, left_out in parts:
            for key, field in part.get("properties", {}).items():
                if key not in left_out:
                    uses.setdefault(key, []).append((field["title"], field["description"]))
    return uses
