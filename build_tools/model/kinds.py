"""The kinds of record: one line each, which every other room follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.model.base import SourcedRecord
from build_tools.model.certification import Certification
from build_tools.model.demarche import Demarche
from build_tools.model.module import Module
from build_tools.model.referentiel import Referentiel


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    `folder` is its folder in the catalogue, its collection, and its section of the site; `depth` how many folders
    stand between that and the file; `schema` the name of its JSON Schema, `model` its definition; `name` and `title`
    are what people call it.
    """

    folder: str
    depth: int
    schema: str
    model: type[SourcedRecord]
    name: str
    title: str


KINDS: Mapping[str, Kind] = {
    kind.folder: kind
    for kind in (
        Kind("modules", 1, "module", Module, "Module", "Module additionnel"),
        Kind("demarches", 1, "demarche", Demarche, "Démarche", "Démarche régionale"),
        Kind("certifications", 0, "certification", Certification, "Certification", "Certification complétée"),
        Kind("referentiels", 0, "referentiel", Referentiel, "Référentiel", "Référentiel officiel"),
    )
}

KIND_OF_SCHEMA: Mapping[str, Kind] = {kind.schema: kind for kind in KINDS.values()}
COLLECTION_OF: Mapping[type[SourcedRecord], str] = {kind.model: kind.folder for kind in KINDS.values()}
