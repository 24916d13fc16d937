"""Names of several words, « pompe à chaleur »: which modules have their words, but apart from each other.

A search asks for each word alone. Where two words of a query are such a name, a module that says « pompe » in one
sentence and « chaleureux » in another is no answer: tables list the modules that only seem to hold a name, and the
engine leaves these out (`keepTogether` in docs/assets/javascripts/mots-cherches.js).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from build_tools.analysis.matching.index import weight
from build_tools.analysis.matching.official_words import job_names
from build_tools.analysis.matching.words import is_content_word, snowball, stem
from build_tools.model import Catalogue
from build_tools.site.job_words import words_of_any_job
from build_tools.site.search_document import Document, searchable

# Vocabularies whose terms and synonyms are names; then those of the ROME's jobs that so many names of jobs have.
_VOCABULARIES = ("themes", "secteurs", "transitions", "publics", "voisinages")
_JOBS_LEAST = 6
# What a name may have between its words; anything else ends it.
_LITTLE_WORDS = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "l", "la", "le", "les", "par", "sur"})
_BORDER = re.compile(r"[^\w\s'’-]|_| - | et | ou ")
_WORD = re.compile(r"[a-z0-9]+")
_TABLES = 64
# Modules share many texts, those of their occupations, themes and certifications.
_TEXTS_KEPT = 10_000
# What its words weigh together at least, by how few official skills have them.
_WEIGHT_LEAST = 250
# « gérer les conflits » is a sentence, of which each word says something.
_VERB = re.compile(r"(?:[^i]er|ir|[dt]re|[uvlc]ire|ivre)$")
_PLURAL = re.compile(r"[sx]$")
# « sociaux », neither « bateaux » nor « tuyaux ».
_PLURAL_OF_AL = re.compile(r"(?<![euy])aux$")
_IN_BRACKETS = re.compile(r"\(.*?\)")
# Words that stand within so many of each other are together.
_NEAR = 4
# Texts of less weight say where or for whom: their words make no name with those of another text.
_STRONG = 3


def key(first: str, second: str) -> str:
    """A name's two words in one, as the engine asks for it: « pompe0chaleur », which no text has."""
    return f"{_singular(first)}0{_singular(second)}"


def _singular(word: str) -> str:
    return _PLURAL.sub("", _PLURAL_OF_AL.sub("al", word))


def table_of(name: str) -> int:
    """The number of the table where a name is, from its letters, as the browser counts it too."""
    return sum(map(ord, name)) % _TABLES


def whole_key(first: str, second: str) -> str:
    """The same where a module holds the name, though not each of its words; no word begins so."""
    return f"1{key(first, second)}"


def pairs_of(text: str) -> Iterator[tuple[str, str]]:
    """The neighbours among the content words of a text that says names."""
    for part in _BORDER.split(text.lower()):
        last = ""
        for word in _WORD.findall(searchable(part)):
            is_content = is_content_word(word)
            if last and is_content and not _VERB.search(last):
                yield last, word
            last = word if is_content else last if word in _LITTLE_WORDS else ""


@dataclass(frozen=True)
class SearchNames:
    """The names of two words that a catalogue or the ROME knows."""

    catalogue: Catalogue

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Their words, as the index writes them."""
        terms = (term for name in _VOCABULARIES for term in self.catalogue.vocabularies[name].values())
        known = {pair for term in terms for text in (term.libelle, *term.synonymes) for pair in pairs_of(text)}
        return frozenset(filter(_is_distinctive, known | _pairs_of_jobs())) | _jobs_of_two_words()

    def tables(self, words: set[str], apart: Mapping[str, Set[int]]) -> list[dict[str, list[int]]]:
        """The names that a query can ask for, each with the modules that only seem to hold it (rows, as steps).

        They are dealt out over several tables (`table_of`): a query asks for a name or two.
        """
        singulars = set(map(_singular, words))
        known = {key(*pair) for pair in self.pairs if singulars.issuperset(map(_singular, pair))}
        found: list[dict[str, list[int]]] = [{} for _ in range(_TABLES)]
        for name in sorted(known.union(apart)):
            rows = sorted(apart.get(name, ()))
            found[table_of(name)][name] = [row - last for row, last in zip(rows, [0, *rows], strict=False)]
        return found

    def apart_in(self, document: Document, everyday: Sequence[str], words: Iterable[str]) -> list[str]:
        """The keys of the names whose words a module says, or has from its everyday names, yet not as a name.

        It holds a name whose words are near each other in one of the texts that it says itself or in an everyday name
        of it, and one whose words both are in texts that say its subject or are such a name alone.
        """
        held: set[str] = set().union(
            *(self._parts_in(text) for _, text in document.searched),
            *(self._parts_in(searchable(word)) for word in words),
        )
        strong = {stem for weight, text in document.searched if weight >= _STRONG for stem in _stems(text)}
        strong.update(stem for text in everyday for stem in _stem_of_word(text))
        together = self._together(document, everyday)
        found = {
            (first, second)
            for first in self._seconds.keys() & held
            for second in self._seconds[first] & held
            if (first, second) not in together and not strong.issuperset((first, second))
        }
        return sorted({name for stems_of_pair in found for name in self._keys[stems_of_pair]})

    def _together(self, document: Document, everyday: Sequence[str]) -> Set[tuple[str, str]]:
        near = {pair for _, text in document.searched for pair in self._near_in(text)}
        return near.union(*(_stems_of_pairs(text) for text in everyday))

    @cached_property
    def _near_in(self) -> Callable[[str], frozenset[tuple[str, str]]]:
        """The names whose words stand near each other in a text."""
        return lru_cache(_TEXTS_KEPT)(lambda text: frozenset(self._find_near(_stems(text))))

    def _find_near(self, stems: Sequence[str]) -> Iterator[tuple[str, str]]:
        for i, first in enumerate(stems):
            seconds = self._seconds.get(first)
            if seconds:
                yield from ((first, second) for second in stems[i + 1 : i + 1 + _NEAR] if second in seconds)

    @cached_property
    def _by_stems(self) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for first, second in self.pairs:
            found[snowball(first), snowball(second)].append((first, second))
        return found

    @cached_property
    def _keys(self) -> Mapping[tuple[str, str], frozenset[str]]:
        return {stems: frozenset(key(*pair) for pair in pairs) for stems, pairs in self._by_stems.items()}

    @cached_property
    def _seconds(self) -> Mapping[str, frozenset[str]]:
        """What may follow the first word of a name, by stems."""
        found: dict[str, set[str]] = defaultdict(set)
        for first, second in self._by_stems:
            found[first].add(second)
        return {first: frozenset(seconds) for first, seconds in found.items()}

    @cached_property
    def _all_parts(self) -> frozenset[str]:
        return frozenset(stem for pair in self._by_stems for stem in pair)

    @cached_property
    def _parts_in(self) -> Callable[[str], frozenset[str]]:
        """The words of names that a text answers: the search also finds longer words."""
        return lru_cache(_TEXTS_KEPT)(lambda text: frozenset().union(*map(self._parts, _stems(text))))

    @cached_property
    def _parts(self) -> Callable[[str], frozenset[str]]:
        """The words of names that a word's stem answers."""

        def find(stem: str) -> frozenset[str]:
            return self._all_parts.intersection(stem[:length] for length in range(1, len(stem) + 1))

        return cache(find)


def _is_distinctive(pair: tuple[str, str]) -> bool:
    """Whether a pair says more than any sentence does: « poste de travail » does not."""
    return sum(weight(stem(word)) for word in pair) >= _WEIGHT_LEAST


@lru_cache(_TEXTS_KEPT)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(snowball, _WORD.findall(text)))


@cache
def _stems_of_words(text: str) -> tuple[str, ...]:
    return _stems(searchable(text))


@cache
def _stem_of_word(text: str) -> tuple[str, ...]:
    """The stem of a name of one word; none for a longer name."""
    stems = _stems_of_words(text)
    return stems if len(stems) == 1 else ()


@cache
def _stems_of_pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((snowball(first), snowball(second)) for first, second in pairs_of(text))


@cache
def _pairs_of_jobs() -> frozenset[tuple[str, str]]:
    """The names in those of jobs, after the word for who does it: « Conducteur / Conductrice poids lourd »."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for name in (name for names in job_names().values() for name in names):
        forms = (form.partition(" ")[2] for form in name.split(" / "))
        for pair in {pair for form in forms for pair in pairs_of(form)}:
            found[pair] += 1
    return frozenset(pair for pair, count in found.items() if count >= _JOBS_LEAST)


@cache
def _jobs_of_two_words() -> frozenset[tuple[str, str]]:
    """Names of jobs that begin with a word of any job: « assistant familial » is no assistant whom a family has."""
    any_job = set(words_of_any_job())
    found = set()
    for name in (_IN_BRACKETS.sub("", name) for names in job_names().values() for name in names):
        forms = [searchable(form) for form in name.split(" / ")]
        pairs = [next((pair for pair in pairs_of(form) if form.startswith(pair[0])), None) for form in forms]
        for form, pair in zip(forms, pairs, strict=True):
            first, second = form.partition(" ")[0], pair or pairs[-1]  # « Agent / Agente d'accueil »
            if first in any_job and second:
                found.add((first, second[1]))
    return frozenset(found)
