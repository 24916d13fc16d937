"""Signals: themes that several regions made modules on, ranked by a measure that anyone can compute by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from build_tools.model import Catalogue, Module
from build_tools.model.catalogue import official_codes
from build_tools.model.vocabulary import Region, Theme
from build_tools.text.folding import alphabetical

# What makes a signal strong: regions that met the same lack apart from each other, then modules, then a certification,
# an official skill or an occupation that modules of several of these regions share.
POINTS_OF_REGION = 3
POINTS_OF_MODULE = 1
POINTS_OF_COMMON = 2
REGIONS_LEAST = 2


@dataclass(frozen=True)
class Common:
    """A certification, an official skill or an occupation of the ROME that several regions share on the theme."""

    kind: Literal["certification", "competence", "metier"]
    id: str
    label: str
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class Signal:
    """A theme that recurs. `regions` made or took up its modules; `absent` have modules, but none on the theme."""

    theme: Theme
    modules: tuple[Module, ...]
    regions: tuple[Region, ...]
    common: tuple[Common, ...]
    absent: tuple[Region, ...]

    @property
    def strength(self) -> int:
        """Three points for each region, one for each module, two for each thing in common."""
        return (
            POINTS_OF_REGION * len(self.regions)
            + POINTS_OF_MODULE * len(self.modules)
            + POINTS_OF_COMMON * len(self.common)
        )


def signals(catalogue: Catalogue) -> tuple[Signal, ...]:
    """The themes of at least two regions, the strongest first; of equals, those of most regions, then by id."""
    known = frozenset(_regions_of(catalogue.modules.values()))
    found = (_signal(catalogue, theme, known) for theme in catalogue.vocabularies.themes.values())
    recurrent = (signal for signal in found if len(signal.regions) >= REGIONS_LEAST)
    return tuple(sorted(recurrent, key=lambda s: (-s.strength, -len(s.regions), s.theme.id)))


def silent_regions(catalogue: Catalogue) -> tuple[Region, ...]:
    """The regions of which the catalogue knows no module: their lacks are unknown."""
    regions = catalogue.vocabularies.regions
    return _regions(catalogue, regions.keys() - set(_regions_of(catalogue.modules.values())))


def _signal(catalogue: Catalogue, theme: Theme, known: Set[str]) -> Signal:
    """The signal of a theme; `known` are the regions that have modules."""
    modules = catalogue.by_theme.get(theme.id, ())
    present = set(_regions_of(modules))
    regions, absent = _regions(catalogue, present), _regions(catalogue, known - present)
    return Signal(theme, modules, regions, tuple(_in_common(catalogue, modules)), absent)


def _in_common(catalogue: Catalogue, modules: Sequence[Module]) -> Iterator[Common]:
    words = catalogue.vocabularies
    for id_, regions in _recurrent(catalogue, modules, lambda m: [c.certification for c in m.certifications]):
        yield Common("certification", id_, catalogue.label_of_certification[id_], regions)
    for id_, regions in _recurrent(catalogue, modules, official_codes):
        yield Common("competence", id_, words.label("competences_rome", id_), regions)
    for id_, regions in _recurrent(catalogue, modules, lambda m: m.metiers):
        yield Common("metier", id_, words.label("metiers", id_), regions)


def _recurrent(
    catalogue: Catalogue, modules: Sequence[Module], values: Callable[[Module], Iterable[str]]
) -> Iterator[tuple[str, tuple[Region, ...]]]:
    """The values that modules of several regions have, with these regions."""
    having: dict[str, list[Module]] = defaultdict(list)
    for module in modules:
        for value in dict.fromkeys(values(module)):
            having[value].append(module)
    for value, own in sorted(having.items()):
        present = set(_regions_of(own))
        if len(present) >= REGIONS_LEAST:
            yield value, _regions(catalogue, present)


def _regions(catalogue: Catalogue, ids: Set[str]) -> tuple[Region, ...]:
    """The regions of these ids, in the order of their names: readers know no other."""
    regions = (region for region in catalogue.vocabularies.regions.values() if region.id in ids)
    return tuple(sorted(regions, key=lambda region: alphabetical(region.libelle)))


def _regions_of(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        yield module.region
        yield from module.reprises
