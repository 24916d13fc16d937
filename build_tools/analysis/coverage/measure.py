"""A skill against the sentences of an official text: the best sentence, the share of the skill that it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from build_tools.analysis.coverage.words import is_light, said_in, stems_of, words_of
from build_tools.analysis.matching.words import Word
from build_tools.model.referentiel import Referentiel, Verdict

Weigh = Callable[[str], int]
How = Literal["calcule", "lu"]
# Shares of a skill, in hundredths, from which it is covered or approached. Set on the 41 pairs of
# benchmarks/comparaison-reglage.yml, and measured on those that were set aside.
COVERED, APPROACHED = 75, 20


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

    @cached_property
    def known(self) -> frozenset[str]:
        """Every stem of the text."""
        return frozenset[str]().union(*(sentence.stems for sentence in self.sentences))


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


def even(_: str) -> int:
    """Every word as telling as another: where there is no catalogue to tell which are rare."""
    return 100


def coverage(skill: str, sentences: Sequence[Sentence], weigh: Weigh = even) -> Coverage:
    """The verdict on a skill, by the sentence that says most of it; of equals, the shortest, then the first."""
    known = frozenset[str]().union(*(sentence.stems for sentence in sentences))
    words = words_of(skill, known)
    if not any(not is_light(word.stem) for word in words):
        words = words_of(skill, frozenset())
    best: tuple[int, int, int] = (0, 0, 0)
    for i, sentence in enumerate(sentences):
        best = max(best, (share(words, sentence.stems, weigh), -len(sentence.stems), -i))
    if best[0] < APPROACHED:
        return Coverage("absente", None, (), tuple(word.text for word in words))
    sentence = sentences[-best[2]]
    said = tuple(word.text for word in words if said_in(word.stem, sentence.stems))
    left = tuple(word.text for word in words if word.text not in said)
    return Coverage("couverte" if best[0] >= COVERED else "approchee", sentence, said, left)


def share(words: Sequence[Word], stems: frozenset[str], weigh: Weigh = even) -> int:
    """How much of a skill is said, in hundredths; nothing where only what one does is said."""
    whole = found = 0
    object_said = False
    for word in words:
        weight = _weight(word.stem, weigh)
        whole += weight
        if said_in(word.stem, stems):
            found += weight
            object_said |= not is_light(word.stem)
    only_actions = all(is_light(word.stem) for word in words)
    return 100 * found // whole if whole and (object_said or only_actions) else 0


def _weight(stem: str, weigh: Weigh) -> int:
    return weigh(stem) // 2 if is_light(stem) else weigh(stem)
