"""What every rule on texts shares: the texts of a file with their places, and the pre-filter that skips sound files.

A rule on texts checks one text at a time. Nearly all files are sound, so each rule first runs a pre-filter on all
texts of the file joined into one: that takes a tenth of the time of checking each of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from build_tools.checking.problem import Finding, name_of
from build_tools.loading.yaml_reader import Data
from build_tools.loading.yaml_reader import Path as NodePath

# Before, between and after the joined texts. No text contains it: the reader refuses control characters.
BORDER = "\x1f"
# Words of the source, which stay as they are: the style is not the contributor's.
QUOTED_FIELDS = frozenset(
    {"extrait", "cite", "metiers_cites", "certifications_citees", "themes_cites", "perimetre", "synonymes"}
)
# Their schemas let nothing but figures, hyphens and capitals pass: they have nothing that a rule on texts looks for.
CODED_FIELDS = frozenset(
    {
        *(
            "bloc",
            "code",
            "code_insee",
            "date",
            "debut",
            "echeance",
            "etat_au",
            "formacodes",
            "iso",
            "le",
            "le_decision",
        ),
        *("le_reponse", "lieu_insee", "lu_le", "nsf", "numero", "predecesseurs", "remplacee_par", "rome", "savoirs"),
        *("siret", "successeurs", "verifie_le", "version"),
    }
)
# `deduit` names fields of the record; the rule `deduit-present` tells any other word.
_PASSED_OVER = CODED_FIELDS | {"deduit"}
CONTEXT = 20
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


@dataclass(frozen=True)
class TextRule:
    """A rule on one text, and the pre-filter on all texts of a file that says whether the rule must run.

    `rare`: what it looks for has one of the rare characters.
    """

    prefilter: Callable[[str], object]
    check: Callable[[Text], Iterator[Finding]]
    rare: bool = False
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


def check_texts(data: Data, rules: Sequence[TextRule], longest: int = sys.maxsize) -> list[Finding]:
    """What the rules find in the texts of one file that have at most `longest` characters."""
    values: list[str] = []
    _collect(data, values)
    joined = BORDER + BORDER.join(value for value in values if len(value) <= longest) + BORDER
    has_rare = _has_rare_signs(joined) or _RARE.search(joined) is not None
    # By check function: two rules with different pre-filters may share one.
    triggered = {rule.check: rule for rule in rules if (has_rare or not rule.rare) and rule.prefilter(joined)}.values()
    if not triggered:
        return []
    texts = [text for text in texts_of(data) if len(text.value) <= longest]
    return [finding for text in texts for rule in triggered if rule.concerns(text) for finding in rule.check(text)]


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
    """A code or a list of codes, whatever they say; the schema tells what they should be."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))
