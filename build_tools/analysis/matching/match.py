"""The answers to a need. The browser does the same in `docs/assets/javascripts/besoin/reponses.js`."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from build_tools.analysis.matching.index import (
    CREDITS,
    FIELD_NAMES,
    SEVERAL_WORDS,
    TELLING,
    WITHOUT_MODULE,
    Entry,
    Index,
    Naming,
)
from build_tools.analysis.matching.noise import cut
from build_tools.analysis.matching.words import Word, is_subject, offer_stems_of, words_of_need

MATCHES_AT_MOST = 5
LEADERS_AT_MOST = 20
SKILLS_AT_MOST = 3
# The share of a need's words, as they count, from which a module is worth a look, answers a part, or answers.
LOOK_LEAST = 14
PART_LEAST = 36
ANSWER_LEAST = 55
# What a title that is whole in the need adds to the share when modules are ranked.
TITLE_BONUS = 15
# Of modules that cover as much, the shorter one ranks first.
SHORT_FROM, SHORT_STEP = 250, 40
# The words of a long sentence that a module does not cover weigh no more than this together.
REST_MOST = 700
# A clause is looked at by itself when it has so much of the need's weight, in hundredths.
CLAUSE_LEAST = 25
# What a module covers of one of several clauses, or beside a subject that no module treats, to answer in part.
CLAUSE_ANSWER_LEAST = 55
# What an answer to one of several clauses is worth beside an answer to all of them.
CLAUSE_WORTH = 85
ANSWERS, ANSWERS_PARTLY, TO_LOOK_AT = "répond", "répond en partie", "à regarder"
NOTHING = "aucun module"
NEED, NOISE = "need", "noise"
# Fields that hold the subject of a module: one discriminating word there is reason enough.
STRONG = frozenset({"titre", "competences", "synonyme", "voisin", "rome", "themes"})
# A job close to that of a module: something to look at, never a reason.
BESIDE = "famille"
REASONS_LEAST = 2
# One discriminating word alone must be so much of the need.
ALONE_LEAST = 50
# Words of little weight are reasons together, when they cover nearly all of the need.
COVERED_LEAST = 80
# A name of common words must be so much of the need, in hundredths, to be a reason.
PHRASE_LEAST = 85
# The least weight of each word of a curated name, a theme's or an everyday one.
CURATED = frozenset({"synonyme", "voisin", "voisin_resume"})
PHRASE_WORD = 120
# What each word of a subject without module counts.
HEAVY = 450
# It may be less of it when it is the first subject that the need names.
HEAD_LEAST = 45
SHOWN_AS = {"theme_large": "synonyme", "theme_voisin": "synonyme", "voisin_resume": "voisin"}


@dataclass(frozen=True)
class Reason:
    """A word of the need, and the field of the record that answers it; what is named where it is by a name of it.

    `points` are what it counts in the answer.
    """

    word: str
    field: str
    theme: str = ""
    points: int = 0


@dataclass(frozen=True)
class Match:
    """A module that answers: `score` is the share of the need that it covers, `level` that share in words."""

    id: str
    titre: str
    region: str
    score: int
    level: str
    why: tuple[Reason, ...]
    skills: tuple[str, ...]

    @property
    def is_answer(self) -> bool:
        """Whether it is more than something to look at."""
        return self.level != TO_LOOK_AT


@dataclass(frozen=True)
class Answer:
    """A need, the modules that answer it or may lead to an answer, best first, and the words that no answer covers.

    `noise` is the kind of noise of a line that is no need.
    """

    need: str
    matches: tuple[Match, ...]
    uncovered: tuple[str, ...]
    noise: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether a module answers the need, if only in part."""
        return any(match.is_answer for match in self.matches)

    @property
    def kind(self) -> str:
        """Whether the line is a need at all."""
        return NOISE if self.noise else NEED

    @property
    def level(self) -> str:
        """The best of its modules' levels; empty for what is no need."""
        if self.noise:
            return ""
        return self.matches[0].level if self.matches else NOTHING


@dataclass(frozen=True)
class _Found:
    """What a word is worth in a module: hundredths of its weight, the field, and what is named."""

    credit: int
    field: str
    label: str = ""
    is_phrase: bool = False


@dataclass(frozen=True)
class _Reading:
    """A need or one of its clauses: its words, and for each stem the modules that have it."""

    words: tuple[Word, ...]
    weights: Mapping[str, int]
    found: Mapping[str, Mapping[int, _Found]]
    names_untreated: bool = False

    @cached_property
    def whole(self) -> int:
        """What all words count together."""
        return sum(self.weights.values())


@dataclass(frozen=True)
class _Candidate:
    """A module as an answer to a reading: its rank among others, its share and level, and what it was found by."""

    module: int
    rank: int
    share: int
    level: str
    having: tuple[tuple[Word, _Found], ...]
    reading: _Reading

    @property
    def place(self) -> tuple[int, int, int]:
        """What sorts candidates, best first."""
        return LEVELS[self.level], -self.rank, self.module


def answer(index: Index, need: str) -> Answer:
    """The modules that answer a need best."""
    parts = cut(need)
    if not parts.clauses:
        return Answer(need, (), (), parts.noise)
    readings = _readings(index, parts.clauses)
    best: dict[int, _Candidate] = {}
    for i, reading in enumerate(readings):
        for module in _leaders(reading):
            found = _candidate(index, reading, module, CLAUSE_WORTH if i else 100)
            if found.share >= LOOK_LEAST and (module not in best or found.rank > best[module].rank):
                best[module] = found
    ranked = heapq.nsmallest(MATCHES_AT_MOST, best.values(), key=lambda found: found.place)
    matches = tuple(_match(index, found) for found in ranked)
    covered = {reason.word for match in matches if match.is_answer for reason in match.why}
    return Answer(need, matches, tuple(word.text for word in readings[0].words if word.text not in covered))


LEVELS = {ANSWERS: 0, ANSWERS_PARTLY: 1, TO_LOOK_AT: 2}


def _readings(index: Index, clauses: Sequence[str]) -> list[_Reading]:
    """The need as a whole, then each of several clauses that has its share of the words."""
    whole = _reading(index, "\n".join(clauses))
    own = [_reading(index, clause) for clause in clauses] if len(clauses) > 1 else []
    return [whole, *(one for one in own if 100 * one.whole >= CLAUSE_LEAST * whole.whole and len(one.words) > 1)]


def _reading(index: Index, text: str) -> _Reading:
    words = _words(index, text)
    found = {word.stem: _direct(index, word.stem) for word in words}
    stems = frozenset(found) | offer_stems_of(text)
    weights = {word.stem: index.weight(word.stem) // (2 if word.is_setting else 1) for word in words}
    named = list(_named(index, stems))
    for naming, name in named:
        if len(name) > 1 and naming.field in CURATED:
            weights |= {stem: max(weights[stem], PHRASE_WORD) for stem in name & weights.keys()}
    for naming, name in named:
        _name(found, naming, name, is_reason=_is_reason(weights, name))
    untreated = [
        name for naming, name in named if naming.field == WITHOUT_MODULE and not _is_named_otherwise(named, name)
    ]
    for name in untreated:
        found.update({stem: {} for stem in name & weights.keys()})
        weights.update(dict.fromkeys(name & weights.keys(), HEAVY))
    return _Reading(tuple(words), weights, found, bool(untreated))


def _words(index: Index, text: str) -> list[Word]:
    """The content words of a reading, typing errors corrected."""
    found: dict[str, Word] = {}
    for word in words_of_need(text, index.known):
        stem = index.meant(word.stem)
        found.setdefault(stem, replace(word, stem=stem))
    return list(found.values())


def _is_named_otherwise(named: Sequence[tuple[Naming, frozenset[str]]], name: frozenset[str]) -> bool:
    """Whether the same words, or more, name something that modules treat."""
    return any(naming.modules and other >= name for naming, other in named)


def _is_reason(weights: Mapping[str, int], name: frozenset[str]) -> bool:
    """Whether a name of several words is a reason: by what they weigh, or as nearly all of the need."""
    own = sum(weights.get(stem, 0) for stem in name)
    return len(name) > 1 and (own >= TELLING or 100 * own >= PHRASE_LEAST * sum(weights.values()))


def _name(found: Mapping[str, dict[int, _Found]], naming: Naming, name: frozenset[str], *, is_reason: bool) -> None:
    """Credit what is named to the modules that it leads to, unless their own fields give more credit."""
    if naming.modules:
        more = SEVERAL_WORDS if len(name) > 1 else 0
        one = _Found(CREDITS[naming.field] + more, SHOWN_AS.get(naming.field, naming.field), naming.label, is_reason)
        for stem in name & found.keys():
            own = found[stem]
            for module in naming.modules:
                if module not in own or own[module].credit < one.credit:
                    own[module] = one


def _direct(index: Index, stem: str) -> dict[int, _Found]:
    posting = index.postings.get(stem)
    return {module: _BY_FIELD[field] for module, field in posting.fields.items()} if posting else {}


_BY_FIELD = tuple(_Found(CREDITS[name], name) for name in FIELD_NAMES)


def _named(index: Index, stems: frozenset[str]) -> Iterator[tuple[Naming, frozenset[str]]]:
    """What the need names: each naming that has a way of which the need has all words."""
    for stem in sorted(stems):
        for position, name in index.by_stem.get(stem, ()):
            if name <= stems:
                yield index.namings[position], name


def _leaders(reading: _Reading) -> list[int]:
    """The modules with most points: more than are shown, since titles and levels decide among them."""
    points: dict[int, int] = {}
    for word in reading.words:
        weight = reading.weights[word.stem]
        for module, found in reading.found[word.stem].items():
            points[module] = points.get(module, 0) + weight * found.credit
    least = min(heapq.nlargest(LEADERS_AT_MOST, points.values()), default=0)
    return sorted(module for module, own in points.items() if own >= least)[: 2 * LEADERS_AT_MOST]


def _candidate(index: Index, reading: _Reading, module: int, worth: int) -> _Candidate:
    having = tuple((word, one) for word in reading.words if (one := reading.found[word.stem].get(module)))
    points = sum(reading.weights[word.stem] * one.credit for word, one in having)
    titled = sum(reading.weights[word.stem] for word, one in having if one.field == "titre")
    own = sum(reading.weights[word.stem] for word, _ in having)
    share = points // max(min(reading.whole, own + REST_MOST), 1)
    short = max(0, SHORT_FROM - index.length_norms[module]) // SHORT_STEP
    title = TITLE_BONUS * titled // max(index.entries[module].title_weight, 1)
    level = _level(index, reading, share, having, worth)
    return _Candidate(module, (share + short + title) * worth, share, level, having, reading)


def _covers_nearly_all(share: int, having: Sequence[tuple[Word, _Found]], worth: int) -> bool:
    """Whether a module covers nearly all of the need, in words that weigh little one by one."""
    if share < COVERED_LEAST or worth < 100:
        return False
    covered = [word for word, one in having if one.field in STRONG and not word.is_setting]
    return len(covered) >= REASONS_LEAST and any(is_subject(word.stem) for word in covered)


def _match(index: Index, found: _Candidate) -> Match:
    entry = index.entries[found.module]
    why = tuple(_reason(index, entry, word, one, found.reading.weights) for word, one in found.having)
    stems = {word.stem for word in found.reading.words}
    skills = [skill for skill in entry.skills if index.stems_of(skill) & stems]
    return Match(entry.id, entry.titre, entry.region, found.share, found.level, why, tuple(skills[:SKILLS_AT_MOST]))


def _reason(index: Index, entry: Entry, word: Word, found: _Found, weights: Mapping[str, int]) -> Reason:
    """An official skill is named, as a theme is."""
    official = entry.official if found.field == "rome" else ()
    label = next((label for label in official if word.stem in index.stems_of(label)), found.label)
    return Reason(word.text, found.field, label, weights[word.stem] * found.credit)


def _level(index: Index, reading: _Reading, share: int, having: Sequence[tuple[Word, _Found]], worth: int) -> str:
    """The level of a share: only a discriminating word in a field of the subject, or two words, make an answer."""
    telling = [
        one
        for word, one in having
        if not word.is_setting and one.field != BESIDE and (index.weight(word.stem) >= TELLING or one.is_phrase)
    ]
    strong = [one for one in telling if one.field in STRONG]
    head = next((word.stem for word in reading.words if is_subject(word.stem)), "")
    alone = HEAD_LEAST if any(word.stem == head for word, _ in having) else ALONE_LEAST
    least = PART_LEAST if len(telling) >= REASONS_LEAST else alone
    if worth < 100 or reading.names_untreated:
        least = CLAUSE_ANSWER_LEAST
    is_clause = worth < 100 and len(telling) < REASONS_LEAST
    if (not strong or share < least or is_clause) and not _covers_nearly_all(share, having, worth):
        return TO_LOOK_AT
    return ANSWERS if share >= ANSWER_LEAST and worth == 100 else ANSWERS_PARTLY
