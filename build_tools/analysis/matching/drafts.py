"""Drafts of modules for the needs that no module answers: what a contributor completes into records.

The browser does the same in `docs/assets/javascripts/besoin/ebauches.js`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from build_tools.analysis.matching.match import Answer

HEAD = (
    "# Ébauches de modules : des besoins auxquels aucun module du catalogue ne répond.",
    "# Chaque document « --- » est le début d'une fiche : complétez-le d'après « Les champs d'une fiche ».",
)
TITLE_LENGTH = 120


def drafts(answers: Sequence[Answer]) -> str:
    """YAML with one document for each need without an answer, leads named; empty when there is none."""
    open_needs = [answer for answer in answers if not answer.is_answered]
    return "\n".join([*HEAD, *(line for answer in open_needs for line in _draft(answer))]) + "\n" if open_needs else ""


def _draft(answer: Answer) -> list[str]:
    title = answer.need[:TITLE_LENGTH].strip(" .")
    leads = ", ".join(match.id for match in answer.matches)
    return [
        "---",
        *([f"# Pistes à regarder d'abord : {leads}"] if leads else []),
        f"titre: {_quoted(title)}",
        "resume:  # ce que l'on apprend, pour qui",
        "region:  # la région qui crée le module",
        "secteurs: []",
        "transitions: []",
        "nature:  # un terme du vocabulaire « natures »",
        "competences:",
        f"  - intitule: {_quoted(title)}",
        "    ecart: nouveau",
        "besoin:",
        f"  constat: {_quoted(answer.need)}",
        "sources:  # où le besoin a été dit",
        "verifie_le:  # année-mois-jour",
    ]


def _quoted(text: str) -> str:
    """JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)
