"""How people name a region among the words of a search: « en Bretagne », « PACA », « à Strasbourg », « 67 »."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from build_tools.model import Catalogue
from build_tools.model.vocabulary import Region, Term
from build_tools.site.search_document import searchable
from build_tools.text.typography import french

_WORD = re.compile(r"[a-z0-9]+")
_PLURAL = re.compile(r"[sx]\b")
_INITIALS = re.compile(r"[a-z]{2,4}")
# Names that are also words, or initials of something else (GES: « gaz à effet de serre »): alone they name no region.
_WORDS_TOO = frozenset({"centre", "sud", "reunion", "la reunion", "aura", "ara", "ge", "ges", "nor", "bre", "occ"})
# Departments and towns that are also words: « pas cher », « sous le nord », « maçon », « charges lourdes ».
_ALSO_WORDS = (
    "nord somme manche lot cher loire aube creuse vienne allier tours vannes macon foix cannes grasse orange tulle gap "
    "moulins mende apt cognac condom dax die fougeres gex loches lourdes lure menton prades saintes sens thiers vire "
    "vitre"
)
_PLACES_TOO = frozenset((*_ALSO_WORDS.split(), "la fleche", "la trinite", "le blanc"))
# What says that such a word is a department, then a town.
_OF = ("departement", "departement de", "departement du", "departement de la", "departement de l")
_BEFORE_DEPARTMENT = (*_OF, "dan le", "dan la", "dan l")
_BEFORE_TOWN = "a"
_PLACES = Path(__file__).with_name("places.tsv")
# Written so, they do: the page compares these with what was typed, letter by letter.
_AS_WRITTEN = {"aura": ("AURA",), "la reunion": ("La Réunion", "la Réunion", "à la réunion", "a la reunion")}

# The regions overseas, together; « aide à dom » is at home.
_OVERSEAS = ("outre mer", "outremer", "drom", "drom com", "dom tom", "DOM")


class Department(NamedTuple):
    """A department: its number, its region, and its towns."""

    number: str
    name: str
    region: str
    towns: tuple[str, ...]

    @property
    def plain_names(self) -> tuple[str, ...]:
        """Its name and those of its towns, without those that are also words."""
        return tuple(name for name in (self.name, *self.towns) if _folded(name) not in _PLACES_TOO)


@cache
def departments() -> tuple[Department, ...]:
    """The departments of France, from the file beside this one."""
    lines = _PLACES.read_text(encoding="utf-8").splitlines()
    parts = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(Department(number, name, region, tuple(towns.split(", "))) for number, name, region, towns in parts)


def places_of(region: str) -> str:
    """The departments and towns of a region, by which its page is found."""
    return ". ".join(name for one in departments() if one.region == region for name in one.plain_names)


def initials_of(region: Term) -> list[str]:
    """The short names of a region, « PACA », by which its modules are found where they name no region: « aura ».

    Its longer ones are those of filters only: as words of a module they would answer « langue » (Languedoc) or
    « centre équestre » (Centre-Val de Loire).
    """
    return [name for name in _written(region) if _INITIALS.fullmatch(_folded(name))]


def region_names(catalogue: Catalogue) -> dict[str, object]:
    """The names of regions, each with those that it names, and their labels."""
    regions = catalogue.vocabularies.regions.values()
    named: dict[str, list[str]] = defaultdict(list)
    for region in regions:
        for name in dict.fromkeys(_names(region)):
            named[name].append(region.id)
    known = {region.id for region in regions}
    for department in departments():
        for name in _names_of_places(department) if department.region in known else ():
            if department.region not in named[name]:
                named[name].append(department.region)
    return {"noms": dict(named), "libelles": {region.id: french(region.libelle) for region in regions}}


def _names(region: Region) -> Iterator[str]:
    if region.zone == "outre-mer":
        yield from _OVERSEAS
    for folded in map(_folded, _written(region)):
        if folded in _WORDS_TOO:
            yield f"region {_PLURAL.sub('', folded)}"
            yield from _AS_WRITTEN.get(folded, ())
        else:
            yield _PLURAL.sub("", folded)  # « haut de france »


def _names_of_places(department: Department) -> Iterator[str]:
    yield department.number.lower()
    name = _folded(department.name)
    before = () if name in _WORDS_TOO else _BEFORE_DEPARTMENT if name in _PLACES_TOO else ("",)
    yield from (f"{words} {_PLURAL.sub('', name)}".strip() for words in before)
    for town in map(_folded, department.towns):
        yield f"{_BEFORE_TOWN if town in _PLACES_TOO else ''} {_PLURAL.sub('', town)}".strip()


def _written(region: Term) -> Iterable[str]:
    return (region.libelle, *region.synonymes)


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(searchable(name)))
