"""What rules on records share: the record's context, and its parts with their places."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.checking.problem import Finding
from build_tools.loading.files import CatalogueFile
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Catalogue, Vocabularies
from build_tools.model.base import Source, SourcedRecord, inner_model

Part = tuple[NodePath, BaseModel]


class RuleContext(NamedTuple):
    """What all rules on records may look at: every known id by collection or vocabulary, the vocabularies, the day.

    `ids` holds the ids of all files, even of those that could not be read: a broken record breaks no reference.
    """

    ids: Mapping[str, Set[str]]
    vocabularies: Vocabularies
    today: datetime.date


@dataclass(frozen=True)
class Context:
    """What a rule may look at beside the record: its file and parts, and what all rules on records may look at.

    `parts` are the record and what is inside it that cites sources, walked once for all rules.
    """

    file: CatalogueFile
    parts: Sequence[Part]
    ids: Mapping[str, Set[str]]
    vocabularies: Vocabularies
    today: datetime.date


RecordRule = Callable[[SourcedRecord, Context], Iterator[Finding]]
"""A rule on one record."""

CatalogueRule = Callable[[Catalogue], Iterator[tuple[SourcedRecord, Finding]]]
"""A rule on the whole catalogue; each finding goes with the record where it is told."""


def parts_of(value: object, where: NodePath = ()) -> Iterator[Part]:
    """A model and the models inside it that cite sources or name what they deduce, with their places."""
    if isinstance(value, BaseModel):
        yield where, value
        for name in _citing_fields(type(value)):
            if inside := getattr(value, name):
                yield from parts_of(inside, (*where, name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from parts_of(item, (*where, i))


@cache
def _citing_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that lead to a source, found once for each class: walking them all cost a third of a big check."""
    inner = {name: inner_model(field.annotation) for name, field in model.model_fields.items()}
    return tuple(name for name, part in inner.items() if part and (part is Source or _citing_fields(part)))


IsWanted = Callable[[str, FieldInfo], bool]
"""Whether a rule looks at a field, from its name and definition."""


def values_of(part: BaseModel, is_wanted: IsWanted, where: NodePath = ()) -> Iterator[tuple[NodePath, BaseModel, Any]]:
    """The values of the wanted fields of a record or term, and of all inside it: place, holder, value.

    A rule that takes its fields from the model covers new fields too. Items of a list come one by one.
    """
    for name, wanted in _paths_to(type(part), is_wanted):
        found = getattr(part, name)
        if found is None:
            continue
        for place, value in _items((*where, name), found):
            if wanted:
                yield place, part, value
            elif isinstance(value, BaseModel):
                yield from values_of(value, is_wanted, place)


def _items(where: NodePath, value: Any) -> Iterable[tuple[NodePath, Any]]:
    return [((*where, i), item) for i, item in enumerate(value)] if isinstance(value, tuple) else [(where, value)]


@cache
def _paths_to(model: type[BaseModel], is_wanted: IsWanted) -> tuple[tuple[str, bool], ...]:
    """The wanted fields, and those that lead to some; found once for each class."""
    paths = []
    for name, field in model.model_fields.items():
        inner = inner_model(field.annotation)
        wanted = inner is None and is_wanted(name, field)
        if wanted or (inner and _paths_to(inner, is_wanted)):
            paths.append((name, wanted))
    return tuple(paths)
