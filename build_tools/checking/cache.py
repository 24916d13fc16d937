"""What earlier checks of a folder found, so that a later one reads and checks only what has changed since.

At 10,000 records a check takes seconds, which each edit of one record would cost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from build_tools.checking.problem import Problem
from build_tools.checking.rules.context import RuleContext
from build_tools.checking.schema_check import SchemaCheck
from build_tools.loading.files import CatalogueFile
from build_tools.model import Vocabularies
from build_tools.model.base import SourcedRecord

Signature: TypeAlias = tuple[int, int, int]
"""Time of the last change of content or place in nanoseconds (a program cannot set it), size in bytes, inode."""

Problems: TypeAlias = tuple[Problem, ...]

ReadVocabularies: TypeAlias = tuple[Vocabularies, list[Problem]]

# Two writes within a tick of the file system's clock have the same time: so recent a file is read again next time.
_TICK = 50_000_000


@dataclass(frozen=True)
class Entry:
    """One record's file: its typed record if it has one, and what is wrong with it whatever the other files are."""

    file: CatalogueFile
    record: SourcedRecord | None
    problems: Problems


CheckedRecord: TypeAlias = tuple[Entry, Problems]
"""A file with all that is wrong in it, given what its rules look at."""


@dataclass
class CheckCache:
    """Belongs to one folder. What was found holds while the file and what its rules look at stay the same."""

    _vocabularies: tuple[object, ReadVocabularies] | None = None
    _schema_check: SchemaCheck | None = None
    _context: RuleContext | None = None
    _known: dict[str, tuple[Signature, CheckedRecord]] = field(default_factory=dict)

    def vocabularies(
        self, files: Sequence[CatalogueFile], today: date, read: Callable[[], ReadVocabularies]
    ) -> ReadVocabularies:
        """What `read` makes of the vocabularies' files, made anew when one of them or the day has changed."""
        signatures = [_signature(file) for file in files]
        state = (today, [file.location for file in files], signatures)
        if self._vocabularies is None or self._vocabularies[0] != state or None in signatures:
            self._vocabularies = (state, read())
        return self._vocabularies[1]

    def schema_check(self, vocabularies: Vocabularies) -> SchemaCheck:
        """The schema check with these vocabularies, made anew when they have changed; nothing else holds then."""
        if self._schema_check is None or self._schema_check.vocabularies is not vocabularies:
            self._schema_check = SchemaCheck(vocabularies)
            self._known.clear()
        return self._schema_check

    def checked(
        self,
        files: Sequence[CatalogueFile],
        context: RuleContext,
        read: Callable[[Sequence[CatalogueFile]], Iterator[CheckedRecord]],
        with_rules: Callable[[Entry], Problems],
    ) -> Iterator[CheckedRecord]:
        """One for each file, in no certain order.

        `read` reads and checks the files that are not known as they are now; `with_rules` checks again one that is,
        when what its rules look at has changed. Ask for the `schema_check` first.
        """
        signatures = {file.location: _signature(file) for file in files}  # before reading, or a change might be missed
        before = {path: known for path, known in self._known.items() if known[0] == signatures.get(path)}
        if self._context != context:
            before = {path: (signature, (entry, with_rules(entry))) for path, (signature, (entry, _)) in before.items()}
        self._context = context
        self._known = before
        yield from [record for _, record in before.values()]
        for record in read([file for file in files if file.location not in before]):
            if signature := signatures[record[0].file.location]:
                self._known[record[0].file.location] = (signature, record)
            yield record


def _signature(file: CatalogueFile) -> Signature | None:
    """What changes when the file does; None if that cannot be told (edited, vanished, written just now)."""
    if file.content is not None:
        return None
    try:
        found = file.path.stat(follow_symlinks=False)
    except OSError:
        return None
    recent = time.time_ns() - found.st_ctime_ns < _TICK
    return None if recent else (found.st_ctime_ns, found.st_size, found.st_ino)
