"""Which files a catalogue has, and what each of them is by its place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from build_tools.loading.yaml_reader import MAX_BYTES
from build_tools.model.base import ID_MAX, SLUG, WINDOWS_DEVICES
from build_tools.model.json_schema import COLLECTE
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import TERM_FILES, VOCABULARIES, VOCABULARY_OF_TERM_FILE

VOCABULARY_FOLDER = "vocabulaires"
HARVESTS_FOLDER = "collectes"
_DOCUMENTATION = frozenset({"LICENCE.md", "README.md", "identifiants.txt"})
_SLUG = re.compile(SLUG)
# Far below any record; a walk of thousands of nested folders would have no end.
_DEEPEST = 10
_FILE_ENDINGS = (".yml", ".yaml", ".md", ".txt")
# Hidden entries that Git, editors and systems leave: they are never records.
_TOOLS_FOLDERS = frozenset({".git", ".github", ".idea", ".vscode"})
_TOOLS_FILE = re.compile(
    r"\.(?:git|gitkeep|gitignore|gitattributes|editorconfig|DS_Store|directory|~lock\..*#|.*\.sw[a-p])"
)


@dataclass(frozen=True)
class CatalogueFile:
    """One YAML file of the catalogue.

    `location` is its path on disk, `place` its path inside the catalogue, `collection` its top folder, `schema` the
    name of its JSON Schema, `id` its stem. `content` stands for what is on disk, as an editor has it.
    """

    # Texts: two path objects for each of 10,000 files took a tenth of a second, and a check needs few of them.
    location: str
    place: str
    collection: str
    schema: str
    id: str
    content: bytes | None = None

    def read_bytes(self) -> bytes:
        """The content, of which no more is read than a record may have. Links are not followed. Raises OSError."""
        if self.content is not None:
            return self.content
        descriptor = os.open(self.location, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            return os.read(descriptor, MAX_BYTES + 1)  # a regular file of this size comes in one piece
        finally:
            os.close(descriptor)

    @cached_property
    def path(self) -> Path:
        """The path on disk."""
        return Path(self.location)

    @property
    def folder(self) -> str:
        """Name of the folder that holds the file (a region for modules and démarches)."""
        return self.place.split("/")[-2]

    @property
    def vocabulary(self) -> str:
        """Name of the vocabulary that the file holds, or of whose terms it holds one; its stem for a record."""
        return VOCABULARY_OF_TERM_FILE.get(self.schema, self.id)

    @property
    def is_term(self) -> bool:
        """Whether the file is one term, whose id is the file's stem."""
        return self.schema in VOCABULARY_OF_TERM_FILE


def place_of_term(vocabulary: str, term_id: str) -> str:
    """Where a term stands, inside the catalogue's folder."""
    own_file = f"{VOCABULARY_FOLDER}/{vocabulary}/{term_id}.yml"
    return own_file if vocabulary in TERM_FILES else f"{VOCABULARY_FOLDER}/{vocabulary}.yml"


@dataclass(frozen=True)
class MisplacedFile:
    """A file that the catalogue cannot take, and which message says why, with its values."""

    path: Path
    key: str
    values: Mapping[str, object]


def from_here(path: Path | str, start: Path | str = os.curdir) -> str:
    """The path as people read it: from where the command runs, or from a folder, with slashes on any system."""
    return os.path.relpath(path, start).replace(os.sep, "/")


def normal(path: Path) -> Path:
    """The path from the root, without `..`; links stay links."""
    return Path(os.path.normpath(path.absolute()))


def selection(only: Sequence[Path] | None) -> Callable[[Path | str], bool]:
    """Tells whether a path is one of `only`, or below one of them; always where nothing was chosen (None)."""
    if only is None:
        return lambda path: True
    chosen = frozenset(str(normal(path)) for path in only)
    inside = tuple(f"{path.rstrip(os.sep)}{os.sep}" for path in chosen)

    def is_selected(path: Path | str) -> bool:
        absolute = os.path.normpath(os.path.abspath(path))  # noqa: PTH100  # asked for each file: path objects took longer
        return absolute in chosen or absolute.startswith(inside)

    return is_selected


def discover(
    catalogue: Path, edited: Mapping[Path, bytes] | None = None
) -> tuple[list[CatalogueFile], list[MisplacedFile]]:
    """All files below the catalogue's folder, sorted by path: those to read, and those out of place.

    `edited` gives contents that take the place of those on disk, or stand where there is no file yet.
    """
    files: list[CatalogueFile] = []
    misplaced: list[MisplacedFile] = []
    edited = edited or {}
    contents = {str(path): content for path, content in edited.items()}
    refusals = dict(_walk(str(catalogue))) | {str(path): "fichier-lien" if path.is_symlink() else "" for path in edited}
    start = len(str(catalogue)) + 1
    for path, refusal in sorted(refusals.items()):  # paths as texts: objects took a tenth of a big check
        found = _classify(path, path[start:].replace(os.sep, "/"), refusal, contents.get(path))
        if isinstance(found, CatalogueFile):
            files.append(found)
        elif found is not None:
            misplaced.append(found)
    return files, misplaced


def _walk(folder: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Files below `folder`, each with the message that refuses its kind, or nothing.

    Links are given wherever they lie, hidden or not, and never followed. A hidden folder or file is given as such,
    but for those of Git, editors and systems; a folder that lies too deep for any record or is
    named like a file, as one out of place.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                yield entry.path, "fichier-lien"
            elif entry.name.startswith("."):
                if not _belongs_to_a_tool(entry):
                    yield entry.path, "fichier-place/cache"
            elif entry.is_dir(follow_symlinks=False):
                if entry.name.endswith(_FILE_ENDINGS):
                    yield entry.path, "fichier-place/dossier"
                elif depth < _DEEPEST:
                    yield from _walk(entry.path, depth + 1)
                else:
                    yield entry.path, "fichier-place"
            else:
                yield entry.path, _refused_kind(entry)


def _belongs_to_a_tool(entry: os.DirEntry[str]) -> bool:
    if entry.is_dir(follow_symlinks=False):
        return entry.name in _TOOLS_FOLDERS
    return entry.is_file(follow_symlinks=False) and _TOOLS_FILE.fullmatch(entry.name) is not None


def _refused_kind(entry: os.DirEntry[str]) -> str:
    return "" if entry.is_file(follow_symlinks=False) else "fichier-special"


@cache  # the same files come back at each check of a catalogue that is being edited
def _classify(path: str, relative: str, refusal: str, content: bytes | None) -> CatalogueFile | MisplacedFile | None:
    *folders, name = relative.split("/")
    stem, _, ending = name.rpartition(".")
    if name in _DOCUMENTATION and not refusal:
        return None
    if refusal := refusal or _refused_name(name, ending):
        return _misplaced(path, refusal, name=name)
    top, depth = folders[0] if folders else "", len(folders) - 1
    if top == VOCABULARY_FOLDER and depth == 0 and stem in VOCABULARIES:
        return CatalogueFile(path, relative, top, stem, stem, content)
    schema = _schema_of_named(folders)
    if not schema:
        return _misplaced(path, "fichier-place", name=relative)
    return _bad_name(path, stem) or CatalogueFile(path, relative, top, schema, stem, content)


def _schema_of_named(folders: Sequence[str]) -> str:
    """The schema of files that give their name to a record or a term, in these folders; empty where there are none."""
    top, depth = folders[0] if folders else "", len(folders) - 1
    if top in KINDS and depth == KINDS[top].depth:
        return KINDS[top].schema
    if top == HARVESTS_FOLDER and depth == 0:
        return COLLECTE
    return TERM_FILES.get(folders[1], "") if top == VOCABULARY_FOLDER and depth == 1 else ""


def _bad_name(path: str, stem: str) -> MisplacedFile | None:
    """What is wrong with the name of a record or a term."""
    if not _SLUG.fullmatch(stem):
        return _misplaced(path, "identifiant-forme", name=stem)
    if len(stem) > ID_MAX:
        return _misplaced(path, "identifiant-forme/long", name=stem, count=len(stem), most=ID_MAX)
    return _misplaced(path, "identifiant-forme/windows", name=stem) if stem in WINDOWS_DEVICES else None


def _refused_name(name: str, ending: str) -> str:
    """Which message says why a file of this name has no place anywhere in the catalogue; nothing if it may have one."""
    if name.startswith("."):
        return "fichier-place/cache"
    return "" if ending == "yml" else "fichier-extension"


def _misplaced(path: str, key: str, **values: object) -> MisplacedFile:
    return MisplacedFile(Path(path), key, values)
