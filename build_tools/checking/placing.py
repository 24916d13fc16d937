"""From what was found inside a file to problems with their line and column."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from build_tools.checking.gate import Read
from build_tools.checking.problem import Finding, Problem
from build_tools.checking.rules.registry import RULES_BY_CODE
from build_tools.loading import yaml_reader
from build_tools.loading.files import CatalogueFile
from build_tools.text.typography import french

# A quoted value must not begin a line of its own in a log.
_LINE_END = re.compile(r"\s*[\r\n]\s*")


def problems_of(read: Read) -> list[Problem]:
    """What the structural gate found in one file."""
    if error := read.unreadable:
        finding = Finding(where=(), rule=error.rule, message=error.message, hint=error.hint)
        return [problem_at(read.file.path, finding, error.line, error.column)]
    return place(read.file, read.findings)


def place(file: CatalogueFile, findings: Iterable[Finding]) -> list[Problem]:
    """Problems are rare, so the file is composed again only then: the good ones never pay for positions."""
    findings = list(findings)
    if not findings:
        return []
    root = yaml_reader.compose(yaml_reader.decode(file.read_bytes()))
    return [
        problem_at(file.path, finding, *yaml_reader.position(root, finding.where, of_key=finding.of_key))
        for finding in findings
    ]


def problem_at(path: Path, finding: Finding, line: int = 1, column: int = 1) -> Problem:
    """The problem as a person reads it; the file as a whole stands at its first line."""
    return Problem(
        path=os.path.relpath(path).replace(os.sep, "/"),
        line=line,
        column=column,
        rule=finding.rule,
        severity=RULES_BY_CODE[finding.rule].severity,
        message=french(_LINE_END.sub(" ", finding.message)),
        hint=french(_LINE_END.sub(" ", finding.hint)),
    )
