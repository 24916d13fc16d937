"""Rules on the terms of vocabularies: one label, one code and one way of saying for one term."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.coherence.dates import check_dates
from build_tools.model import Term
from build_tools.model.vocabulary import Document, Occupation, Region
from build_tools.text.addresses import address_key
from build_tools.text.folding import fold

# Codes of official nomenclatures, and beginnings of names: each is of one term.
_CODES = ("prefixe", "code_insee", "iso", "code", "lheo")


class OfficialRegion(NamedTuple):
    """A region as the official codes give it."""

    label: str
    iso: str
    zone: str


# INSEE, Code officiel géographique 2026, and ISO 3166-2:FR. An addition here follows a law.
REGIONS: Mapping[str, OfficialRegion] = {
    "01": OfficialRegion("Guadeloupe", "FR-971", "outre-mer"),
    "02": OfficialRegion("Martinique", "FR-972", "outre-mer"),
    "03": OfficialRegion("Guyane", "FR-973", "outre-mer"),
    "04": OfficialRegion("La Réunion", "FR-974", "outre-mer"),
    "06": OfficialRegion("Mayotte", "FR-976", "outre-mer"),
    "11": OfficialRegion("Île-de-France", "FR-IDF", "metropole"),
    "24": OfficialRegion("Centre-Val de Loire", "FR-CVL", "metropole"),
    "27": OfficialRegion("Bourgogne-Franche-Comté", "FR-BFC", "metropole"),
    "28": OfficialRegion("Normandie", "FR-NOR", "metropole"),
    "32": OfficialRegion("Hauts-de-France", "FR-HDF", "metropole"),
    "44": OfficialRegion("Grand Est", "FR-GES", "metropole"),
    "52": OfficialRegion("Pays de la Loire", "FR-PDL", "metropole"),
    "53": OfficialRegion("Bretagne", "FR-BRE", "metropole"),
    "75": OfficialRegion("Nouvelle-Aquitaine", "FR-NAQ", "metropole"),
    "76": OfficialRegion("Occitanie", "FR-OCC", "metropole"),
    "84": OfficialRegion("Auvergne-Rhône-Alpes", "FR-ARA", "metropole"),
    "93": OfficialRegion("Provence-Alpes-Côte d'Azur", "FR-PAC", "metropole"),
    "94": OfficialRegion("Corse", "FR-20R", "metropole"),
}


def check_term(term: Term, today: datetime.date) -> Iterator[Finding]:
    """One term alone: its dates, and what an official list says of it."""
    yield from check_dates(term, today)
    if isinstance(term, Region):
        yield from _wrong_region(term)


def _wrong_region(region: Region) -> Iterator[Finding]:
    """A region is one of the eighteen, under its official name and codes."""
    official = REGIONS.get(region.code_insee)
    if official is None:
        yield finding(("code_insee",), "region-officielle/code", code=region.code_insee)
        return
    if region.id != fold(official.label):
        yield finding(("code_insee",), "region-officielle", code=region.code_insee, label=official.label)
        return
    for name, given, expected in (
        ("libelle", region.libelle, official.label),
        ("iso", region.iso, official.iso),
        ("zone", region.zone, official.zone),
    ):
        if given.replace("’", "'") != expected:
            yield finding((name,), "region-officielle/valeur", name=name, value=given, expected=expected)


def check_terms(terms: Sequence[Term]) -> Iterator[Finding]:
    """The terms of one vocabulary together: no label, code or synonym of two of them."""
    yield from _shared_codes(terms)
    if terms and isinstance(terms[0], Occupation):
        return  # the ROME's own labels, thousands of them: `catalogue refresh` writes them
    labels = {fold(term.libelle): term for term in reversed(terms)}
    for i, term in enumerate(terms):
        where = ("termes", i)
        other = labels[fold(term.libelle)]
        if other is not term:
            yield finding((*where, "libelle"), "terme-unique", label=term.libelle, other=other.id)
        for j, synonym in enumerate(term.synonymes):
            named = labels.get(fold(synonym))
            if named is not None and named is not term:  # another spelling of its own label is allowed
                where_synonym = (*where, "synonymes", j)
                yield finding(where_synonym, "terme-unique/synonyme", synonym=synonym, other=named.id)


def _shared_codes(terms: Sequence[Term]) -> Iterator[Finding]:
    first: dict[tuple[str, str], Term] = {}
    names = [name for name in _CODES if terms and name in type(terms[0]).model_fields]
    for i, term in enumerate(terms if names else ()):
        for name in names:
            if value := getattr(term, name):
                other = first.setdefault((name, value), term)
                if other is not term:
                    yield finding(("termes", i, name), "terme-unique/code", name=name, value=value, other=other.id)


@dataclass
class TermsApart:
    """The terms that have each a file of its own, the documents, as they are read one after the other."""

    _labels: dict[str, str] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)

    def clashes(self, term: Term) -> Iterator[Finding]:
        """The label or address that an earlier one has: a source is found by either."""
        other = self._labels.setdefault(fold(term.libelle), term.id)
        if other != term.id:
            yield finding(("libelle",), "terme-unique", label=term.libelle, other=other)
        address = term.adresse if isinstance(term, Document) else None
        other = self._addresses.setdefault(address_key(address), term.id) if address else term.id
        if other != term.id:
            yield finding(("adresse",), "terme-unique/adresse", other=other)
