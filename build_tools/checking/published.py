"""What a Git reference published: every record, and every term that has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import get_args

from build_tools.checking.git import Base
from build_tools.checking.rules.permanence import Name
from build_tools.loading import yaml_reader
from build_tools.loading.files import COLLECTIONS, VOCABULARY_FOLDER
from build_tools.loading.yaml_reader import YamlError
from build_tools.model.vocabulary import Permanent


@dataclass(frozen=True)
class PublishedFiles:
    """Name of a record or term → the file that held it, and the new path of records that look renamed."""

    files: Mapping[Name, PurePosixPath]
    renamed: Mapping[PurePosixPath, PurePosixPath] = field(default_factory=dict)


def published_at(base: Base) -> PublishedFiles:
    """What the commit published. Raises GitError."""
    files = base.published()
    found = {name: file for file in files if (name := _record(file))}
    for vocabulary in get_args(Permanent):
        file = PurePosixPath(VOCABULARY_FOLDER, f"{vocabulary}.yml")
        if file in files:
            found |= {(vocabulary, term): file for term in _terms(base.content(file))}
    return PublishedFiles(found, base.renamed())


def _record(file: PurePosixPath) -> Name | None:
    top = file.parts[0]
    is_record = top in COLLECTIONS and len(file.parts) == COLLECTIONS[top][1] + 2 and file.suffix == ".yml"
    return (top, file.stem) if is_record else None


def _terms(raw: bytes) -> Iterator[str]:
    try:
        data = yaml_reader.read(raw)
    except YamlError:
        return  # what could not be read was not published
    for term in data.get("termes") or ():
        if isinstance(term, dict) and isinstance(term.get("id"), str):
            yield term["id"]
