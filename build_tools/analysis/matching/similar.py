"""Modules close to another in substance, by the measure that answers needs: its own words are the need."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from build_tools.analysis.matching.index import Index
from build_tools.analysis.matching.match import credit
from build_tools.model import Catalogue, Module

SIMILAR_AT_MOST = 4
# The words that tell most of a module are compared, and for each of them this number of modules: all of them in a
# catalogue of some hundreds, few in one of 10,000, whose pages are to be made in seconds.
_WORDS = 24
_COMPARISONS = 50_000
_LOOKED_AT_LEAST = 15


@dataclass(frozen=True)
class Similar:
    """The closest modules, told apart.

    `elsewhere` is on the same theme in another region: what could be taken up instead of made again. `complements`
    go with the module: for the same certification or occupation, or on the same theme in its own region.
    """

    elsewhere: tuple[Module, ...]
    complements: tuple[Module, ...]


@dataclass(frozen=True)
class Likeness:
    """Finds similar modules in a catalogue with its index."""

    catalogue: Catalogue
    index: Index

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Module id → position in the index."""
        return {entry.id: i for i, entry in enumerate(self.index.entries)}

    @cached_property
    def words(self) -> Mapping[int, list[tuple[int, str]]]:
        """Position of a module → (points, stem) of the words that tell most of it."""
        found: dict[int, list[tuple[int, str]]] = {i: [] for i in range(len(self.index.entries))}
        for stem, posting in self.index.postings.items():
            for module, count in posting.counts.items():
                found[module].append((posting.weight * credit(count, self.index.brakes[module]), stem))
        return {module: heapq.nlargest(_WORDS, words) for module, words in found.items()}

    def of(self, module: Module) -> Similar:
        """The modules closest to one, in each of the two ways."""
        elsewhere: list[Module] = []
        complements: list[Module] = []
        for other in self._ranked(self.positions[module.id]):
            if _is_theme_elsewhere(module, other):
                elsewhere.append(other)
            elif _goes_with(module, other):
                complements.append(other)
            if min(len(elsewhere), len(complements)) >= SIMILAR_AT_MOST:
                break
        return Similar(tuple(elsewhere[:SIMILAR_AT_MOST]), tuple(complements[:SIMILAR_AT_MOST]))

    def _ranked(self, own: int) -> Iterator[Module]:
        points: dict[int, int] = {}
        looked_at = max(_LOOKED_AT_LEAST, _COMPARISONS // len(self.index.entries))
        for worth, stem in self.words[own]:
            for module, count in islice(self.index.postings[stem].counts.items(), looked_at):
                points[module] = points.get(module, 0) + worth * credit(count, self.index.brakes[module])
        points.pop(own, None)
        for module in sorted(points, key=lambda module: (-points[module], module)):
            yield self.catalogue.modules[self.index.entries[module].id]


def _is_theme_elsewhere(module: Module, other: Module) -> bool:
    regions = {module.region, *module.reprises}
    return other.region not in regions and not set(module.themes).isdisjoint(other.themes)


def _goes_with(module: Module, other: Module) -> bool:
    completed = {c.certification for c in module.certifications}
    return (
        any(c.certification in completed for c in other.certifications)
        or not set(module.metiers).isdisjoint(other.metiers)
        or (module.region == other.region and not set(module.themes).isdisjoint(other.themes))
    )
