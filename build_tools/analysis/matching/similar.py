"""Modules close to another in substance, by the measure that answers needs: its own words are the need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from build_tools.analysis.matching.index import Index, build_index
from build_tools.model import Catalogue, Module

SIMILAR_AT_MOST = 3
# The words that tell most of a module are compared, and for each of them this number of modules: all of them in a
# catalogue of some hundreds, few in one of 10,000, whose pages are to be made in seconds.
_WORDS = 24
_COMPARISONS = 50_000
_LOOKED_AT_LEAST = 15


def credit(count: int, length_norm: int) -> int:
    """What a word is worth where it counts so often, in hundredths: BM25's saturation."""
    return 10_000 * count // (100 * count + length_norm)


@dataclass(frozen=True)
class Similar:
    """The closest modules, told apart.

    `elsewhere` is on the same theme in another region: what could be taken up instead of made again. `complements`
    go with the module: for the same certification or occupation, or on the same theme in its own region.
    """

    elsewhere: tuple[Module, ...]
    complements: tuple[Module, ...]


class _Traits(NamedTuple):
    """The traits by which modules are compared; sets, because nearly a million pairs are compared at 10,000."""

    module: Module
    region: str
    themes: frozenset[str]
    # Certifications and occupations: their ids cannot be mistaken for one another.
    purposes: frozenset[str]


def _traits(module: Module) -> _Traits:
    completed = (c.certification for c in module.certifications)
    return _Traits(module, module.region, frozenset(module.themes), frozenset((*completed, *module.metiers)))


@dataclass(frozen=True)
class Likeness:
    """Finds similar modules in a catalogue with its index."""

    catalogue: Catalogue
    index: Index
    _leading: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False, compare=False)

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
                found[module].append((posting.weight * credit(count, self.index.length_norms[module]), stem))
        return {module: sorted(words, reverse=True)[:_WORDS] for module, words in found.items()}

    @cached_property
    def traits(self) -> Sequence[_Traits]:
        """The traits of the module at each position."""
        return [_traits(self.catalogue.modules[entry.id]) for entry in self.index.entries]

    def words_of(self, position: int) -> list[tuple[int, str]]:
        """(points, stem) of the words that tell most of the module at a position."""
        return self.words[position]

    def traits_of(self, position: int) -> _Traits:
        """The traits of the module at a position."""
        return self.traits[position]

    def of(self, module: Module) -> Similar:
        """The modules closest to one, in each of the two ways."""
        own = self.positions[module.id]
        _, own_region, own_themes, own_purposes = self.traits_of(own)
        regions = {own_region, *module.reprises}
        elsewhere: list[Module] = []
        complements: list[Module] = []
        for position in self._ranked(own):
            other, region, themes, purposes = self.traits_of(position)
            same_theme = not own_themes.isdisjoint(themes)
            if same_theme and region not in regions:
                elsewhere.append(other)
            elif (same_theme and region == own_region) or not own_purposes.isdisjoint(purposes):
                complements.append(other)
            else:
                continue
            if len(elsewhere) >= SIMILAR_AT_MOST and len(complements) >= SIMILAR_AT_MOST:
                break
        return Similar(tuple(elsewhere[:SIMILAR_AT_MOST]), tuple(complements[:SIMILAR_AT_MOST]))

    def _ranked(self, own: int) -> Iterator[int]:
        """Positions of the modules that share a word, those with most points first."""
        points: dict[int, int] = {}
        for worth, stem in self.words_of(own):
            for module, value in self._compared(stem):
                points[module] = points.get(module, 0) + worth * value
        points.pop(own, None)
        return (module for _, module in sorted([(-value, module) for module, value in points.items()]))

    def _compared(self, stem: str) -> tuple[tuple[int, int], ...]:
        """The modules that are compared for a word, and what it is worth in each."""
        if stem not in self._leading:
            looked_at = max(_LOOKED_AT_LEAST, _COMPARISONS // len(self.index.entries))
            counts = islice(self.index.postings[stem].counts.items(), looked_at)
            self._leading[stem] = tuple(
                (module, credit(count, self.index.length_norms[module])) for module, count in counts
            )
        return self._leading[stem]


class LikenessOfFew(Likeness):
    """The same answers for whoever asks for a few modules: what all of them need took half a second at 10,000."""

    def words_of(self, position: int) -> list[tuple[int, str]]:
        """(points, stem) of the words that tell most of the module at a position."""
        length_norm = self.index.length_norms[position]
        having = ((stem, posting) for stem, posting in self.index.postings.items() if position in posting.counts)
        words = [(posting.weight * credit(posting.counts[position], length_norm), stem) for stem, posting in having]
        return sorted(words, reverse=True)[:_WORDS]

    def traits_of(self, position: int) -> _Traits:
        """The traits of the module at a position."""
        return _traits(self.catalogue.modules[self.index.entries[position].id])


def likeness_of(catalogue: Catalogue) -> Likeness:
    """The likeness of a catalogue's modules, for all of them."""
    return Likeness(catalogue, build_index(catalogue))
