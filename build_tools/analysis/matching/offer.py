"""All answers to an offer or a list together: each module once, with the lines that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.analysis.matching.match import LEVELS, Answer, Match, Reason


@dataclass(frozen=True)
class OfferModule:
    """A module that answers lines of an offer: its best level, the reason that counts most, and the lines."""

    id: str
    titre: str
    region: str
    level: str
    reason: Reason
    needs: tuple[str, ...]


def modules_of(answers: Sequence[Answer]) -> tuple[OfferModule, ...]:
    """The modules that answer, if only in part: the best level first, then those that answer most lines."""
    found: dict[str, list[tuple[str, Match]]] = {}
    for answer in answers:
        for match in answer.matches:
            if match.is_answer:
                found.setdefault(match.id, []).append((answer.need, match))
    modules = [_module(pairs) for pairs in found.values()]
    return tuple(sorted(modules, key=lambda module: (LEVELS[module.level], -len(module.needs))))


def _module(pairs: Sequence[tuple[str, Match]]) -> OfferModule:
    best = min((match for _, match in pairs), key=lambda match: (LEVELS[match.level], -match.score))
    reason = max(best.why, key=lambda why: why.points)
    return OfferModule(best.id, best.titre, best.region, best.level, reason, tuple(need for need, _ in pairs))
