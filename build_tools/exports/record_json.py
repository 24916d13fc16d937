"""The JSON of a record beside its page, for those who linked it; newer records have theirs in the API alone.

Every record also stands whole in its answer of the API: a second file of each was a quarter of a large site's files.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.exports.published import File, Published
from build_tools.model.kinds import KINDS

RECORD_FILE = "fiche.json"
# The last day on which records got such a file: an address that was published goes on answering.
LAST_DAY = "2026-11-29"


def record_files(published: Published) -> Iterator[File]:
    """The record's own keys, its id first, without what is unknown, at the addresses that were published."""
    for collection in KINDS:
        for name, record in published.catalogue.records(collection).items():
            dates = published.record_dates.get((collection, name))
            if dates and dates.published <= LAST_DAY:
                text = record.model_dump_json(exclude_unset=True, indent=1) + "\n"
                yield File(f"{collection}/{name}/{RECORD_FILE}", text.encode())
