"""From the body of an issue to a record at its place, with every remark that its author needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path

from build_tools.checking.problem import Problem
from build_tools.checking.rulebook import is_about_persons, message_for, rule_of
from build_tools.contributing.choices import NO_CHOICES, Choices, read_choices
from build_tools.contributing.formatting import CannotFormatError, format_text
from build_tools.contributing.issues.body import BODY_MAX, Section, sections
from build_tools.contributing.issues.fields import GAP, MODULE, label_of
from build_tools.contributing.issues.placing import form_remarks, line_remarks
from build_tools.contributing.issues.reading import Answers, Reader
from build_tools.contributing.issues.remarks import Remark, remark
from build_tools.contributing.issues.templates import (
    CONFIRMATIONS,
    CONFIRMATIONS_HEADING,
    FILE_HEADING,
    ID_HEADING,
    gap_headings,
    headings,
)
from build_tools.contributing.new_certifications import Official, with_certifications
from build_tools.contributing.record_places import NewNames, check_proposed, write_new
from build_tools.contributing.record_text import record_text
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import Loaded
from build_tools.loading.yaml_reader import Data, YamlError
from build_tools.model.base import SLUG
from build_tools.model.json_schema import build_schema
from build_tools.model.kinds import KIND_OF_SCHEMA, Kind
from build_tools.text.folding import fold
from build_tools.writing import replace_file

SECTIONS_MAX = 100


@dataclass(frozen=True)
class Proposal:
    """What an issue proposes: the text of a record, as far as it was understood, and the remarks on it.

    `path` is where the record goes, None if no place could be found; `replaces` says that it takes another's place.
    `records` are those of certifications that go with it: path → text.
    """

    text: str = ""
    path: Path | None = None
    replaces: bool = False
    remarks: tuple[Remark, ...] = ()
    records: Mapping[Path, str] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether the record may enter the catalogue, once people have read it."""
        return self.path is not None and all(remark.severity != "error" for remark in self.remarks)

    @property
    def personal(self) -> bool:
        """Whether it holds what must not be published, and so must not be repeated either."""
        return any(is_about_persons(remark.rule) for remark in self.remarks)


def read_proposal(raw: bytes, loaded: Loaded, today: date) -> Proposal:
    """The proposal that the body of an issue makes to the catalogue. Nothing is written."""
    body = raw[: 4 * BODY_MAX + 1].decode(errors="replace")
    if len(body) > BODY_MAX:
        return Proposal(remarks=(remark("Le message", "long", limit=BODY_MAX),))
    remarks = list(_invisible(body))
    cut = list(islice(sections(yaml_reader.without_invisible(body), (*headings(), *gap_headings())), SECTIONS_MAX + 1))
    if len(cut) > SECTIONS_MAX:
        return Proposal(remarks=(remark("Le message", "titres", limit=SECTIONS_MAX),))
    answers, more = _answers(cut)
    remarks += more
    if not answers:
        return Proposal(remarks=(*remarks, remark("Le message", "aucune")))
    if len(answers.get(CONFIRMATIONS_HEADING, _EMPTY).ticked) < len(CONFIRMATIONS):
        remarks.append(remark(CONFIRMATIONS_HEADING, "engagements"))
    maker = _Maker(loaded, read_choices(loaded), today, GAP if label_of("competence", GAP) in answers else MODULE)
    made = maker.from_file(answers) if FILE_HEADING in answers else maker.from_answers(answers)
    return replace(made, remarks=tuple(dict.fromkeys((*remarks, *made.remarks))))


def propose(
    written: Mapping[str, str], loaded: Loaded, today: date, kind: str = MODULE, official: Official | None = None
) -> Proposal:
    """The proposal that answers make, wherever they were given; `written` holds them by the key of their question.

    `official` is what an export of France compétences says of certifications, by code.
    """
    labels = {key: label_of(key, kind) for key in written}
    answers = {labels[key]: Section(labels[key], labels[key], text) for key, text in written.items()}
    return _Maker(loaded, read_choices(loaded), today, kind, official or {}).from_answers(answers)


def write_proposal(proposal: Proposal) -> None:
    """Put an accepted record at its place. Raises FileExistsError rather than overwrite what it does not replace."""
    assert proposal.accepted, "nothing else is written"
    assert proposal.path, "an accepted proposal has a place"
    if proposal.replaces:
        replace_file(proposal.path, proposal.text.encode())
    else:
        write_new(proposal.path, proposal.text)
    for path, text in proposal.records.items():
        write_new(path, text)


_EMPTY = Section("", "", "")


def _invisible(body: str) -> Iterator[Remark]:
    if (clean := yaml_reader.without_invisible(body)) != body:
        code = next(one for one, other in zip(body, clean, strict=True) if one != other)
        yield Remark("Le message", *message_for("yaml-syntaxe/invisible", code=yaml_reader.code_point(code)))


def _answers(cut: list[Section]) -> tuple[Answers, list[Remark]]:
    """The answer under each heading of the form, and remarks on headings that were changed."""
    answers: dict[str, Section] = {}
    remarks: list[Remark] = []
    for section in cut:
        if section.label and section.heading != section.label:
            remarks += _renamed(section)
        if section.label:
            first = answers.setdefault(section.label, section)
            if not first.text:
                answers[section.label] = section
            elif section.text not in ("", first.text):
                remarks.append(remark(section.label, "double"))
        elif section.text and section.heading:
            remarks.append(remark("Le message", "inconnue", value=section.heading))
        elif section.text:
            remarks.append(remark("Le message", "avant", severity="warning"))
    return answers, remarks


def _renamed(section: Section) -> Iterator[Remark]:
    """Only a heading with other letters is worth a word."""
    if fold(section.heading) != fold(section.label):
        yield remark(section.label, "lue", severity="warning", value=section.heading, label=section.label)


def _created(records: Mapping[Path, str]) -> Iterator[Remark]:
    for path in records:
        yield remark(label_of("certifications"), "certification-creee", severity="warning", id=path.stem)


def _is_settled(remark: Remark) -> bool:
    """Whether it says that no certification is near one that now has a record of its own."""
    return (
        remark.label == label_of("certifications")
        and remark.hint == message_for("formulaire/propose-nouveau", value="").hint
    )


def _unchanged(path: Path | None, text: str) -> Iterator[Remark]:
    if path and path.read_bytes() == text.encode():
        yield remark(FILE_HEADING, "identique")


def _is_gap(raw: str) -> bool:
    """Whether a whole record is one of a gap: it names a missing skill, and has no title."""
    data = yaml_reader.readable(raw.encode()) or {}
    return "competence" in data and "titre" not in data


@dataclass(frozen=True)
class _Maker:
    """Makes proposals of one kind of record (the name of its schema) to one catalogue."""

    loaded: Loaded
    choices: Mapping[str, Choices]
    today: date
    kind: str = MODULE
    official: Official = field(default_factory=dict)

    @property
    def _of(self) -> Kind:
        return KIND_OF_SCHEMA[self.kind]

    @cached_property
    def names(self) -> NewNames:
        return NewNames(self.loaded, self._of.folder)

    def from_answers(self, answers: Answers) -> Proposal:
        """A new record, from the form that asks question by question."""
        reader = Reader(answers, self.choices, kind=self.kind)
        data, records = self._with_certifications(reader.data(self.today))
        try:
            text = record_text(data, self._of.folder)
        except CannotFormatError:  # a hundred thousand characters of items in one list
            return Proposal(remarks=(remark("Le message", "long", limit=BODY_MAX // 2),))
        path = self._place(data)
        same = list(self._same_title(data))
        problems = self._check(path or self._anywhere(), text, records)
        findings = [*_created(records), *form_remarks(problems, text, self.choices, self.kind)]
        remarks = (remark for remark in reader.remarks if not (records and _is_settled(remark)))
        return Proposal(text, path, records=records, remarks=(*remarks, *same, *findings))

    def from_file(self, answers: Answers) -> Proposal:
        """A whole record, new or in the place of one that is there."""
        raw = answers[FILE_HEADING].text
        if self.kind == MODULE and _is_gap(raw):
            return replace(self, kind=GAP).from_file(answers)
        try:
            text = format_text(raw.encode(), build_schema(self.kind, {}))
        except CannotFormatError:
            text = raw
        except YamlError as error:
            place = f"{FILE_HEADING}, ligne {error.line}"
            return Proposal(
                raw, remarks=(Remark(place, *message_for(error.key, **error.values), rule=rule_of(error.key)),)
            )
        data = yaml_reader.read(text.encode())
        data, records = self._with_certifications(data)
        if records:
            text = record_text(data, self._of.folder)
        wanted = " ".join(answers.get(ID_HEADING, _EMPTY).text.split())
        path = self._published(wanted) if wanted else self._place(data)
        remarks = list(_unchanged(path, text)) if wanted else list(self._same_title(data))
        if wanted and path is None:
            unknown = "reference-modules" if self.kind == MODULE else "formulaire/identifiant"
            return Proposal(text, remarks=(Remark(ID_HEADING, *message_for(unknown, id=wanted)),))
        problems = self._check(path or self._anywhere(), text, records)
        findings = (*_created(records), *line_remarks(problems, text))
        return Proposal(text, path, bool(wanted), (*remarks, *findings), records)

    def _with_certifications(self, data: Mapping[str, Data]) -> tuple[Mapping[str, Data], Mapping[Path, str]]:
        return with_certifications(data, self.loaded, self.today.isoformat(), self.official)

    def _place(self, data: Mapping[str, Data]) -> Path | None:
        """Where a new record goes, if its region is one."""
        region = data.get("region")
        if not (isinstance(region, str) and region in self.names.prefixes):
            return None
        return self.names.path(region, self.names.take(data.get(self._of.titled), region))

    def _anywhere(self) -> Path:
        """A place for checking a record that has none, so that all other problems are reported at once."""
        region = self.names.region_or_any(None)
        return self.names.path(region, f"{self.names.prefixes[region]}-sans-place")

    def _published(self, name: str) -> Path | None:
        """The file of a record that is there."""
        if not re.fullmatch(SLUG, name):
            return None
        paths = (self.names.path(region, name) for region in self.names.prefixes)
        return next((path for path in paths if path.is_file()), None)

    def _same_title(self, data: Mapping[str, Data]) -> Iterator[Remark]:
        """The same title in the same region is the same record."""
        titre, region = data.get(self._of.titled), data.get("region")
        if isinstance(titre, str) and isinstance(region, str) and region in self.names.prefixes:
            known = self.choices.get(self._of.table, NO_CHOICES)
            for name in sorted(known.all_named(titre)):
                if self.names.path(region, name).is_file():
                    yield remark(label_of(self._of.titled, self.kind), "existe", id=name)

    def _check(self, path: Path, text: str, records: Mapping[Path, str] | None = None) -> tuple[Problem, ...]:
        """What is wrong with the module; terms that it proposes are reported by the reader already."""
        files = {name: other.encode() for name, other in (records or {}).items()}
        found = check_proposed(self.loaded, {path: text.encode(), **files}, self.today).problems
        own = (problem for problem in found if Path(problem.path).name == path.name)
        return tuple(problem for problem in own if problem.rule != "terme-propose")
