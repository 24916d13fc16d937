"""Answers as text for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from build_tools.analysis.matching.match import NOISE, NOTHING, TO_LOOK_AT, Answer, Match, Reason
from build_tools.analysis.matching.noise import LABELS as NOISE_LABELS
from build_tools.analysis.matching.offer import OfferModule, modules_of
from build_tools.text.typography import french
from build_tools.writing import json_line

FIELD_LABELS = {
    "titre": "titre",
    "competences": "compétences",
    "synonyme": "nom du thème",
    "voisin": "proche de",
    "rome": "proche de la compétence ROME",
    "resume": "résumé",
    "themes": "thèmes",
    "metiers": "métiers",
    "definition": "définition du thème",
    "besoin": "besoin",
    "certifications": "certifications",
    "secteurs": "secteurs",
    "appellation": "métier",
    "famille": "métier du même domaine",
    "cadre": "cadre du travail",
}


def as_data(answer: Answer) -> dict[str, Any]:
    """One answer as plain JSON values."""
    return {
        "need": answer.need,
        "kind": answer.kind,
        "level": answer.level or None,
        **({"noise": answer.noise} if answer.noise else {}),
        "matches": [_match(match) for match in answer.matches],
        "uncovered": list(answer.uncovered),
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "id": match.id,
        "titre": match.titre,
        "region": match.region,
        "score": match.score,
        "level": match.level,
        "why": [_reason(reason) for reason in match.why],
        "skills": list(match.skills),
    }


def _reason(reason: Reason) -> dict[str, str]:
    theme = {"theme": reason.theme} if reason.theme else {}
    return {"word": reason.word, "field": reason.field, **theme}


def module_data(module: OfferModule) -> dict[str, Any]:
    """A module of an offer as plain JSON values."""
    return {
        "id": module.id,
        "titre": module.titre,
        "region": module.region,
        "level": module.level,
        "reason": _reason(module.reason),
        "needs": list(module.needs),
    }


def as_json(answers: Sequence[Answer]) -> str:
    """A JSON object: the modules of the whole file, then each line; one of either on each line."""
    modules = [json_line(module_data(module)) for module in modules_of(answers)]
    needs = [json_line(as_data(answer)) for answer in answers]
    return f'{{"modules":[{_lines_of(modules)}],\n"needs":[{_lines_of(needs)}]}}'


def _lines_of(entries: Sequence[str]) -> str:
    return "\n" + ",\n".join(entries) + "\n" if entries else ""


def as_text(answers: Sequence[Answer]) -> str:
    """For a terminal: the modules of the whole, then each need with its answers, their reasons and what stays open."""
    needs = [answer for answer in answers if answer.kind != NOISE]
    modules = modules_of(answers)
    head = [french("\n".join(_summary(modules)))] if len(needs) > 1 and modules else []
    blocks = [french("\n".join(_lines(answer))) for answer in needs]
    answered = sum(answer.is_answered for answer in needs)
    return "\n\n".join([*head, *blocks, french("\n".join([_count(answered, len(needs)), *_noise(answers)]))])


def _summary(modules: Sequence[OfferModule]) -> list[str]:
    lines = [f"{len(modules)} module{'s' if len(modules) > 1 else ''} pour cette offre"]
    for module in modules:
        lines.append(f"  {module.level} : {module.titre} ({module.region}) [{module.id}]")
        lines.append(f"      {_why((module.reason,))}")
        lines += [f"      « {need} »" for need in module.needs]
    return lines


def _noise(answers: Sequence[Answer]) -> list[str]:
    kinds = dict.fromkeys(NOISE_LABELS[answer.noise] for answer in answers if answer.kind == NOISE)
    count = sum(answer.kind == NOISE for answer in answers)
    if not count:
        return []
    counted = f"{count} ligne{'s' if count > 1 else ''} mise{'s' if count > 1 else ''} à part"
    return [f"{counted} : {', '.join(kinds)}."]


def _count(answered: int, whole: int) -> str:
    counted = f"{answered} besoin{'s' if answered > 1 else ''} sur {whole}"
    return f"{counted} {'ont' if answered > 1 else 'a'} une réponse dans le catalogue."


def _lines(answer: Answer) -> list[str]:
    lines = [f"« {answer.need} »"]
    for match in answer.matches:
        lines.append(f"  {match.level} : {match.titre} ({match.region}) [{match.id}]")
        lines.append(f"      {_why(match.why)}")
        lines += [f"      - {skill}" for skill in match.skills]
    if not answer.matches:
        lines.append(f"  {NOTHING}")
    elif answer.level == TO_LOOK_AT:
        lines.append("  aucun module ne répond vraiment")
    if answer.uncovered:
        lines.append(f"  reste non couvert : {', '.join(answer.uncovered)}")
    return lines


def _why(reasons: Sequence[Reason]) -> str:
    """« vélo, électrique (titre) »: the words of a field together."""
    words: dict[str, list[str]] = {}
    for reason in reasons:
        where = FIELD_LABELS[reason.field] + (f" « {reason.theme} »" if reason.theme else "")
        words.setdefault(where, []).append(reason.word)
    return " ; ".join(f"{', '.join(found)} ({where})" for where, found in words.items())
