"""What a certification is about in official nomenclatures: codes of its newest registration whose record gives some."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from build_tools.model import Catalogue

Nomenclature = Literal["formacodes", "nsf", "rome"]


def domain_codes(catalogue: Catalogue, certifications: Iterable[str], nomenclature: Nomenclature) -> tuple[str, ...]:
    """The codes of these certifications in a nomenclature, each once; none where no official record is known."""
    return tuple(dict.fromkeys(code for name in certifications for code in _codes(catalogue, name, nomenclature)))


def _codes(catalogue: Catalogue, name: str, nomenclature: Nomenclature) -> tuple[str, ...]:
    certification = catalogue.certifications.get(name)
    registrations = reversed(certification.enregistrements) if certification else ()
    records = (catalogue.referentiel_of.get(registration.code) for registration in registrations)
    found: Iterable[tuple[str, ...]] = (getattr(record, nomenclature) for record in records if record)
    return next(filter(None, found), ())
