"""Files of the catalogue put in canonical form, or compared with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.checking.placing import unreadable
from build_tools.checking.problem import Problem
from build_tools.checking.reports.visible import visible
from build_tools.contributing.formatting import CannotFormatError, format_text
from build_tools.loading.catalogue import Document, load
from build_tools.loading.files import from_here, selection
from build_tools.model.json_schema import schema_without_terms
from build_tools.writing import replace_file


@dataclass(frozen=True)
class Outcome:
    """One file: the problem that forbids to format it, or its canonical text and whether it had it already.

    `impossible` says that the canonical text would not mean exactly the same; the file stays as it is.
    """

    path: Path
    problem: Problem | None = None
    text: str = ""
    changed: bool = False
    impossible: bool = False

    @property
    def shown(self) -> str:
        """The path as the user reads it, from where the command runs."""
        return visible(from_here(self.path))


def outcomes(catalogue: Path, only: Sequence[Path] | None = None) -> Iterator[Outcome]:
    """What formatting each file below `catalogue` gives; with `only`, just of those files and folders."""
    is_selected = selection(only)
    loaded = load(catalogue)
    for file in loaded.files:
        if is_selected(file.location):
            yield _outcome(loaded.read(file))


def _outcome(document: Document) -> Outcome:
    path = document.file.path
    if document.unreadable:
        return Outcome(path, problem=unreadable(path, document.unreadable))
    try:
        text = format_text(document.raw, schema_without_terms(document.file.schema))
    except CannotFormatError:
        return Outcome(path, impossible=True)
    return Outcome(path, text=text, changed=text.encode() != document.raw)


def write(outcome: Outcome) -> None:
    """Put the canonical text in the file's place at once: an interruption leaves the old one whole."""
    replace_file(outcome.path, outcome.text.encode())
