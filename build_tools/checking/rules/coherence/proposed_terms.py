"""Terms that a record proposes because the lists lack them: reported to the reviewer, with the nearest of each list.

A proposed term is a line of `precisions`, « À classer (thèmes) : réemploi des matériaux »: it is published as what the
source says, and waits to be filed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from build_tools.checking.problem import Finding, finding
from build_tools.checking.suggestions import near_ones
from build_tools.model import Catalogue
from build_tools.model.base import SourcedRecord
from build_tools.text.folding import fold

# Field → how a proposed term says the list where it is missing.
LISTS: Mapping[str, str] = {
    "certifications": "certifications",
    "themes": "thèmes",
    "demarche": "démarches",
    "secteurs": "secteurs",
    "publics": "publics",
    "metiers": "métiers",
    "organisme": "organismes",
}
_FIELDS = {fold(name): field for field, name in LISTS.items()}
_PROPOSED = re.compile(r"À classer \(([^()]+)\)\s*: *(\S.*)", re.IGNORECASE | re.DOTALL)


def proposed_text(field: str, term: str) -> str:
    """The line of `precisions` that proposes a term."""
    return f"À classer ({LISTS[field]}) : {term}"


def proposed_in(text: str) -> tuple[str, str] | None:
    """The field and the term that a line of `precisions` proposes; None if it proposes none."""
    found = _PROPOSED.fullmatch(text.strip())
    field = _FIELDS.get(fold(found[1])) if found else None
    return (field, " ".join(found[2].split()).rstrip(".")) if found and field else None


def check_proposed_terms(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """Each proposed term waits for the reviewer, who sees what is near it."""
    for record in (*catalogue.modules.values(), *catalogue.ecarts.values()):
        for i, text in enumerate(record.precisions):
            if proposed := proposed_in(text):
                field, term = proposed
                near = near_ones(term, labels_of(catalogue, field))
                key = "terme-propose" if near else "terme-propose/nouveau"
                yield record, finding(("precisions", i), key, value=term, name=LISTS[field], ids=near)


def labels_of(catalogue: Catalogue, field: str) -> Iterable[str]:
    """What the terms that a field may name are called."""
    if field == "certifications":
        return catalogue.label_of_certification.values()
    if field == "demarche":
        return (demarche.titre for demarche in catalogue.demarches.values())
    return (term.libelle for term in catalogue.vocabularies[field].values())
