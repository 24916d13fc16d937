"""The rendering for scripts."""

import json

from build_tools.checking.reports import render
from tests.checking.reports.problems import HOSTILE, problem, report


def test_json_is_readable_utf_8_with_every_field():
    text = render(report(problem()), "json")
    assert "région" in text
    expected = {**problem().as_dict(), "page": "docs/contribuer/regles.md#schema-terme"}
    assert json.loads(text) == {"records": 1, "problems": [expected]}


def test_hostile_text_comes_back_as_it_was():
    [found] = json.loads(render(report(HOSTILE), "json"))["problems"]
    assert (found["path"], found["message"]) == (HOSTILE.path, HOSTILE.message)
