"""« Vouliez-vous dire … ? »: the nearest allowed value, whatever the accents, case or plural."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Set
from typing import Literal

from build_tools.checking.rulebook import message_for
from build_tools.text.folding import LITTLE_WORDS, fold, words_of

LIST_AT_MOST = 20
_NEAR_ENOUGH = 0.6
# Half of the letters in common is chance (« Rennes », « Réunion »): a slip of the keyboard leaves more of the word.
_SPELT_ALIKE = 0.66
_COMMON_WORDS = 0.5


def nearest(value: str, allowed: Iterable[str], also: Mapping[str, str] | None = None) -> str | None:
    """The allowed value nearest to `value`, or None.

    `also` maps other ways of saying it (labels, synonyms) to allowed values. The same words come first, whatever
    their accents, case, order and plurals; then the only name that stands whole among others (« Carif-Oref Bretagne »);
    then the nearest spelling; then the only value that has all the words.
    """
    known = {fold(name): target for name, target in (also or {}).items()} | {fold(item): item for item in allowed}
    folded = fold(value)
    if folded in known:
        return known[folded]
    words = words_of(folded)
    if len(matching := {target for name, target in known.items() if words and words == words_of(name)}) == 1:
        return matching.pop()
    if len(matching := {target for name, target in known.items() if (own := words_of(name)) and own < words}) == 1:
        return matching.pop()
    if close := difflib.get_close_matches(folded, known, n=1, cutoff=_SPELT_ALIKE):
        return known[close[0]]
    matching = {target for name, target in known.items() if words and words < words_of(name)}
    return matching.pop() if len(matching) == 1 else None


def near_ones(value: str, labels: Iterable[str], most: int = 3) -> list[str]:
    """The labels that may mean the same, the nearest first: common words count before spelling."""
    words = words_of(fold(value)) - LITTLE_WORDS
    found = []
    for label in dict.fromkeys(labels):
        own = words_of(fold(label)) - LITTLE_WORDS
        common = len(words & own) / max(min(len(words), len(own)), 1)
        alike = difflib.SequenceMatcher(None, fold(value), fold(label), autojunk=False).ratio()
        if common >= _COMMON_WORDS or alike >= _NEAR_ENOUGH:
            found.append((-common, -alike, label))
    return [label for *_, label in sorted(found)[:most]]


def did_you_mean(
    value: str,
    allowed: Iterable[str],
    also: Mapping[str, str] | None = None,
    *,
    list_all: bool = True,
    of: Literal["valeurs", "cles"] = "valeurs",
) -> str:
    """A hint in French: the nearest value, and the whole list when it is short and `list_all`."""
    choices = sorted(allowed) if isinstance(allowed, Set) else list(allowed)
    parts = []
    if near := nearest(value, choices, also):
        parts.append(message_for("suggestion/proche", value=near).message)
    if list_all and choices and len(choices) <= LIST_AT_MOST:
        parts.append(message_for(f"suggestion/{of}", values=choices).message)
    return " ".join(parts)
