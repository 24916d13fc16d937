"""The versions of the data, one for each day on which records changed, and the release that keeps its files.

A day on which only a vocabulary changed has one too if it is today's data, or if a release keeps it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.exports.citation import citation_text
from build_tools.exports.published import Published
from build_tools.git.release import PREFIX

# What stands in each release apart from the archive of all files (see .github/workflows/publish.yml).
FILES = (
    *("manifeste.json", "modules.csv", "modules.xlsx", "catalogue.sqlite", "lheo.xml"),
    *("CITATION.cff", "citation.bib", "citation.json"),
)


@dataclass(frozen=True)
class Version:
    """What changed in the records on one day; `release` names what keeps its files, if that was published."""

    day: str
    new: int
    changed: int
    removed: int
    release: str = ""

    @property
    def month(self) -> str:
        """The month whose changes the API lists, if records changed."""
        return self.day[:7] if self.new or self.changed or self.removed else ""


def versions(published: Published) -> Sequence[Version]:
    """The newest first; empty without Git."""
    if not published.history.versions:
        return []
    counts: dict[str, Counter[str]] = {}
    for change in published.all_changes:
        counts.setdefault(change.moment[:10], Counter())[change.nature] += 1
    # Of a day with several releases, the last: names of one day grow.
    kept = {name.removeprefix(PREFIX)[:10]: name for name in published.history.releases}
    days = sorted({published.day, *counts, *kept}, reverse=True)
    found = [(day, counts.get(day, Counter())) for day in days]
    return [Version(day, c["nouveau"], c["modifie"], c["retire"], kept.get(day, "")) for day, c in found]


def versions_context(published: Published) -> Mapping[str, Any]:
    """What the page of versions shows."""
    return {
        "versions": versions(published),
        "citation": citation_text(published),
        "repository": published.addresses.repository,
        "files": FILES,
    }
