"""The index of the modules' words: made from the catalogue, used by the command, written for the browser."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from build_tools.analysis.matching.official_words import KNOWN_LEAST, job_names, official_words
from build_tools.analysis.matching.words import (
    everyday_stems,
    is_one_error_away,
    offer_stems_of,
    stems_of_name,
    words_of_need,
    words_of_record,
)
from build_tools.model import Catalogue, Module
from build_tools.model.catalogue import official_codes
from build_tools.model.vocabulary import EverydayWords, Term

# Field → how many times a word found there counts, when modules are compared: title and skills hold the subject.
# Most informative first; the reason shown for a word is the first of its fields.
FIELDS: Mapping[str, int] = {
    "titre": 2,
    "competences": 2,
    "synonyme": 2,
    "voisin": 1,
    "rome": 1,
    "resume": 1,
    "themes": 1,
    "metiers": 1,
    "definition": 1,
    "besoin": 1,
    "certifications": 1,
    "secteurs": 1,
}
FIELD_NAMES = tuple(FIELDS)
# What a word found in each field covers of a need, in hundredths. « synonyme », « voisin » and « appellation » are ways
# of naming: all words of a theme's name, of an everyday word beside the module's own, of a job.
CREDITS: Mapping[str, int] = {
    "titre": 100,
    "competences": 95,
    "synonyme": 85,
    "voisin": 85,
    "rome": 75,
    "resume": 75,
    "themes": 60,
    "metiers": 55,
    "definition": 45,
    "besoin": 30,
    "certifications": 30,
    "secteurs": 25,
    "appellation": 60,
    "voisin_resume": 77,
    "theme_large": 65,
    "theme_voisin": 45,
    "famille": 30,
    "cadre": 50,
}
# The first characters of a ROME code: occupations that have them in common are close.
FAMILY = 4
# A synonym that no module of a theme uses is as good as its name, where the theme has so few.
NARROW_THEME = 3
# What the stemmer leaves of verbs: « insultent », « insultons ».
VERB_ENDINGS = ("ent", "on")
# In a shorter word another letter makes another word.
TYPED_LEAST = 6
# A subject that the catalogue knows and no module treats: its words are no other module's reason.
WITHOUT_MODULE = "sans_module"
# A name of several words weighs more than the same words apart.
SEVERAL_WORDS = 12
_POSITIONS = {name: i for i, name in enumerate(FIELD_NAMES)}
# Where neighbouring everyday words are looked up: the own texts of the module, and its themes.
_OWN = frozenset(_POSITIONS[name] for name in ("titre", "competences", "resume", "rome"))
_PLAINLY = frozenset(_POSITIONS[name] for name in ("titre", "competences"))
_OWN_OR_THEMES = _OWN | {_POSITIONS["themes"]}
# A word of three thousand official labels weighs least, one of some thirty or fewer weighs most.
COMMON, LEAST, MOST = 2.5, 0.3, 4.5
# How much of the official labels' commonness a word gets that all modules have, in hundredths.
MODULES_COUNT = 5
# In a catalogue of a few modules a word that one of them has is not a word of every module.
MODULES_LEAST = 20
TELLING = 170
Places = Mapping[str, Mapping[int, int]]
# BM25's usual values: how soon more of the same word stops counting, how much a long record is held back.
K1, B = 1.2, 0.75


@dataclass(frozen=True)
class Entry:
    """What an answer shows of a module."""

    id: str
    titre: str
    region: str
    skills: tuple[str, ...]
    official: tuple[str, ...] = ()
    title_weight: int = 0


@dataclass(frozen=True)
class Posting:
    """Where a stem stands: its weight, then by module's position how often (`counts`) and in which field first."""

    weight: int
    counts: Mapping[int, int]
    fields: Mapping[int, int]


@dataclass(frozen=True)
class Naming:
    """Ways of naming what some modules are about: a theme (`synonyme`), a neighbour in meaning (`voisin`) or a job.

    `names` are the stems of each way; a need names it when it has all of them.
    """

    field: str
    label: str
    modules: tuple[int, ...]
    names: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Index:
    """All modules by their words.

    `length_norms` is the length normalisation of each module, in hundredths: BM25's k1 · (1 - b + b · length / mean).
    """

    entries: tuple[Entry, ...]
    length_norms: tuple[int, ...]
    postings: Mapping[str, Posting]
    namings: tuple[Naming, ...]

    def weight(self, stem: str) -> int:
        """What a word counts: the more, the fewer official skills have it."""
        found = self.postings.get(stem)
        return found.weight if found else weight(stem)

    def meant(self, stem: str) -> str:
        """The stem itself if anybody knows it, or else one of ours: of the same verb, or a typing error away."""
        if len(stem) < TYPED_LEAST or stem in self.known or _is_french(stem):
            return stem
        for ending in VERB_ENDINGS:
            if stem.endswith(ending) and stem.removesuffix(ending) in self.known:
                return stem.removesuffix(ending)
        return next((near for near in self._by_first_letter.get(stem[0], ()) if is_one_error_away(stem, near)), stem)

    @cached_property
    def _by_first_letter(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for stem in sorted(self.known):
            found[stem[0]].append(stem)
        return {letter: tuple(stems) for letter, stems in found.items()}

    def stems_of(self, text: str) -> frozenset[str]:
        """The stems of a skill, remembered because the same skills are shown again and again."""
        if text not in self._stems:
            self._stems[text] = frozenset(word.stem for word in words_of_need(text, self.known))
        return self._stems[text]

    @cached_property
    def _stems(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def by_stem(self) -> Mapping[str, tuple[tuple[int, frozenset[str]], ...]]:
        """Rarest stem of a way of naming → (position of the naming, its stems)."""
        found: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for position, naming in enumerate(self.namings):
            for name in naming.names:
                found[min(name)].append((position, name))
        return {stem: tuple(names) for stem, names in found.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every stem of the records, and of what names them."""
        return frozenset(self.postings).union(*(name for naming in self.namings for name in naming.names))


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
    places: tuple[Places, Places],
    lengths: Sequence[int],
) -> Index:
    """The index of modules in the order of their ids.

    `places` are each stem's counts and fields (see Posting), `lengths` how many words each module has, as they count.
    """
    counts, fields = places
    modules = [catalogue.modules[entry.id] for entry in entries]
    return Index(
        tuple(entries),
        tuple(_length_norms(lengths)),
        {
            stem: Posting(
                weight(stem, 100 * len(counts[stem]) // max(len(modules), MODULES_LEAST)), counts[stem], fields[stem]
            )
            for stem in sorted(counts)
        },
        tuple(_namings(catalogue, entries, fields)),
    )


def entry_of(catalogue: Catalogue, module: Module) -> Entry:
    """What an answer shows of a module."""
    region = catalogue.vocabularies.label("regions", module.region)
    skills = tuple(skill.intitule for skill in module.competences)
    title_weight = sum(map(weight, set(words_of_record(module.titre))))
    return Entry(module.id, module.titre, region, skills, official_labels(catalogue, module), title_weight)


def official_labels(catalogue: Catalogue, module: Module) -> tuple[str, ...]:
    """The labels of the official skills and knowledge that a person found to be those of the module."""
    return tuple(catalogue.vocabularies.label("competences_rome", code) for code in official_codes(module))


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


def _length_norms(lengths: Sequence[int]) -> Iterator[int]:
    mean = max(sum(lengths) / max(len(lengths), 1), 1)
    return (round(100 * K1 * (1 - B + B * length / mean)) for length in lengths)


def texts_of(catalogue: Catalogue, module: Module) -> Iterator[tuple[str, str]]:
    """The texts of a module by which it is found, each with the name of its field."""
    words = catalogue.vocabularies
    yield "titre", module.titre
    yield from (("competences", skill.intitule) for skill in module.competences)
    yield "resume", module.resume
    for theme in (words.themes[id_] for id_ in module.themes):
        yield "themes", theme.libelle
        yield "definition", theme.description or ""
    yield from (("rome", label) for label in official_labels(catalogue, module))
    yield from (("metiers", cited) for cited in module.metiers_cites)
    yield from (("metiers", words.metiers[code].libelle) for code in module.metiers)
    if module.besoin:
        yield "besoin", module.besoin.constat or ""
    for completed in module.certifications:
        yield "certifications", catalogue.label_of_certification[completed.certification]
    yield from (("secteurs", words.secteurs[id_].libelle) for id_ in module.secteurs)


def _namings(catalogue: Catalogue, entries: Sequence[Entry], fields: Places) -> Iterator[Naming]:
    position = {entry.id: i for i, entry in enumerate(entries)}
    for theme in catalogue.vocabularies.themes.values():
        own = frozenset(position[module.id] for module in catalogue.by_theme.get(theme.id, ()))
        yield from _naming("synonyme", theme.libelle, own, (theme.libelle,))
        yield from _synonyms(theme, own, fields)
        if not own:
            yield from _naming(WITHOUT_MODULE, theme.libelle, (), (theme.libelle, *theme.synonymes))
    for term in catalogue.vocabularies.voisinages.values():
        yield from _neighbours(term, entries, fields)
    for code, having in sorted(catalogue.by_occupation.items()):
        label = catalogue.vocabularies.label("metiers", code)
        names = [each for name in (*job_names().get(code, ()), label) for each in name.split(" / ")]
        yield from _naming("appellation", label, [position[module.id] for module in having], names)
    yield from _families(catalogue, position)


def _families(catalogue: Catalogue, position: Mapping[str, int]) -> Iterator[Naming]:
    """The jobs of an occupation that no module names lead to the modules of its field: something to look at."""
    having: dict[str, set[int]] = defaultdict(set)
    for code, modules in catalogue.by_occupation.items():
        having[code[:FAMILY]].update(position[module.id] for module in modules)
    for code, names in job_names().items():
        if code not in catalogue.by_occupation and code[:FAMILY] in having and code in catalogue.vocabularies.metiers:
            ways = [each for name in names for each in name.split(" / ")]
            label = catalogue.vocabularies.label("metiers", code)
            yield from _naming("famille", label, having[code[:FAMILY]], ways)


def _synonyms(theme: Term, own: frozenset[int], fields: Places) -> Iterator[Naming]:
    """A synonym that some modules of the theme use belongs to these; the theme's others are only close to it."""
    for synonym in theme.synonymes:
        using = own & _modules_with(synonym, fields, _OWN)
        yield from _naming("synonyme", theme.libelle, using, (synonym,))
        without_any = "synonyme" if len(own) <= NARROW_THEME else "theme_large"
        yield from _naming("theme_voisin" if using else without_any, theme.libelle, own - using, (synonym,))


def _neighbours(term: EverydayWords, entries: Sequence[Entry], fields: Places) -> Iterator[Naming]:
    """Everyday words lead to the modules that use the term: in the title or one skill first, then elsewhere."""
    if term.cadre:
        yield from _naming("cadre", term.libelle, _modules_with(term.libelle, fields, _OWN_OR_THEMES), term.synonymes)
        return
    scattered = _modules_with(term.libelle, fields, _PLAINLY)
    plainly = {i for i in scattered if _has_together(entries[i], term.libelle)}
    using = _modules_with(term.libelle, fields, _OWN) - (scattered - plainly)
    large = _modules_with(term.libelle, fields, _OWN_OR_THEMES)
    yield from _naming("voisin", term.libelle, plainly, term.synonymes)
    yield from _naming("voisin_resume", term.libelle, using - plainly, term.synonymes)
    yield from _naming("theme_large", term.libelle, large - using, term.synonymes)
    if not large:
        yield from _naming(WITHOUT_MODULE, term.libelle, (), (term.libelle, *term.synonymes))


def _naming(field: str, label: str, own: Iterable[int], ways: Iterable[str]) -> Iterator[Naming]:
    is_job = field in {"appellation", "famille"}
    names = {
        _with_offer_stems(name, way)
        for way in ways
        for name in _names(way)
        if not is_job or any(weight(stem) >= TELLING for stem in name)
    }
    modules = tuple(sorted(own))
    if names and (modules or field == WITHOUT_MODULE):
        yield Naming(field, label, modules, tuple(sorted(names, key=sorted)))


def _has_together(entry: Entry, text: str) -> bool:
    """Whether a module's title or one of its skills has all words of a text."""
    return any(any(name <= _stems(own) for name in _names(text)) for own in (entry.titre, *entry.skills))


@lru_cache(100_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(words_of_record(text))


@cache
def _names(way: str) -> frozenset[frozenset[str]]:
    """The stems of a way of naming: with its compounds as one word, and as several."""
    return frozenset({stems_of_name(way, apart=apart) for apart in (False, True)} - {frozenset()})


def _with_offer_stems(name: frozenset[str], way: str) -> frozenset[str]:
    """A name with one content word needs the other words too: « application mobile » is not « mobile »."""
    return name | offer_stems_of(way) if len(name) == 1 else name


def _is_french(stem: str) -> bool:
    """Whether a stem is that of a word of the ROME or of every day."""
    official = official_words()
    return stem in official.frequencies or stem in official.verbs or stem in everyday_stems()


def _modules_with(text: str, fields: Places, where: frozenset[int]) -> set[int]:
    """The modules that have all words of a text in these fields."""
    stems = {word.stem for word in words_of_need(text, fields.keys())}
    having = [{i for i, field in fields.get(stem, {}).items() if field in where} for stem in stems]
    return set[int].intersection(*having) if having else set()


@cache
def weight(stem: str, share: int = 0) -> int:
    """What a word counts, in hundredths: the more, the fewer official skills have it, and the fewer modules.

    `share` is that of the modules that have it, in hundredths. A verb of any trade and an everyday word count less.
    """
    official = official_words()
    if stem in everyday_stems():
        return round(100 * LEAST)
    labels = max(official.frequencies.get(stem, 0), KNOWN_LEAST) + official.labels * share * MODULES_COUNT / 10_000
    counted = round(100 * min(max(math.log(official.labels / labels) - COMMON, LEAST), MOST))
    return counted // 2 if stem in official.verbs else counted
