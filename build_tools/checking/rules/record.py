"""What a schema cannot say: references between records, and coherence inside one record.

A rule is a small generator: (record, context) → findings. Adding one is adding a function to `RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from build_tools.checking.problem import Finding, found
from build_tools.checking.suggestions import did_you_mean
from build_tools.loading.files import CatalogueFile
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Certification, Demarche, Module, Vocabularies
from build_tools.model.base import EXCERPT_MAX_WORDS, Source, SourcedRecord, inner_model

_WORD = re.compile(r"\w[\w'’.,-]*")


@dataclass(frozen=True)
class Context:
    """What a rule may look at beside the record: its file, every known id, and the vocabularies.

    `ids` holds the ids of all files, even of those that could not be read: a broken record breaks no reference.
    """

    file: CatalogueFile
    ids: Mapping[str, Set[str]]
    vocabularies: Vocabularies


Rule = Callable[[SourcedRecord, Context], Iterator[Finding]]


def check_references(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """Every id that a record names is the id of a record or of a term."""
    for where, collection, target in _references(record):
        known = context.ids[collection]
        if target not in known and (known or collection != "metiers"):  # the ROME could not be read: said elsewhere
            labels = {term.libelle: term.id for term in context.vocabularies[collection].values()}
            suggestion = did_you_mean(target, known, labels, list_all=False)
            yield found(where, f"reference-{collection}", id=target, suggestion=suggestion)


def _references(record: SourcedRecord) -> Iterator[tuple[NodePath, str, str]]:
    if not isinstance(record, Module):
        return
    if record.demarche:
        yield ("demarche",), "demarches", record.demarche
    for i, completed in enumerate(record.certifications):
        yield ("certifications", i, "certification"), "certifications", completed.certification
    for i, code in enumerate(record.metiers):
        yield ("metiers", i), "metiers", code
    for i, prerequisite in enumerate(record.prerequis):
        if prerequisite.module:
            yield ("prerequis", i, "module"), "modules", prerequisite.module


def check_region_folder(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module or démarche lies in the folder of its region."""
    if isinstance(record, Module | Demarche) and record.region != context.file.folder:
        yield found(("region",), "region-dossier", region=record.region, folder=context.file.folder)


def check_id_prefix(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module's id begins with its region's short prefix, so that ids stay unique and readable."""
    if not isinstance(record, Module) or record.region not in context.vocabularies.regions:
        return
    prefix = context.vocabularies.regions[record.region].prefixe + "-"
    if not record.id.startswith(prefix):
        yield found((), "identifiant-prefixe", id=record.id, prefix=prefix)


def check_deduced_fields(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """`deduit` names fields that stand beside it, in a record or in one of its parts."""
    for where, part in _parts(record):
        for i, name in enumerate(getattr(part, "deduit", ())):
            if not _is_present(part, name.split(".")):
                suggestion = did_you_mean(name, part.model_fields_set - {"id", "deduit", "sources"})
                yield found((*where, "deduit", i), "deduit-present", name=name, suggestion=suggestion)


def _parts(value: object, where: NodePath = ()) -> Iterator[tuple[NodePath, BaseModel]]:
    """A model and the models inside it that cite sources or name what they deduce, with their places."""
    if isinstance(value, BaseModel):
        yield where, value
        for name in _citing_fields(type(value)):
            yield from _parts(getattr(value, name), (*where, name))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _parts(item, (*where, i))


@cache
def _citing_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that lead to a source, found once for each class: walking them all cost a third of a big check."""
    inner = {name: inner_model(field.annotation) for name, field in model.model_fields.items()}
    return tuple(name for name, part in inner.items() if part and (part is Source or _citing_fields(part)))


def _is_present(value: object, steps: list[str]) -> bool:
    """Whether the dotted path leads to a given field; in a list, one item that has it is enough."""
    if not steps:
        return True
    if isinstance(value, tuple):
        return any(_is_present(item, steps) for item in value)
    return (
        isinstance(value, BaseModel)
        and steps[0] in value.model_fields_set
        and _is_present(getattr(value, steps[0]), steps[1:])
    )


def check_excerpts(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """An excerpt is at most twelve words: enough to find the passage, too little to copy a work."""
    yield from long_excerpts(record)


def long_excerpts(model: BaseModel) -> Iterator[Finding]:
    """The excerpts that are too long, wherever they stand in a record or a vocabulary."""
    for where, part in _parts(model):
        words = len(_WORD.findall(part.extrait or "")) if isinstance(part, Source) else 0
        if words > EXCERPT_MAX_WORDS:
            yield found((*where, "extrait"), "extrait-longueur", words=words, most=EXCERPT_MAX_WORDS)


def check_duration_order(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """The shortest length is not longer than the longest."""
    duration = record.duree if isinstance(record, Module) else None
    if duration and duration.min and duration.max and duration.min > duration.max:
        yield found(("duree", "min"), "duree-ordre", min=duration.min, max=duration.max)


def check_certification_code(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A certification gives its registrations, or says why it gives no code."""
    if isinstance(record, Certification) and bool(record.enregistrements) == bool(record.motif):
        yield found(("motif",) if record.motif else (), "certification-code")


RULES: tuple[Rule, ...] = (
    check_references,
    check_region_folder,
    check_id_prefix,
    check_deduced_fields,
    check_excerpts,
    check_duration_order,
    check_certification_code,
)
