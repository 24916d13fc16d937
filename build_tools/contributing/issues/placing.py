"""The checker's problems, which have a line and a column, told under the heading of the answer that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from build_tools.checking.problem import Problem
from build_tools.checking.rules.registry import RULES_BY_CODE
from build_tools.contributing.issues.fields import keys, label_of
from build_tools.contributing.issues.remarks import Remark
from build_tools.loading import yaml_reader
from build_tools.messages import say

_NAME = re.compile(r"« ([a-z_]+)( \(\d+\))? »")
_DOCUMENT = "sources.document"


def in_the_forms_words(problems: Sequence[Problem], text: str) -> Iterator[Remark]:
    """The problems of a record made from answers, without a word of YAML."""
    root = yaml_reader.compose(text)
    for problem in problems:
        key, value = _entry_at(root, problem)
        yield _missing(problem) or _of_documents(problem, key, value) or _under(label_of(key), problem, value)


def at_their_lines(problems: Sequence[Problem], text: str) -> Iterator[Remark]:
    """The problems of a record that its author wrote as a file."""
    root = yaml_reader.compose(text)
    for problem in problems:
        key, _ = _entry_at(root, problem)
        place = f"Ligne {problem.line}, « {key} »"
        yield Remark(place, problem.message, problem.hint, problem.severity, problem.rule)


def _missing(problem: Problem) -> Remark | None:
    if problem.rule != "schema-cle-manquante" or not (found := _NAME.search(problem.message)):
        return None
    label = label_of(_DOCUMENT if found[1] in ("sources", "document") else found[1])
    return Remark(label, *say("formulaire/vide", description=problem.hint.partition(" : ")[2]), rule=problem.rule)


def _of_documents(problem: Problem, key: str, value: str) -> Remark | None:
    if key == "sources" and problem.rule == "schema-liste":
        return Remark(label_of(_DOCUMENT), *say("formulaire/vide", description=""), rule=problem.rule)
    if key == "sources" and problem.rule == "schema-terme":
        return Remark(label_of(_DOCUMENT), *say("formulaire/document", value=value), rule=problem.rule)
    return None


def _under(label: str, problem: Problem, value: str) -> Remark:
    """The problem with the form's names, and the value that it is about unless this must not be repeated."""

    def named(found: re.Match[str]) -> str:
        if found[1] not in keys():
            return found[0]
        title = label_of(found[1])
        return f"« {label if title == found[1] else title}{found[2] or ''} »"

    message, hint = (_NAME.sub(named, said) for said in (problem.message, problem.hint))
    info = RULES_BY_CODE.get(problem.rule)
    quote = "" if info and info.family == "donnee" else value
    return Remark(label, message, hint, problem.severity, problem.rule, quote)


def _entry_at(root: yaml.Node, problem: Problem) -> tuple[str, str]:
    """The key of the record at a problem's line, and the value that begins exactly at its place."""
    line = problem.line - 1
    before = [(key, value) for key, value in root.value if key.start_mark.line <= line] or root.value[:1]
    key, value = before[-1]
    there = (
        node for node in _scalars(value) if (node.start_mark.line, node.start_mark.column + 1) == (line, problem.column)
    )
    return str(key.value), str(next(there, yaml.ScalarNode("", "")).value)


def _scalars(node: Any) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    else:
        for part in node.value:
            for child in part if isinstance(part, tuple) else (part,):
                yield from _scalars(child)
