"""Answers in words, turned into the data of a record. What is not understood stays as it is, for the checker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from build_tools.checking.rules.coherence.proposed_terms import proposed_text
from build_tools.checking.suggestions import near_ones
from build_tools.contributing.choices import NO_CHOICES, Choices
from build_tools.contributing.issues.body import Section
from build_tools.contributing.issues.fields import MODULE, Question, label_of, questions
from build_tools.contributing.issues.remarks import Remark, remark
from build_tools.contributing.new_certifications import block_in, code_and_title
from build_tools.contributing.new_terms import cite_occupations, is_name
from build_tools.contributing.sources import is_address, settled
from build_tools.contributing.values import Values
from build_tools.loading.yaml_reader import Data
from build_tools.text.folding import fold
from build_tools.text.reading.durations import read_length
from build_tools.text.reading.several import code_pieces

Answers = Mapping[str, Section]  # by label
_PAGE = re.compile(r"(?:p\.?|pages?)? *([0-9]{1,4})", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}")
_SEPARATOR = re.compile(r"[;|]")
_QUOTES = '«»“”" \u00a0\u202f'
_YEAR = "annee"
# Sentences may hold semicolons; names of trades and means never do.
_CUT_AT_SEMICOLONS = frozenset({"metiers_cites", "modalites_pedagogiques"})


@dataclass
class Reader:
    """Reads the answers of one form. `choices` are those of the catalogue; `remarks` fill up while reading.

    `kind` is the schema of the records that the form makes.
    """

    answers: Answers
    choices: Mapping[str, Choices]
    remarks: list[Remark] = field(default_factory=list)
    _values: Values = field(default_factory=Values)
    kind: str = MODULE
    proposed: list[str] = field(default_factory=list)

    def data(self, today: date) -> dict[str, Data]:
        """The record's data: what was answered, and what every record has."""
        found: dict[str, Data] = {"secteurs": [], "transitions": []} if self.kind == MODULE else {}
        for question in questions(self.kind):
            section = self.answers.get(question.label)
            if section and section.text:
                value = self._value(question, section)
                self._add_readings(question.label)
                if value not in (None, [], ""):
                    _put(found, question.key, value)
        for written in cite_occupations(found):
            self.remarks.append(remark(label_of("metiers"), "metier-cite", severity="warning", value=written))
        if self.proposed and self.kind == MODULE:  # a gap has no place for them: the remark informs the reviewer
            found["precisions"] = [*found.get("precisions", []), *self.proposed]
        first = self._source(**found.pop("source", {}))
        sources = [source for source in (first, *found.pop("autres", [])) if source]
        listed, day = self._of("documents").addresses, today.isoformat()
        found["sources"] = [settled(source, listed, day) for source in sources]
        return {**found, "verifie_le": day}

    def _add_readings(self, label: str) -> None:
        """How the answer was read, where that is not to the letter."""
        for note in dict.fromkeys(self._values.notes):
            self.remarks.append(Remark(label, *note.words, "warning"))
        self._values.notes.clear()

    def _value(self, question: Question, section: Section) -> Data:
        special = _SPECIAL.get(question.key)
        if special:
            return special(self, section.text)
        if question.kind == "ticks" or question.key in _PROPOSABLE:
            return self._known_terms(question, "\n".join(section.ticked) if question.kind == "ticks" else section.text)
        if question.kind == "menu":
            return self._terms(question.vocabulary, section.text)
        if question.kind == "lines":
            return self._values.items(section.text, short=question.key in _CUT_AT_SEMICOLONS)
        written = _on_one_line(section.text)
        if question.key == _YEAR:
            return self._values.year(written)
        if question.whole_number and _NUMBER.fullmatch(written):
            return int(written)
        return self._term(question.vocabulary, written) if question.kind == "term" else written

    def _of(self, vocabulary: str) -> Choices:
        return self.choices.get(vocabulary, NO_CHOICES)

    def _term(self, vocabulary: str, written: str) -> str:
        return self._values.term(self._of(vocabulary), written)

    def _terms(self, vocabulary: str, written: str) -> list[str]:
        return self._values.terms(self._of(vocabulary), written)

    def _known_terms(self, question: Question, written: str) -> list[str]:
        """The terms of the list; what is not in it is proposed to the reviewer, who sees what is near."""
        choices, known = self._of(question.vocabulary), []
        for term in self._terms(question.vocabulary, written):
            if term in choices.labels or not (choices.labels and question.key in _PROPOSABLE and is_name(term)):
                known.append(term)
            else:
                self._propose(question.key, term, choices.labels.values())
        return known

    def _propose(self, field_: str, written: str, labels: Iterable[str]) -> None:
        """Carry a term that no list has, and ask whether one of the list would do."""
        near = near_ones(written, labels)
        key = "propose" if near else "propose-nouveau"
        label = label_of(field_, self.kind)
        self.remarks.append(remark(label, key, severity="warning", value=written, name=label, ids=near))
        self.proposed.append(proposed_text(field_, written))

    # Answers that are more than a text or a term --------------------------------------------------------------------

    def duration(self, written: str) -> Data:
        """« 14 h », « 3h30 », « 7 à 280 », « 70 ou 140 », « 70 + 35 en entreprise », « 5 jours (35 heures) »."""
        written = self._values.words(_on_one_line(written))
        hours = self._values.length(written)
        if hours is None and written:
            key = "duree/jours" if read_length(written).only_days else "duree"
            self.remarks.append(remark(label_of("duree"), key, value=written))
        return hours

    def occupations(self, written: str) -> Data:
        """Codes of the ROME, or the names that it gives."""
        return self._terms("metiers", written)

    def certifications(self, written: str) -> Data:
        """One in each line: its title or one of its codes, and the code of a block."""
        choices, found = self._of("certifications"), list[dict[str, Data]]()
        for piece in (piece for line in self._values.items(written) for piece in code_pieces(line)):
            code, _ = code_and_title(piece)
            known, block = choices.meant(piece) or choices.meant(code), block_in(piece)
            if known:
                found.append({"certification": known, "bloc": block or None})
            else:
                self._propose("certifications", piece, choices.labels.values())
        return [item for place, item in enumerate(found) if item not in found[:place]] or None

    def initiative(self, written: str) -> Data:
        """The record of a démarche, by its title."""
        written = _on_one_line(written)
        known = self._of("demarches").meant(written)
        if known is None:
            self._propose("demarche", written, self._of("demarches").labels.values())
        return known

    def skills(self, written: str) -> Data:
        """One in each line, or cut at semicolons; each once."""
        return [{"intitule": line} for line in self._values.once(self._values.items(written, short=True))]

    def prerequisites(self, written: str) -> Data:
        """Modules of the catalogue; anything else is a condition."""
        modules = ((line, self._of("modules").meant(line)) for line in self._values.items(written))
        return [{"module": known} if known else {"condition": line} for line, known in modules]

    def deduced(self, written: str) -> Data:
        """Keys of the record, by the names that the form gives them."""
        keys = {fold(question.label): question.key for question in questions()}
        named = (part.strip() for line in self._values.items(written) for part in re.split(r"[;,] ", line))
        return list(dict.fromkeys(keys.get(fold(name), name) for name in named if name))

    def other_sources(self, written: str) -> Data:
        """One in each line: document; page; excerpt."""
        return [self._source(**_parts(line)) for line in self._values.items(written)]

    def _source(
        self, document: str = "", titre: str = "", editeur: str = "", page: str = "", extrait: str = ""
    ) -> dict[str, Data] | None:
        if not (document or titre or editeur or page or extrait):
            return None
        number = _PAGE.fullmatch(page)
        described = {"titre": titre or None, "editeur": editeur or None} if not document or is_address(document) else {}
        return {
            "document": self._term("documents", document) or None,
            **described,
            "page": int(number[1]) if number else page or None,
            "extrait": extrait.strip(_QUOTES) or None,
        }


_SPECIAL: Mapping[str, Callable[[Reader, str], Data]] = {
    "duree": Reader.duration,
    "metiers": Reader.occupations,
    "certifications": Reader.certifications,
    "competences": Reader.skills,
    "demarche": Reader.initiative,
    "prerequis": Reader.prerequisites,
    "deduit": Reader.deduced,
    "sources": Reader.other_sources,
}
# Lists whose missing terms a contributor may propose.
_PROPOSABLE = frozenset({"publics", "secteurs", "themes"})
# Where an answer waits until the sources are put together.
_PLACES = {"sources": "autres"} | {
    f"sources.{part}": f"source.{part}" for part in ("document", "titre", "editeur", "page", "extrait")
}


def _put(data: dict[str, Data], key: str, value: Data) -> None:
    parent, _, child = _PLACES.get(key, key).rpartition(".")
    (data.setdefault(parent, {}) if parent else data)[child] = value


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _parts(line: str) -> dict[str, str]:
    """Document, page and excerpt of a line; a second part that is no page is the excerpt.

    After an address come the title and the publisher.
    """
    first, *rest = [part.strip() for part in _SEPARATOR.split(line)]
    names = ("titre", "editeur", "page", "extrait") if is_address(first) else ("page", "extrait")
    parts = [part.strip() for part in _SEPARATOR.split(line, maxsplit=len(names))][1:] if rest else []
    found = {"document": first, **dict(zip(names, parts, strict=False))}
    page = found.get("page", "")
    if page and not found.get("extrait") and not _PAGE.fullmatch(page):
        found |= {"page": "", "extrait": page}
    return found
