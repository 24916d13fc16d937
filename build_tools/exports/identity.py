"""Names that stay wherever the site is published, and where else the same thing is described.

A name for ever is a `urn:uuid:` (RFC 9562, version 5) made of what is named: no host, no registration. Links outwards
are made of official codes only: INSEE's own IRIs (id.insee.fr), Wikidata's items of regions, the pages of France
compétences by code, those of France Travail by ROME code.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from build_tools.exports.published import Published
from build_tools.model.official import occupation_page, registration_page
from build_tools.model.vocabulary import Occupation, Region

# Made once at random; what is published keeps its name only as long as this stays.
NAMESPACE = UUID("8f0c0a3e-5d0b-4f5e-9a3b-6a5a2f1c7d24")
INSEE_REGION = "http://id.insee.fr/geo/region/"
WIKIDATA = "http://www.wikidata.org/entity/"
# ISO 3166-2 code of a region → its item.
WIKIDATA_REGIONS = {
    "FR-ARA": "Q18338206",
    "FR-BFC": "Q18578267",
    "FR-BRE": "Q12130",
    "FR-CVL": "Q13947",
    "FR-20R": "Q14112",
    "FR-GES": "Q18677983",
    "FR-971": "Q17012",
    "FR-973": "Q3769",
    "FR-HDF": "Q18677767",
    "FR-IDF": "Q13917",
    "FR-974": "Q17070",
    "FR-972": "Q17054",
    "FR-976": "Q17063",
    "FR-NOR": "Q18677875",
    "FR-NAQ": "Q18678082",
    "FR-OCC": "Q18678265",
    "FR-PDL": "Q16994",
    "FR-PAC": "Q15104",
}


def permanent_iri(collection: str, name: str) -> str:
    """The name for ever of a record or of a term (`permanent_iri("modules", "aura-x")`)."""
    return urn(f"{collection}/{name}")


def urn(text: str) -> str:
    """The name for ever of what a text names among us."""
    return uuid5(NAMESPACE, text).urn


def links_of_certification(published: Published, name: str) -> list[str]:
    """The page of each registration at France compétences, oldest first."""
    registrations = published.catalogue.certifications[name].enregistrements
    return [registration_page(registration.code) for registration in registrations]


def links_of_term(published: Published, vocabulary: str, name: str) -> list[str]:
    """Where else a term is described; only official codes lead anywhere."""
    term = published.catalogue.vocabularies[vocabulary][name]
    if isinstance(term, Region):
        item = WIKIDATA_REGIONS.get(term.iso)
        return [INSEE_REGION + term.code_insee, *([WIKIDATA + item] if item else [])]
    return [occupation_page(term.id)] if isinstance(term, Occupation) else []
