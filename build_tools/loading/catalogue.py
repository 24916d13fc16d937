"""A catalogue's folder, loaded: its files, their data with exact positions, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from build_tools.loading import yaml_reader
from build_tools.loading.files import HARVESTS_FOLDER, VOCABULARY_FOLDER, CatalogueFile, MisplacedFile, discover, normal
from build_tools.loading.yaml_reader import Data, YamlError, groups_of
from build_tools.model.kinds import KINDS

UNREADABLE = "fichier-illisible"


@dataclass(frozen=True)
class Document:
    """One file as it was read: its bytes, and its data or the reason why there is none."""

    file: CatalogueFile
    raw: bytes
    data: Data = None
    unreadable: YamlError | None = None

    @property
    def mapping(self) -> Mapping[str, Data]:
        """The data, empty where there is none."""
        return self.data or {}

    @property
    def terms(self) -> list[Mapping[str, Data]]:
        """The terms with an id, if it is the file of a vocabulary or of one term."""
        if self.file.is_term:
            return [{**self.mapping, "id": self.file.id}] if isinstance(self.data, dict) else []
        return terms_of(self.data)


@dataclass(frozen=True)
class Loaded:
    """A catalogue's folder. A file is read when it is first asked for, and once.

    `edited` gives contents that take the place of those on disk, or stand where there is no file yet.
    """

    folder: Path
    files: tuple[CatalogueFile, ...]
    misplaced: tuple[MisplacedFile, ...]
    edited: Mapping[Path, bytes]
    _read: dict[CatalogueFile, Document] = field(default_factory=dict, repr=False, compare=False)

    @property
    def records(self) -> list[CatalogueFile]:
        """The files of records."""
        return [file for file in self.files if file.collection in KINDS]

    @property
    def harvests(self) -> list[CatalogueFile]:
        """The files of lists to harvest."""
        return [file for file in self.files if file.collection == HARVESTS_FOLDER]

    @property
    def vocabularies(self) -> list[CatalogueFile]:
        """The files of vocabularies."""
        return [file for file in self.files if file.collection == VOCABULARY_FOLDER]

    def read(self, file: CatalogueFile) -> Document:
        """One file of the folder."""
        if file not in self._read:
            self._read[file] = read_file(file)
        return self._read[file]

    def terms(self, vocabulary: str) -> Iterator[Mapping[str, Data]]:
        """The terms of a vocabulary, as far as they can be read."""
        for file in self.vocabularies:
            if file.vocabulary == vocabulary:
                yield from self.read(file).terms

    def with_edited(self, edited: Mapping[Path, bytes]) -> Loaded:
        """The folder as it would be with these contents. What was read already is not read again."""
        changed = load(self.folder, {**self.edited, **edited})
        return replace(changed, _read=self._read)


def load(folder: Path, edited: Mapping[Path, bytes] | None = None) -> Loaded:
    """The catalogue in `folder`, with these contents in the place of those on disk."""
    folder = normal(folder)
    edited = {normal(path): content for path, content in (edited or {}).items()}
    files, misplaced = discover(folder, edited)
    return Loaded(folder, tuple(files), tuple(misplaced), edited)


def read_file(file: CatalogueFile) -> Document:
    """Read one file; what cannot be read is said in `unreadable`."""
    try:
        raw = file.read_bytes()
    except OSError:
        return Document(file, b"", unreadable=YamlError(UNREADABLE))
    try:
        return Document(file, raw, yaml_reader.read(raw))
    except YamlError as error:
        return Document(file, raw, unreadable=error)


def terms_of(data: Data) -> list[Mapping[str, Data]]:
    """The terms with an id in the data of a vocabulary's file."""
    terms = data.get("termes") if isinstance(data, dict) else None
    return [term for term in groups_of(terms) if isinstance(term.get("id"), str)]
