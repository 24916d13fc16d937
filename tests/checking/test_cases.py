"""Every case file, through the whole check: the expected problems at the expected places, told in plain French."""

import os
import shutil

import pytest

from build_tools.checking.check import check
from build_tools.checking.rulebook import RULES
from build_tools.loading.catalogue import load
from tests.checking.case_files import ALL, CASES, INVALID, VALID
from tests.conftest import TODAY, copy_small_catalogue, jargon_in


@pytest.fixture(scope="module")
def problems_of(tmp_path_factory):
    """Case → its problems. All cases stand in one catalogue, each at its own place."""
    catalogue = copy_small_catalogue(tmp_path_factory.mktemp("cas") / "catalogue")
    for case in ALL:
        target = catalogue / case.place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(case.file, target)
    problems = check(load(catalogue), today=TODAY).problems
    return lambda case: [p for p in problems if _is_of(case, p) and p.path == os.path.relpath(catalogue / case.place)]


def _is_of(case, problem):
    """All cases stand in one catalogue and most are alike: only the cases of near-duplicates are told so."""
    return problem.rule != "doublon-proche" or case.file.parts[-3] == "doublon-proche"


def test_each_case_has_a_place_of_its_own():
    places = [case.place for case in ALL]
    assert [place for place in places if places.count(place) > 1] == []


@pytest.mark.parametrize("rule", sorted({case.file.parts[-3] for case in ALL}))
def test_a_rule_shows_what_it_accepts_and_what_it_refuses(rule):
    assert list(CASES.glob(f"{rule}/valid/*.yml"))
    assert any(rule in {code for _, _, code in case.expected} for case in INVALID if case.file.parts[-3] == rule)


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_a_valid_case_has_no_problem(case, problems_of):
    assert problems_of(case) == []


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_an_invalid_case_has_exactly_the_expected_problems(case, problems_of):
    assert [(p.line, p.column, p.rule) for p in problems_of(case)] == case.expected


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_a_problem_is_told_in_plain_french_on_one_line_and_says_what_to_do(case, problems_of):
    for problem in problems_of(case):
        assert jargon_in(f"{problem.message} {problem.hint}") == []
        assert problem.message.endswith((".", "!", "?"))
        assert "\n" not in problem.message + problem.hint
        assert problem.hint
        assert problem.severity == RULES[problem.rule].severity
