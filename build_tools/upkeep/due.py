"""Records that are due to be read again in front of their sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.checking.rules.coherence.dates import REVIEW_MONTHS, months_since
from build_tools.model import Catalogue
from build_tools.text.folding import alphabetical

_WITHOUT_REGION = "Certifications"


@dataclass(frozen=True)
class Due:
    """A record to read again: its region's label, its file inside the catalogue, when it was last read."""

    region: str
    path: PurePosixPath
    title: str
    read_on: datetime.date
    months: int


def due(catalogue: Catalogue, today: datetime.date, within_months: int = 0) -> tuple[Due, ...]:
    """Those last read too long ago, or soon to be: by region, the oldest reading first."""
    found = (record for record in _all(catalogue, today) if record.months >= REVIEW_MONTHS - within_months)
    return tuple(sorted(found, key=lambda d: (alphabetical(d.region), d.read_on, d.path)))


def _all(catalogue: Catalogue, today: datetime.date) -> Iterator[Due]:
    words = catalogue.vocabularies
    for collection, records in (("modules", catalogue.modules), ("demarches", catalogue.demarches)):
        for record in records.values():
            region, day = words.label("regions", record.region), record.verifie_le
            yield Due(region, catalogue.files[collection, record.id], record.titre, day, months_since(day, today))
    for certification in catalogue.certifications.values():
        path, day = catalogue.files["certifications", certification.id], certification.verifie_le
        label = catalogue.label_of_certification[certification.id]
        yield Due(_WITHOUT_REGION, path, label, day, months_since(day, today))
