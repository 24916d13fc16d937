"""What an import found and did, in French, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.checking.reports.visible import visible
from build_tools.contributing.spreadsheet.importing import Plan, Proposal
from build_tools.loading.files import from_here
from build_tools.text.typography import french


def reading_lines(plan: Plan, *, whole: bool) -> Iterator[str]:
    """What each column was taken for; unless `whole`, only where its header or a value is not read as it stands."""
    for reading in plan.readings:
        if whole or not reading.plain:
            yield french(visible(reading.text))
            for note in reading.notes:
                yield french(f"    {visible(note)}")


def summary_lines(plan: Plan, written: Sequence[Path]) -> Iterator[str]:
    """Remarks, problems, what was written or is proposed, then one line of figures."""
    for notice in plan.notices:
        yield french(f"Remarque : {visible(notice)}")
    for problem in plan.problems:
        yield problem.text
    for proposal in plan.proposals:
        yield from _proposal_lines(proposal, done=proposal.path in written)
    yield french(_figures(plan, written))


def _proposal_lines(proposal: Proposal, *, done: bool) -> Iterator[str]:
    what = "nouvelle fiche" if proposal.is_new else "mise à jour"
    yield french(f"{_place(proposal)} : {what} {'écrite' if done else 'proposée'}, {_path(proposal.path)}")
    for path in proposal.records:
        yield french(f"    avec la fiche de la certification, {_path(path)}")
    for change in proposal.changes:
        yield french(f"    {change.libelle} : {visible(change.phrase)}")


def _place(proposal: Proposal) -> str:
    row = proposal.row
    return f"« {visible(row.table.sheet.name)} », ligne {row.index + 1}"


def _path(path: Path) -> str:
    return visible(from_here(path))


def _figures(plan: Plan, written: Sequence[Path]) -> str:
    parts = []
    for found, one, many in (
        (plan.new, "nouvelle fiche", "nouvelles fiches"),
        (plan.updates, "mise à jour", "mises à jour"),
    ):
        done = sum(proposal.path in written for proposal in found)
        plural = "s" if len(found) > 1 else ""
        state = "écrite" if done else "proposée"
        parts += [f"{len(found)} {many if plural else one} {state}{plural}"] * bool(found)
    parts += [f"{plan.unchanged} sans changement"] * bool(plan.unchanged)
    refused = len(plan.refused)
    parts += [f"{refused} ligne{'s' if refused > 1 else ''} refusée{'s' if refused > 1 else ''}"] * bool(refused)
    waiting = any(not proposal.is_new and proposal.path not in written for proposal in plan.proposals)
    return (
        f"{', '.join(parts) or 'aucune ligne à lire'}.{' Pour écrire les mises à jour : --update.' if waiting else ''}"
    )
