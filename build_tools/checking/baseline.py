"""Known problems that are let through while a new rule is introduced: a list that can only shrink.

A record that changes is checked by every rule again; an entry that is no longer needed is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.checking.check import Report
from build_tools.checking.placing import problem_at
from build_tools.checking.problem import Problem, finding
from build_tools.checking.rulebook import message_for
from build_tools.errors import UsageError
from build_tools.loading import yaml_reader
from build_tools.loading.files import from_here, normal, selection
from build_tools.loading.yaml_reader import YamlError
from build_tools.writing import replace_file

KEY = "derogations"


class BaselineError(UsageError):
    """The file is no baseline; the message is for the user."""


@dataclass(frozen=True)
class Entry:
    """Problems of one rule in one file; `line` and `column` are the entry's own place."""

    file: str
    rule: str
    line: int
    column: int


def read_baseline(path: Path) -> tuple[Entry, ...]:
    """The entries of the file. Raises BaselineError, OSError."""
    try:
        root = yaml_reader.compose(yaml_reader.decode(path.read_bytes()))
        items = yaml_reader.to_data(root).get(KEY)
    except YamlError as error:
        raise BaselineError(
            f"« {path} », ligne {error.line} : {message_for(error.key, **error.values).message}"
        ) from error
    if not isinstance(items, list) or not all(_is_entry(item) for item in items):
        raise BaselineError(f"« {path} » : « {KEY} » attend une liste de {{fichier: …, regle: …}}.")
    places = (yaml_reader.position(root, (KEY, i)) for i in range(len(items)))
    return tuple(Entry(item["fichier"], item["regle"], *place) for item, place in zip(items, places, strict=True))


def write_baseline(path: Path, entries: Iterable[Entry]) -> None:
    """Write the file again with these entries."""
    lines = [f"  - {{fichier: {entry.file}, regle: {entry.rule}}}" for entry in entries]
    replace_file(path, ("\n".join([f"{KEY}:", *lines] if lines else [f"{KEY}: []"]) + "\n").encode())


def needed(entries: Iterable[Entry], report: Report, folder: Path, only: Sequence[Path] | None) -> list[Entry]:
    """The entries that have a problem to suppress, or whose file the report does not look at."""
    known = {_name(problem, folder) for problem in report.problems}
    is_selected = selection(only)
    return [e for e in entries if (e.file, e.rule) in known or not is_selected(folder / e.file)]


def apply_baseline(
    report: Report, entries: Sequence[Entry], baseline: Path, folder: Path, only: Sequence[Path] | None,
    changed: Iterable[Path],
) -> Report:  # fmt: skip
    """The report without what the entries suppress in files that are not `changed`, and with those no longer needed."""
    strict = {normal(path) for path in changed}
    excused = {(entry.file, entry.rule) for entry in entries if normal(folder / entry.file) not in strict}
    kept = [problem for problem in report.problems if _name(problem, folder) not in excused]
    kept_entries = needed(entries, report, folder, only)
    for entry in entries:
        if entry not in kept_entries:
            needless = finding((), "derogation-inutile", file=entry.file, rule=entry.rule)
            kept.append(problem_at(baseline, needless, entry.line, entry.column))
    return replace(report, problems=tuple(sorted(kept)))


def _is_entry(item: object) -> bool:
    return (
        isinstance(item, dict) and set(item) == {"fichier", "regle"} and all(isinstance(v, str) for v in item.values())
    )


def _name(problem: Problem, folder: Path) -> tuple[str, str]:
    return from_here(problem.path, folder), problem.rule
