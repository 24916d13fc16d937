"""The report, from given figures."""

from datetime import date

from benchmarks.results import ALL_PAGES, BUILD, CHECK, HUGO, JSONSCHEMA, Edits, Results
from benchmarks.table import report
from tests.benchmarks.figures import runs

MACHINE = [("Processor", "Z80, 2 cores"), ("Files on", "tmpfs, in memory")]
DAY = date(2026, 11, 21)


def lines_of(results: Results) -> list[str]:
    return report(results, MACHINE, {"hugo": "0.168.0"}, DAY).splitlines()


def test_it_says_that_it_is_generated_and_where_it_was_measured() -> None:
    lines = lines_of(Results())
    assert lines[2] == "<!-- generated, do not edit: run make bench -->"
    assert "Measured on 2026-11-21." in lines
    assert "| Processor | Z80, 2 cores |" in lines
    assert "| hugo | 0.168.0 |" in lines


def test_a_line_holds_medians_and_the_ratio_with_its_spread() -> None:
    lines = lines_of(Results([*runs("check", 250, {CHECK: (1.0, 0.5, 0.8), JSONSCHEMA: (10.0, 6.0, 12.0)})]))
    assert "| 250 | catalogue check | 0.80 | — | 1.60 | 100 | — | — | — | 3 |" in lines
    assert "| 250 | check-jsonschema | 10.00 | 12.00 (10.00–15.00) | 20.00 | 100 | — | — | — | 3 |" in lines


def test_a_peer_that_ran_in_one_round_is_compared_in_that_round() -> None:
    lines = lines_of(Results([*runs("pages", 250, {ALL_PAGES: (2.0, 1.0), HUGO: (3.0,)})]))
    assert "| 250 | Hugo, lists too | 3.00 | 1.50 | 6.00 | 100 | 7.5 | 500 | 25.0 | 1 |" in lines


def test_what_was_not_run_has_no_line() -> None:
    text = "\n".join(lines_of(Results([*runs("pages", 250, {ALL_PAGES: (2.0,)})])))
    assert "## Pages" in text
    assert "| 250 | Hugo, lists too |" not in text
    for title in ("## Check", "## Whole build", "## Edit loop"):
        assert title not in text


def test_growth_gives_the_time_of_a_record_at_each_size() -> None:
    measured = [run for size, taken in ((2500, 5.0), (10_000, 22.0)) for run in runs("build", size, {BUILD: (taken,)})]
    lines = lines_of(Results(measured))
    assert "| Command | 2,500 | 10,000 | 2,500 → 10,000 |" in lines
    assert "| catalogue build | 2.00 | 2.20 | 1.10 times |" in lines


def test_the_edit_loop_tells_what_was_never_shown() -> None:
    lines = lines_of(Results(edits=[Edits(96, True, 4.0, (0.25, 0.35)), Edits(10_000, False, 9.5, (float("inf"),))]))
    assert "| 96 (real) | 0.30 s | 0.35 s | 2 | 4.00 s |" in lines
    assert "| 10,000 (made) | never shown | never shown | 1 | 9.50 s |" in lines


def test_every_table_has_as_many_cells_in_each_line() -> None:
    results = Results(
        [*runs("check", 250, {CHECK: (1.0,), JSONSCHEMA: (9.0,)}), *runs("build", 250, {BUILD: (3.0,)})],
        [Edits(96, True, 4.0, (0.25,))],
    )
    tables = [part.splitlines() for part in "\n".join(lines_of(results)).split("\n\n") if part.startswith("|")]
    assert len(tables) == 6
    for table in tables:
        assert len({line.count("|") for line in table}) == 1
