"""The certifying bodies and the certifications that each of them owns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.model import Catalogue, Certification
from build_tools.text.folding import alphabetical, slug


@dataclass(frozen=True)
class CertifyingBody:
    """A certifying body: its id (part of an address), its name of today, its certifications by title."""

    id: str
    name: str
    certifications: tuple[Certification, ...]

    @property
    def address(self) -> str:
        """The address of its page, relative to the site's root."""
        return f"certificateurs/{self.id}/"


def certifier_id(certification: Certification) -> str:
    """The id of the certification's certifying body, or empty if the sources do not name it."""
    name = certification.certifier_name
    # A name without a Latin letter or a digit gives no address of its own.
    return (slug(name) or f"organisme-{certification.id}") if name else ""


def certifying_bodies(catalogue: Catalogue) -> Mapping[str, CertifyingBody]:
    """Id → body, in alphabetical order of names; certifications whose body is unknown are left out."""
    owned: dict[str, list[Certification]] = {}
    names: dict[str, str] = {}
    for certification in catalogue.certifications.values():
        name = certifier_id(certification)
        if name:
            names[name] = certification.certifier_name
            owned.setdefault(name, []).append(certification)
    return {
        name: CertifyingBody(name, names[name], tuple(sorted(owned[name], key=lambda c: alphabetical(c.intitule))))
        for name in sorted(owned, key=lambda name: alphabetical(names[name]))
    }
