"""The JUnit rendering, which most continuous integration services can show: a test case for each problem."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from build_tools.checking.check import Report
from build_tools.checking.problem import Problem
from build_tools.checking.reports.rule_pages import rule_address
from build_tools.checking.reports.summary import summary
from build_tools.checking.reports.visible import visible


def as_junit(report: Report) -> str:
    """`testsuites` > `testsuite` > `testcase`: an error is a failure, a warning a passing case that says so.

    The first case stands for the whole check, so that a clean catalogue is not an empty report.
    """
    counts = {"name": "catalogue", "tests": str(len(report.problems) + 1), "failures": str(report.errors)}
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {**counts, "errors": "0", "skipped": "0", "time": "0"})
    whole = ET.SubElement(suite, "testcase", {"classname": "catalogue", "name": "lecture", "time": "0"})
    ET.SubElement(whole, "system-out").text = summary(report)
    for problem in report.problems:
        _add_case(suite, problem)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")


def _add_case(suite: ET.Element, problem: Problem) -> None:
    place = visible(problem.place)
    case = ET.SubElement(suite, "testcase", {"classname": problem.rule, "name": place, "time": "0"})
    lines = (f"{place}: {problem.message}", problem.hint, rule_address(problem.rule))
    text = "\n".join(visible(line) for line in lines if line)
    if problem.severity == "error":
        ET.SubElement(case, "failure", {"type": problem.rule, "message": visible(problem.message)}).text = text
    else:
        ET.SubElement(case, "system-out").text = text
