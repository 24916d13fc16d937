"""The GitHub rendering: workflow commands that become annotations in the files of a pull request."""

from __future__ import annotations

from build_tools.checking.check import Report
from build_tools.checking.problem import Problem
from build_tools.checking.reports.rule_pages import rule_address
from build_tools.checking.reports.summary import summary
from build_tools.checking.reports.visible import visible


def as_github(report: Report) -> str:
    """One `::error` or `::warning` command a problem, then the summary."""
    return "\n".join([*map(_command, report.problems), summary(report)])


def _command(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.rule}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    message = "\n".join(filter(None, (problem.message, problem.hint, rule_address(problem.rule))))
    return f"::{problem.severity} {properties}::{_data(message)}"


def _data(text: str) -> str:
    """The message: its own line ends are ours, anything else that a log could obey is shown."""
    lines = (visible(line).replace("%", "%25") for line in text.split("\n"))
    return "%0A".join(lines)


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
