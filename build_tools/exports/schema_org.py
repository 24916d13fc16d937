"""schema.org's words for a module (Course), for what it refers to, and for the catalogue (Dataset).

A module awards nothing: the certification that it completes is what the course is about, never
`educationalCredentialAwarded`. Only facts of the record are given; an unknown one is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.exports.data_package import CONTRIBUTOR, LICENCE, TITLE
from build_tools.exports.distributions import Distribution
from build_tools.exports.published import Published
from build_tools.exports.rdf import DATASET_PAGE, JSON, Names, Node, address, known
from build_tools.model import Catalogue, Module
from build_tools.model.base import Source, SourcedRecord
from build_tools.model.catalogue import official_codes
from build_tools.model.module import Duration, Implementation, certification_ids
from build_tools.model.vocabulary import Document
from build_tools.model.wording import deduction_note
from build_tools.text.typography import french

ABOUT = (
    "Les modules additionnels que les Régions et France Travail ajoutent aux formations certifiantes pour répondre "
    "aux besoins des entreprises : compétences, durée, certifications complétées, métiers, sources."
)
KEYWORDS = (
    "formation professionnelle",
    "compétences",
    "modules additionnels",
    "certification professionnelle",
    "transition écologique",
    "transition numérique",
)


@dataclass(frozen=True)
class SchemaOrg:
    """Describes things of one catalogue, by the names that one document uses."""

    published: Published
    names: Names

    @property
    def catalogue(self) -> Catalogue:
        """The records and vocabularies."""
        return self.published.catalogue

    def course(self, module: Module) -> Node:
        """A module."""
        dates = self.published.record_dates.get(("modules", module.id))
        node = {
            "@type": "Course",
            "@id": self.names.record("modules", module.id),
            "url": self.names.page("modules", module.id),
            "identifier": module.id,
            "name": module.titre,
            "description": module.resume,
            "inLanguage": "fr",
            "teaches": [
                *({"@type": "DefinedTerm", "name": skill.intitule} for skill in module.competences),
                *map(self.official_skill, official_codes(module)),
            ],
            "timeRequired": list(_lengths(module.duree)),
            "coursePrerequisites": list(self._prerequisites(module)),
            "provider": self._provider(module),
            "audience": [
                {"@type": "Audience", "audienceType": self._label("publics", name)} for name in module.publics
            ],
            "about": [
                *map(self.occupation, module.metiers),
                *map(self.credential, certification_ids(module.certifications)),
            ],
            "keywords": list(self._keywords(module)),
            "spatialCoverage": [self.region(region) for region in (module.region, *module.reprises)],
            "hasCourseInstance": [self._instance(offer) for offer in module.mises_en_oeuvre],
            "citation": list(self._documents(module.sources)),
            "license": LICENCE["path"],
            "datePublished": dates.published if dates else None,
            "dateModified": dates.changed if dates else None,
            "subjectOf": {"@id": self.names.dataset},
        }
        return known(node)

    def dataset(self, distributions: Iterable[Distribution]) -> Node:
        """The catalogue as a set of data."""
        node = {
            "@type": "Dataset",
            "@id": self.names.dataset,
            "url": self.names.root + DATASET_PAGE,
            "name": TITLE,
            "description": french(ABOUT),
            "inLanguage": "fr",
            "license": LICENCE["path"],
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": CONTRIBUTOR["title"]},
            "keywords": list(KEYWORDS),
            "spatialCoverage": {"@type": "Country", "name": "France", "identifier": "FR"},
            "dateModified": self.published.generated_at,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": french(file.title),
                    "encodingFormat": file.media_type,
                    "contentUrl": self.names.root + file.path,
                }
                for file in distributions
            ],
        }
        return known(node)

    def region(self, name: str) -> Node:
        """A region, by its ISO 3166-2 code."""
        region = self.catalogue.vocabularies.regions[name]
        return {
            "@type": "AdministrativeArea",
            "@id": self.names.term("regions", name),
            "name": region.libelle,
            "identifier": region.iso,
        }

    def occupation(self, code: str) -> Node:
        """An occupation of the ROME 4.0."""
        return self._defined_term("metiers", code, {"termCode": code})

    def official_skill(self, code: str) -> Node:
        """A skill or a kind of knowledge of the ROME 4.0."""
        return self._defined_term("competences_rome", code, {"termCode": code})

    def credential(self, name: str) -> Node:
        """A certification, with the codes of its successive registrations."""
        certification = self.catalogue.certifications[name]
        node = {
            "@type": "EducationalOccupationalCredential",
            "@id": self.names.record("certifications", name),
            "name": self.catalogue.label_of_certification[name],
            "identifier": [registration.code for registration in certification.enregistrements],
        }
        return known(node)

    def initiative(self, name: str) -> Node:
        """A démarche."""
        initiative = self.catalogue.demarches[name]
        return {
            "@type": "Project",
            "@id": self.names.record("demarches", name),
            "url": self.names.page("demarches", name),
            "identifier": name,
            "name": initiative.titre,
            "description": initiative.resume,
        }

    def term(self, vocabulary: str, name: str) -> Node:
        """A term of a vocabulary, in the words of its kind."""
        describe = self.of_vocabulary.get(vocabulary)
        return describe(name) if describe else self._defined_term(vocabulary, name, {})

    @property
    def of_vocabulary(self) -> Mapping[str, Callable[[str], Node]]:
        """Vocabulary → what describes its terms, where schema.org has more to say of them than of any term."""
        return {"regions": self.region, "metiers": self.occupation, "documents": self.document}

    def _defined_term(self, vocabulary: str, name: str, code: Node) -> Node:
        return {
            "@type": "DefinedTerm",
            "@id": self.names.term(vocabulary, name),
            **code,
            "name": self._label(vocabulary, name),
            "inDefinedTermSet": self.names.scheme(vocabulary),
        }

    def page(self, address: str, title: str, description: str, about: Node, listed: tuple[int, Sequence[str]]) -> Node:
        """A page about something; `listed` is how many pages it lists, and the addresses of the first of them."""
        count, addresses = listed
        items = [
            {"@type": "ListItem", "position": i, "url": self.names.root + listed_address}
            for i, listed_address in enumerate(addresses, 1)
        ]
        node = {
            "@type": "CollectionPage" if count else "WebPage",
            "url": self.names.root + address,
            "name": title,
            "description": description or None,
            "inLanguage": "fr",
            "about": about,
            "isPartOf": {"@id": self.names.dataset},
            "license": LICENCE["path"],
            "mainEntity": {"@type": "ItemList", "numberOfItems": count, "itemListElement": items} if count else None,
        }
        return known(node)

    def _documents(self, sources: Iterable[Source]) -> Iterator[Node]:
        """Each document once; one that is described on the spot has its address only."""
        words = self.catalogue.vocabularies
        for document in {words.same_document(source): words.document_of(source) for source in sources}.values():
            yield self._document(document)

    def document(self, name: str) -> Node:
        """A source document of the list."""
        return self._document(self.catalogue.vocabularies.documents[name])

    def _document(self, document: Document) -> Node:
        node = {
            "@type": "CreativeWork",
            "@id": self.names.term("documents", document.id) if document.id else None,
            "name": document.libelle,
            "url": address(document.adresse) if document.adresse else None,
        }
        return known(node)

    def _label(self, vocabulary: str, name: str) -> str:
        return self.catalogue.vocabularies.label(vocabulary, name)

    def _provider(self, module: Module) -> Node | None:
        """The body that leads the initiative the module comes from, under its name of today."""
        if not module.demarche:
            return None
        body = self.catalogue.demarches[module.demarche].porteur
        node = {
            "@type": "Organization",
            "name": body.current_name,
            "alternateName": body.nom if body.nom_actuel else None,
        }
        return known(node)

    def _prerequisites(self, module: Module) -> Iterator[str | Node]:
        for asked in module.prerequis:
            if asked.module:
                name = self.catalogue.modules[asked.module].titre
                yield {"@type": "Course", "@id": self.names.record("modules", asked.module), "name": name}
            if asked.condition:
                yield asked.condition

    def _keywords(self, module: Module) -> Iterator[str]:
        for vocabulary, names in (
            ("transitions", module.transitions),
            ("secteurs", module.secteurs),
            ("themes", module.themes),
        ):
            yield from (self._label(vocabulary, name) for name in names)

    def _instance(self, offer: Implementation) -> Node:
        organizer = {"@type": "Organization", "name": offer.organisme, "identifier": offer.siret}
        place = {"@type": "AdministrativeArea", "identifier": offer.lieu_insee} if offer.lieu_insee else None
        node = {
            "@type": "CourseInstance",
            "identifier": offer.offre_info,
            "organizer": known(organizer),
            "location": place,
            "url": address(offer.adresse) if offer.adresse else None,
        }
        return known(node)


def with_marks(node: Node, record: SourcedRecord) -> Node:
    """The node, and which of the record's facts no source states: schema.org has no closer word than a comment."""
    text = deduction_note(record)
    return {**node, "comment": {"@type": "Comment", "text": french(text)}} if text else node


def script(node: Node) -> str:
    """The node as a script element for a page: data, never run. No text of a record can end it."""
    document = {"@context": "https://schema.org", **node}
    text = JSON.encode(document).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def hours(duration: float) -> str:
    """A number of hours as an ISO 8601 duration: « PT14H », « PT3H30M »."""
    whole, minutes = divmod(round(60 * duration), 60)
    return "PT" + (f"{whole}H" if whole else "") + (f"{minutes}M" if minutes else "")


def _lengths(length: Duration | None) -> Iterator[str]:
    """Each possible length, hours in a company included; a range has none that could be named."""
    if length and not length.min:
        company = length.entreprise or 0
        yield from (hours(centre + company) for centre in (length.choix or (length.heures or 0,)))
