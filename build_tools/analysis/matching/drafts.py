"""Drafts of modules for the needs that no module answers: what a contributor completes into records.

The browser does the same in `docs/assets/javascripts/besoin/ebauches.js`.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.analysis.matching.match import NEED, Answer
from build_tools.writing import json_line as quoted  # JSON's strings are YAML's

HEAD = (
    "# Débuts de fiches de modules : des besoins auxquels aucun module du catalogue ne répond.",
    "# Chaque document « --- » est le début d'une fiche : complétez-le d'après « Les champs d'une fiche ».",
)
# A draft; {titre} and {besoin} stand for the need, cut and whole.
REST = (
    "titre: {titre}",
    "resume:  # ce que l'on apprend, pour qui",
    "region:  # la région qui crée le module",
    "secteurs: []",
    "transitions: []",
    "nature:  # un terme du vocabulaire « natures »",
    "competences:",
    "  - intitule: {titre}",
    "    ecart: nouveau",
    "besoin:",
    "  constat: {besoin}",
    "sources:  # où le besoin a été dit",
    "verifie_le:  # année-mois-jour",
)
TITLE_LENGTH = 120


def drafts(answers: Sequence[Answer]) -> str:
    """YAML with one document for each need without an answer, leads named; empty when there is none."""
    open_needs = [answer for answer in answers if answer.kind == NEED and not answer.is_answered]
    return "\n".join([*HEAD, *(line for answer in open_needs for line in _draft(answer))]) + "\n" if open_needs else ""


def _draft(answer: Answer) -> list[str]:
    title, need = quoted(answer.need[:TITLE_LENGTH].strip(" .")), quoted(answer.need)
    leads = ", ".join(match.id for match in answer.matches)
    noted = [f"# Pistes à regarder d'abord : {leads}"] if leads else []
    return ["---", *noted, *(line.replace("{titre}", title).replace("{besoin}", need) for line in REST)]
