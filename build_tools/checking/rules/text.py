"""What every rule on texts shares: the texts of a file with their places, and the pre-filter that skips sound files.

A rule on texts checks one text at a time. Nearly all files are sound, so each rule first runs a pre-filter on all
texts of the file joined into one: that takes a tenth of the time of checking each of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from build_tools.checking.problem import Finding, name_of
from build_tools.loading.yaml_reader import Data
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.text.folding import word_set

# Before, between and after the joined texts. No text contains it: the reader refuses control characters.
BORDER = "\x1f"
# Words of the source, which stay as they are: the style is not the contributor's.
QUOTED_FIELDS = word_set("extrait cite metiers_cites certifications_citees themes_cites perimetre synonymes")
# Their schemas let nothing but figures, hyphens and capitals pass: they have nothing that a rule on texts looks for.
CODED_FIELDS = word_set(
    "bloc code code_insee date debut echeance etat_au formacodes iso le le_decision le_reponse lieu_insee lu_le nsf "
    "numero predecesseurs remplacee_par rome savoirs siret successeurs verifie_le version"
)
# `deduit` names fields of the record; the rule `deduit-present` reports any other word.
_PASSED_OVER = CODED_FIELDS | {"deduit"}
CONTEXT = 20
_PART = 32  # texts: about as many as a record has
_SHORT = 40  # characters: what ids, job names and titles of documents have, which come back in many files
# Characters that few files have: one search for all of them skips half of the rules for most files.
_RARE = re.compile("[<&`@!?*_#+\u00a0\u202fÃÅÂâï\ufffd]")


class Text(NamedTuple):
    """One text of a file: its place, its value, the key under which it stands."""

    where: NodePath
    value: str

    @property
    def field(self) -> str:
        """The nearest key, without the number in a list."""
        return next((step for step in reversed(self.where) if isinstance(step, str)), "")

    @property
    def name(self) -> str:
        """The key as a person names it: « competences (2) »."""
        return name_of(self.where)

    @property
    def is_address(self) -> bool:
        """Whether the text is an address of the Web, or means to be one."""
        return self.value.startswith(("https://", "http://"))

    def before(self, index: int) -> str:
        """The last characters before an index, to find the place again."""
        return self.value[max(0, index - CONTEXT) : index].strip()


@dataclass(frozen=True, eq=False)
class TextRule:
    """A rule on one text, and the pre-filter on all texts of a file that says whether the rule must run.

    `needs_rare_sign`: nothing is found where no text has a sign of `_RARE`, so that the pre-filter need not run.
    """

    prefilter: Callable[[str], object]
    check: Callable[[Text], Iterator[Finding]]
    needs_rare_sign: bool = False
    on_text: bool = True
    on_addresses: bool = False

    def concerns(self, text: Text) -> bool:
        """Whether the rule is for such a text."""
        return self.on_addresses if text.is_address else self.on_text


def any_of(*signs: str) -> Callable[[str], bool]:
    """A quick search of plain signs: faster than a regular expression.

    A first character that is not there rules all signs out that begin with it, in a third of the time.
    """
    by_first = tuple((first, tuple(same)) for first, same in groupby(sorted(signs), key=itemgetter(0)))

    def search(joined: str) -> bool:
        for first, same in by_first:
            if first in joined:
                for sign in same:  # any() on a generator takes twice the time
                    if sign in joined:
                        return True
        return False

    return search


# Rare only together: in the pattern above they would double its time.
_has_rare_signs = any_of("](")


@lru_cache(1)
def in_small_letters(joined: str) -> str:
    """The joined texts in small letters, for the quick searches that follow one another."""
    return joined.lower()


@dataclass(frozen=True)
class TextCheck:
    """Rules on texts, for one file after another: a short text in which nothing was found is not searched again."""

    rules: tuple[TextRule, ...]
    _sound: set[str] = field(default_factory=set, repr=False, compare=False)

    def __call__(self, data: Data, longest: int = sys.maxsize) -> list[Finding]:
        """What the rules find in the texts of one file that have at most `longest` characters."""
        values: list[str] = []
        _collect(data, values)
        values = [value for value in values if len(value) <= longest and value not in self._sound]
        triggered = _triggered(self.rules, values)
        if not triggered:
            self._sound.update(value for value in values if len(value) <= _SHORT)
            return []
        texts = [text for text in texts_of(data) if len(text.value) <= longest]
        if len(texts) <= _PART:
            return _found(triggered, texts)
        # A vocabulary has thousands of texts: a sign in one of them says nothing of the others.
        parts = [texts[first : first + _PART] for first in range(0, len(texts), _PART)]
        return [found for part in parts for found in _found(_triggered(triggered, (text.value for text in part)), part)]


@cache
def text_check(rules: tuple[TextRule, ...]) -> TextCheck:
    """The one for all files that come."""
    return TextCheck(rules)


def check_texts(data: Data, rules: Iterable[TextRule], longest: int = sys.maxsize) -> list[Finding]:
    """What the rules find in one file alone."""
    return TextCheck(tuple(rules))(data, longest)


def _triggered(rules: Iterable[TextRule], values: Iterable[str]) -> list[TextRule]:
    """The rules that must look at each of these texts; one for each check: two pre-filters may share one."""
    joined = BORDER + BORDER.join(values) + BORDER
    has_rare = _has_rare_signs(joined) or _RARE.search(joined) is not None
    possible = rules if has_rare else (rule for rule in rules if not rule.needs_rare_sign)
    return list({rule.check: rule for rule in possible if rule.prefilter(joined)}.values())


def _found(rules: Iterable[TextRule], texts: Iterable[Text]) -> list[Finding]:
    return [finding for text in texts for rule in rules if rule.concerns(text) for finding in rule.check(text)]


def texts_of(data: Data) -> list[Text]:
    """Every text that is not empty, with its place."""
    texts: list[Text] = []
    _collect_with_places(data, (), texts)
    return texts


def _collect_with_places(data: Data, where: NodePath, texts: list[Text]) -> None:
    steps: Iterable[tuple[str | int, Data]] = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in steps:
        if isinstance(value, str):
            if value:
                texts.append(Text((*where, step), value))
        elif isinstance(value, dict | list):
            _collect_with_places(value, (*where, step), texts)


def _collect(data: Data, values: list[str]) -> None:
    """The same texts without their places, in a fifth of the time, and without those that are codes."""
    if isinstance(data, dict):
        data = [value for key, value in data.items() if key not in _PASSED_OVER or not _is_coded(value)]
    for value in data:
        if isinstance(value, str):
            values.append(value)
        elif isinstance(value, dict | list):
            _collect(value, values)


def _is_coded(value: Data) -> bool:
    """A code or a list of codes, whatever they say; the schema check reports what they should be."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))
