"""Grids of several centres put together: what companies use of a standard, what they ask beyond (annexe 2, II.2).

Companies are counted, not grids: two learners in one company say one thing. Thresholds stand here once; the sheet
« Lecture » of the table says them.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from build_tools.contributing.grids.reading import Grid, Line
from build_tools.text.folding import alphabetical, fold, words_of

Sort = Literal["fort", "faible", "peu-utilise", "nouveau", "transversal", "particulier"]
SORTS: Mapping[Sort, str] = {
    "fort": "Fort",
    "faible": "Faible",
    "peu-utilise": "Peu utilisé",
    "nouveau": "Nouveau",
    "transversal": "Transversal",
    "particulier": "Particulier à une entreprise",
}
# The part of companies from which a skill of the standard is strong, or too weakly covered.
HALF = 0.5
# Two wordings of one skill: the same words, or nearly the same letters.
_SAME_LETTERS = 0.87
# A free skill that shares this part of its words with one of the standard may only prolong it.
_CLOSE = 0.6
_LITTLE_WORDS = frozenset(fold("à au aux avec d dans de des du en et l la le les ou par pour un une").split("-"))
# What turns a skill into another, as a figure does.
_DENYING = words_of("sans-ne-pas-non-hors")

# A company: its centre, and its number there or that of its grid.
Company = tuple[str, str]


@dataclass(frozen=True)
class Seen:
    """A line of a grid, with where it was seen."""

    certification: str
    company: Company
    line: Line


@dataclass(frozen=True)
class Consolidated:
    """One skill, and every line about it. `asked` are the companies of its certification's grids."""

    competence: str
    bloc: str
    seen: tuple[Seen, ...]
    asked: int
    close_to: str = ""

    @property
    def outside(self) -> bool:
        """Whether the standard does not have it."""
        return self.seen[0].line.outside

    @cached_property
    def companies(self) -> frozenset[Company]:
        """The companies that use it."""
        return frozenset(item.company for item in self.seen if item.line.used)

    @cached_property
    def answered(self) -> int:
        """The companies of which somebody said whether they use it."""
        return len({item.company for item in self.seen if item.line.used is not None})

    @cached_property
    def by_centre(self) -> Mapping[str, int]:
        """Centre → its companies that use the skill."""
        return Counter(centre for centre, _ in sorted(self.companies))

    @cached_property
    def insufficient(self) -> int:
        """The companies that use it and for which the standard is not enough."""
        return len({item.company for item in self.seen if item.line.used and item.line.enough is False})

    @cached_property
    def assessed(self) -> int:
        """The companies that use it and of which somebody said whether the standard is enough."""
        return len({item.company for item in self.seen if item.line.used and item.line.enough is not None})

    @property
    def certifications(self) -> tuple[str, ...]:
        """The certifications whose learners met it."""
        return tuple(dict.fromkeys(item.certification for item in self.seen))

    @cached_property
    def sort(self) -> Sort:
        """What the table calls it."""
        return self._sort_outside() if self.outside else self._sort_of_standard()

    def _sort_of_standard(self) -> Sort:
        if self.assessed and self.insufficient >= HALF * self.assessed:
            return "faible"
        return "fort" if self.companies and len(self.companies) >= HALF * self.answered else "peu-utilise"

    def _sort_outside(self) -> Sort:
        shared = [item.line.shared for item in self.seen if item.line.shared is not None]
        if len(self.certifications) > 1 or (shared and sum(shared) > HALF * len(shared)):
            return "transversal"
        return "particulier" if len(self.companies) == 1 else "nouveau"

    @property
    def other_wordings(self) -> tuple[str, ...]:
        """What else the skill is called in the grids: it came together under one wording, for a person to check."""
        return tuple(dict.fromkeys(w for item in self.seen if (w := item.line.competence) != self.competence))

    def most_frequent(self, key: Literal["times", "tool"]) -> tuple[str, ...]:
        """The answers given most often, at most three."""
        texts = Counter(text for item in self.seen if (text := getattr(item.line, key)))
        return tuple(text for text, _ in texts.most_common(3))


@dataclass(frozen=True)
class Consolidation:
    """All grids of a folder, put together."""

    grids: tuple[Grid, ...]
    skills: tuple[Consolidated, ...]

    @cached_property
    def centres(self) -> tuple[str, ...]:
        """The centres, in order."""
        return tuple(sorted({grid.centre for grid in self.grids}, key=alphabetical))

    @cached_property
    def certifications(self) -> tuple[str, ...]:
        """The certifications, in order."""
        return tuple(sorted({grid.certification for grid in self.grids}))

    @cached_property
    def companies(self) -> frozenset[Company]:
        """The companies."""
        return frozenset(company for _, company in _with_companies(self.grids))

    @property
    def unnumbered(self) -> int:
        """Grids whose company has no number: each counts for one."""
        return sum(grid.company is None for grid in self.grids)

    @cached_property
    def month(self) -> str:
        """The latest month that a grid gives, or nothing."""
        return max((grid.month for grid in self.grids if grid.month), default="")

    def of(self, sort: Sort) -> tuple[Consolidated, ...]:
        """The skills of a sort, those of most companies first."""
        found = [skill for skill in self.skills if skill.sort == sort]
        return tuple(sorted(found, key=lambda skill: (-len(skill.companies), alphabetical(skill.competence))))

    @property
    def gaps(self) -> tuple[Consolidated, ...]:
        """What is enough to speak of a gap: what one company only asks is left to its centre."""
        return (*self.of("nouveau"), *self.of("faible"), *self.of("transversal"))


def consolidate(grids: Sequence[Grid]) -> Consolidation:
    """The grids put together: the skills of each standard in its order, then what lies outside."""
    grids = _of_one_centre(grids)
    seen = [Seen(grid.certification, company, line) for grid, company in _with_companies(grids) for line in grid.lines]
    asked = Counter(name for name, _ in {(grid.certification, company) for grid, company in _with_companies(grids)})
    own = _of_standards(seen, asked)
    return Consolidation(tuple(grids), (*own, *_outside(seen, own, sum(asked.values()))))


def _of_one_centre(grids: Iterable[Grid]) -> list[Grid]:
    """The grids, with the name of a centre written one way: « CFA du Blavet » and « cfa du Blavet » are one."""
    names: dict[str, str] = {}
    return [replace(grid, centre=names.setdefault(fold(grid.centre), grid.centre)) for grid in grids]


def _with_companies(grids: Iterable[Grid]) -> Iterator[tuple[Grid, Company]]:
    for number, grid in enumerate(grids):
        yield grid, (grid.centre, f"n° {grid.company}" if grid.company else f"grille {number}")


def _of_standards(seen: Iterable[Seen], asked: Mapping[str, int]) -> list[Consolidated]:
    groups: dict[tuple[str, str, str], list[Seen]] = {}
    for item in seen:
        if not item.line.outside:
            key = (item.certification, fold(item.line.bloc), fold(item.line.competence))
            groups.setdefault(key, []).append(item)
    return [
        Consolidated(found[0].line.competence, found[0].line.bloc, tuple(found), asked[name])
        for (name, _, _), found in groups.items()
    ]


def _outside(seen: Iterable[Seen], own: Sequence[Consolidated], asked: int) -> list[Consolidated]:
    """Skills that no standard has; the wordings of one skill come together, under the most frequent."""
    groups: dict[frozenset[str], list[Seen]] = {}
    for item in seen:
        if item.line.outside:
            words = _words(item.line.competence)
            groups.setdefault(_nearest(words, groups), []).append(item)
    found = []
    for items in groups.values():
        wordings = Counter(item.line.competence for item in items)
        name = min(wordings, key=lambda text: (-wordings[text], len(text), text))
        found.append(Consolidated(name, "", tuple(items), asked, _close_to(name, own)))
    return sorted(found, key=lambda skill: (-len(skill.companies), alphabetical(skill.competence)))


def _words(text: str) -> frozenset[str]:
    return words_of(fold(text)) - _LITTLE_WORDS or frozenset({text})


def _nearest(words: frozenset[str], groups: Mapping[frozenset[str], object]) -> frozenset[str]:
    """The group of the same skill, or the words themselves, which then make a group of their own."""
    if words in groups:
        return words
    written = " ".join(sorted(words))
    for other in groups:
        if _opposed(words ^ other):
            continue
        if difflib.SequenceMatcher(None, written, " ".join(sorted(other))).ratio() >= _SAME_LETTERS:
            return other
    return words


def _opposed(words: Iterable[str]) -> bool:
    """Whether words that only one of two wordings has make them two skills: « 2D » or « 3D », « avec » or « sans »."""
    return any(word in _DENYING or any(sign.isdigit() for sign in word) for word in words)


def _close_to(name: str, own: Iterable[Consolidated]) -> str:
    """The skill of the standard that it may only prolong, or nothing."""
    words = _words(name)
    shared = [(len(words & _words(skill.competence)), skill.competence) for skill in own]
    best = max(shared, default=(0, ""), key=lambda pair: pair[0])
    return best[1] if words and best[0] >= _CLOSE * len(words) else ""
