"""How much of what a record may say it says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_origin

from build_tools.model.base import SourcedRecord

# What the catalogue says of the record itself, not of its subject.
ABOUT_THE_RECORD = frozenset(("id", "sources", "deduit", "precisions", "confiance", "verifie_le", "remplace"))


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


def given(values: Mapping[str, Any], model: type[SourcedRecord]) -> int:
    """How many of the optional fields of its model a record gives; `values` may be what its file says."""
    return sum(is_given(values.get(name)) for name in optional_fields(model))
