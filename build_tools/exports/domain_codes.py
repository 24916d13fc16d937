"""What a certification is about in official nomenclatures: codes of its newest registration whose record gives some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from build_tools.model import Catalogue
from build_tools.model.base import is_deduced
from build_tools.model.referentiel import Referentiel

Nomenclature = Literal["formacodes", "nsf", "rome"]
NOMENCLATURES: tuple[Nomenclature, ...] = get_args(Nomenclature)


def domain_codes(catalogue: Catalogue, certifications: Iterable[str], nomenclature: Nomenclature) -> tuple[str, ...]:
    """The codes of these certifications in a nomenclature, each once; none where no official record is known."""
    return tuple(dict.fromkeys(code for name in certifications for code in _codes(catalogue, name, nomenclature)))


def deduced_domains(catalogue: Catalogue, certification: str) -> Iterator[str]:
    """« RNCP37715.nsf » for each nomenclature whose codes no source states of the record that gives them."""
    for nomenclature in NOMENCLATURES:
        record = _record(catalogue, certification, nomenclature)
        if record and is_deduced(nomenclature, record.deduit):
            yield f"{record.code}.{nomenclature}"


def _codes(catalogue: Catalogue, name: str, nomenclature: Nomenclature) -> tuple[str, ...]:
    record = _record(catalogue, name, nomenclature)
    found: tuple[str, ...] = getattr(record, nomenclature) if record else ()
    return found


def _record(catalogue: Catalogue, name: str, nomenclature: Nomenclature) -> Referentiel | None:
    """The official record of the newest registration that gives codes of this nomenclature."""
    certification = catalogue.certifications.get(name)
    registrations = reversed(certification.enregistrements) if certification else ()
    records = (catalogue.referentiel_of.get(registration.code) for registration in registrations)
    return next((record for record in records if record and getattr(record, nomenclature)), None)
