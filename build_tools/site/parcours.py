"""Parcours: the modules that can be grafted on a certification, as a visitor chooses among them, and their hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from build_tools.model import Catalogue, Certification, Module
from build_tools.model.ordering import by_title
from build_tools.site.listing import Group, group
from build_tools.text.folding import alphabetical
from build_tools.text.typography import NO_BREAK, number


@dataclass(frozen=True)
class Hours:
    """What several modules last together, in hours.

    `shortest` and `longest` count the hours in a company, which `company` gives apart; `unknown` is the number of
    modules, among `count`, whose length is unknown: nothing is added for them.
    """

    shortest: float
    longest: float
    company: float
    unknown: int
    count: int

    @property
    def text(self) -> str:
        """« de 42 à 84 h, dont 14 h en entreprise, durée inconnue pour 1 module ».

        `hoursText` of parcours.js says the same of the modules that the visitor has chosen.
        """
        unknown = f"durée inconnue pour {number(self.unknown)}{NO_BREAK}module{'s' if self.unknown > 1 else ''}"
        if self.unknown == self.count:
            return unknown
        both = self.shortest != self.longest
        known = f"de {number(self.shortest)} à {number(self.longest)} h" if both else f"{number(self.longest)} h"
        company = [f"dont {number(self.company)} h en entreprise"] if self.company else []
        return ", ".join([known, *company, *([unknown] if self.unknown else [])])


@dataclass(frozen=True)
class RegionGroup:
    """A region, and the modules that it created, by nature."""

    id: str
    label: str
    natures: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many modules."""
        return sum(len(nature.modules) for nature in self.natures)


@dataclass(frozen=True)
class Parcours:
    """A certification and everything that can be grafted on it."""

    certification: Certification
    label: str
    modules: tuple[Module, ...]
    regions: tuple[RegionGroup, ...]
    natures: tuple[str, ...]
    hours: Hours


def total_hours(modules: Iterable[Module]) -> Hours:
    """What the modules last together."""
    modules = tuple(modules)
    lengths = [module.duree for module in modules if module.duree]
    return Hours(
        shortest=sum(length.shortest for length in lengths),
        longest=sum(length.longest for length in lengths),
        company=sum(length.entreprise or 0 for length in lengths),
        unknown=len(modules) - len(lengths),
        count=len(modules),
    )


def parcours_of(catalogue: Catalogue, certification: Certification) -> Parcours:
    """The modules that complete a certification: by region, then in the order of the natures, then by title."""
    words = catalogue.vocabularies
    modules = catalogue.by_certification.get(certification.id, ())
    rank = {nature: i for i, nature in enumerate(words["natures"])}

    def order(module: Module) -> tuple[Any, ...]:
        return alphabetical(words.label("regions", module.region)), rank[module.nature], by_title(module)

    regions = tuple(
        RegionGroup(region, words.label("regions", region), group(own, lambda m: words.label("natures", m.nature)))
        for region, own in groupby(sorted(modules, key=order), key=lambda m: m.region)
    )
    present = {module.nature for module in modules}
    return Parcours(
        certification=certification,
        label=catalogue.label_of_certification[certification.id],
        modules=modules,
        regions=regions,
        natures=tuple(nature for nature in words["natures"] if nature in present),
        hours=total_hours(modules),
    )
