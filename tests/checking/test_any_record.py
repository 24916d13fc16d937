"""Real records with their structure spoiled, through the whole check: problems at exact places, never a crash."""

import copy
import datetime
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.checking.check import check
from build_tools.checking.reports import render
from build_tools.checking.rulebook import RULES
from build_tools.contributing.formatting import CannotFormatError, format_text
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import load
from build_tools.loading.files import discover
from build_tools.loading.yaml_reader import YamlError
from build_tools.model.json_schema import build_schema
from build_tools.model.kinds import KINDS
from tests.conftest import CATALOGUE, copy_small_catalogue

pytestmark = pytest.mark.slow


RECORDS = {
    PurePosixPath(file.place): yaml_reader.read(file.read_bytes())
    for file in discover(CATALOGUE)[0]
    if file.collection != "vocabulaires"
}
AT_ONCE = 12
TEXTS = st.sampled_from(
    ["", " ", "a  b", "=1+1", "<b>x</b>", "\u202eabc", "TOUT EN MAJUSCULES", "a@b.fr", "01 23 45 67 89", "é" * 5000,
     "https://a", "https://u:p@exemple.fr/", "http://127.0.0.1/", "https://[::1", "https://[x]/", "https://é.fr:99999/",
     "2026-02-30", "9999-12-31", "oui", "01", "A" * 300, "un\ndeux", "\t", "{0}", "%s", "[a](b)", "«»", "1 2 3",
     "\u00b2", "\u0661", "M. Jean Dupont", "x" * 3001, "RNCP0", "G1602", "\U0001f600" * 20, "a\u0301" * 50]
) | st.text(max_size=30)  # fmt: skip
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def spots(data, where=()):
    """Paths of every value inside the data."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*where, step)
        yield from spots(value, (*where, step))


def holder_of(data, where):
    for step in where[:-1]:
        data = data[step]
    return data


def rename(draw, data, holder, last):
    if isinstance(holder, dict):
        holder[draw(TEXTS)] = holder.pop(last)


def replace(draw, data, holder, last):
    holder[last] = draw(VALUES)


def remove(draw, data, holder, last):
    del holder[last]


def move(draw, data, holder, last):
    source = draw(st.sampled_from(list(spots(data))))
    holder[last] = copy.deepcopy(holder_of(data, source)[source[-1]])


def wrap(draw, data, holder, last):
    holder[last] = draw(st.sampled_from([[holder[last]], {"a": holder[last]}, str(holder[last])]))


def repeat(draw, data, holder, last):
    if isinstance(holder, list):
        holder.append(holder[last])


@st.composite
def spoiled(draw):
    """A real record in which one to four values are replaced, removed, renamed, moved, wrapped or repeated."""
    path = draw(st.sampled_from(sorted(RECORDS)))
    data = copy.deepcopy(RECORDS[path])
    for spoil in draw(st.lists(st.sampled_from([rename, replace, remove, move, wrap, repeat]), min_size=1, max_size=4)):
        if places := list(spots(data)):
            where = draw(st.sampled_from(places))
            spoil(draw, data, holder_of(data, where), where[-1])
    flow = draw(st.sampled_from([None, True, False]))
    return path, yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=flow)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return copy_small_catalogue(tmp_path_factory.mktemp("any") / "catalogue")


def assert_well_told(problem, texts):
    rule = RULES[problem.rule]
    assert problem.severity == rule.severity
    assert problem.message
    lines = re.split(r"\r\n|\r|\n", texts.get(problem.path, ""))
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@pytest.mark.long
@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(spoiled(), min_size=1, max_size=AT_ONCE))
def test_spoiled_records_are_told_at_exact_places(catalogue, records):
    edited = {}
    for i, (path, text) in enumerate(records):
        edited[catalogue / path.with_stem(f"{path.stem}-{i}")] = text.encode()
    report = check(load(catalogue, edited), list(edited), today=datetime.date(2026, 11, 21))
    assert report.records == len(edited)
    texts = {problem.path: edited[Path(problem.path).resolve()].decode() for problem in report.problems}
    for problem in report.problems:
        assert_well_told(problem, texts)
    assert render(report, "text", texts=texts).count(": erreur [") == report.errors
    for form in ("json", "sarif"):
        json.loads(render(report, form))
    ET.fromstring(render(report, "junit"))
    assert_annotations(render(report, "github").splitlines(), report)
    for path, text in records:
        assert_form_or_refusal(path, text.encode())


def assert_annotations(lines, report):
    """GitHub keeps ten of a sort: with more problems than that, each is in the log too, before the summary."""
    commands = [line for line in lines if line.startswith("::")]
    for severity in ("error", "warning"):
        assert sum(line.startswith(f"::{severity} ") for line in commands) <= 10
    assert len(lines) - 1 in (len(report.problems), len(commands) + len(report.problems))


def assert_form_or_refusal(path, raw):
    """The form says the same. YAML has no short form for a key of more than 1,024 characters: it is left as it is."""
    try:
        before = yaml_reader.read(raw)
    except YamlError:
        return
    try:
        formatted = format_text(raw, build_schema(KINDS[path.parts[0]].schema, {}))
    except CannotFormatError:
        assert max(len(step) for where in spots(before) for step in where if isinstance(step, str)) > 1000
        return
    assert yaml_reader.read(formatted.encode()) == before
