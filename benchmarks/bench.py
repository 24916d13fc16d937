"""Ours beside the fastest, in one run: python -m benchmarks.bench [--sizes …] [--rounds N] [--only …] [--write].

Without --write the report is printed only; with it, also kept in benchmarks/RESULTS.md. The work folder holds the made
catalogues and sites, up to several gigabytes, and is emptied at the end.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.edit_loop import edits_of_made, edits_of_real
from benchmarks.machine import describe, work_folder
from benchmarks.make_records import make_catalogue
from benchmarks.measuring import CommandError, Measure, Output
from benchmarks.peer_programs import Peers, install
from benchmarks.results import COMMANDS, HUGO_RECORDS, MKDOCS, RECORD_PAGES, ZENSICAL, Edits, Results, Run
from benchmarks.table import report
from benchmarks.targets import LARGE, SMALL, USUAL
from benchmarks.tasks import ROOT, Task, prepare
from build_tools.site.page_layout import LAYOUT_ADDRESS, PageLayout, cut
from build_tools.site.theme_build import build_theme

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
SIZES = (USUAL, SMALL, LARGE)
WARM_UP_SIZE = 20
LONG = 100  # seconds: what takes longer runs in one round only
SHORT = 10  # seconds: what takes less runs several times in a round, because a moment's noise is a large part of it
SHORT_RUNS = 3
ONCE = (RECORD_PAGES, HUGO_RECORDS, MKDOCS, ZENSICAL)  # no target compares them
ROOM_BY_RECORD = 150_000  # bytes of the work folder, twice what catalogue and largest site take


def main() -> int:
    """Command line; returns 1 if a command failed."""
    options = _parser().parse_args()
    groups = options.only or [*COMMANDS, "serve"]
    room = max(options.sizes) * ROOM_BY_RECORD
    try:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder or work_folder(room)) as work:
            machine = describe(Path(work))
            installed = install()
            edits = list(_edits(options.sizes, Path(work))) if "serve" in groups else []
            runs: list[Run] = []
            text = report(Results(runs, edits), machine, installed.versions, date.today())
            for run in _runs(options.sizes, options.rounds, groups, installed, Path(work)):
                runs.append(run)
                text = report(Results(runs, edits), machine, installed.versions, date.today())
                if options.write:  # after each run: half an hour may be cut short
                    RESULTS.write_text(text, encoding="utf-8")
    except (CommandError, subprocess.CalledProcessError) as error:
        print(f"The benchmark stops: {error}", file=sys.stderr)
        return 1
    print(text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of records")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command (3)")
    parser.add_argument("--only", nargs="+", choices=[*COMMANDS, "serve"], help="what to measure (everything)")
    parser.add_argument("--folder", type=Path, help="where to work (in memory if there is room)")
    parser.add_argument("--write", action="store_true", help=f"keep the report in benchmarks/{RESULTS.name}")
    return parser


def _runs(sizes: Sequence[int], rounds: int, groups: Sequence[str], peers: Peers, work: Path) -> Iterator[Run]:
    """Every run, size by size; a small run first warms caches and byte code up, and does not count."""
    if not any(group in COMMANDS for group in groups):
        return
    layout = _layout(work / "theme")
    list(_of_size(WARM_UP_SIZE, 1, groups, peers, layout, work))
    for size in sizes:
        yield from _of_size(size, 1 if size == SMALL else rounds, groups, peers, layout, work)


def _of_size(
    size: int, rounds: int, groups: Sequence[str], peers: Peers, layout: PageLayout, work: Path
) -> Iterator[Run]:
    with tempfile.TemporaryDirectory(dir=work) as folder:
        yield from _rounds(prepare(size, groups, peers, layout, Path(folder)), size, rounds)


def _rounds(tasks: Sequence[Task], size: int, rounds: int) -> Iterator[Run]:
    """Group by group, and in each all tasks one after the other in every round."""
    for group in COMMANDS:
        going = [task for task in tasks if task.group == group]
        for number in range(1, rounds + 1):
            for task in list(going):
                measure, output = _median_run(task)
                _say(f"{size:,} records, round {number}, {task.name}: {measure.seconds:.2f} s")
                if measure.seconds > LONG or task.name in ONCE:
                    going.remove(task)
                yield Run(task.group, size, task.name, number, measure, output)


def _median_run(task: Task) -> tuple[Measure, Output | None]:
    runs = [task.run()]
    if runs[0][0].seconds < SHORT:
        runs += [task.run() for _ in range(SHORT_RUNS - 1)]
    return sorted(runs, key=lambda run: run[0].seconds)[len(runs) // 2]


def _layout(theme: Path) -> PageLayout:
    build_theme("mkdocs", ROOT, theme)
    return cut((theme / LAYOUT_ADDRESS / "index.html").read_text(encoding="utf-8"))


def _edits(sizes: Sequence[int], work: Path) -> Iterator[Edits]:
    """The real catalogue, and a large one if its size is asked for."""
    real = edits_of_real(ROOT, work / "project")
    _say(f"edit loop, {real.size:,} records: {', '.join(f'{seconds:.2f}' for seconds in real.seconds)} s")
    yield real
    if LARGE in sizes:
        make_catalogue(LARGE, work / "edited" / "catalogue")
        made = edits_of_made(ROOT, work / "edited" / "catalogue")
        _say(f"edit loop, {made.size:,} records: {', '.join(f'{seconds:.2f}' for seconds in made.seconds)} s")
        yield made


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
