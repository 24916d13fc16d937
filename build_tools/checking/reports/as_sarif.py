"""The SARIF 2.1.0 rendering, which code hosts and editors read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from build_tools import __version__
from build_tools.checking.check import Report
from build_tools.checking.problem import Problem
from build_tools.checking.reports.rule_pages import rule_address
from build_tools.checking.reports.visible import visible
from build_tools.checking.rulebook import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_MARKS = re.compile(r"[\\\[\]]")


def as_sarif(report: Report) -> str:
    """One run, with the rules that found something and their results. Columns count code points."""
    rules = sorted({problem.rule for problem in report.problems})
    run = {
        "tool": {"driver": {"name": "catalogue", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "language": "fr",
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules) for problem in report.problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: str) -> dict[str, Any]:
    address = rule_address(rule)
    described: dict[str, Any] = {
        "id": rule,
        "shortDescription": _message(RULES[rule].title),
        "help": _message(f"Voir {address}."),
        "defaultConfiguration": {"level": RULES[rule].severity},
    }
    if address.startswith("https:"):
        described["helpUri"] = address
    return described


def _result(problem: Problem, rules: Sequence[str]) -> dict[str, Any]:
    return {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": problem.severity,
        "message": _message("\n".join(filter(None, (problem.message, problem.hint)))),
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(problem.path.encode(errors="surrogateescape"))},
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
    }


def _message(text: str) -> dict[str, str]:
    """Plain text: SARIF (3.11.5, 3.11.6) would read brackets as links and braces as placeholders."""
    text = "\n".join(visible(line) for line in text.split("\n"))
    return {"text": _MARKS.sub(r"\\\g<0>", text).replace("{", "{{").replace("}", "}}")}
