"""From what was found inside a file to problems with their line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from build_tools.checking.problem import Finding, Problem, finding_on_file
from build_tools.checking.rulebook import RULES
from build_tools.checking.schema_check import Checked
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import Document
from build_tools.loading.files import from_here
from build_tools.loading.yaml_reader import YamlError
from build_tools.text.typography import french

# A quoted value must not begin a line of its own in a log.
_LINE_END = re.compile(r"\s*[\r\n]\s*")


def problems_of(checked: Checked) -> list[Problem]:
    """What is wrong in one file's writing, structure and texts."""
    if error := checked.document.unreadable:
        return [unreadable(checked.document.file.path, error)]
    return place(checked.document, checked.findings)


def unreadable(path: Path, error: YamlError) -> Problem:
    """The problem of a file that cannot be read."""
    return problem_at(path, finding_on_file(error.key, error.values), error.line, error.column)


def place(document: Document, findings: Iterable[Finding]) -> list[Problem]:
    """Problems are rare: only a file that has some is composed a second time, for their positions."""
    findings = list(findings)
    if not findings:
        return []
    path = document.file.path
    try:
        root = yaml_reader.compose(yaml_reader.decode(document.raw))
    except YamlError:  # another program has written it since
        return [problem_at(path, item) for item in findings]
    return [problem_at(path, item, *yaml_reader.position(root, item.where, of_key=item.of_key)) for item in findings]


def problem_at(path: Path, found: Finding, line: int = 1, column: int = 1) -> Problem:
    """The problem as a person reads it; the file as a whole stands at its first line."""
    return Problem(
        path=from_here(path),
        line=line,
        column=column,
        rule=found.rule,
        severity=RULES[found.rule].severity,
        message=french(_LINE_END.sub(" ", found.message)),
        hint=french(_LINE_END.sub(" ", found.hint)),
        wording=found.wording,
    )
