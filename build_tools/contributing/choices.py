"""What people call the terms and records of the catalogue, and which one they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from build_tools.checking.suggestions import did_you_mean
from build_tools.contributing.sources import listed_addresses
from build_tools.loading.catalogue import Document, Loaded
from build_tools.loading.yaml_reader import Data, groups_of, items_of, texts_of
from build_tools.model.kinds import KINDS
from build_tools.text.folding import fold, word_set, words_of
from build_tools.text.reading.codes import read_code
from build_tools.text.reading.several import code_pieces

# No label holds more commas than that, plus one.
_LABEL_PARTS = 5
_SEPARATORS = re.compile(r"[,;/|]")
# What people say around a name: « Conseil régional de Bretagne », « le secteur du bâtiment ».
_AROUND = word_set(
    "le la les l un une de du des d et en a au aux pour region conseil regional regionale cr collectivite territoriale "
    "titre professionnel secteur filiere branche domaine activite theme thematique statut public"
)
_CODE = re.compile(r"\b(RNCP|RS) ?0*([0-9]{1,6})\b", re.IGNORECASE)
_OCCUPATION = re.compile(r"\b[A-N][0-9]{4}\b", re.IGNORECASE)
_BLOCK = re.compile(r"\bBC ?[0-9]|\bRNCP ?[0-9]+BC", re.IGNORECASE)
# The number of a region or department beside its name: « Bretagne (53) », « 53 - Bretagne », « Bretagne - 53 ».
_NUMBER_BESIDE = re.compile(r"^[0-9]{2,3} ?[-–:] ?|,? ?\([0-9]{2,3}\)$| [-–:] ?[0-9]{2,3}$")
# What joins two names, or a name and another of the same: « salariés et DE », « Hauts-de-France (HDF) ».
_JOINTS = re.compile(r"\s+(?:et|ou)\s+|\s*[&+]\s*|\s+[-–—]\s+|\s*[()/,;|]\s*", re.IGNORECASE)
_FEMININE = ("ee", "ale", "elle")
# What no name holds, but addresses and paths do.
_NOT_OF_A_NAME = re.compile(r"[./\\<>@]")


@dataclass(frozen=True)
class Choices:
    """The terms of one vocabulary, or the records of one collection: id → label, and each folded name → ids.

    `addresses` gives the id of a document for the key of its address.
    """

    labels: Mapping[str, str]
    named: Mapping[str, frozenset[str]]
    addresses: Mapping[str, str] = field(default_factory=dict)

    def meant(self, written: str) -> str | None:
        """The id that these words mean without a doubt: the id itself, a label, a synonym or a code; else None."""
        if written in self.labels:
            return written
        found = self.all_named(written) or self._by_code(written) or self._by_words(written) or self._by_parts(written)
        return next(iter(found)) if len(found) == 1 else None

    def hint(self, written: str) -> str:
        """« Vouliez-vous dire … ? », by the labels."""
        also = {way: self.labels[name] for way, ids in self.named.items() for name in ids}
        return did_you_mean(written, self.labels.values(), also)

    def _by_code(self, written: str) -> frozenset[str]:
        """« RNCP 37442 », « f 1602 »: the code of an official list, however it is written; or beside one title."""
        codes = [code for kind in ("certification", "metier") for code in read_code(kind, written).codes]
        if not codes and not (_SEPARATORS.search(written) or _BLOCK.search(written)):
            codes = [f"{register.upper()}{number}" for register, number in _CODE.findall(written)]
            codes = codes or _OCCUPATION.findall(written)
        return frozenset().union(*(self.all_named(code) for code in codes))

    def _by_words(self, written: str) -> frozenset[str]:
        """The name with other words around it, in another order or number; « DE » is no « de »."""
        if _NOT_OF_A_NAME.search(written) or (not written.isupper() and any(map(self._is_acronym, written.split()))):
            return frozenset()
        words = words_of(fold(_NUMBER_BESIDE.sub("", written))) - _AROUND
        return self._words.get(words) or self._words.get(frozenset(map(_masculine, words)), frozenset())

    def _is_acronym(self, word: str) -> bool:
        """Whether a little word in capitals is a name of its own."""
        return word.isupper() and fold(word) in _AROUND and bool(self.all_named(word))

    def _by_parts(self, written: str) -> frozenset[str]:
        """A name with another of the same beside it: « Hauts-de-France (HDF) », « PACA - Région Sud »."""
        parts = _joined(written)
        if len(parts) < 2:
            return frozenset()
        return frozenset.intersection(*(self.all_named(part) or self._by_words(part) for part in parts))

    @cached_property
    def _words(self) -> Mapping[frozenset[str], frozenset[str]]:
        found: dict[frozenset[str], frozenset[str]] = {}
        for way, ids in self.named.items():
            if words := words_of(way) - _AROUND:
                found[words] = found.get(words, frozenset()) | ids
        return found

    def all_named(self, written: str) -> frozenset[str]:
        """All ids that go by this name."""
        return self.named.get(fold(written), frozenset())

    def parts(self, line: str) -> Iterator[str]:
        """The names in a line, the longest that mean something; a code ends the words beside it."""
        for piece in code_pieces(line):
            yield from self._names(piece)

    def _names(self, line: str) -> Iterator[str]:
        pieces, start, meant = [piece.strip() for piece in _SEPARATORS.split(line)], 0, cache(self.meant)
        while start < len(pieces):
            for end in range(min(len(pieces), start + _LABEL_PARTS), start, -1):  # the longest label first
                part = ", ".join(pieces[start:end])
                if end == start + 1 or (meant(part) and not self._are_names(pieces[start:end], part)):
                    break
            if part:
                yield from self._apart(part)
            start = end

    def _are_names(self, pieces: Sequence[str], whole: str) -> bool:
        """Whether one of them is a name of something else than the whole: « DE, salariés » is no « de salariés »."""
        return not self.all_named(whole) and any(
            self.all_named(piece) and self.meant(whole) not in self.all_named(piece) for piece in pieces
        )

    def _apart(self, written: str) -> Iterator[str]:
        """« Salariés et demandeurs d'emploi »: two names, where each means something and the whole is no name."""
        parts, meaning = _joined(written), self.all_named if self._by_words(written) else self.meant
        is_list = len(parts) > 1 and not self.all_named(written) and all(map(meaning, parts))
        yield from parts if is_list else (written,)


NO_CHOICES = Choices({}, {})


def _masculine(word: str) -> str:
    """« terminee » → « termine », « transversale » → « transversal »."""
    return next((word.removesuffix("e") for end in _FEMININE if word.endswith(end)), word)


def _joined(written: str) -> Sequence[str]:
    """The parts of a text that words or signs join."""
    return [part for part in _JOINTS.split(written) if part]


def read_choices(loaded: Loaded) -> Mapping[str, Choices]:
    """The choices of every vocabulary and table of records of the catalogue; what cannot be read has none."""
    names: dict[str, list[tuple[str, list[str]]]] = {}
    for file in loaded.vocabularies:
        if (document := loaded.read(file)).data is not None:
            names.setdefault(file.vocabulary, []).extend(map(_term, document.terms))
    for file in loaded.records:
        if (document := loaded.read(file)).data is not None:
            names.setdefault(KINDS[file.collection].table, []).append(_record(document))
    choices = {name: _choices(found) for name, found in names.items()}
    if "documents" in choices:
        documents = {str(term["id"]): term for term in loaded.terms("documents")}
        choices["documents"] = replace(choices["documents"], addresses=listed_addresses(documents))
    return choices


def _choices(found: Sequence[tuple[str, list[str]]]) -> Choices:
    """An id or a label comes before what is only another's synonym."""
    labels = {name: ways[0] if ways else name for name, ways in found}
    named: dict[str, set[str]] = {}
    for name, label in labels.items():
        for way in {fold(name), fold(label)}:
            named.setdefault(way, set()).add(name)
    proper = frozenset(named)
    for name, ways in found:
        for way in {fold(way) for way in ways[1:]} - proper:
            named.setdefault(way, set()).add(name)
    return Choices(labels, {way: frozenset(ids) for way, ids in named.items() if way})


def _term(term: Mapping[str, Data]) -> tuple[str, list[str]]:
    return term["id"], texts_of([term.get("libelle"), *items_of(term.get("synonymes"))])


def _record(document: Document) -> tuple[str, list[str]]:
    """A record goes by its title; a certification also by its codes and by the words of sources."""
    data = document.data
    codes = [entry.get("code") for entry in groups_of(data.get("enregistrements"))]
    return document.file.id, texts_of(
        [data.get(KINDS[document.file.collection].titled), *items_of(data.get("cite")), *codes]
    )
