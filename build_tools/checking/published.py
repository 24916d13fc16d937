"""What a Git reference published: every record, and every term that has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, get_args

from build_tools.checking.ledger import LEDGER, names_in
from build_tools.checking.rules.fichier.permanence import Name
from build_tools.git.base import Base
from build_tools.loading.catalogue import terms_of
from build_tools.loading.files import VOCABULARY_FOLDER
from build_tools.loading.yaml_reader import readable, texts_of
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import TERM_FILES, Permanent


@dataclass(frozen=True)
class PublishedFiles:
    """Name of a record or term → the file that held it, and the new path of records that look renamed.

    `gone` is what was said replaced or withdrawn already, with the title of what had the name or replaced it; `ledger`
    what the ledger held.
    """

    files: Mapping[Name, PurePosixPath]
    renamed: Mapping[PurePosixPath, PurePosixPath] = field(default_factory=dict)
    gone: Mapping[Name, str] = field(default_factory=dict)
    ledger: frozenset[Name] = frozenset()
    contents: Mapping[PurePosixPath, bytes] = field(default_factory=dict, repr=False)

    def title(self, name: Name) -> str | None:
        """The title that the name had: of its record or term, or else of its withdrawal; None if it had none."""
        file = self.files.get(name)
        raw = self.contents.get(file or PurePosixPath(VOCABULARY_FOLDER, "retraits.yml"), b"")
        if file and file.parts[0] != VOCABULARY_FOLDER:
            data = _data(raw)
            return _text(data.get(KINDS[name[0]].titled))
        if file and _term_file(file):
            return _text(_data(raw).get("libelle"))
        collection, term_id = name
        for term in terms_of(_data(raw)):
            if term["id"] == term_id and (file or term.get("collection") == collection):
                return _text(term.get("libelle"))
        return None

    @property
    def names(self) -> frozenset[Name]:
        """Every name that was ever published, as far as the commit holds them."""
        return frozenset(self.files) | frozenset(self.gone) | self.ledger


def published_at(base: Base) -> PublishedFiles:
    """What the commit published. Raises GitError."""
    contents = base.contents()
    found = {name: file for file in contents if (name := _record(file))}
    for vocabulary in set(get_args(Permanent)) - set(KINDS):
        for term in terms_of(_data(contents.get(PurePosixPath(VOCABULARY_FOLDER, f"{vocabulary}.yml"), b""))):
            found[vocabulary, term["id"]] = PurePosixPath(VOCABULARY_FOLDER, f"{vocabulary}.yml")
    found |= {name: file for file in contents if (name := _term_file(file))}
    ledger = names_in(contents.get(PurePosixPath(LEDGER), b"").decode(errors="replace"))
    return PublishedFiles(found, base.renamed(), dict(_gone(contents)), frozenset(ledger), contents)


def _gone(contents: Mapping[PurePosixPath, bytes]) -> Iterator[tuple[Name, str]]:
    """What the records said replaced or withdrawn, with a title."""
    for file, raw in contents.items():
        if file.parts[0] == "modules" and b"remplace" in raw:
            data = _data(raw)
            for old in texts_of(data.get("remplace")):
                yield ("modules", old), str(data.get("titre", ""))
    for term in terms_of(_data(contents.get(PurePosixPath(VOCABULARY_FOLDER, "retraits.yml"), b""))):
        yield (str(term.get("collection")), term["id"]), str(term.get("libelle", ""))


def _term_file(file: PurePosixPath) -> Name | None:
    """The name of a term that has a page and a file of its own."""
    parts = file.parts
    is_term = len(parts) == 3 and parts[0] == VOCABULARY_FOLDER and parts[1] in TERM_FILES and file.suffix == ".yml"
    return (parts[1], file.stem) if is_term and parts[1] in get_args(Permanent) else None


def _record(file: PurePosixPath) -> Name | None:
    top = file.parts[0]
    is_record = top in KINDS and len(file.parts) == KINDS[top].depth + 2 and file.suffix == ".yml"
    return (top, file.stem) if is_record else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _data(raw: bytes) -> dict[str, Any]:
    return readable(raw) or {}  # what could not be read was not published
