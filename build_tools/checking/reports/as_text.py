"""The rendering for people: place, message, the line with a caret under the column, what to do, the rule's page."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from build_tools.checking.check import Report
from build_tools.checking.problem import Problem
from build_tools.checking.reports.rule_pages import rule_address
from build_tools.checking.reports.summary import summary
from build_tools.checking.reports.visible import visible
from build_tools.checking.rulebook import is_about_persons
from build_tools.loading.yaml_reader import MAX_BYTES
from build_tools.text.typography import french

SEVERITIES = {"error": "erreur", "warning": "avertissement"}
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_LINE_ENDS = re.compile(r"\r\n|\r|\n")  # what YAML takes for the end of a line
_TAB = 4
# What is shown of a long line around the column.
_BEFORE, _AFTER = 60, 40


def as_text(report: Report, *, colour: bool = False, texts: Mapping[str, str] | None = None) -> str:
    """One block for each problem, then a summary by severity.

    `texts` gives the text of files that are not as on disk (path → text).
    """
    return "\n".join(
        [*(problem_text(problem, colour=colour, texts=texts) for problem in report.problems), summary(report)]
    )


def problem_text(problem: Problem, *, colour: bool = False, texts: Mapping[str, str] | None = None) -> str:
    """The block of one problem."""
    return "\n".join(_block(problem, texts or {}, colour=colour))


def _block(problem: Problem, texts: Mapping[str, str], *, colour: bool) -> Iterator[str]:
    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_PLAIN}" if colour else text

    place = visible(problem.place)
    severity = paint(_COLOURS[problem.severity], SEVERITIES[problem.severity])
    yield f"{paint(_BOLD, place)}: {severity} [{visible(problem.rule)}] {visible(problem.message)}"
    line = "" if is_about_persons(problem.rule) else _line_of(problem, texts)
    if line.strip():
        before, shown = _shown(line, problem.column)
        number = str(problem.line)
        yield f"    {paint(_DIM, number + ' |')} {shown}"
        yield f"    {' ' * len(number)} {paint(_DIM, '|')} {' ' * before}{paint(_COLOURS[problem.severity], '^')}"
    if problem.hint:
        yield f"    → {visible(problem.hint)}"
    yield f"    {paint(_DIM, french('Règle : ') + rule_address(visible(problem.rule)))}"


# The line and the caret ----------------------------------------------------------------------------------------------


def _line_of(problem: Problem, texts: Mapping[str, str]) -> str:
    lines = _lines(texts[problem.path]) if problem.path in texts else _lines_on_disk(problem.path)
    return lines[problem.line - 1] if problem.line <= len(lines) else ""


def _lines(text: str) -> list[str]:
    return _LINE_ENDS.split(text)


@lru_cache(maxsize=1)
def _lines_on_disk(path: str) -> list[str]:
    """The lines of a plain file of a sensible size; nothing of a link, a pipe, a device or a huge file."""
    try:
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return []
        with open(path, "rb") as file:  # noqa: PTH123  # `path` may hold surrogates, which open() takes as they are
            return _lines(file.read(MAX_BYTES).decode("utf-8-sig", errors="replace"))
    except (OSError, ValueError):
        return []


def _shown(line: str, column: int) -> tuple[int, str]:
    """How many cells stand before the column, and the line as a terminal shows it, cut around the column."""
    index = column - 1
    start = index - _BEFORE if index > _BEFORE else 0
    end = index + _AFTER
    before = ("…" if start else "") + _cells(line[start:index])
    return _width(before), before + _cells(line[index:end]) + ("…" if end < len(line) else "")


def _cells(text: str) -> str:
    return visible(text.replace("\t", " " * _TAB))


def _width(text: str) -> int:
    """Cells that the text takes in a terminal: two for wide characters, none for combining ones."""
    seen = [sign for sign in text if unicodedata.category(sign) not in ("Mn", "Me")]
    return len(seen) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in seen)
