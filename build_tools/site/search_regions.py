"""How people name a region among the words of a search: « en Bretagne », « PACA », « région Centre »."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from build_tools.model import Catalogue
from build_tools.model.vocabulary import Term
from build_tools.site.search_document import searchable
from build_tools.text.typography import french

_WORD = re.compile(r"[a-z0-9]+")
_PLURAL = re.compile(r"[sx]\b")
# Names that are also words, or initials of something else (GES: « gaz à effet de serre »): alone they name no region.
_WORDS_TOO = frozenset({"centre", "sud", "reunion", "la reunion", "aura", "ara", "ge", "ges", "nor", "bre", "occ"})
# Written so, they do: the page compares these with what was typed, letter by letter.
_AS_WRITTEN = {"aura": ("AURA",), "la reunion": ("La Réunion", "la Réunion", "à la réunion", "a la reunion")}


def region_names(catalogue: Catalogue) -> dict[str, object]:
    """The names of regions, each with those that it names, and their labels."""
    regions = catalogue.vocabularies.regions.values()
    named: dict[str, list[str]] = defaultdict(list)
    for region in regions:
        for name in dict.fromkeys(_names(region)):
            named[name].append(region.id)
    return {"noms": named, "libelles": {region.id: french(region.libelle) for region in regions}}


def _names(region: Term) -> Iterator[str]:
    for folded in map(_folded, _written(region)):
        if folded in _WORDS_TOO:
            yield f"region {_PLURAL.sub('', folded)}"
            yield from _AS_WRITTEN.get(folded, ())
        else:
            yield _PLURAL.sub("", folded)  # « haut de france »


def _written(region: Term) -> Iterable[str]:
    return (region.libelle, *region.synonymes)


def _folded(name: str) -> str:
    return " ".join(_WORD.findall(searchable(name)))
