"""The JSON rendering, for scripts."""

from __future__ import annotations

import json

from build_tools.checking.check import Report
from build_tools.checking.reports.rule_pages import rule_address


def as_json(report: Report) -> str:
    """`{"records": N, "problems": [{"path", "line", "column", "rule", …, "hint", "page"}]}`."""
    problems = [{**problem.as_dict(), "page": rule_address(problem.rule)} for problem in report.problems]
    return json.dumps({"records": report.records, "problems": problems}, ensure_ascii=False, indent=2)
