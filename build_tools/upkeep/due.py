"""Records that are due to be read again in front of their sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.checking.rules.coherence.dates import REVIEW_MONTHS, months_since
from build_tools.model import Catalogue
from build_tools.model.kinds import KINDS
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
    for collection in KINDS:
        for name, record in catalogue.records(collection).items():
            region = words.label("regions", record.region) if hasattr(record, "region") else _WITHOUT_REGION
            path, day = catalogue.files[collection, name], record.verifie_le
            yield Due(region, path, catalogue.title(collection, name), day, months_since(day, today))
