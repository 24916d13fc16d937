"""Texts compared: without accents, case or plural, for programs; for sorting and for addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import cache
from itertools import chain, count

_NOT_OF_A_WORD = re.compile(r"[^a-z0-9]+")
_PLURAL = re.compile(r"(?<=\w{2})(?:(?<=au|eu)x|s)$")


def fold(text: str) -> str:
    """Lower case without accents, words joined by single hyphens: « Hôtellerie & cafés » → « hotellerie-cafes »."""
    plain = text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'")
    ascii_text = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _NOT_OF_A_WORD.sub("-", ascii_text.lower()).strip("-")


def words_of(folded: str) -> frozenset[str]:
    """The words of a folded text in the singular: « arts-du-feu », « art-du-feu »."""
    return frozenset(_singular(word) if word[-1] in "sx" else word for word in folded.split("-") if word)


@cache  # few words come back in many titles
def _singular(word: str) -> str:
    return _PLURAL.sub("", word)


# Words that two titles may share by chance.
LITTLE_WORDS = words_of("a-au-aux-avec-d-dans-de-des-du-en-et-l-la-le-les-ou-par-pour-sur-un-une")


@cache
def alphabetical(text: str) -> str:
    """Sort key of a French label: without accents or case."""
    return (
        unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
        .encode("ascii", "ignore")
        .decode()
        .lower()
        .strip()
    )


def word_set(text: str) -> frozenset[str]:
    """The words of a text: a long list of words is read and changed more easily without quotes around each."""
    return frozenset(text.split())


def free_name(wanted: str, taken: Container[str]) -> str:
    """The name, or else with the first number, from 2 on, that makes it one that nothing has yet."""
    names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def slug(text: str) -> str:
    """« ministere-du-travail »: a French label as part of an address."""
    return "-".join(re.findall("[a-z0-9]+", alphabetical(text)))
