"""The versions of the data, one for each day on which records changed, and the release that keeps its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_tools.exports.citation import citation_text
from build_tools.exports.published import Published
from build_tools.git.release import PREFIX

# What stands in each release apart from the archive of all files (see .github/workflows/publish.yml).
FILES = ("manifeste.json", "modules.csv", "modules.xlsx", "catalogue.sqlite", "lheo.xml", "CITATION.cff")


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
        """The month whose changes the API tells."""
        return self.day[:7]


def versions(published: Published) -> Sequence[Version]:
    """The newest first; empty without Git."""
    counts: dict[str, Counter[str]] = {}
    for change in published.all_changes:
        counts.setdefault(change.moment[:10], Counter())[change.nature] += 1
    # Of a day with several releases, the last: names of one day grow.
    kept = {name.removeprefix(PREFIX)[:10]: name for name in published.history.releases}
    return [
        Version(day, found["nouveau"], found["modifie"], found["retire"], kept.get(day, ""))
        for day, found in counts.items()
    ]


def versions_context(published: Published) -> Mapping[str, Any]:
    """What the page of versions shows."""
    return {
        "versions": versions(published),
        "citation": citation_text(published),
        "repository": published.addresses.repository,
        "files": FILES,
    }
