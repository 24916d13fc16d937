"""The index of the modules' words: made from the catalogue, used by the command, written for the browser."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.analysis.matching.words import words_of_need, words_of_record
from build_tools.model import Catalogue, Module
from build_tools.model.vocabulary import Term

# Field → how many times a word found there counts: a title and skills say what the module is about. A word's reason is
# the first of its fields. « synonyme » is no field of its own: the need names the theme, by its label or a synonym.
FIELDS: Mapping[str, int] = {
    "titre": 2,
    "competences": 2,
    "synonyme": 2,
    "resume": 1,
    "themes": 1,
    "metiers": 1,
    "besoin": 1,
    "definition": 1,
    "certifications": 1,
    "secteurs": 1,
}
FIELD_NAMES = tuple(FIELDS)
_POSITIONS = {name: i for i, name in enumerate(FIELD_NAMES)}
SYNONYM = FIELD_NAMES.index("synonyme")
# BM25's usual values: how soon more of the same word stops counting, how much a long record is held back.
K1, B = 1.2, 0.75


@dataclass(frozen=True)
class Entry:
    """What an answer shows of a module."""

    id: str
    titre: str
    region: str
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Posting:
    """Where a stem stands: its weight, then by module's position how often (`counts`) and in which field first."""

    weight: int
    counts: Mapping[int, int]
    fields: Mapping[int, int]


@dataclass(frozen=True)
class ThemeWords:
    """A theme, the positions of its modules, and the stems of each way of naming it."""

    label: str
    modules: tuple[int, ...]
    names: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Index:
    """All modules by their words. Weights are in hundredths; `unknown` is that of a word that no module has.

    `length_norms` is the length normalisation of each module, in hundredths: BM25's k1 · (1 - b + b · length / mean).
    """

    entries: tuple[Entry, ...]
    length_norms: tuple[int, ...]
    postings: Mapping[str, Posting]
    themes: tuple[ThemeWords, ...]
    unknown: int

    def weight(self, stem: str) -> int:
        """What a word counts: the more, the fewer modules have it."""
        found = self.postings.get(stem)
        return found.weight if found else self.unknown

    @cached_property
    def known(self) -> frozenset[str]:
        """Every stem of the records."""
        return frozenset(self.postings)


Found = tuple[dict[str, int], dict[str, int]]


def build_index(catalogue: Catalogue) -> Index:
    """The index of a catalogue; modules in the order of their ids."""
    modules = [catalogue.modules[id_] for id_ in sorted(catalogue.modules)]
    remembered: dict[str, tuple[str, ...]] = {}  # labels come back in thousands of modules
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    fields: dict[str, dict[int, int]] = defaultdict(dict)
    lengths = []
    for position, module in enumerate(modules):
        found, first = words_of_module(catalogue, module, remembered)
        lengths.append(sum(found.values()))
        for stem, count in found.items():
            counts[stem][position] = count
            fields[stem][position] = first[stem]
    return assembled(catalogue, [entry_of(catalogue, module) for module in modules], (counts, fields), lengths)


def assembled(
    catalogue: Catalogue,
    entries: Sequence[Entry],
    places: tuple[Mapping[str, Mapping[int, int]], Mapping[str, Mapping[int, int]]],
    lengths: Sequence[int],
) -> Index:
    """The index of modules in the order of their ids.

    `places` are each stem's counts and fields (see Posting), `lengths` how many words each module has, as they count.
    """
    counts, fields = places
    modules = [catalogue.modules[entry.id] for entry in entries]
    return Index(
        tuple(entries),
        tuple(_brakes(lengths)),
        {
            stem: Posting(_weight(len(counts[stem]), len(modules)), counts[stem], fields[stem])
            for stem in sorted(counts)
        },
        tuple(_themes(catalogue, modules, frozenset(counts))),
        _weight(0, len(modules)),
    )


def entry_of(catalogue: Catalogue, module: Module) -> Entry:
    """What an answer shows of a module."""
    region = catalogue.vocabularies.label("regions", module.region)
    return Entry(module.id, module.titre, region, tuple(skill.intitule for skill in module.competences))


def words_of_module(catalogue: Catalogue, module: Module, remembered: dict[str, tuple[str, ...]]) -> Found:
    """How often each stem counts in a module, and the position of the first field that has it."""
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    for name, text in texts_of(catalogue, module):
        if text not in remembered:
            remembered[text] = tuple(words_of_record(text))
        field, times = _POSITIONS[name], FIELDS[name]
        for stem in remembered[text]:  # 700,000 times at 10,000 modules
            counts[stem] = counts.get(stem, 0) + times
            if field < first.get(stem, len(FIELDS)):
                first[stem] = field
    return counts, first


def _brakes(lengths: Sequence[int]) -> Iterator[int]:
    mean = max(sum(lengths) / max(len(lengths), 1), 1)
    return (round(100 * K1 * (1 - B + B * length / mean)) for length in lengths)


def texts_of(catalogue: Catalogue, module: Module) -> Iterator[tuple[str, str]]:
    """The texts of a module by which it is found, each with the name of its field."""
    words = catalogue.vocabularies
    yield "titre", module.titre
    yield from (("competences", skill.intitule) for skill in module.competences)
    yield "resume", module.resume
    for theme in (words.themes[id_] for id_ in module.themes):
        yield "themes", _names(theme)
        yield "definition", theme.description or ""
    yield from (("metiers", cited) for cited in module.metiers_cites)
    yield from (("metiers", words.metiers[code].libelle) for code in module.metiers)
    if module.besoin:
        yield "besoin", module.besoin.constat or ""
    for completed in module.certifications:
        yield "certifications", catalogue.label_of_certification[completed.certification]
    yield from (("secteurs", _names(words.secteurs[id_])) for id_ in module.secteurs)


def _names(term: Term) -> str:
    return " ; ".join((term.libelle, *term.synonymes))


def _themes(catalogue: Catalogue, modules: Sequence[Module], known: frozenset[str]) -> Iterator[ThemeWords]:
    position = {module.id: i for i, module in enumerate(modules)}
    for theme in catalogue.vocabularies.themes.values():
        names = {
            frozenset(word.stem for word in words_of_need(name, known)) for name in (theme.libelle, *theme.synonymes)
        }
        places = tuple(sorted(position[module.id] for module in catalogue.by_theme.get(theme.id, ())))
        if places:
            yield ThemeWords(theme.libelle, places, tuple(sorted(names - {frozenset()}, key=sorted)))


def _weight(having: int, total: int) -> int:
    """BM25's inverse document frequency, in hundredths."""
    return round(100 * math.log(1 + (total - having + 0.5) / (having + 0.5)))
