"""What the benchmark measured, as plain values: the table and the verdicts are made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.measuring import Measure, Output

Group = Literal["file", "check", "pages", "build"]

# What is run, as the table calls it. The first of a group is ours: the others are compared with it.
CHECK_FILE, IMPORTS = "catalogue check FILE", "importing its libraries"
CHECK, JSONSCHEMA = "catalogue check", "check-jsonschema"
RECORD_PAGES, ALL_PAGES = "ours, pages of records", "ours, lists too"
HUGO_RECORDS, HUGO = "Hugo, pages of records", "Hugo, lists too"
MKDOCS, ZENSICAL = "MkDocs Material", "Zensical"
BUILD, HUGO_PAGEFIND = "catalogue build", "Hugo + Pagefind"
COMMANDS: Mapping[Group, Sequence[str]] = {
    "file": (CHECK_FILE, IMPORTS),
    "check": (CHECK, JSONSCHEMA),
    "pages": (ALL_PAGES, HUGO, RECORD_PAGES, HUGO_RECORDS, MKDOCS, ZENSICAL),
    "build": (BUILD, HUGO_PAGEFIND),
}
OURS: Mapping[str, Group] = {CHECK: "check", RECORD_PAGES: "pages", ALL_PAGES: "pages", BUILD: "build"}


@dataclass(frozen=True)
class Run:
    """One run of one command on a catalogue of `size` records; `output` is None for what writes nothing."""

    group: Group
    size: int
    command: str
    round: int
    measure: Measure
    output: Output | None = None


@dataclass(frozen=True)
class Edits:
    """The edit loop on a catalogue of `size` records, the real one or a made one.

    `start` is the seconds until the first page is served, `seconds` those of each edit: from the save until the page
    that is open in the browser shows it; infinite for one that it never showed.
    """

    size: int
    real: bool
    start: float
    seconds: tuple[float, ...]


@dataclass(frozen=True)
class Results:
    """Every run, in the order in which they were made, and the edit loops."""

    runs: Sequence[Run] = ()
    edits: Sequence[Edits] = ()

    @property
    def sizes(self) -> list[int]:
        """The sizes that were run, smallest first."""
        return sorted({run.size for run in self.runs})

    def of(self, group: Group, size: int, command: str) -> dict[int, Run]:
        """Round → the run of that command."""
        wanted = (group, size, command)
        return {run.round: run for run in self.runs if (run.group, run.size, run.command) == wanted}

    def ratios(self, group: Group, size: int, command: str, beside: str) -> list[float]:
        """How many times the seconds of `beside` the command took: one ratio for each round that ran both."""
        theirs, ours = self.of(group, size, command), self.of(group, size, beside)
        return [theirs[n].measure.seconds / ours[n].measure.seconds for n in sorted(theirs.keys() & ours.keys())]

    def growth(self, group: Group, command: str, small: int, large: int) -> list[float]:
        """Seconds for each record at `large` by those at `small`, round by round."""
        at_small, at_large = self.of(group, small, command), self.of(group, large, command)
        return [
            at_large[n].measure.seconds / large / (at_small[n].measure.seconds / small)
            for n in sorted(at_large.keys() & at_small.keys())
        ]
