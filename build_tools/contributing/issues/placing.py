"""The checker's problems, which have a line and a column, under the heading of the answer that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from build_tools.checking.problem import Problem
from build_tools.checking.rulebook import fill_in_form, is_about_persons, message_for, template_in_form
from build_tools.contributing.choices import Choices
from build_tools.contributing.issues.fields import MODULE, keys, label_of, questions
from build_tools.contributing.issues.remarks import Remark
from build_tools.loading import yaml_reader
from build_tools.model.base import DESCRIBED_NEEDS
from build_tools.text.typography import french

_NAME = re.compile(r"«\s([a-z_]+)(\s\(\d+\))?\s»")
_WORD = re.compile("[a-z_]+")
_COLON = re.compile(r"\s: ")
_DOCUMENT = "sources.document"

Place = tuple[str | int, ...]


def form_remarks(
    problems: Sequence[Problem], text: str, choices: Mapping[str, Choices], kind: str = MODULE
) -> Iterator[Remark]:
    """The problems of a record made from answers, with the questions and the labels of the form, not with YAML."""
    entries, form = _Entries(text), _Form(kind, choices)
    for problem in problems:
        place, value = entries.at(problem)
        label = form.question(place)
        if problem.rule == "schema-source":
            yield from form.half_described(problem, place)
            continue
        yield form.missing(problem) or form.no_choice(label, problem, value) or form.under(label, problem, value)


def line_remarks(problems: Sequence[Problem], text: str) -> Iterator[Remark]:
    """The problems of a record that its author wrote as a file."""
    entries = _Entries(text)
    for problem in problems:
        place, _ = entries.at(problem)
        label = f"Ligne {problem.line}, « {place[0]} »"
        yield Remark(label, problem.message, problem.hint, problem.severity, problem.rule)


_NO_SOURCE = ("schema-liste", "sources")


@dataclass(frozen=True)
class _Form:
    """Words problems for the form of one kind of record."""

    kind: str
    choices: Mapping[str, Choices]

    def _label(self, key: str) -> str:
        """What the form calls a key; a form that asks for whole sources has one question for all their parts."""
        asked = {question.key for question in questions(self.kind)}
        parent = key.partition(".")[0]
        return label_of(parent if key not in asked and parent in asked else key, self.kind)

    def missing(self, problem: Problem) -> Remark | None:
        """An answer that every record needs; a list of sources that is empty is a document that was not named."""
        found = _NAME.search(problem.message)
        if not found or not (problem.rule == "schema-cle-manquante" or (problem.rule, found[1]) == _NO_SOURCE):
            return None
        label = self._label(_DOCUMENT if found[1] in ("sources", "document") else found[1])
        description = _COLON.split(problem.hint, maxsplit=1)[-1]
        return Remark(label, *message_for("formulaire/vide", description=description), rule=problem.rule)

    def question(self, place: Place) -> str:
        """The heading of the answer that gave what stands there; a first source may have questions of its own."""
        if place[:2] == ("sources", 0):
            asked = {question.key for question in questions(self.kind)}
            key = f"sources.{place[2]}" if len(place) > 2 else _DOCUMENT
            return self._label(key if key in asked else _DOCUMENT)  # an address answers the question about the document
        return self._label(str(place[0]))

    def half_described(self, problem: Problem, place: Place) -> Iterator[Remark]:
        """A source whose address was given without all that goes with it, each under its question."""
        keys_ = [key for key in _WORD.findall(problem.message) if key in DESCRIBED_NEEDS]
        asked = {question.key: question for question in questions(self.kind)}
        if place[:2] != ("sources", 0) or not keys_ or "adresse" in keys_ or f"sources.{keys_[0]}" not in asked:
            label = self._label(_DOCUMENT if place[:2] == ("sources", 0) else "sources")
            yield Remark(label, *message_for("formulaire/source"), rule=problem.rule)
            return
        for key in keys_:
            question = asked[f"sources.{key}"]
            yield Remark(question.label, *message_for("formulaire/vide", description=question.help), rule=problem.rule)

    def no_choice(self, label: str, problem: Problem, value: str) -> Remark | None:
        """A term that is none: people know the labels, not the ids that the checker proposes."""
        if problem.rule != "schema-terme":
            return None
        if label in (self._label(_DOCUMENT), self._label("sources")):
            return Remark(label, *message_for("formulaire/document", value=value), rule=problem.rule)
        asked = next((question for question in questions(self.kind) if question.label == label), None)
        known = self.choices.get(asked.vocabulary) if asked else None
        if not known:
            return None
        return Remark(label, message_for("formulaire/choix", value=value).message, known.hint(value), rule=problem.rule)

    def under(self, label: str, problem: Problem, value: str) -> Remark:
        """The problem with the form's names, and the value that it is about unless this must not be repeated."""

        def named(found: re.Match[str]) -> str:
            if found[1] not in keys(self.kind):
                return found[0]
            title = label_of(found[1], self.kind)
            return f"« {label if title == found[1] else title}{found[2] or ''} »"

        message, hint = (_NAME.sub(named, written) for written in (problem.message, self._hint(problem, label)))
        quote = "" if is_about_persons(problem.rule) else value
        return Remark(label, message, hint, problem.severity, problem.rule, quote)

    def _hint(self, problem: Problem, label: str) -> str:
        """What to do about it, for those who see no file."""
        wording = problem.wording
        if not wording or wording.suggestion:
            return problem.hint
        values = {"name": label, **wording.values}
        return french(fill_in_form(template_in_form(wording.key), self._named, values).hint)

    def _named(self, field: str, term: str) -> str:
        known = self.choices.get(field)
        return known.labels.get(term, term) if term and known else term or label_of(field, self.kind)


class _Entries:
    """Where things stand in a record's text."""

    def __init__(self, text: str) -> None:
        root = yaml_reader.compose(text)
        assert isinstance(root, yaml.MappingNode), "the reader refuses other roots"
        self._keys = [(key.start_mark.line, str(key.value)) for key, _ in root.value]
        self._values = {
            (node.start_mark.line, node.start_mark.column): (place, written)
            for place, node, written in _values(root, ())
        }

    def at(self, problem: Problem) -> tuple[Place, str]:
        """Where a problem is: the value that begins exactly there, or else the key at its line, without a value."""
        line, column = problem.line - 1, problem.column - 1
        if (line, column) in self._values:
            return self._values[line, column]
        before = [key for start, key in self._keys if start <= line] or [self._keys[0][1]]
        return (before[-1],), ""


def _values(node: yaml.Node, place: Place) -> Iterator[tuple[Place, yaml.Node, str]]:
    """Every text, and every group inside a list, which says nothing by itself."""
    if isinstance(node, yaml.ScalarNode):
        yield place, node, str(node.value)
    elif isinstance(node, yaml.MappingNode):
        if place and isinstance(place[-1], int):
            yield place, node, ""
        for key, value in node.value:
            yield from _values(value, (*place, str(key.value)))
    else:
        for i, item in enumerate(node.value):
            yield from _values(item, (*place, i))
