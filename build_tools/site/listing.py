"""How lists of modules are ordered, cut into pages and put side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from build_tools.model import Catalogue, Module
from build_tools.model.completeness import fullest_first
from build_tools.model.ordering import by_label, by_title
from build_tools.model.vocabulary import Occupation
from build_tools.text.folding import alphabetical

PAGE_SIZE = 250
# A heading is for that many modules at least; it names that many groups at most.
HEADED = 4
NAMED = 4


@dataclass(frozen=True)
class Order:
    """An order of the list of all modules. `group` names the heading under which a module stands."""

    id: str
    label: str
    key: Callable[[Module], Any]
    group: Callable[[Module], str]


@dataclass(frozen=True)
class Group:
    """A heading and the modules under it."""

    heading: str
    modules: tuple[Module, ...]


@dataclass(frozen=True)
class Part:
    """A stretch of a list under one heading, which names its groups; without heading in a short list."""

    heading: str
    groups: tuple[Group, ...]

    @property
    def count(self) -> int:
        """How many modules it has."""
        return _size(self.groups)


def parts_of(groups: Sequence[Group]) -> tuple[Part, ...]:
    """The groups in their order, under headings of at least HEADED modules: smaller neighbours share one.

    A heading over the whole list that names several groups would say no more than the ways to them above it.
    """
    found: list[list[Group]] = []
    for one in groups:
        if found and _size(found[-1]) < HEADED:
            found[-1].append(one)
        else:
            found.append([one])
    if len(found) > 1 and _size(found[-1]) < HEADED:
        last = found.pop()
        found[-1] += last
    if len(found) == 1 and len(groups) > 1:
        return (Part("", tuple(groups)),)
    return tuple(Part(_joined(part) if _size(part) >= HEADED else "", tuple(part)) for part in found)


def _size(groups: Sequence[Group]) -> int:
    return sum(len(group.modules) for group in groups)


def _joined(groups: Sequence[Group]) -> str:
    names = [group.heading for group in groups]
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: NAMED - 1])} et {len(names) - NAMED + 1} autres"


def region_heading(catalogue: Catalogue) -> Callable[[Module], str]:
    """Module → the label of its region."""
    words = catalogue.vocabularies
    return lambda m: words.label("regions", m.region)


def sector_heading(catalogue: Catalogue) -> Callable[[Module], str]:
    """Module → the label of its first sector."""
    words = catalogue.vocabularies
    return lambda m: words.label("secteurs", m.secteurs[0]) if m.secteurs else "Secteur non précisé"


def by_sector(catalogue: Catalogue, modules: Iterable[Module]) -> list[Module]:
    """Sorted by first sector in the vocabulary's order, without sector last; the fullest records of each first."""
    return sorted(modules, key=_sector_key(catalogue, fullest_first))


def by_region(catalogue: Catalogue, modules: Iterable[Module]) -> list[Module]:
    """Sorted by the region's label, then the fullest records first."""
    return sorted(modules, key=_region_key(catalogue, fullest_first))


def orders(catalogue: Catalogue) -> tuple[Order, ...]:
    """The orders in which all modules can be read; the first is the default."""

    def year(module: Module) -> str:
        return str(module.annee) if module.annee else "Année non précisée"

    def length(module: Module) -> float:
        return module.duree.longest if module.duree else 10**6

    return (
        Order("par-titre", "titre", by_title, initial),
        Order("par-region", "région", _region_key(catalogue, by_title), region_heading(catalogue)),
        Order("par-secteur", "secteur", _sector_key(catalogue, by_title), sector_heading(catalogue)),
        Order("par-annee", "année", lambda m: (-(m.annee or 0), by_title(m)), year),
        Order("par-duree", "durée", lambda m: (length(m), by_title(m)), _length_heading),
    )


def _region_key(catalogue: Catalogue, then: Callable[[Module], Any]) -> Callable[[Module], Any]:
    region = region_heading(catalogue)
    return lambda m: (alphabetical(region(m)), then(m))


def _sector_key(catalogue: Catalogue, then: Callable[[Module], Any]) -> Callable[[Module], Any]:
    rank = {sector: i for i, sector in enumerate(catalogue.vocabularies.secteurs)}
    return lambda m: (rank.get(m.secteurs[0], 98) if m.secteurs else 99, then(m))


def initial(module: Module) -> str:
    """The first letter of the title, or « 0-9 »."""
    first = alphabetical(module.titre)[:1]
    return first.upper() if first.isalpha() else "0-9"


@dataclass(frozen=True)
class LengthRange:
    """A range of lengths: `most` is its longest in hours, None if it has no end."""

    id: str
    label: str
    most: int | None


# A day or two, a week, a month, more.
LENGTH_RANGES = (
    LengthRange("jusqu-a-14-h", "14 h ou moins", 14),
    LengthRange("15-a-35-h", "De 15 à 35 h", 35),
    LengthRange("36-a-140-h", "De 36 à 140 h", 140),
    LengthRange("plus-de-140-h", "Plus de 140 h", None),
)


def length_range(module: Module) -> LengthRange | None:
    """The range of the module's longest possible length; None if its length is unknown."""
    if module.duree is None:
        return None
    longest = module.duree.longest
    return next(r for r in LENGTH_RANGES if r.most is None or longest <= r.most)


def _length_heading(module: Module) -> str:
    found = length_range(module)
    return found.label if found else "Durée non précisée"


def group(modules: Iterable[Module], heading: Callable[[Module], str]) -> tuple[Group, ...]:
    """Consecutive modules with the same heading, together; the modules are already sorted by it."""
    return tuple(Group(label, tuple(members)) for label, members in groupby(modules, heading))


def pages_of(modules: Sequence[Module]) -> list[Sequence[Module]]:
    """The list cut into pages; an empty list is one empty page."""
    return [modules[i : i + PAGE_SIZE] for i in range(0, max(len(modules), 1), PAGE_SIZE)]


def occupations_by_sector(catalogue: Catalogue) -> list[tuple[str, list[Occupation]]]:
    """Sector id (empty: none known) → the occupations whose modules are most often of that sector, by their labels."""
    words = catalogue.vocabularies
    found: dict[str, list[Occupation]] = {sector: [] for sector in (*words.secteurs, "")}
    for code, modules in catalogue.by_occupation.items():
        counts = Counter(sector for module in modules for sector in module.secteurs)
        sector = max(words.secteurs, key=lambda name: counts[name]) if counts else ""
        found[sector].append(words.metiers[code])
    return [(sector, sorted(members, key=by_label)) for sector, members in found.items() if members]


def sector_by_region(modules: Sequence[Module]) -> Mapping[tuple[str, str], int]:
    """(sector id, region id) → number of modules; a module counts in each of its sectors."""
    return Counter((sector, module.region) for module in modules for sector in module.secteurs)
