"""Open proposals that seem to be about the same record, by what GitHub gives of their files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from build_tools.loading.yaml_reader import readable
from build_tools.model.kinds import KINDS
from build_tools.text.folding import LITTLE_WORDS, fold, words_of

# A patch of GitHub's may be long; the title of a record stands in its first lines.
_LINES_MAX = 400


@dataclass(frozen=True)
class ProposedRecord:
    """A record that a proposal adds or changes: its path in the repository, and its title where the patch says it."""

    path: PurePosixPath
    title: str = ""

    @property
    def shown(self) -> str:
        """The title, or the name of the file."""
        return self.title or self.path.stem


@dataclass(frozen=True)
class Overlap:
    """A record of the proposal that is read, and the one of another open proposal that looks the same."""

    ours: ProposedRecord
    number: int
    theirs: ProposedRecord


def records_in(files: Iterable[Mapping[str, Any]]) -> Iterator[ProposedRecord]:
    """The records among the files of a proposal, as GitHub gives them (`filename`, `status`, `patch`)."""
    for file in files:
        path = PurePosixPath(str(file.get("filename", "")))
        of_catalogue = path.parts[:1] == ("catalogue",) and len(path.parts) > 2 and path.suffix == ".yml"
        if of_catalogue and path.parts[1] in KINDS and file.get("status") != "removed":
            yield ProposedRecord(path, _title(str(file.get("patch") or ""), KINDS[path.parts[1]].titled))


def overlaps(ours: Sequence[ProposedRecord], others: Mapping[int, Sequence[ProposedRecord]]) -> list[Overlap]:
    """Each record of ours with those of the other proposals that are about the same file, or title and region."""
    return [
        Overlap(mine, number, theirs)
        for mine in ours
        for number, records in sorted(others.items())
        for theirs in records
        if mine.path == theirs.path or _same_title(mine, theirs)
    ]


def _same_title(one: ProposedRecord, other: ProposedRecord) -> bool:
    """Whether two records of one folder, which is one region, have the same significant words, in whatever order."""
    if one.path.parent != other.path.parent:
        return False
    words, others = (words_of(fold(record.shown)) - LITTLE_WORDS for record in (one, other))
    return bool(words) and words == others


def _title(patch: str, key: str) -> str:
    """What the patch makes of the title, however it is quoted or folded; nothing if it does not touch it."""
    lines = [line[1:] for line in patch.splitlines()[:_LINES_MAX] if line[:1] in ("+", " ")]
    start = next((i for i, line in enumerate(lines) if re.match(rf"{key}\s*:", line)), None)
    if start is None:
        return ""
    rest = lines[start + 1 :]
    end = next((i for i, line in enumerate(rest) if not line.startswith(" ")), len(rest))
    title = (readable("\n".join([lines[start], *rest[:end], ""]).encode()) or {}).get(key)
    return title if isinstance(title, str) else ""
