"""Whatever the bytes, reading gives data or a YamlError, and checking gives a report."""

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools.checking.check import check
from build_tools.checking.rulebook import rule_of
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import YamlError, read
from tests.conftest import MODULE, SMALL, copy_small_catalogue
from tests.nasty_files import NASTY

pytestmark = [pytest.mark.slow, pytest.mark.long]


RECORD = (SMALL / MODULE).read_text()
SIGNS = [*"[]{}:,!|>'\"#%@\t\n", "- ", "? ", ": ", "&a ", "*a"]


def quick(examples: int) -> settings:
    """The same examples each time, on machines of any speed."""
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_refused_by_its_rule(name):
    raw, rule = NASTY[name]
    with pytest.raises(YamlError, check=lambda error: rule_of(error.key) == rule):
        read(raw)


@st.composite
def mutated_record(draw) -> str:
    """A real record in which a few pieces are replaced by signs that mean something in YAML, or by any text."""
    text = RECORD
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 8)))
        text = text[:start] + draw(st.sampled_from(SIGNS) | st.text(max_size=4)) + text[end:]
    return text


def assert_data_or_yaml_error(raw: bytes) -> None:
    try:
        found = read(raw)
    except YamlError as error:
        found = {"line": error.line, "column": error.column}
        assert min(found.values()) >= 1
    assert json.loads(json.dumps(found)) == found


@quick(300)
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"a: \xf4\x90\x80\x80")
def test_any_bytes_are_data_or_a_yaml_error(raw):
    assert_data_or_yaml_error(raw)


@quick(300)
@given(st.lists(st.sampled_from(SIGNS) | st.sampled_from(["a", " ", "  ", "1"]), max_size=40).map("".join))
def test_any_signs_are_data_or_a_yaml_error(text):
    assert_data_or_yaml_error(text.encode())


@quick(200)
@given(mutated_record())
def test_any_mutated_record_is_data_or_a_yaml_error(text):
    assert_data_or_yaml_error(text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return copy_small_catalogue(tmp_path_factory.mktemp("mutations") / "catalogue")


@quick(8)
@given(st.lists(mutated_record(), min_size=15, max_size=30))
def test_any_mutated_records_end_in_a_report(catalogue, texts):
    for i in range(30):
        file = catalogue / f"modules/normandie/nor-mutation-{i}.yml"
        file.unlink(missing_ok=True)
        if i < len(texts):
            file.write_bytes(texts[i].encode("utf-8", "surrogatepass"))
    report = check(load(catalogue))
    assert report.records == 3 + len(texts)
    assert all(problem.message and problem.line >= 1 and problem.column >= 1 for problem in report.problems)
