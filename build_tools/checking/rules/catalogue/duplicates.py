"""Near-duplicates inside the whole catalogue, found in a time that grows with the number of records only.

Comparing all pairs of 10,000 records is 50 million comparisons. Instead each title gives a few keys (its words, and
its words less one), and only records that share a key are compared, each with its nearest neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from build_tools.checking.problem import Finding, finding
from build_tools.model import Catalogue, Certification, Ecart, Module
from build_tools.model.base import SourcedRecord
from build_tools.text.folding import fold, word_set, words_of

RecordT = TypeVar("RecordT", bound=SourcedRecord)

NAMED_AT_MOST = 3
# In a group of many equal titles each is compared with this number of neighbours: one is enough for a finding.
_NEIGHBOURS = 8
_COMMON_SKILLS = 2
# Of all words of two summaries, the part that both have. Unrelated modules of the real catalogue: 0.53 at most.
_COMMON_SUMMARY = 0.6
_LITTLE_WORDS = word_set("a au aux avec d dans de des du en et l la le les ou par pour")


# The words of a title without order, plurals or little words; its numbers apart, because they distinguish levels.
_Words = tuple[frozenset[str], tuple[str, ...]]


def check_duplicates(catalogue: Catalogue) -> Iterator[tuple[SourcedRecord, Finding]]:
    """Records that seem to describe the same thing, each reported with the others."""
    modules, certifications = catalogue.modules.values(), catalogue.certifications.values()
    yield from _duplicates([(module, module.titre) for module in modules], "titre", _same_module)
    yield from _duplicates([(entry, entry.intitule) for entry in certifications], "intitule", _same_certification)
    yield from _duplicates([(gap, gap.competence) for gap in catalogue.ecarts.values()], "competence", _same_gap)


def _duplicates(
    titled: Sequence[tuple[RecordT, str]], field: str, same: Callable[[RecordT, RecordT, bool], bool]
) -> Iterator[tuple[SourcedRecord, Finding]]:
    others: dict[str, dict[str, None]] = defaultdict(dict)
    records = {record.id: record for record, _ in titled}
    for one, other, equal_titles in _candidates(titled):
        if other.id not in others[one.id] and same(one, other, equal_titles):
            others[one.id][other.id] = others[other.id][one.id] = None
    for record_id, found_ids in others.items():
        if not found_ids:
            continue
        ids = sorted(found_ids)[:NAMED_AT_MOST]
        yield records[record_id], finding((field,), "doublon-proche", count=len(ids), ids=ids)


def _candidates(titled: Sequence[tuple[RecordT, str]]) -> Iterator[tuple[RecordT, RecordT, bool]]:
    """Pairs of records with nearly the same title, and whether it is quite the same; a pair may come twice."""
    groups: dict[int, list[tuple[RecordT, str]]] = defaultdict(list)
    for record, title in titled:
        entry = (record, _folded(title))
        for key in _keys(title):
            groups[key].append(entry)
    for group in (group for group in groups.values() if len(group) > 1):  # most keys are of one record only
        for i, (one, title_of_one) in enumerate(group):
            for other, title_of_other in group[i + 1 : i + 1 + _NEIGHBOURS]:
                yield one, other, title_of_one == title_of_other


_folded = cache(fold)


@cache  # the same texts come back at each check of a catalogue that is being edited
def _words(text: str) -> _Words:
    folded = _folded(text)
    words = folded.split("-")
    numbers = [word for word in words if word.isdigit()]
    return words_of(folded) - _LITTLE_WORDS - set(numbers), tuple(sorted(numbers))


@cache
def _keys(title: str) -> tuple[int, ...]:
    """The title, then the title less one word: two titles that differ by one word share a key.

    A key is the sum of its words' hashes, whatever their order: texts took a third more time, sets three times as much.
    """
    words, numbers = _words(title)
    whole = sum(map(hash, words)) + hash(numbers)
    return (whole, *(whole - hash(word) for word in words)) if len(words) > 2 else (whole,)


def _same_module(one: Module, other: Module, equal_titles: bool) -> bool:
    """Whether two modules of nearly the same title are perhaps one.

    A region has one module of a given title; titles that only look alike, or two regions, need another likeness:
    the same skills, or a summary in the same words.
    """
    if _differ(_completed(one), _completed(other)) or _differ(set(one.themes), set(other.themes)):
        return False
    return (equal_titles and one.region == other.region) or _share_skills(one, other) or _share_summary(one, other)


def _same_gap(one: Ecart, other: Ecart, equal_titles: bool) -> bool:
    """Whether two gaps of the same words are perhaps one: in one region, on standards that are not quite others."""
    return equal_titles and one.region == other.region and not _differ(_completed(one), _completed(other))


def _same_certification(one: Certification, other: Certification, equal_titles: bool) -> bool:
    """Whether two files of nearly the same title are perhaps one: a code in common, or no code to compare."""
    codes = {entry.code for entry in one.enregistrements}
    if codes and other.enregistrements:
        return any(entry.code in codes for entry in other.enregistrements)
    return equal_titles and one.type == other.type


def _completed(module: Module | Ecart) -> set[str]:
    return {completed.certification for completed in module.certifications}


def _differ(some: set[str], others: set[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


def _share_skills(one: Module, other: Module) -> bool:
    skills = [{_folded(skill.intitule) for skill in module.competences} for module in (one, other)]
    common = len(skills[0] & skills[1])
    return common >= _COMMON_SKILLS and 2 * common >= min(map(len, skills))


def _share_summary(one: Module, other: Module) -> bool:
    words, others = (_words(module.resume)[0] for module in (one, other))
    return len(words & others) >= _COMMON_SUMMARY * len(words | others)
