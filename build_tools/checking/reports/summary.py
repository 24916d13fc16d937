"""One line that says how a check went."""

from __future__ import annotations

from build_tools.checking.check import Report
from build_tools.text.typography import french


def summary(report: Report) -> str:
    """« 133 fiches vérifiées : aucun problème. »"""
    errors, warnings = report.errors, len(report.problems) - report.errors
    found = [_count(errors, "erreur")] * bool(errors) + [_count(warnings, "avertissement")] * bool(warnings)
    checked = _count(report.records, "fiche") + (" vérifiée" if report.records < 2 else " vérifiées")
    return french(f"{checked} : {', '.join(found) or 'aucun problème'}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
