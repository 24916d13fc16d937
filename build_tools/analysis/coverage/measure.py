"""A skill against the sentences of an official text: the best sentence, and the share of the skill that it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from build_tools.analysis.coverage.words import halved, has_form_of, is_light, stems_of, words_of
from build_tools.analysis.matching.words import Word
from build_tools.model.referentiel import Referentiel, Verdict

How = Literal["calcule", "lu"]
# Shares of a skill, in hundredths, from which it is covered or approached. Set on the 98 pairs of
# benchmarks/comparaison-reglage*.yml, and measured on those that were set aside.
COVERED, APPROACHED = 60, 20


@dataclass(frozen=True)
class Sentence:
    """An official sentence: its block's code and title (empty outside blocks), its text, its stems."""

    block: str
    title: str
    text: str
    stems: frozenset[str]


@dataclass(frozen=True)
class OfficialText:
    """The sentences of a registration; `detailed` unless only titles of blocks are known."""

    code: str
    sentences: tuple[Sentence, ...]
    detailed: bool
    _sentences_with: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every stem of the text."""
        return frozenset[str]().union(*(sentence.stems for sentence in self.sentences))

    def sentences_with(self, stem: str) -> tuple[int, ...]:
        """The positions of the sentences that say a word; the same words come back in thousands of skills."""
        if stem not in self._sentences_with:
            forms = {found for found in self.known if has_form_of(stem, (found,))}
            places = (i for i, sentence in enumerate(self.sentences) if not forms.isdisjoint(sentence.stems))
            self._sentences_with[stem] = tuple(places) if forms else ()
        return self._sentences_with[stem]

    def of_block(self, block: str) -> OfficialText:
        """The sentences of one block."""
        return OfficialText(self.code, tuple(s for s in self.sentences if s.block == block), self.detailed)


@dataclass(frozen=True)
class Coverage:
    """What a text says of a skill. `words` are those of the skill that the sentence says, `left` the others."""

    verdict: Verdict
    sentence: Sentence | None
    words: tuple[str, ...]
    left: tuple[str, ...]
    how: How = "calcule"


def official_text(record: Referentiel) -> OfficialText:
    """The sentences of a référentiel: titles of blocks, then their skills, then those outside blocks."""
    return OfficialText(record.code, tuple(_sentences(record)), record.is_detailed)


def _sentences(record: Referentiel) -> Iterator[Sentence]:
    for block in record.blocs:
        for text in (block.intitule, *block.competences):
            yield Sentence(block.code or "", block.intitule, text, stems_of(text))
    for text in record.competences:
        yield Sentence("", "", text, stems_of(text))


def coverage(skill: str, text: OfficialText) -> Coverage:
    """The verdict on a skill, by the sentence that says most of it; of equals, the shortest, then the first."""
    words = words_of(skill, text.known)
    shares = _shares(words, text)
    if not shares or max(shares.values()) < APPROACHED:
        return Coverage("absente", None, (), tuple(word.text for word in words))
    best = min(shares, key=lambda i: (-shares[i], len(text.sentences[i].stems), i))
    shared = tuple(word.text for word in words if best in text.sentences_with(word.stem))
    left = tuple(word.text for word in words if word.text not in shared)
    return Coverage("couverte" if shares[best] >= COVERED else "approchee", text.sentences[best], shared, left)


def _shares(words: Sequence[Word], text: OfficialText) -> dict[int, int]:
    """Position of a sentence → the share of the skill that it covers, in hundredths.

    An action or an everyday word weighs half of an object; alone, it covers nothing.
    """
    found: dict[int, int] = {}
    with_object: set[int] = set()
    only_light = all(is_light(word.stem) for word in words)
    for word in words:
        places = text.sentences_with(word.stem)
        for i in places:
            found[i] = found.get(i, 0) + _weight(word)
        if only_light or not is_light(word.stem):
            with_object.update(places)
    whole = sum(map(_weight, words))
    return {i: 100 * weight // whole for i, weight in found.items() if i in with_object}


def _weight(word: Word) -> int:
    return 1 if word.stem in halved() else 2
