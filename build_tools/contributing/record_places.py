"""New records: their permanent id, their safe place, their check before they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from build_tools.checking.check import Report, check
from build_tools.loading.catalogue import Loaded
from build_tools.loading.files import normal
from build_tools.loading.yaml_reader import Data, texts_of
from build_tools.model.base import SLUG
from build_tools.text.folding import fold, free_name

ID_MAX = 60
_WITHDRAWN = "retraits"


def propose_id(titre: str, region: str, taken: Collection[str], prefixes: Mapping[str, str]) -> str:
    """A permanent id for a new record: its region's prefix and the words of its title, other than those `taken`.

    `prefixes` are those of `region_prefixes`. Raises KeyError for a region without a prefix.
    """
    words = fold(titre) or "module"
    room = ID_MAX - len(prefixes[region]) - 1
    if len(words) > room:
        words = words[: room + 1].rpartition("-")[0] or words[:room]
    return free_name(f"{prefixes[region]}-{words}", taken)


def region_prefixes(loaded: Loaded) -> Mapping[str, str]:
    """The prefix of each region that the catalogue names; what cannot be read is left out."""
    return {
        term["id"]: term["prefixe"]
        for term in loaded.terms("regions")
        if all(isinstance(term.get(key), str) and re.fullmatch(SLUG, term[key]) for key in ("id", "prefixe"))
    }


def taken_ids(loaded: Loaded, collection: str = "modules") -> frozenset[str]:
    """The ids that no new record may have: those of its kind, of those that they replace, of withdrawn ones."""
    taken: set[str] = set()
    for file in loaded.records:
        if file.collection == collection:
            taken |= {file.id, *texts_of(loaded.read(file).mapping.get("remplace"))}
    return frozenset(taken | {term["id"] for term in loaded.terms(_WITHDRAWN) if term.get("collection") == collection})


def target_path(folder: Path, region: str, name: str, collection: str = "modules") -> Path:
    """The path of a record's file: always `folder/<collection>/<region>/<name>.yml`, whatever the arguments hold.

    Raises ValueError if one of them is no slug, or if a link would lead the file elsewhere.
    """
    if not (re.fullmatch(SLUG, region) and re.fullmatch(SLUG, name)):
        raise ValueError(f"« {region}/{name} » ne peut pas être l'adresse d'une fiche")
    path = normal(folder) / collection / region / f"{name}.yml"
    if path.is_symlink() or path.parent.resolve() != normal(folder).resolve() / collection / region:
        raise ValueError(f"« {region}/{name} » mène hors du catalogue par un lien")
    return path


@dataclass(frozen=True)
class NewNames:
    """Names the new records of a collection; none gets a name that another has, or that was given to another."""

    loaded: Loaded
    collection: str = "modules"

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The prefix of each region."""
        return region_prefixes(self.loaded)

    @cached_property
    def taken(self) -> set[str]:
        """The ids that no further record may have, for which each record is read."""
        return set(taken_ids(self.loaded, self.collection))

    def take(self, title: Data, region: str) -> str:
        """A name made of a title, taken from now on."""
        name = propose_id(title if isinstance(title, str) else "", region, self.taken, self.prefixes)
        self.taken.add(name)
        return name

    def path(self, region: str, name: str) -> Path:
        """The file of a record. Raises ValueError as `target_path`."""
        return target_path(self.loaded.folder, region, name, self.collection)

    def region_or_any(self, region: Data) -> str:
        """The region, or the first one: a record without a sound region gets a place for its check alone."""
        return region if isinstance(region, str) and region in self.prefixes else next(iter(self.prefixes))


def write_new(path: Path, text: str) -> None:
    """Write a record where there is none yet, with its region's folder. Raises FileExistsError otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("xb")  # only a file that is ours may go again
    try:
        with file:
            file.write(text.encode())
    except BaseException as error:  # a full disk, Ctrl+C: half a record is none
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def check_proposed(loaded: Loaded, files: Mapping[Path, bytes], today: date | None = None) -> Report:
    """What the checker says of these contents, path by path, as if they were in the catalogue. Nothing is written."""
    return check(loaded.with_edited(files), list(files), today=today)
