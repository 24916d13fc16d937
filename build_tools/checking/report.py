"""Renderings of the stream of problems."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from build_tools.checking.check import Report
from build_tools.typography import french

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SEVERITIES = {"error": "erreur", "warning": "avertissement"}


def as_json(report: Report) -> str:
    """`{"records": N, "problems": [...]}`, the machine's rendering."""
    problems = [problem.as_dict() for problem in report.problems]
    return json.dumps({"records": report.records, "problems": problems}, ensure_ascii=False, indent=2)


def as_text(report: Report) -> str:
    """One block per problem (`file:line:column`, what is wrong, what to do), then a summary."""
    return "\n".join([*_lines(report), summary(report)])


def summary(report: Report) -> str:
    """« 133 fiches vérifiées : aucun problème. »"""
    errors, warnings = report.errors, len(report.problems) - report.errors
    found = [_count(errors, "erreur")] * bool(errors) + [_count(warnings, "avertissement")] * bool(warnings)
    checked = _count(report.records, "fiche") + (" vérifiée" if report.records < 2 else " vérifiées")
    return french(f"{checked} : {', '.join(found) or 'aucun problème'}.")


def _lines(report: Report) -> Iterator[str]:
    for problem in report.problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        yield _visible(f"{place}: {_SEVERITIES[problem.severity]} [{problem.rule}] {problem.message}")
        if problem.hint:
            yield _visible(f"    → {problem.hint}")


def _visible(text: str) -> str:
    """Control characters in a file's name must not drive a terminal or begin a line of a log."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
