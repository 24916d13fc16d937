"""Verdicts: a target holds when it holds in every round; what was not measured has no verdict."""

import pytest

from benchmarks.results import (
    ALL_PAGES,
    BUILD,
    CHECK,
    CHECK_FILE,
    HUGO,
    HUGO_PAGEFIND,
    IMPORTS,
    JSONSCHEMA,
    RECORD_PAGES,
    Edits,
    Results,
)
from benchmarks.targets import NOT_MEASURED, Verdict, verdicts
from tests.benchmarks.figures import runs


def verdict_on(words: str, results: Results) -> Verdict:
    """The verdict whose target begins with these words."""
    return next(verdict for verdict in verdicts(results) if verdict.target.startswith(words))


def test_nothing_measured_gives_no_verdict() -> None:
    assert {(verdict.measured, verdict.holds) for verdict in verdicts(Results())} == {(NOT_MEASURED, None)}


@pytest.mark.parametrize(
    ("theirs", "measured", "holds"),
    [
        ((32.0, 30.0, 36.0), "16.00 (15.00–18.00) times, 3 rounds", True),
        ((32.0, 23.0, 36.0), "16.00 (11.50–18.00) times, 3 rounds", False),  # the median would hold
        ((32.0,), "16.00 times, 1 round", True),
        ((20.0,), "10.00 times, 1 round", False),
    ],
)
def test_check_is_compared_round_by_round(theirs: tuple[float, ...], measured: str, holds: bool) -> None:
    results = Results([*runs("check", 10_000, {CHECK: (2.0, 2.0, 2.0), JSONSCHEMA: theirs})])
    verdict = verdict_on("`check` at 10,000", results)
    assert (verdict.measured, verdict.holds) == (measured, holds)


def test_a_ratio_pairs_the_runs_of_one_round() -> None:
    """Slow rounds are slow for both: the ratio is 2 in each, although the medians' own would not be."""
    results = Results([*runs("pages", 10_000, {ALL_PAGES: (1.0, 4.0, 1.5), HUGO: (2.0, 8.0, 3.0)})])
    assert results.ratios("pages", 10_000, HUGO, ALL_PAGES) == [2.0, 2.0, 2.0]


def test_a_missing_peer_leaves_its_verdict_open() -> None:
    assert verdict_on("pages of", Results([*runs("pages", 10_000, {RECORD_PAGES: (1.0,)})])).holds is None


@pytest.mark.parametrize(("ours", "holds"), [(10.0, True), (10.1, False)])
def test_the_whole_build_may_take_as_long_as_the_peer(ours: float, holds: bool) -> None:
    results = Results([*runs("build", 10_000, {BUILD: (ours,), HUGO_PAGEFIND: (10.0,)})])
    assert verdict_on("whole build at 10,000", results).holds is holds


@pytest.mark.parametrize(("ours", "holds"), [(1.7, True), (1.8, False)])
def test_where_people_are_the_whole_build_may_take_a_little_longer(ours: float, holds: bool) -> None:
    results = Results([*runs("build", 250, {BUILD: (ours,), HUGO_PAGEFIND: (1.0,)})])
    assert verdict_on("whole build at 250", results).holds is holds


@pytest.mark.parametrize(("ours", "holds"), [((0.22, 0.21), True), ((0.22, 0.23), False)])
def test_one_file_is_compared_with_what_it_must_import(ours: tuple[float, ...], holds: bool) -> None:
    results = Results([*runs("file", 250, {CHECK_FILE: ours, IMPORTS: (0.1, 0.1)})])
    assert verdict_on("one file", results).holds is holds


@pytest.mark.parametrize(("at_10_000", "holds"), [(12.0, True), (12.5, False)])
def test_growth_is_the_time_of_a_record_at_both_ends(at_10_000: float, holds: bool) -> None:
    measured = [*runs("pages", 2500, {ALL_PAGES: (2.5,)}), *runs("pages", 10_000, {ALL_PAGES: (at_10_000,)})]
    assert verdict_on(ALL_PAGES, Results(measured)).holds is holds


@pytest.mark.parametrize(("memory", "holds"), [(999_000_000, True), (1_000_000_000, False)])
def test_memory_is_that_of_our_heaviest_run_and_never_a_peer_s(memory: int, holds: bool) -> None:
    ours = [*runs("check", 10_000, {CHECK: (1.0,)}), *runs("build", 10_000, {BUILD: (9.0,)}, memory=memory)]
    theirs = runs("pages", 10_000, {HUGO: (9.0,)}, memory=8_000_000_000)
    verdict = verdict_on("peak memory under 1 GB", Results([*ours, *theirs]))
    assert verdict == Verdict(verdict.target, f"{memory / 1e9:.2f} GB (catalogue build)", holds)


@pytest.mark.parametrize(
    ("edits", "words", "measured", "holds"),
    [
        (Edits(96, True, 3.0, (0.2, 0.3, 0.4)), "edit loop at the real", "median 0.30 s, worst 0.40 s, 3 edits", True),
        (Edits(96, True, 3.0, (0.2, 0.2, 0.6)), "edit loop at the real", "median 0.20 s, worst 0.60 s, 3 edits", False),
        (Edits(10_000, False, 9.0, (0.9,)), "edit loop at 10,000", "median 0.90 s, worst 0.90 s, 1 edit", True),
        (
            Edits(10_000, False, 9.0, (0.5, float("inf"))),
            "edit loop at 10,000",
            "median never shown, worst never shown, 2 edits",
            False,
        ),
    ],
)
def test_the_worst_edit_decides(edits: Edits, words: str, measured: str, holds: bool) -> None:
    verdict = verdict_on(words, Results(edits=[edits]))
    assert (verdict.measured, verdict.holds) == (measured, holds)


def test_edits_of_a_smaller_made_catalogue_are_no_answer() -> None:
    assert verdict_on("edit loop at 10,000", Results(edits=[Edits(250, False, 1.0, (0.1,))])).holds is None
