"""French words: which ones tell something, and the stem by which their forms are one.

The browser does the same in `docs/assets/javascripts/besoin/mots.js`, with the same stemmer and the same lists.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
from stop_words import get_stop_words

from build_tools.analysis.matching.common_words import EVERYDAY, OF_OFFERS, TELLING_YET_STOP
from build_tools.analysis.matching.official_words import in_family, official_words

# Letters and digits of any script, joined by hyphens; an apostrophe ends a word.
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PLAIN = re.compile(r"[a-z0-9]{2,}")
_DIGITS = re.compile(r"[0-9]+")
_MARKS = re.compile("[\u0300-\u036f]")
# The French stemmer leaves an « s » after a vowel: « vélos » would not be « vélo ».
_PLURAL = re.compile(r"(?<=[a-z][aiou])s$")
# « aides-soignants », « lève-personnes »: the plural of a part that another follows.
_PLURAL_PART = re.compile("(?<=[^\\W_]{2})[sx]-")
_STEMMER = snowballstemmer.stemmer("french")

UNITS = frozenset({"kw", "kg", "km", "cm", "mm", "kva", "jusqu", "etc", "lors", "via", "ex", "puis", "afin"})
# Beginnings that make another word of the word that follows.
_PREFIXES = "eco co sous auto pre sur non anti multi inter mini micro semi demi mi"
PREFIXES = frozenset(_PREFIXES.split())
# Words without meaning alone, which change that of a name: « sans voiture » is not « voiture ».
NAME_WORDS = frozenset({"sans"})
# What begins the setting of a need: where, for whom, with whom.
SETTING = frozenset({"dans", "pour", "chez", "aupres", "avec", "sein", "lors", "pendant", "parmi", "selon"})
_STOP_WORDS = "french"
# Languages that a visitor might paste by mistake, in French.
LANGUAGES = {
    "english": "anglais",
    "german": "allemand",
    "spanish": "espagnol",
    "italian": "italien",
    "portuguese": "portugais",
    "dutch": "néerlandais",
}


@dataclass(frozen=True)
class Word:
    """A word as it was written, and its stem; whether it is only the setting, where or for whom (« dans un hôtel »)."""

    text: str
    stem: str
    is_setting: bool = False


@lru_cache(100_000)
def fold(text: str) -> str:
    """Small letters without accents or ligatures, so that « velo » and « Vélo » are one word."""
    small = text.lower().replace("œ", "oe").replace("æ", "ae")
    return _MARKS.sub("", unicodedata.normalize("NFD", small))


@cache
def snowball(folded: str) -> str:
    """The Snowball stem of a folded word: « reparation » and « reparer » are « repar »."""
    found: str = _STEMMER.stemWord(_PLURAL.sub("", folded))
    return found


@cache
def stem(folded: str) -> str:
    """The stem of a folded word's family: « câbleur », « câblage » and « câbler » are « cabl »."""
    return snowball(in_family(folded, official_words().roots))


@cache
def stop_words(language: str = _STOP_WORDS) -> frozenset[str]:
    """The folded stop words of a language (English name)."""
    return frozenset(map(fold, get_stop_words(language))) - frozenset(TELLING_YET_STOP.split())


@cache
def offer_stems() -> frozenset[str]:
    """The stems that every job offer has."""
    return frozenset(map(stem, OF_OFFERS.split()))


@cache
def everyday_stems() -> frozenset[str]:
    """The stems of everyday words."""
    return frozenset(map(stem, EVERYDAY.split()))


@cache
def foreign_words(language: str) -> frozenset[str]:
    """The stop words of another language that French does not use."""
    return stop_words(language) - stop_words()


def raw_words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def words_of_record(text: str) -> Iterator[str]:
    """The stems of a record's text; « e-commerce » gives « commerc » and « ecommerc »."""
    for written in raw_words(text):
        yield from _stems_of_record(written)


@cache  # a large catalogue has a hundred times more words than different ones
def _stems_of_record(written: str) -> tuple[str, ...]:
    parts = fold(written).split("-")
    return tuple(_content_stems([*parts, "".join(parts)] if len(parts) > 1 else parts))


def stems_of_name(text: str, *, apart: bool) -> frozenset[str]:
    """The content stems of a short text, its compounds as one word or, `apart`, as several."""
    return frozenset(found for written in raw_words(text) for found in _stems_of_name(written, apart))


@cache
def _stems_of_name(written: str, apart: bool) -> tuple[str, ...]:
    if "-" not in written:
        return _stems_of_record(written)
    words = [word for _, word in _parts(written, frozenset())] if apart else [_joined(written)]
    return tuple(_content_stems(words))


def words_of_need(text: str, known: Set[str]) -> list[Word]:
    """The content words of a need, each stem once; a compound is one word if records (`known`) do so.

    What follows « dans », « pour » and the like is the setting, once a word of weight stands before it.
    """
    found: dict[str, Word] = {}
    for clause in text.split("\n"):
        is_setting = has_subject = False
        for written in raw_words(clause):
            is_setting = is_setting or (has_subject and fold(written) in SETTING)
            for part, word in _parts(written, known):
                for each in _content_stems([word]):
                    has_subject = has_subject or is_subject(each)
                    if each not in found or (found[each].is_setting and not is_setting):
                        found[each] = Word(part, each, is_setting)
    return list(found.values())


@cache
def offer_stems_of(text: str) -> Set[str]:
    """What a text has of every job offer's words: « recherche d'emploi » weighs more than « emploi »."""
    folded = map(fold, raw_words(text))
    kept = (word for word in folded if word in NAME_WORDS or is_content_word(word))
    stems = {word if word in NAME_WORDS else stem(word) for word in kept}
    return stems & (offer_stems() | NAME_WORDS)


def is_one_error_away(one: str, other: str) -> bool:
    """Whether a letter is missing, added, changed, or swapped with its neighbour."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest, its = short[start:], long[start:]
    return rest[1:] == its[1:] or (rest[2:] == its[2:] and rest[1::-1] == its[:2])


def is_subject(found: str) -> bool:
    """Whether a stem may be a subject: neither a verb of any trade nor an everyday word."""
    return found not in official_words().verbs and found not in everyday_stems()


def _parts(written: str, known: Set[str]) -> list[tuple[str, str]]:
    """A word, as it is written and folded; for a compound this word if it is known as one, or else its parts.

    « aides-soignants » is « aide-soignant ». A compound with a prefix (« éco-conduite ») gives its parts and the
    whole: the parts alone mean something else.
    """
    if "-" not in written:
        return [(written, fold(written))]
    ways = (_joined(_PLURAL_PART.sub("-", written)), _joined(written))
    if whole := next((way for way in ways if stem(way) in known), ""):
        return [(written, whole)]
    parts = [(part, fold(part)) for part in written.split("-")]
    return [*parts, (written, ways[1])] if parts[0][1] in PREFIXES else parts


def _joined(written: str) -> str:
    return fold(written).replace("-", "")


def is_content_word(folded: str) -> bool:
    """Whether a folded word is a content word: not a number, a letter, a stop word or a word in another script."""
    return (
        folded not in UNITS
        and bool(_PLAIN.fullmatch(folded))
        and not _DIGITS.fullmatch(folded)
        and folded not in stop_words()
    )


def _content_stems(folded: list[str]) -> Iterator[str]:
    for word in folded:
        if is_content_word(word):
            found = stem(word)
            if found not in offer_stems():
                yield found
