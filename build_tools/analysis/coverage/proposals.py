"""Skills that a newer text covers and the one before did not: an integration to confirm, never written."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.analysis.coverage.measure import Coverage
from build_tools.analysis.coverage.standing import Standing, standing_of, verdicts
from build_tools.model import Catalogue, Module


@dataclass(frozen=True)
class Proposal:
    """A skill of a module that the text now covers; `before` is what was computed of the text before."""

    certification: str
    module: Module
    skill: str
    code: str
    before: str
    now: Coverage
    since: datetime.date | None


def proposals(before: Catalogue, after: Catalogue, day: datetime.date) -> Iterator[Proposal]:
    """Every such skill of the catalogue, certification by certification; those integrated already are left out."""
    for certification in after.certifications.values():
        modules = after.by_certification.get(certification.id, ())
        old = before.certifications.get(certification.id)
        if old is None or not modules:
            continue
        now = standing_of(after, certification, day)
        if now.is_current and now.compared and now.compared.is_detailed:
            yield from _of_one(standing_of(before, old, day), now, modules)


def _of_one(before: Standing, now: Standing, modules: tuple[Module, ...]) -> Iterator[Proposal]:
    earlier = {(v.module.id, v.skill): v.coverage.verdict for v in verdicts(before, modules)}
    for verdict in verdicts(now, modules):
        was = earlier.get((verdict.module.id, verdict.skill), "inconnu")
        done = any(i.certification == now.certification.id for i in verdict.module.integrations)
        if verdict.coverage.verdict == "couverte" and was != "couverte" and not done:
            yield Proposal(
                now.certification.id,
                verdict.module,
                verdict.skill,
                now.code,
                was,
                verdict.coverage,
                now.begins,
            )


def in_words(found: Proposal, document: str) -> list[str]:
    """What to look at, and the lines to add to the module's record once it is confirmed."""
    sentence = found.now.sentence
    block = f", bloc: {sentence.block}" if sentence and sentence.block else ""
    since = f", le: {found.since}" if found.since else ""
    was = {"absente": "absente", "approchee": "approchée"}.get(found.before, "texte inconnu")
    return [
        f"  {found.module.id} : « {found.skill} » ({was} → couverte, calculé)",
        f"    {sentence.block if sentence else found.code} : « {sentence.text if sentence else ''} »",
        "    à confirmer par une lecture, puis à écrire dans la fiche du module :",
        "    integrations:",
        f"      - {{certification: {found.certification}, code: {found.code}{block}{since}, "
        f"sources: [{{document: {document}}}]}}",
    ]
