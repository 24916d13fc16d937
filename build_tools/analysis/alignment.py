"""Official skills and knowledge of the ROME close to what a module says itself: proposed, never decided."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from build_tools.analysis.matching.index import weight
from build_tools.analysis.matching.official_words import RomeFiles
from build_tools.analysis.matching.words import words_of_record
from build_tools.checking.rules.coherence.officials import fingerprint_line
from build_tools.loading.yaml_reader import groups_of, read, texts_of
from build_tools.model import Module

PROPOSED_AT_MOST = 6
# A label that shares less than this of both texts' words, in hundredths, is not proposed.
LEAST = 30
# What is known of one of the module's own occupations is likelier meant.
BONUS_OF_OCCUPATION = 10


@dataclass(frozen=True)
class Official:
    """A skill or a kind of knowledge of the ROME."""

    code: str
    libelle: str
    type: str
    ecologique: bool
    numerique: bool
    metiers: frozenset[str]


@dataclass(frozen=True)
class Proposal:
    """An official entry that may say the same, and how much of both texts is common, in hundredths."""

    official: Official
    score: int


@dataclass(frozen=True)
class Aligner:
    """Finds official entries by their words."""

    entries: tuple[Official, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Official]:
        """Code → entry."""
        return {entry.code: entry for entry in self.entries}

    @cached_property
    def _stems(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(words_of_record(entry.libelle)) for entry in self.entries)

    @cached_property
    def _having(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for i, stems in enumerate(self._stems):
            for stem in stems:
                found[stem].append(i)
        return {stem: tuple(places) for stem, places in found.items()}

    def proposals(self, text: str, module: Module) -> list[Proposal]:
        """The closest entries, best first."""
        own = frozenset(words_of_record(text))
        points: dict[int, int] = defaultdict(int)
        for stem in own:
            for i in self._having.get(stem, ()):
                points[i] += weight(stem)
        whole = sum(map(weight, own))
        scored = ((self._score(i, common, whole, module), i) for i, common in points.items())
        best = heapq.nsmallest(PROPOSED_AT_MOST, ((-score, i) for score, i in scored if score >= LEAST))
        return [Proposal(self.entries[i], -score) for score, i in best]

    def _score(self, i: int, common: int, whole: int, module: Module) -> int:
        """Twice what is common, of all words of both texts."""
        other = sum(map(weight, self._stems[i]))
        bonus = BONUS_OF_OCCUPATION if not self.entries[i].metiers.isdisjoint(module.metiers) else 0
        return 200 * common // max(whole + other, 1) + bonus


def aligner(rome: RomeFiles) -> Aligner:
    """The entries of the ROME, each with the occupations that ask for it."""
    occupations: dict[str, set[str]] = defaultdict(set)
    for row in rome.links:
        occupations[row["code_ogr"]].add(row["code_rome"])
    return Aligner(tuple(_entries(rome, occupations)))


def _entries(rome: RomeFiles, occupations: Mapping[str, set[str]]) -> Iterator[Official]:
    for type_, rows, key, label in (
        ("competence", rome.skills, "code_ogr", "libelle_competence"),
        ("savoir", rome.knowledge, "code_ogr_savoir", "libelle_savoir"),
    ):
        for row in rows:
            green, digital = (row[mark] == "O" for mark in ("transition_eco", "transition_num"))
            asking = frozenset(occupations.get(row[key], ()))
            yield Official(row[key], row[label].strip(), type_, green, digital, asking)


# What the catalogue keeps of the ROME --------------------------------------------------------------------------------

HEADER = """\
# yaml-language-server: $schema=../../schema/competences_rome.schema.json
# Fichier généré, ne pas modifier : lancer « catalogue align ARCHIVE.zip --write ».
# ROME 4.0, version {version}, France Travail, mis à jour le {day}, Licence Ouverte ROME. Marques de transition : celles
# du ROME. Seules y sont les compétences et les savoirs que des fiches nomment.
"""
# A skill of so many occupations is one of work in general: their list does not discriminate.
OCCUPATIONS_AT_MOST = 30


def codes_named(modules: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The official codes that records name, as plain data: a record that the checker refuses counts too."""
    found: set[str] = set()
    for module in modules:
        found.update(texts_of(module.get("savoirs")))
        for skill in groups_of(module.get("competences")):
            found.update(texts_of(skill.get("rome")))
    return frozenset(found)


def vocabulary_text(known: Aligner, rome: RomeFiles, codes: Iterable[str]) -> str:
    """The text of `competences_rome.yml` for these codes, all of which the ROME has."""
    lines = [_term(known.by_code[code]) for code in sorted(codes, key=int)]
    terms = "termes:\n" + "".join(lines)
    head = HEADER.format(version=rome.version, day=rome.day)
    return head + fingerprint_line(read(terms.encode())["termes"]) + terms


def _term(entry: Official) -> str:
    marks = (", ecologique: true" if entry.ecologique else "") + (", numerique: true" if entry.numerique else "")
    few = sorted(entry.metiers) if len(entry.metiers) <= OCCUPATIONS_AT_MOST else []
    occupations = f", metiers: [{', '.join(few)}]" if few else ""
    label = json.dumps(entry.libelle, ensure_ascii=False)
    return f'  - {{id: "{entry.code}", libelle: {label}, type: {entry.type}{marks}{occupations}}}\n'
