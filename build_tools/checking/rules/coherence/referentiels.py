"""Rules on référentiels: the file, the code and the blocks say the same registration, and its state has a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.checking.rules.coherence.registrations import wrong_state
from build_tools.checking.rules.context import Context
from build_tools.model import Referentiel
from build_tools.model.base import SourcedRecord
from build_tools.model.certification import registration_of
from build_tools.model.referentiel import referentiel_id


def check_referentiel(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """One registration: its file's name, its blocks, its state."""
    if isinstance(record, Referentiel):
        expected = referentiel_id(record.code)
        if record.id != expected:
            yield finding(("code",), "referentiel-code", expected=expected, code=record.code, name=record.id)
        yield from _wrong_blocks(record)
        yield from wrong_state((), record)


def _wrong_blocks(record: Referentiel) -> Iterator[Finding]:
    counts = Counter(block.code for block in record.blocs if block.code)
    for i, block in enumerate(record.blocs):
        where = ("blocs", i, "code")
        if block.code and registration_of(block.code) != record.code:
            yield finding(where, "referentiel-code/bloc", block=block.code, code=record.code)
        elif block.code and counts.pop(block.code, 1) > 1:
            yield finding(where, "referentiel-code/double", block=block.code)
