"""Certifications by end of registration: what is open for each, to whom it goes, before when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.analysis.dossier import Dossier

_NEVER = datetime.date.max


@dataclass(frozen=True)
class Deadline:
    """A certification that modules complete. `open` counts the skills that no known text covers."""

    dossier: Dossier
    open: int

    @property
    def ends(self) -> datetime.date | None:
        """The last day of the registration."""
        return self.dossier.standing.ends

    @property
    def is_past(self) -> bool:
        """Whether that date has come."""
        return self.dossier.standing.expired


def deadlines(dossiers: Iterable[Dossier]) -> tuple[Deadline, ...]:
    """Those to come first, the nearest first; then those that are past, the latest first; then those without a date."""
    return tuple(sorted((Deadline(dossier, _open(dossier)) for dossier in dossiers), key=_order))


def _open(dossier: Dossier) -> int:
    """Skills that no verdict calls covered, with or without a text; those taken up are left out."""
    done = {addition.module.id for addition in dossier.integrated}
    covered = {(v.module.id, v.skill) for v in dossier.verdicts if v.coverage.verdict == "couverte"}
    skills = ((addition.module.id, skill.intitule) for addition, skill in dossier.skills)
    return sum(module not in done and (module, skill) not in covered for module, skill in skills)


def _order(deadline: Deadline) -> tuple[int, int, str]:
    ends = deadline.ends or _NEVER
    rank = 2 if deadline.ends is None else 1 if deadline.is_past else 0
    return rank, -ends.toordinal() if rank == 1 else ends.toordinal(), deadline.dossier.label
