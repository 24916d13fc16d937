"""Answers as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from build_tools.analysis.matching.match import Answer, Match, Reason
from build_tools.text.typography import french

FIELD_LABELS = {
    "titre": "titre",
    "competences": "compétences",
    "synonyme": "nom du thème",
    "resume": "résumé",
    "themes": "thèmes",
    "metiers": "métiers",
    "besoin": "besoin",
    "definition": "définition du thème",
    "certifications": "certifications",
    "secteurs": "secteurs",
}


def as_data(answer: Answer) -> dict[str, Any]:
    """One answer as plain JSON values."""
    return {
        "need": answer.need,
        "matches": [_match(match) for match in answer.matches],
        "uncovered": list(answer.uncovered),
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "id": match.id,
        "titre": match.titre,
        "region": match.region,
        "score": match.score,
        "why": [_reason(reason) for reason in match.why],
        "skills": list(match.skills),
    }


def _reason(reason: Reason) -> dict[str, str]:
    theme = {"theme": reason.theme} if reason.theme else {}
    return {"word": reason.word, "field": reason.field, **theme}


def as_json(answers: Sequence[Answer]) -> str:
    """A JSON array with one object on each line."""
    lines = (json.dumps(as_data(answer), ensure_ascii=False, separators=(",", ":")) for answer in answers)
    return "[\n" + ",\n".join(lines) + "\n]"


def as_text(answers: Sequence[Answer]) -> str:
    """For a terminal: each need, its answers and leads with their reasons, what stays uncovered; then the count."""
    answered = sum(answer.is_answered for answer in answers)
    blocks = [french("\n".join(_lines(answer))) for answer in answers]
    return "\n\n".join([*blocks, french(_count(answered, len(answers)))])


def _count(answered: int, whole: int) -> str:
    told = f"{answered} besoin{'s' if answered > 1 else ''} sur {whole}"
    return f"{told} {'ont' if answered > 1 else 'a'} une réponse dans le catalogue."


def _lines(answer: Answer) -> list[str]:
    lines = [f"« {answer.need} »"]
    for match in answer.matches:
        kind = "répond" if match.is_answer else "piste "
        lines.append(f"  {kind} {match.score:3}  {match.titre} ({match.region}) [{match.id}]")
        lines.append(f"              {_why(match)}")
        lines += [f"              - {skill}" for skill in match.skills]
    if not answer.is_answered:
        lines.append("  aucun module ne répond")
    if answer.uncovered:
        lines.append(f"  reste non couvert : {', '.join(answer.uncovered)}")
    return lines


def _why(match: Match) -> str:
    """« vélo, électrique (titre) »: the words of a field together."""
    words: dict[str, list[str]] = {}
    for reason in match.why:
        where = FIELD_LABELS[reason.field] + (f" « {reason.theme} »" if reason.theme else "")
        words.setdefault(where, []).append(reason.word)
    return " ; ".join(f"{', '.join(found)} ({where})" for where, found in words.items())
