"""How much of what a record may say it says: every optional field, and the ten points that an adviser looks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_origin

from pydantic import BaseModel

from build_tools.model.base import SourcedRecord, is_deduced
from build_tools.model.module import Module
from build_tools.model.ordering import by_title

# What the catalogue says of the record itself, not of its subject.
ABOUT_THE_RECORD = frozenset(("id", "sources", "deduit", "precisions", "confiance", "verifie_le", "remplace"))
# Always the catalogue's own classification, marked as deduced or not.
CLASSIFIED = frozenset(("themes",))


@cache
def optional_fields(model: type[SourcedRecord]) -> tuple[str, ...]:
    """Fields about the subject that a record may leave out, or give as an empty list, in the order of the model."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name not in ABOUT_THE_RECORD and (not field.is_required() or get_origin(field.annotation) is tuple)
    )


def is_given(value: Any) -> bool:
    """Whether the value of a field says something."""
    return value not in (None, (), [], {}, "")


def gives(module: Module, name: str) -> bool:
    """Whether the record says something in this field."""
    return is_given(getattr(module, name))


def deduces(module: Module, name: str) -> bool:
    """Whether the field is deduced, or a part of it where it is a group: a need is, when its observation is."""
    parts = type(value).model_fields if isinstance(value := getattr(module, name), BaseModel) else ()
    return any(is_deduced(part, module.deduit) for part in (name, *(f"{name}.{part}" for part in parts)))


def stated_by_catalogue(module: Module) -> tuple[str, ...]:
    """The fields whose value no source states: deduced, or classified."""
    marked = CLASSIFIED.union(name.partition(".")[0] for name in module.deduit) - ABOUT_THE_RECORD
    names = (name for name in Module.model_fields if name in marked and gives(module, name))
    return tuple(name for name in names if name in CLASSIFIED or deduces(module, name))


def given(values: Mapping[str, Any], model: type[SourcedRecord]) -> int:
    """How many of the optional fields of its model a record gives; `values` may be what its file says."""
    return sum(is_given(values.get(name)) for name in optional_fields(model))


@dataclass(frozen=True)
class Point:
    """One point of the measure: the field where it is written, its name after « il manque », when it is met."""

    field: str
    label: str
    is_met: Callable[[Module], bool]


# Stated or deduced: the measure says how much a reader learns, the marks say from where. Written up in methode.md.
POINTS = (
    Point("competences", "ce que l'on y apprend", lambda m: bool(m.competences)),
    Point("duree", "la durée", lambda m: m.duree is not None),
    Point("certifications", "la certification complétée", lambda m: bool(m.certifications)),
    Point("metiers", "le métier, par son code ROME", lambda m: bool(m.metiers)),
    Point("besoin", "le besoin à l'origine du module", lambda m: m.besoin is not None and bool(m.besoin.constat)),
    Point("publics", "le public", lambda m: bool(m.publics or m.publics_precisions)),
    Point("secteurs", "le secteur", lambda m: bool(m.secteurs)),
    Point("annee", "l'année", lambda m: m.annee is not None),
    Point("statut", "le statut", lambda m: m.statut is not None),
    Point("sources", "la page de la source", lambda m: any(source.page for source in m.sources)),
)
_TESTS = tuple(point.is_met for point in POINTS)
DETAILED = 8
# What says something of the content, beyond the title.
_CONTENT = ("competences", "duree", "prerequis", "modalites_pedagogiques", "evaluation")


def points_met(module: Module) -> int:
    """How many of the POINTS the record meets."""
    return sum([is_met(module) for is_met in _TESTS])  # a list: asked of each module in a dozen lists


def points_missing(module: Module) -> tuple[Point, ...]:
    """The POINTS that the record does not meet."""
    return tuple(point for point in POINTS if not point.is_met(module))


def level(module: Module) -> str:
    """A few words on how full the record is, for lists: empty for one between the two ends.

    « intitulé seul connu »: no source says what one learns, for how long, or how.
    """
    if not any(is_given(getattr(module, name)) for name in _CONTENT):
        return "intitulé seul connu"
    return "fiche détaillée" if points_met(module) >= DETAILED else ""


def fullest_first(module: Module) -> Any:
    """Sort key: the fullest record first, then by title."""
    return -points_met(module), by_title(module)
