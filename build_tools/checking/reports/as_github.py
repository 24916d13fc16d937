"""The GitHub rendering: workflow commands that become annotations in the files of a pull request.

GitHub keeps ten errors and ten warnings of a step and drops the others in silence, so equal problems are reported
together at the first of their places, and the last annotation says what is left; the log lists every problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.checking.check import Report
from build_tools.checking.problem import Problem
from build_tools.checking.reports.rule_pages import rule_address
from build_tools.checking.reports.summary import summary
from build_tools.checking.reports.visible import visible
from build_tools.text.typography import french, plural

ANNOTATIONS_MAX = 10
_PLACES_MAX = 15
_WORDS = {"error": ("erreur", "erreurs"), "warning": ("avertissement", "avertissements")}


def as_github(report: Report) -> str:
    """Ten `::error` and ten `::warning` commands at most, every problem if some hold several, then the summary."""
    lines: list[str] = []
    grouped = False
    for severity in ("error", "warning"):
        problems = [problem for problem in report.problems if problem.severity == severity]
        groups = [[problem] for problem in problems] if len(problems) <= ANNOTATIONS_MAX else _alike(problems)
        grouped = grouped or len(groups) < len(problems) or len(groups) > ANNOTATIONS_MAX
        lines += _commands(groups)
    if grouped:
        lines += [_log_line(problem) for problem in report.problems]
    return "\n".join([*lines, summary(report)])


def _alike(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Problems of one rule with the same words are one group; if there are too many, all those of a rule are."""
    for same in (lambda problem: (problem.rule, problem.message), lambda problem: problem.rule):
        groups: dict[object, list[Problem]] = {}
        for problem in problems:
            groups.setdefault(same(problem), []).append(problem)
        if len(groups) <= ANNOTATIONS_MAX:
            break
    return sorted(groups.values(), key=len, reverse=True)


def _commands(groups: Sequence[Sequence[Problem]]) -> Iterator[str]:
    kept = groups if len(groups) <= ANNOTATIONS_MAX else groups[: ANNOTATIONS_MAX - 1]
    for group in kept:
        yield _command(group)
    if left := [problem for group in groups[len(kept) :] for problem in group]:
        one, several = _WORDS[left[0].severity]
        yield _command(left, french(f"Et {plural(len(left), f'autre {one}', f'autres {several}')} :"))


def _command(group: Sequence[Problem], heading: str = "") -> str:
    first = group[0]
    place = {"file": first.path, "line": first.line, "col": first.column, "title": first.rule}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    lines = [heading] if heading else [first.message, first.hint]
    if heading:
        lines += [f"{problem.place} {problem.message}" for problem in group[:_PLACES_MAX]]
    elif len(group) > 1:
        lines += [french("La même règle :"), *(problem.place for problem in group[1 : _PLACES_MAX + 1])]
    shown = _PLACES_MAX + (not heading)
    if len(group) > shown:
        lines.append(french(f"et {plural(len(group) - shown, 'autre')}, dans le journal de cette étape."))
    message = "\n".join(filter(None, [*lines, rule_address(first.rule)]))
    return f"::{first.severity} {properties}::{_data(message)}"


def _log_line(problem: Problem) -> str:
    """A problem in the log. Commands of the older form (« ##[…] ») are obeyed wherever they stand in a line."""
    return visible(f"{problem.place} [{problem.rule}] {problem.message}").replace("##[", "## [")


def _data(text: str) -> str:
    """The message: its own line ends are ours, anything else that a log could run as a command is shown."""
    lines = (visible(line).replace("%", "%25") for line in text.split("\n"))
    return "%0A".join(lines)


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
