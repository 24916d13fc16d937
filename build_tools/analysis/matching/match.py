"""The answers to a need. The browser does the same in `docs/assets/javascripts/besoin/reponses.js`."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_tools.analysis.matching.index import FIELD_NAMES, FIELDS, SYNONYM, Index
from build_tools.analysis.matching.words import Word, words_of_need

MATCHES_AT_MOST = 5
SKILLS_AT_MOST = 3
# Below this a module is not even a lead: one common word at best.
SCORE_LEAST = 5
# From here on a module is an answer; below, a lead to look at. Measured by benchmarks/match_recall.py.
SCORE_OF_ANSWER = 20


@dataclass(frozen=True)
class Reason:
    """A word of the need, and the field of the record that answers it; the theme where it is by a name of it."""

    word: str
    field: str
    theme: str = ""


@dataclass(frozen=True)
class Match:
    """A module that answers: `score` goes from 0 to 100, which no module reaches."""

    id: str
    titre: str
    region: str
    score: int
    why: tuple[Reason, ...]
    skills: tuple[str, ...]

    @property
    def is_answer(self) -> bool:
        """Whether it is more than a lead."""
        return self.score >= SCORE_OF_ANSWER


@dataclass(frozen=True)
class Answer:
    """A need, the modules that answer it or may lead to an answer, best first, and the words that no answer covers."""

    need: str
    matches: tuple[Match, ...]
    uncovered: tuple[str, ...]

    @property
    def is_answered(self) -> bool:
        """Whether a module answers the need, if only in part."""
        return any(match.is_answer for match in self.matches)


def answer(index: Index, need: str) -> Answer:
    """The modules that answer a need best."""
    words = words_of_need(need, index.known)
    whole = 100 * sum(index.weight(word.stem) for word in words)
    named = _named_themes(index, words)
    points: dict[int, int] = {}
    for word in words:
        weight = index.weight(word.stem)
        for module, credit in _credits(index, word.stem, named[word.stem]).items():
            points[module] = points.get(module, 0) + weight * credit
    best = [module for module in _best(points) if 100 * points[module] >= SCORE_LEAST * whole]
    matches = tuple(_match(index, module, 100 * points[module] // whole, words, named) for module in best)
    covered = {reason.word for match in matches if match.is_answer for reason in match.why}
    return Answer(need, matches, tuple(word.text for word in words if word.text not in covered))


def _best(points: Mapping[int, int]) -> list[int]:
    """The modules with most points; of equals, those of the first ids."""
    least = min(heapq.nlargest(MATCHES_AT_MOST, points.values()), default=0)
    leaders = [module for module, own in points.items() if own >= least]
    return sorted(leaders, key=lambda module: (-points[module], module))[:MATCHES_AT_MOST]


def _named_themes(index: Index, words: Sequence[Word]) -> Mapping[str, Mapping[int, str]]:
    """Stem of the need → module → the theme that the need names with this word: all words of one of its names."""
    stems = frozenset(word.stem for word in words)
    named: dict[str, dict[int, str]] = {stem: {} for stem in stems}
    for theme in index.themes:
        for stem in frozenset[str]().union(*(name for name in theme.names if name <= stems)):
            for module in theme.modules:
                named[stem].setdefault(module, theme.label)
    return named


def credit(count: int, length_norm: int) -> int:
    """What a word is worth where it counts so often, in hundredths: BM25's saturation."""
    return 10_000 * count // (100 * count + length_norm)


def _credits(index: Index, stem: str, named: Mapping[int, str]) -> Mapping[int, int]:
    """Module → what the word is worth there, in hundredths."""
    posting = index.postings.get(stem)
    direct = posting.counts if posting else {}
    length_norms, bonus = index.length_norms, FIELDS["synonyme"]
    found = {module: credit(count, length_norms[module]) for module, count in direct.items()}
    found.update((module, credit(direct.get(module, 0) + bonus, length_norms[module])) for module in named)
    return found


def _match(
    index: Index, module: int, score: int, words: Sequence[Word], named: Mapping[str, Mapping[int, str]]
) -> Match:
    entry = index.entries[module]
    why = tuple(reason for word in words if (reason := _reason(index, module, word, named[word.stem])))
    stems = {word.stem for word in words}
    skills = [s for s in entry.skills if any(w.stem in stems for w in words_of_need(s, index.known))]
    return Match(entry.id, entry.titre, entry.region, score, why, tuple(skills[:SKILLS_AT_MOST]))


def _reason(index: Index, module: int, word: Word, named: Mapping[int, str]) -> Reason | None:
    posting = index.postings.get(word.stem)
    field = posting.fields.get(module) if posting else None
    if module in named and (field is None or field > SYNONYM):
        return Reason(word.text, FIELD_NAMES[SYNONYM], named[module])
    return None if field is None else Reason(word.text, FIELD_NAMES[field])
