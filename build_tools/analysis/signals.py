"""Signals: themes that several regions made modules on, ranked by a measure that anyone can compute by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from build_tools.model import Catalogue, Module
from build_tools.model.vocabulary import Region, Theme

# What makes a signal strong: regions that met the same lack apart from each other, then modules, then a certification
# or an occupation family that the theme completes in several of these regions.
POINTS_OF_REGION = 3
POINTS_OF_MODULE = 1
POINTS_OF_COMMON = 2
REGIONS_LEAST = 2
# The first characters of a ROME code, which name its field: K13 is help in daily life.
_FAMILY = 3


@dataclass(frozen=True)
class Common:
    """A certification (`id` of its record) or a ROME family (« K13 ») that the theme completes in several regions."""

    kind: Literal["certification", "famille"]
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
    """The regions of which the catalogue knows no module: nothing can be said of what they lack."""
    known = set(_regions_of(catalogue.modules.values()))
    return tuple(region for region in catalogue.vocabularies.regions.values() if region.id not in known)


def _signal(catalogue: Catalogue, theme: Theme, known: Set[str]) -> Signal:
    """The signal of a theme; `known` are the regions that have modules."""
    modules = catalogue.by_theme.get(theme.id, ())
    present = set(_regions_of(modules))
    regions = catalogue.vocabularies.regions
    return Signal(
        theme,
        modules,
        tuple(region for region in regions.values() if region.id in present),
        (*_common_certifications(catalogue, modules), *_common_families(catalogue, modules)),
        tuple(region for region in regions.values() if region.id in known - present),
    )


def _common_certifications(catalogue: Catalogue, modules: Sequence[Module]) -> Iterator[Common]:
    for id_, regions in _recurrent(catalogue, modules, lambda m: [c.certification for c in m.certifications]):
        yield Common("certification", id_, catalogue.label_of_certification[id_], regions)


def _common_families(catalogue: Catalogue, modules: Sequence[Module]) -> Iterator[Common]:
    for family, regions in _recurrent(catalogue, modules, lambda m: [code[:_FAMILY] for code in m.metiers]):
        codes = sorted({code for m in modules for code in m.metiers if code.startswith(family)})
        label = ", ".join(catalogue.vocabularies.label("metiers", code) for code in codes)
        yield Common("famille", family, label, regions)


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
            yield value, tuple(r for r in catalogue.vocabularies.regions.values() if r.id in present)


def _regions_of(modules: Iterable[Module]) -> Iterator[str]:
    for module in modules:
        yield module.region
        yield from module.reprises
