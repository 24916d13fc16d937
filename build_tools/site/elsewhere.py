"""« Ici et ailleurs » : what a region's page says of the others, and of its own years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.analysis.signals import Signal
from build_tools.model import Catalogue, Module
from build_tools.model.ordering import by_label, by_title
from build_tools.model.vocabulary import Region, Theme
from build_tools.site.facets import UNKNOWN, search_address

THEMES_SHOWN = 8
MODULES_SHOWN = 3


@dataclass(frozen=True)
class Missing:
    """A theme that other regions have and this one has not, with the fullest of their modules."""

    theme: Theme
    regions: tuple[Region, ...]
    modules: tuple[Module, ...]
    address: str


@dataclass(frozen=True)
class Other:
    """Another region beside this one: the themes of both, the search of both, and that of their common themes."""

    region: Region
    count: int
    common: tuple[Theme, ...]
    address: str
    common_address: str


@dataclass(frozen=True)
class Year:
    """How many modules of the region a year has, and of how many the year is deduced; each with its search."""

    year: int
    count: int
    deduced: int
    address: str
    deduced_address: str


@dataclass(frozen=True)
class Elsewhere:
    """A region among the others."""

    missing: tuple[Missing, ...]
    others: tuple[Other, ...]
    years: tuple[Year, ...]
    undated: int
    undated_address: str


def elsewhere(catalogue: Catalogue, region: str, signals: Sequence[Signal]) -> Elsewhere:
    """What the page of a region says beyond the list of its modules."""
    own = catalogue.by_region.get(region, ())
    return Elsewhere(
        missing=_missing(region, signals),
        others=_others(catalogue, region),
        years=_years(region, own),
        undated=sum(module.annee is None for module in own),
        undated_address=search_address(("region", region), ("annee", UNKNOWN)),
    )


def _missing(region: str, signals: Sequence[Signal]) -> tuple[Missing, ...]:
    """The themes of most regions first."""
    absent = [signal for signal in signals if region not in {r.id for r in signal.regions}]
    absent.sort(key=lambda s: (-len(s.regions), -len(s.modules), s.theme.id))
    return tuple(
        Missing(
            signal.theme,
            signal.regions,
            tuple(sorted(signal.modules, key=lambda m: (-len(m.competences), by_title(m)))[:MODULES_SHOWN]),
            search_address(("theme", signal.theme.id)),
        )
        for signal in absent[:THEMES_SHOWN]
    )


def _others(catalogue: Catalogue, region: str) -> tuple[Other, ...]:
    """The other regions that have modules, in the order of their names."""
    themes = catalogue.themes_by_region
    words = catalogue.vocabularies
    others = (words.regions[id_] for id_ in catalogue.by_region if id_ != region)
    return tuple(
        _other(
            region,
            other,
            len(catalogue.by_region[other.id]),
            tuple(t for t in words.themes.values() if t.id in themes[other.id] and t.id in themes.get(region, ())),
        )
        for other in sorted(others, key=by_label)
    )


def _other(region: str, other: Region, count: int, common: tuple[Theme, ...]) -> Other:
    both = (("region", region), ("region", other.id))
    shared = search_address(*both, *(("theme", theme.id) for theme in common)) if common else ""
    return Other(other, count, common, search_address(*both), shared)


def _years(region: str, modules: Sequence[Module]) -> tuple[Year, ...]:
    counts = Counter(module.annee for module in modules if module.annee)
    deduced = Counter(module.annee for module in modules if module.annee and "annee" in module.deduit)
    return tuple(
        Year(
            year,
            counts[year],
            deduced[year],
            search_address(("region", region), ("annee", str(year))),
            search_address(("region", region), ("annee", str(year)), ("deduit", "annee")),
        )
        for year in sorted(counts)
    )
