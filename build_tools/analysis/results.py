"""Every indicator that the records hold, by point of view, and which values may be put side by side.

Nothing is added up: two values are comparable only if they follow the same definition, which gives
the unit, over the same period, without a remark of the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from build_tools.analysis.transmissions import Log, whole_log
from build_tools.model import Catalogue, Demarche, Module
from build_tools.model.demarche import Figure
from build_tools.model.module import Result
from build_tools.model.vocabulary import Indicator

# The points of view of the guide's conclusion, in its order; the certifying bodies are the log's.
POINTS_OF_VIEW: Mapping[str, str] = {
    "entreprises": "Les entreprises",
    "apprenants": "Les apprenants",
    "acteurs-de-la-formation": "Les acteurs de la formation",
}


@dataclass(frozen=True)
class Value:
    """A value and the record that gives it. `label` is the source's own words for what is counted."""

    record: Module | Demarche
    label: str
    value: float
    unit: str
    period: str
    remark: str

    @property
    def address(self) -> str:
        """The record's page, relative to the site's root."""
        folder = "modules" if isinstance(self.record, Module) else "demarches"
        return f"{folder}/{self.record.id}/"


@dataclass(frozen=True)
class Measure:
    """An indicator and all its values."""

    indicator: Indicator
    values: tuple[Value, ...]

    @property
    def undated(self) -> int:
        """Values without a period."""
        return sum(not value.period for value in self.values)

    @property
    def comparable(self) -> tuple[tuple[str, int], ...]:
        """Periods of which at least two values speak without a remark of the source, with how many do."""
        counts = Counter(value.period for value in self.values if value.period and not value.remark)
        return tuple((period, count) for period, count in counts.items() if count > 1)


@dataclass(frozen=True)
class Results:
    """All measures by point of view, what no definition fits, and how much of the catalogue says anything."""

    points_of_view: Mapping[str, tuple[Measure, ...]]
    others: tuple[Value, ...]
    modules: int
    modules_with_results: int
    demarches: int
    demarches_with_figures: int
    modules_with_need: int
    demarches_by_collection: Mapping[str, int]
    log: Log


def results(catalogue: Catalogue) -> Results:
    """The results of the catalogue, indicators and records in their own order."""
    found: dict[str, list[Value]] = {}
    for indicator, value in _values(catalogue):
        found.setdefault(indicator, []).append(value)
    modules, demarches = catalogue.modules.values(), catalogue.demarches.values()
    return Results(
        points_of_view={
            point: tuple(
                Measure(indicator, tuple(found[name]))
                for name, indicator in catalogue.vocabularies.indicateurs.items()
                if indicator.point_de_vue == point and name in found
            )
            for point in POINTS_OF_VIEW
        },
        others=tuple(found.get("", ())),
        modules=len(modules),
        modules_with_results=sum(bool(m.resultats) for m in modules),
        demarches=len(demarches),
        demarches_with_figures=sum(bool(d.chiffres) for d in demarches),
        modules_with_need=sum(bool(m.besoin) for m in modules),
        demarches_by_collection=_collections(catalogue, demarches),
        log=whole_log(catalogue),
    )


def _values(catalogue: Catalogue) -> Iterator[tuple[str, Value]]:
    """(indicator, value) of every figure; the indicator is empty where no definition fits."""
    indicators = catalogue.vocabularies.indicateurs
    for module in catalogue.modules.values():
        for result in module.resultats:
            yield result.indicateur, _value(module, indicators[result.indicateur].libelle, result, indicators)
    for demarche in catalogue.demarches.values():
        for figure in demarche.chiffres:
            yield figure.mesure or "", _value(demarche, figure.indicateur, figure, indicators)


def _value(record: Module | Demarche, label: str, found: Result | Figure, indicators: Mapping[str, Indicator]) -> Value:
    name = found.indicateur if isinstance(found, Result) else found.mesure or ""
    usual = indicators[name].unite if name else None
    return Value(record, label, found.valeur, found.unite or usual or "", found.periode or "", found.precision or "")


def _collections(catalogue: Catalogue, demarches: Iterable[Demarche]) -> Mapping[str, int]:
    """Way of finding needs → démarches that used it, most used first."""
    counts = Counter(way for demarche in demarches for way in demarche.recueil_des_besoins)
    known = [way for way in catalogue.vocabularies["recueils"] if way in counts]  # of equals, in the vocabulary's order
    return {way: counts[way] for way in sorted(known, key=lambda way: -counts[way])}
