"""The targets, and whether what was measured holds them. A ratio holds when it holds in every round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.results import (
    ALL_PAGES,
    BUILD,
    CHECK,
    CHECK_FILE,
    HUGO,
    HUGO_PAGEFIND,
    IMPORTS,
    JSONSCHEMA,
    OURS,
    Edits,
    Group,
    Results,
)

USUAL, SMALL, LARGE = 250, 2500, 10_000  # records: as many as there are, ten times as many, all that France could have
CHECK_FASTER = 12
BUILD_USUAL_MAX = 1.7
CHECK_FILE_MAX = 2.2
GROWTH_MAX = 1.2
MEMORY_MAX = 1_000_000_000  # bytes
EDIT_MAX_REAL, EDIT_MAX_LARGE = 0.5, 1.0  # seconds

NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Verdict:
    """A target, what was measured, and whether it holds; None when it was not measured."""

    target: str
    measured: str
    holds: bool | None


def verdicts(results: Results) -> list[Verdict]:
    """One verdict for each target, in the order of the table."""
    return [
        _slower(results, "build", USUAL, BUILD, HUGO_PAGEFIND, BUILD_USUAL_MAX, f"whole build at {USUAL:,} records"),
        _slower(results, "file", USUAL, CHECK_FILE, IMPORTS, CHECK_FILE_MAX, f"one file among {USUAL:,} records"),
        _faster(results, "check", LARGE, JSONSCHEMA, CHECK, CHECK_FASTER, f"`check` at {LARGE:,} records"),
        _faster(results, "pages", LARGE, HUGO, ALL_PAGES, 1, f"pages of {LARGE:,} records"),
        _faster(results, "build", LARGE, HUGO_PAGEFIND, BUILD, 1, f"whole build at {LARGE:,} records"),
        *(_grows(results, OURS[command], command) for command in (CHECK, ALL_PAGES, BUILD)),
        _fits(results, LARGE, MEMORY_MAX),
        _shown(_edits(results, real=True), EDIT_MAX_REAL, "the real size"),
        _shown(_edits(results, real=False), EDIT_MAX_LARGE, f"{LARGE:,} records"),
    ]


def spread(values: Sequence[float]) -> str:
    """The median, with the lowest and highest if there are several."""
    middle = f"{median(values):.2f}"
    return f"{middle} ({min(values):.2f}–{max(values):.2f})" if len(values) > 1 else middle


def seconds(value: float) -> str:
    """For reading; an edit that was never shown says so."""
    return "never shown" if value == float("inf") else f"{value:.2f} s"


def _faster(results: Results, group: Group, size: int, peer: str, ours: str, least: float, what: str) -> Verdict:
    target = f"{what}: {peer} takes at least {least:g} times as long"
    ratios = results.ratios(group, size, peer, ours)
    if not ratios:
        return Verdict(target, NOT_MEASURED, None)
    return Verdict(target, f"{spread(ratios)} times, {_counted(len(ratios), 'round')}", min(ratios) >= least)


def _slower(results: Results, group: Group, size: int, ours: str, peer: str, most: float, what: str) -> Verdict:
    target = f"{what}: {ours} takes at most {most:g} times as long as {peer}"
    ratios = results.ratios(group, size, ours, peer)
    if not ratios:
        return Verdict(target, NOT_MEASURED, None)
    return Verdict(target, f"{spread(ratios)} times, {_counted(len(ratios), 'round')}", max(ratios) <= most)


def _grows(results: Results, group: Group, command: str) -> Verdict:
    target = f"{command}: a record at {LARGE:,} takes at most {GROWTH_MAX:g} times as long as at {SMALL:,}"
    growth = results.growth(group, command, SMALL, LARGE)
    if not growth:
        return Verdict(target, NOT_MEASURED, None)
    return Verdict(target, f"{spread(growth)} times, {_counted(len(growth), 'round')}", max(growth) <= GROWTH_MAX)


def _fits(results: Results, size: int, most: int) -> Verdict:
    target = f"peak memory under {most / 1e9:g} GB at {size:,}"
    ours = [run for run in results.runs if run.size == size and run.command in OURS]
    if not ours:
        return Verdict(target, NOT_MEASURED, None)
    heaviest = max(ours, key=lambda run: run.measure.peak_memory)
    peak = heaviest.measure.peak_memory
    return Verdict(target, f"{peak / 1e9:.2f} GB ({heaviest.command})", peak < most)


def _shown(edits: Edits | None, most: float, where: str) -> Verdict:
    target = f"edit loop at {where}: a saved record is shown in under {most:g} s"
    if edits is None:
        return Verdict(target, NOT_MEASURED, None)
    worst = max(edits.seconds)
    measured = (
        f"median {seconds(median(edits.seconds))}, worst {seconds(worst)}, {_counted(len(edits.seconds), 'edit')}"
    )
    return Verdict(target, measured, worst < most)


def _edits(results: Results, *, real: bool) -> Edits | None:
    found: Iterator[Edits] = (edits for edits in results.edits if edits.real == real and (real or edits.size == LARGE))
    return next(found, None)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}"
