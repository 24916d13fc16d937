"""Figures of the whole catalogue for the page « Panorama »: counts only; the template puts them into words."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from build_tools.model import Catalogue, Module
from build_tools.model.base import is_deduced
from build_tools.model.completeness import (
    ABOUT_THE_RECORD,
    CLASSIFIED,
    deduces,
    gives,
    optional_fields,
    points_met,
)
from build_tools.site.facets import UNKNOWN, Facet, facets, search_address
from build_tools.site.matrix import Matrix, level_of, matrix
from build_tools.site.quotable import Quotable, quotable
from build_tools.text.folding import alphabetical

MONTHS_AT_MOST = 12
# What a reader who chooses a module looks for first.
KEY_FACTS = ("competences", "certifications", "metiers", "publics", "besoin", "annee", "duree")


@dataclass(frozen=True)
class Count:
    """One line of a figure: `count` of `total` things.

    Addresses are below the site's root, empty without a link: `address` behind the label, `search` behind the number
    where the label leads elsewhere than to the modules counted.
    """

    label: str
    count: int
    total: int
    address: str = ""
    search: str = ""

    @property
    def level(self) -> int:
        """The share of the whole, from 0 (none) to LEVELS."""
        return level_of(self.count, self.total)


@dataclass(frozen=True)
class Distribution:
    """How `total` things spread over the values of a field; one of them may count in several rows.

    `silent` counts those whose record gives no value, `deduced` those whose value no source states, which
    `deduced_search` lists.
    """

    rows: tuple[Count, ...]
    silent: Count
    total: int
    deduced: int = 0
    deduced_search: str = ""

    @property
    def given(self) -> int:
        """How many give a value."""
        return self.total - self.silent.count

    @property
    def largest(self) -> int:
        """The largest count of a line."""
        return max(row.count for row in (*self.rows, self.silent))

    @property
    def leaders(self) -> tuple[Count, ...]:
        """The rows with the largest count: several if equal, none if all are empty."""
        most = max((row.count for row in self.rows), default=0)
        return tuple(row for row in self.rows if row.count == most > 0)


@dataclass(frozen=True)
class Hours:
    """Lengths in hours of the modules that give one; a module of several lengths counts with its longest."""

    known: int
    shortest: float
    median: float
    longest: float
    total: float


@dataclass(frozen=True)
class Recurrence:
    """A theme that several regions have: its page, and the search of its modules."""

    label: str
    address: str
    search: str
    regions: int
    modules: int


@dataclass(frozen=True)
class FieldShare:
    """How many records give a field: stated by a source, or deduced (or classified) by the catalogue.

    `given_search` and `deduced_search` list their modules.
    """

    key: str
    label: str
    stated: int
    deduced: int
    total: int
    given_search: str
    deduced_search: str

    @property
    def given(self) -> int:
        """All records that give the field."""
        return self.stated + self.deduced


@dataclass(frozen=True)
class RegionFacts:
    """How many of a region's records give each of the KEY_FACTS; `points` is how many POINTS each meets on average."""

    label: str
    address: str
    search: str
    modules: int
    points: float
    facts: tuple[Count, ...]


@dataclass(frozen=True)
class Freshness:
    """When records were last read against their sources: `months` (YYYY-MM) from the latest, and the `earlier` rest."""

    months: tuple[Count, ...]
    earlier: int
    oldest: datetime.date
    latest: datetime.date


@dataclass(frozen=True)
class Panorama:
    """All figures of the page. `hours` and `freshness` are None when no record gives them."""

    quote: Quotable
    matrix: Matrix
    years_by_region: Matrix
    sectors: Distribution
    transitions: Distribution
    regions: Distribution
    natures: Distribution
    statuses: Distribution
    obligations: Distribution
    audiences: Distribution
    modes: Distribution
    gaps: Distribution
    years: Distribution
    lengths: Distribution
    hours: Hours | None
    themes: tuple[Recurrence, ...]
    certifications: Distribution
    required: tuple[str, ...]
    fields: tuple[FieldShare, ...]
    by_region: tuple[RegionFacts, ...]
    confidence: Distribution
    deduced: int
    freshness: Freshness | None


def panorama(catalogue: Catalogue) -> Panorama:
    """The figures of the catalogue."""
    modules = tuple(catalogue.modules.values())
    facet = {f.id: f for f in facets(catalogue)}

    def by(name: str, field: str, page: Callable[[str], str] | None = None) -> Distribution:
        """Modules by a facet, with how many of them deduce the field that it shows."""
        return _with_deduced(_by_facet(modules, facet[name], page), modules, field)

    def by_gap() -> Distribution:
        """Skills, whose labels lead to the modules that have one; skills that say no gap lead nowhere."""
        skills = ([skill.ecart] if skill.ecart else [] for module in modules for skill in module.competences)
        found = _spread(skills, facet["ecart"].labels, address=lambda gap: search_address(("ecart", gap)))
        return replace(found, silent=replace(found.silent, address=""))

    return Panorama(
        quote=quotable(modules, "panorama/"),
        matrix=matrix(modules, facet["secteur"], facet["transition"]),
        years_by_region=_years_by_region(modules, facet["region"], facet["annee"]),
        sectors=by("secteur", "secteurs"),
        transitions=by("transition", "transitions"),
        regions=_ranked(by("region", "region", lambda region: f"regions/{region}/")),
        natures=_ranked(by("nature", "nature")),
        statuses=by("statut", "statut"),
        obligations=by("caractere", "caractere"),
        audiences=_ranked(by("public", "publics")),
        modes=by("modalite", "modalites"),
        gaps=replace(_ranked(by_gap()), deduced=sum(_deduces_a_gap(m) for m in modules)),
        years=_with_deduced(_by_year(modules), modules, "annee"),
        lengths=by("duree", "duree"),
        hours=_hours(modules),
        themes=_recurrent_themes(catalogue),
        certifications=_ranked(by("certification", "certifications", lambda c: f"certifications/{c}/")),
        required=_required_labels(),
        fields=_field_shares(modules),
        by_region=_region_facts(catalogue),
        confidence=_by_facet(modules, facet["confiance"]),
        deduced=sum(bool(m.deduit) for m in modules),
        freshness=_freshness(modules),
    )


# Distributions -------------------------------------------------------------------------------------------------------


def _spread(
    values: Iterable[Iterable[str]],
    labels: Mapping[str, str],
    unknown: str = "Non précisé",
    address: Callable[[str], str] = lambda _: "",
    search: Callable[[str], str] = lambda _: "",
) -> Distribution:
    """One row for each label; each item of `values` holds the values of one thing, none if it does not say."""
    counts: Counter[str] = Counter()
    total = silent = 0
    for found in map(set, values):
        total += 1
        silent += not found
        counts.update(found)
    rows = (
        Count(label, counts[key], total, address(key) if counts[key] else "", search(key))
        for key, label in labels.items()
    )
    return Distribution(tuple(rows), Count(unknown, silent, total, address(UNKNOWN) if silent else ""), total)


def _by_facet(modules: Sequence[Module], facet: Facet, page: Callable[[str], str] | None = None) -> Distribution:
    """Modules by the values of a facet; rows lead to the explorer, or to the value's own `page`, their numbers then."""

    def search(value: str) -> str:
        return search_address((facet.id, value))

    def address(value: str) -> str:
        return page(value) if page and value != UNKNOWN else search(value)

    number = search if page else lambda _: ""
    return _spread(map(facet.values, modules), facet.labels, facet.unknown, address, number)


def _by_year(modules: Sequence[Module]) -> Distribution:
    """Years without a hole between the first and the last, so that columns stand at their place in time."""
    known = [m.annee for m in modules if m.annee]
    labels = {str(year): str(year) for year in range(min(known), max(known) + 1)} if known else {}
    years = ([str(m.annee)] if m.annee else [] for m in modules)
    return _spread(years, labels, "Année non précisée", lambda year: search_address(("annee", year)))


def _with_deduced(distribution: Distribution, modules: Sequence[Module], field: str) -> Distribution:
    """The same, with the number of records that give the field by deduction."""
    count = sum(deduces(m, field) and gives(m, field) for m in modules)
    return replace(distribution, deduced=count, deduced_search=search_address(("deduit", field)) if count else "")


def _ranked(distribution: Distribution) -> Distribution:
    """The same, largest first; equal rows keep their order."""
    rows = sorted(distribution.rows, key=lambda row: -row.count)
    return replace(distribution, rows=tuple(rows))


# Sectors and transitions ---------------------------------------------------------------------------------------------


def _years_by_region(modules: Sequence[Module], regions: Facet, years: Facet) -> Matrix:
    """Modules whose year is known, by region and year; regions without any are left out, years run forward."""
    dated = [m for m in modules if m.annee]
    here = {m.region for m in dated}
    shown = replace(regions, labels={region: label for region, label in regions.labels.items() if region in here})
    columns = replace(years, labels=dict(reversed(list(years.labels.items()))))
    return matrix(dated, shown, columns, (("donne", "annee"),))


# Durations and themes ------------------------------------------------------------------------------------------------


def _hours(modules: Sequence[Module]) -> Hours | None:
    known = sorted(m.duree.longest for m in modules if m.duree)
    return Hours(len(known), known[0], median(known), known[-1], sum(known)) if known else None


def _recurrent_themes(catalogue: Catalogue) -> tuple[Recurrence, ...]:
    """Themes of at least two regions, those of most regions first."""
    found = (
        Recurrence(
            theme.libelle,
            f"themes/{theme.id}/",
            search_address(("theme", theme.id)),
            len({m.region for m in modules}),
            len(modules),
        )
        for theme in catalogue.vocabularies.themes.values()
        for modules in [catalogue.by_theme.get(theme.id, ())]
    )
    return tuple(
        sorted((t for t in found if t.regions > 1), key=lambda t: (-t.regions, -t.modules, alphabetical(t.label)))
    )


# Documentation -------------------------------------------------------------------------------------------------------


def _required_labels() -> tuple[str, ...]:
    """The French titles of the fields that every record has."""
    other = {*optional_fields(Module), *ABOUT_THE_RECORD}
    return tuple(_label(name) for name in Module.model_fields if name not in other)


def _field_shares(modules: Sequence[Module]) -> tuple[FieldShare, ...]:
    """Every optional field, the most given first."""
    shares = (_field_share(modules, name) for name in optional_fields(Module))
    return tuple(sorted(shares, key=lambda share: -share.given))


def _field_share(modules: Sequence[Module], name: str) -> FieldShare:
    deduced = [name in CLASSIFIED or deduces(m, name) for m in modules if gives(m, name)]
    return FieldShare(
        name,
        _label(name),
        len(deduced) - sum(deduced),
        sum(deduced),
        len(modules),
        search_address(("donne", name)) if deduced else "",
        search_address(("deduit", name)) if any(deduced) else "",
    )


def _deduces_a_gap(module: Module) -> bool:
    return is_deduced("competences.ecart", module.deduit) and any(skill.ecart for skill in module.competences)


def _region_facts(catalogue: Catalogue) -> tuple[RegionFacts, ...]:
    """The regions that have modules, those of most modules first, then by name."""
    words = catalogue.vocabularies
    found = (
        RegionFacts(
            words.label("regions", region),
            f"regions/{region}/",
            search_address(("region", region)),
            len(modules),
            round(sum(map(points_met, modules)) / len(modules), 1),
            tuple(
                Count(
                    _label(fact),
                    sum(gives(m, fact) for m in modules),
                    len(modules),
                    search_address(("region", region), ("donne", fact)),
                )
                for fact in KEY_FACTS
            ),
        )
        for region, modules in catalogue.by_region.items()
    )
    return tuple(sorted(found, key=lambda r: (-r.modules, alphabetical(r.label))))


def _label(name: str) -> str:
    return Module.model_fields[name].title or name


def _freshness(modules: Sequence[Module]) -> Freshness | None:
    dates = [m.verifie_le for m in modules]
    if not dates:
        return None
    counts = Counter(f"{date:%Y-%m}" for date in dates)
    months = tuple(Count(month, counts[month], len(dates)) for month in sorted(counts, reverse=True)[:MONTHS_AT_MOST])
    return Freshness(months, len(dates) - sum(m.count for m in months), min(dates), max(dates))
