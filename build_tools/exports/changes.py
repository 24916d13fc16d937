"""New, changed and removed records, and what changed in them in words, from the history of their files.

The API, the feeds and anyone who asks « what is new? » read this one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Literal

from pydantic import ValidationError

from build_tools.git.history import History, Version
from build_tools.loading.yaml_reader import YamlError, read
from build_tools.model import Catalogue
from build_tools.model.json_schema import referenced, schema_without_terms
from build_tools.model.kinds import KIND_OF_SCHEMA, KINDS
from build_tools.model.module import Duration
from build_tools.model.wording import duration_text, label_of
from build_tools.text.typography import french, long_date, number, shorten

# Each detailed change reads two contents (1 ms); older changes are still listed, without their fields.
DETAILED_AT_MOST = 1000
QUOTED_AT_MOST = 240
_WORDS_BEFORE = 30
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")

Nature = Literal["nouveau", "modifie", "retire"]
Data = Any  # what a YAML file holds

_TITLES: Mapping[str, Mapping[Nature, str]] = {
    "modules": {
        "nouveau": "Nouveau module : {}",
        "modifie": "Module modifié : {}",
        "retire": "Module retiré : {}",
    },
    "ecarts": {"nouveau": "Nouvel écart : {}", "modifie": "Écart modifié : {}", "retire": "Écart retiré : {}"},
}
# What names an item that has several keys, in order of preference, and the vocabulary of that key.
_NAMING_KEYS = {
    "intitule": "",
    "certification": "certifications",
    "module": "modules",
    "condition": "",
    "organisme": "",
    "destinataire": "",
    "indicateur": "indicateurs",
    "document": "documents",
    "titre": "",
}


@dataclass(frozen=True)
class FieldChange:
    """A field that changed: its key in the record (« besoin.constat »), its French title, the change in words."""

    champ: str
    libelle: str
    phrase: str


@dataclass(frozen=True)
class Change:
    """What one commit did to one record; `module` is its id, of whatever collection.

    `moment` is an ISO date and time in UTC. `champs` is empty for a new or removed record, and for a change older
    than the thousand newest ones.
    """

    module: str
    titre: str
    nature: Nature
    moment: str
    commit: str
    champs: tuple[FieldChange, ...] = ()
    collection: str = "modules"

    @property
    def key(self) -> str:
        """What names this change for ever: the record and the commit."""
        record = self.module if self.collection == "modules" else f"{self.collection}/{self.module}"
        return f"{record}:{self.commit[:16]}"

    @property
    def headline(self) -> str:
        """« Module modifié : Valorisation des déchets »."""
        return french(_TITLES.get(self.collection, _TITLES["modules"])[self.nature].format(self.titre))


def changes_of(history: History, catalogue: Catalogue) -> tuple[Change, ...]:
    """Every change of every record, newest first; none without a Git history.

    A commit that only lays a file out otherwise, or moves it to another folder, changes nothing.
    """
    steps = list(_steps(history.versions))
    detailed = dict.fromkeys(islice((step for step in steps if step.before and step.after), DETAILED_AT_MOST))
    titles = _titles(catalogue)
    untitled = [step for step in steps if not step.after and step.module not in titles[step.collection]]
    read_for = [*detailed, *untitled]
    contents = history.contents(name for step in read_for for name in (step.before, step.after) if name)
    records = {name: record for name, raw in contents.items() if (record := _record(raw)) is not None}
    words = {name: ChangesInWords(catalogue, kind.schema) for name, kind in KINDS.items()}
    found = (
        _change(step, records, words[step.collection], titles[step.collection], detailed=step in detailed)
        for step in steps
    )
    return tuple(change for change in found if change)


@dataclass(frozen=True)
class _Step:
    """A commit's work on one record, wherever its file stood; `before` and `after` name contents, or are empty."""

    collection: str
    module: str
    version: Version
    before: str
    after: str


def _steps(versions: Sequence[Version]) -> Iterator[_Step]:
    """A file removed in one folder and added in another by the same commit is one record that moved."""
    groups: dict[tuple[str, str, str], list[Version]] = {}
    for version in versions:
        collection = version.path.parts[0]
        if collection in KINDS and version.path.suffix == ".yml":
            groups.setdefault((version.commit, collection, version.path.stem), []).append(version)
    for (_, collection, module), group in groups.items():
        before = next((version.before for version in group if version.before), "")
        after = next((version.after for version in group if version.after), "")
        if before != after:
            yield _Step(collection, module, group[0], before, after)


def _titles(catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """Collection → id → title of today."""
    return {
        collection: {name: catalogue.title(collection, name) for name in catalogue.records(collection)}
        for collection in KINDS
    }


def _change(
    step: _Step, records: Mapping[str, Data], words: ChangesInWords, titles: Mapping[str, str], *, detailed: bool
) -> Change | None:
    before, after = records.get(step.before), records.get(step.after)
    then = after or before or {}
    title = titles.get(step.module) or then.get(KINDS[step.collection].titled) or step.module
    nature: Nature = "modifie" if step.before and step.after else "nouveau" if step.after else "retire"
    fields: tuple[FieldChange, ...] = ()
    if nature == "modifie" and detailed and before is not None and after is not None:
        fields = tuple(words.differences(before, after))
        if not fields:
            return None
    return Change(step.module, str(title), nature, step.version.moment, step.version.commit, fields, step.collection)


def _record(raw: bytes) -> Data:
    """The mapping in a file of any age, or None if it never was one."""
    try:
        return read(raw)
    except YamlError:
        return None


@cache
def _fields(kind: str) -> Mapping[str, tuple[str, str]]:
    """Key of a record's field, « besoin.constat » included → its French title and its vocabulary."""
    schema = schema_without_terms(kind)
    inner = schema["$defs"].get("Need", {}).get("properties", {})
    properties = schema["properties"] | {f"besoin.{key}": prop for key, prop in inner.items()}
    found = {}
    for key, prop in properties.items():
        found[key] = (prop.get("title", key), referenced(prop.get("items", prop)))
    return found


@dataclass(frozen=True)
class ChangesInWords:
    """Says differences between two states of a record in French; `kind` is the name of its schema.

    In `detail`, every part of a group is listed (page, extract, figure, date), and long texts from where they differ.
    """

    catalogue: Catalogue
    kind: str = "module"
    detail: bool = False

    def differences(self, before: Data, after: Data) -> Iterator[FieldChange]:
        """Each field that differs, in the order of the record's definition; fields that it no longer has come last."""
        before, after = _flat(before), _flat(after)
        known = [key for key in _fields(self.kind) if key in before or key in after]
        for key in dict.fromkeys([*known, *after, *before]):
            old, new = before.get(key), after.get(key)
            if old != new:
                title = _fields(self.kind).get(key, (key, ""))[0]
                yield FieldChange(key, title, french(self._sentence(key, old, new)))

    def _sentence(self, key: str, old: Data, new: Data) -> str:
        if isinstance(old or new, list) and isinstance(new or old, list):
            return self._list_sentence(key, old or [], new or [])
        if self.detail and isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > QUOTED_AT_MOST:
            return f"{_from_difference(new, old)} au lieu de {_from_difference(old, new)}"
        if old is None:
            return f"ajouté : {self._quoted(key, new)}"
        if new is None:
            return f"retiré (c'était {self._quoted(key, old)})"
        return f"{self._quoted(key, new)} au lieu de {self._quoted(key, old)}"

    def _list_sentence(self, key: str, old: list[Data], new: list[Data]) -> str:
        old_names, new_names = ([self._quoted(key, item) for item in items] for items in (old, new))
        added = [name for name in new_names if name not in old_names]
        removed = [name for name in old_names if name not in new_names]
        kept = dict(zip(old_names, old, strict=True))
        refined = [name for name, item in zip(new_names, new, strict=True) if name not in added and kept[name] != item]
        if self.detail:
            added, removed, refined = self._item_by_item(
                [*zip(old_names, old, strict=True)], [*zip(new_names, new, strict=True)]
            )
        parts = [
            f"{word} {', '.join(dict.fromkeys(names))}"  # several passages of one document have its name
            for word, names in (("ajout de", added), ("retrait de", removed), ("précision de", refined))
            if names
        ]
        return " ; ".join(parts) or "ordre changé"

    def _item_by_item(
        self, old: list[tuple[str, Data]], new: list[tuple[str, Data]]
    ) -> tuple[list[str], list[str], list[str]]:
        """What is added, removed and refined, each with its parts; items of one name are compared in their order."""
        left = [item for item in old if item not in new]
        added, refined = [], []
        for name, item in (item for item in new if item not in old):
            before = next((one for one in left if one[0] == name), None)
            if before is None:
                added.append(name + self._parts(item, {}))
            else:
                left.remove(before)
                refined.append(name + self._parts(item, before[1]))
        return added, [name + self._parts({}, item) for name, item in left], refined

    def _parts(self, new: Data, old: Data) -> str:
        """« (page : 31 au lieu de 30 ; extrait ajouté : …) »: the details of an item, besides its name."""
        if not isinstance(new, dict) or not isinstance(old, dict):
            return ""
        naming = next((name for name in _NAMING_KEYS if name in (new or old)), None)
        keys = [key for key in {**old, **new} if key != naming and new.get(key) != old.get(key)]
        parts = [self._part(key, new.get(key), old.get(key), both=bool(new and old)) for key in keys]
        return f" ({' ; '.join(parts)})" if parts else ""

    @staticmethod
    def _part(key: str, new: Data, old: Data, *, both: bool) -> str:
        values = [f"« {shorten(_plain(value), QUOTED_AT_MOST)} »" for value in (new, old) if value is not None]
        if not both:
            return f"{key} : {values[0]}"
        if old is None:
            return f"{key} ajouté : {values[0]}"
        return f"{key} retiré : {values[0]}" if new is None else f"{key} : {values[0]} au lieu de {values[1]}"

    def _quoted(self, key: str, value: Data) -> str:
        return f"« {shorten(self._text(key, value), QUOTED_AT_MOST)} »"

    def _text(self, key: str, value: Data) -> str:
        if key == "duree":
            return _duration(value)
        if key == "deduit" and isinstance(value, str):
            return label_of(KIND_OF_SCHEMA[self.kind].model, value)
        if isinstance(value, dict):
            naming = next((name for name in _NAMING_KEYS if name in value), None)
            return self._label(_NAMING_KEYS[naming], value[naming]) if naming else _plain(value)
        return self._label(_fields(self.kind).get(key, ("", ""))[1], value)

    def _label(self, vocabulary: str, value: Data) -> str:
        if not vocabulary or not isinstance(value, str):
            return _plain(value)
        if vocabulary == "certifications":
            return self.catalogue.label_of_certification.get(value, value)
        record = self.catalogue.modules.get(value) or self.catalogue.demarches.get(value)
        return record.titre if record else self.catalogue.vocabularies.label(vocabulary, value)


def _flat(record: Data) -> dict[str, Data]:
    """The record with the keys of « besoin » as fields of their own: they are texts that change one by one."""
    need = record.get("besoin")
    if not isinstance(need, dict):
        return dict(record)
    rest = {key: value for key, value in record.items() if key != "besoin"}
    return rest | {f"besoin.{key}": value for key, value in need.items()}


def _from_difference(text: str, other: str) -> str:
    """A long text from a few words before the first sign in which it differs."""
    shorter = min(len(text), len(other))
    same = next((place for place in range(shorter) if text[place] != other[place]), shorter)
    start = max(text.rfind(" ", 0, max(same - _WORDS_BEFORE, 0)), 0)
    return f"« {'…' if start else ''}{shorten(text[start:].strip(), QUOTED_AT_MOST)} »"


def _duration(value: Data) -> str:
    try:
        return duration_text(Duration.model_validate(value))
    except ValidationError:
        return _plain(value)


def _plain(value: Data) -> str:
    """A value of any shape on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key} : {_plain(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return long_date(value)
    return " ".join(str(value).split())
