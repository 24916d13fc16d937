"""How the values of a record are said in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from build_tools.model.base import SourcedRecord, inner_model
from build_tools.model.module import Duration, Module, Prerequisite
from build_tools.text.typography import number

# What a JSON Schema or a table calls a plain value → its name in French.
VALUE_KINDS = {"string": "texte", "integer": "nombre entier", "number": "nombre", "boolean": "vrai ou faux"}


def duration_text(length: Duration) -> str:
    """« 14 h », « de 7 à 280 h », « 70 ou 140 h », with the hours in a company apart."""
    if length.heures:
        centre = number(length.heures)
    elif length.min:
        centre = f"de {number(length.min)} à {number(length.max or 0)}"
    else:
        centre = " ou ".join(number(hours) for hours in length.choix)
    company = f" en centre, {number(length.entreprise)} h en entreprise" if length.entreprise else ""
    return f"{centre} h{company}"


def prerequisite_text(asked: Prerequisite, modules: Mapping[str, Module]) -> str:
    """« Avoir suivi le module « Anglais » : à l'oral »: the module to follow before, the condition, or both."""
    before = modules.get(asked.module or "")
    parts = [f"Avoir suivi le module « {before.titre} »" if before else "", asked.condition or ""]
    return " : ".join(part for part in parts if part)


def field_label(record: BaseModel, name: str) -> str:
    """The French title of a field of a record, for use inside a sentence: `besoin.constat` → « besoin : constat »."""
    return label_of(type(record), name)


def deduction_note(record: SourcedRecord) -> str:
    """What no source states of a record, as a sentence; nothing where all of it is stated. Spaces are plain."""
    names = ", ".join(field_label(record, name) for name in record.deduit)
    return f"Déduit par le catalogue, aucune source ne l'énonce : {names}." if names else ""


@cache
def label_of(model: Any, name: str) -> str:
    """The same for a field of a model."""
    labels: list[str] = []
    for step in name.split("."):
        info = getattr(model, "model_fields", {}).get(step)
        if info is None:
            return name
        title = info.title or _annotated_title(info.metadata) or step
        labels.append(title[0].lower() + title[1:])
        model = inner_model(info.annotation)
    return " : ".join(labels)


def _annotated_title(metadata: Sequence[Any]) -> str:
    return next((title for item in metadata if (title := getattr(item, "title", None))), "")
