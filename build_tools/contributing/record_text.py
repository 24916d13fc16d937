"""New records: their canonical text, their permanent id, their safe place, their check before they are written."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml

from build_tools.checking.check import Report, check
from build_tools.contributing.comments import Comments
from build_tools.contributing.emitter import Emitter
from build_tools.contributing.formatting import CannotFormatError
from build_tools.loading.catalogue import Loaded
from build_tools.loading.files import normal
from build_tools.loading.yaml_reader import Data, YamlError, read, texts_of, to_data
from build_tools.model.base import SLUG
from build_tools.model.json_schema import Schema, resolve, schema_without_terms
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import TERM_FILES
from build_tools.text.folding import fold, free_name

ID_MAX = 60
_WITHDRAWN = "retraits"
# Groups that hold a few numbers or ids: between braces where they fit on a line. All others are blocks.
_IN_BRACES = frozenset({"duree", "sources", "resultats"})
_NOWHERE = yaml.Mark("", 0, 0, 0, None, 0)


def record_text(data: Mapping[str, Data], collection: str = "modules") -> str:
    """The canonical text of a record's data, exactly as `catalogue fmt` leaves it; the first line names the schema.

    Lists of ids and numbers stand between brackets, lists of texts one under the other, long texts are folded. A key
    whose value is None is left out: an unknown fact is absent.
    Raises CannotFormatError where YAML cannot say the data (control characters, numbers without end).
    """
    name, depth = KINDS[collection].schema, KINDS[collection].depth
    return _text(data, name, depth + 2)


def term_text(data: Mapping[str, Data], vocabulary: str) -> str:
    """The canonical text of a term that has a file of its own. Raises CannotFormatError as `record_text`."""
    return _text(data, TERM_FILES[vocabulary], 3)


def _text(data: Mapping[str, Data], name: str, depth: int) -> str:
    schema = schema_without_terms(name)
    known = _without_unknown(data)
    root = _mapping(known, schema, schema, in_braces=False)
    head = f"# yaml-language-server: $schema={'../' * depth}schema/{name}.schema.json"
    text = Emitter([], Comments(frozenset([id(root)]), [head]), schema).text(root)
    if not _reads_back_as(text, known):
        raise CannotFormatError
    return text


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
    with path.open("xb") as file:
        file.write(text.encode())


def check_proposed(loaded: Loaded, files: Mapping[Path, bytes], today: date | None = None) -> Report:
    """What the checker says of these contents, path by path, as if they were in the catalogue. Nothing is written."""
    return check(loaded.with_edited(files), list(files), today=today)


def _without_unknown(data: Data) -> Data:
    if isinstance(data, Mapping):
        return {key: _without_unknown(value) for key, value in data.items() if value is not None}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [_without_unknown(item) for item in data]
    return data.isoformat() if isinstance(data, date) else data


def _node(data: Data, schema: Schema, whole: Schema, *, in_braces: bool) -> yaml.Node:
    schema = resolve(schema, whole)
    if isinstance(data, dict):
        return _mapping(data, schema, whole, in_braces=in_braces)
    if isinstance(data, list):
        part = resolve(schema.get("items", {}), whole)
        items = [_node(item, part, whole, in_braces=in_braces) for item in data]
        texts = "maxLength" in part or any(isinstance(item, dict | list) for item in data)
        return yaml.SequenceNode("", items, _NOWHERE, _NOWHERE, flow_style=not texts)
    return _scalar(data)


def _mapping(data: dict[str, Data], schema: Schema, whole: Schema, *, in_braces: bool) -> yaml.MappingNode:
    properties = schema.get("properties", {})
    entries = [
        (_scalar(key), _node(value, properties.get(key, {}), whole, in_braces=key in _IN_BRACES))
        for key, value in data.items()
    ]
    return yaml.MappingNode("", entries, _NOWHERE, _NOWHERE, flow_style=in_braces)


def _scalar(value: str | int | float | bool) -> yaml.ScalarNode:
    """The value as a node, between quotes where the text would be read as something else."""
    text = value if isinstance(value, str) else json.dumps(value)
    node = yaml.ScalarNode("", text, _NOWHERE, _NOWHERE)
    if isinstance(value, str) and not isinstance(to_data(node), str):
        node.style = '"'
    return node


def _reads_back_as(text: str, data: Data) -> bool:
    try:
        return json.dumps(read(text.encode()), sort_keys=True) == json.dumps(data, sort_keys=True)
    except (YamlError, UnicodeEncodeError):
        return False
