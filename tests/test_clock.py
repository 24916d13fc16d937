"""The day it is: asked in one place, which the usual variable of reproducible builds may set."""

import datetime
import re

import pytest

from build_tools import clock
from tests.conftest import ROOT


def test_nothing_else_asks_what_day_it_is():
    asked = re.compile(r"\.(?:today|now|utcnow)\(\)|\btime\.(?:time|localtime|gmtime)\(")
    files = [path for path in (ROOT / "build_tools").rglob("*.py") if path.name != "clock.py"]
    assert [
        path.name
        for path in files
        if asked.search(path.read_text().replace("clock.today()", "").replace("clock.now()", ""))
    ] == []


def test_the_variable_of_reproducible_builds_sets_the_day(monkeypatch):
    monkeypatch.setenv(clock.VARIABLE, "1795262400")
    assert clock.today() == datetime.date(2026, 11, 21)


@pytest.mark.parametrize("said", ["", "demain", "-5", "9" * 40, "²"])
def test_anything_else_in_it_is_passed_over(monkeypatch, said):
    monkeypatch.setenv(clock.VARIABLE, said)
    assert clock.today() >= datetime.date(2026, 1, 1)
