"""`check --fix`: what can be mended without a doubt, mended and told; whatever has two readings is left alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from build_tools.checking.rules.patterns import TRACKED_PARAMETER
from build_tools.checking.rules.texte.signs import with_usual_signs
from build_tools.contributing.fmt import Outcome
from build_tools.contributing.formatting import CannotFormatError, write_canonical
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import Document, Loaded, load
from build_tools.loading.files import selection
from build_tools.model.base import BLOCK_CODE, HTTPS_ADDRESS, MUNICIPALITY_CODE, OFFRE_INFO, RNCP_CODE, ROME_CODE, SIRET
from build_tools.model.json_schema import Schema, build_schema, resolve
from build_tools.text.folding import fold

# Vocabulary → a way of saying a term, without accents or capitals → the ids that it may mean.
Ways = Mapping[str, Mapping[str, set[str]]]

# Codes of official nomenclatures have neither spaces nor small letters; those of the registers no zero in front.
_CODES = frozenset({BLOCK_CODE, MUNICIPALITY_CODE, OFFRE_INFO, RNCP_CODE, ROME_CODE, SIRET})
_GAPS = re.compile(r"[\s\u00a0\u202f.-]+")
_LEADING_ZEROS = re.compile(r"^(RNCP|RS)0+(?=[1-9])")
_NOTHING_MORE = re.compile(r"[?&;]+(?=#|$)")
_TRACKED = re.compile(TRACKED_PARAMETER)
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")


@dataclass(frozen=True)
class Repair:
    """One thing mended, at its place in the file as it was: `before` became `after`, and what no eye would see."""

    line: int
    column: int
    before: str
    after: str
    unseen: str = ""


@dataclass(frozen=True)
class Repaired:
    """A file, what was mended in it, and its new text in canonical form."""

    outcome: Outcome
    repairs: Sequence[Repair]


def repaired_files(catalogue: Path, only: Sequence[Path] | None = None) -> Iterator[Repaired]:
    """The files below `catalogue` in which something can be mended; with `only`, of those files and folders."""
    loaded = load(catalogue)
    term_ids, ways = _terms(loaded)
    is_selected = selection(only)
    for file in loaded.files:
        document = loaded.read(file)
        if is_selected(file.path) and not document.unreadable:
            yield from _repaired(document, build_schema(file.schema, term_ids), ways)


def _repaired(document: Document, schema: Schema, ways: Ways) -> Iterator[Repaired]:
    text = yaml_reader.decode(document.raw)
    root = yaml_reader.compose(text)
    mender = _Mender(schema, ways)
    mender.mend(root, schema)
    if not mender.repairs:
        return
    try:
        fresh = write_canonical(text, root, schema)
    except (CannotFormatError, yaml_reader.YamlError):
        return
    yield Repaired(Outcome(document.file.path, text=fresh, changed=True), tuple(mender.repairs))


@dataclass
class _Mender:
    """Walks the nodes beside their schema and changes in place those that have one right form."""

    schema: Schema
    ways: Ways
    repairs: list[Repair] = field(default_factory=list)

    def mend(self, node: yaml.Node, schema: Schema) -> None:
        schema = resolve(schema, self.schema)
        if isinstance(node, yaml.MappingNode):
            properties = schema.get("properties", {})
            self._mend_keys(node, properties)
            for key, value in node.value:
                self.mend(value, properties.get(key.value, {}))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.mend(item, schema.get("items", {}))
        elif isinstance(node, yaml.ScalarNode):
            self._mend_value(node, schema)

    def _mend_keys(self, node: yaml.MappingNode, properties: Schema) -> None:
        """An unknown key that is a known one but for accents, capitals or hyphens, and that is not there already."""
        present = {key.value for key, _ in node.value}
        for key, _ in node.value:
            same = [name for name in properties if fold(name) == fold(key.value)]
            if key.value not in properties and len(same) == 1 and same[0] not in present:
                present.add(same[0])
                self._change(key, same[0])

    def _mend_value(self, node: yaml.ScalarNode, schema: Schema) -> None:
        value = yaml_reader.to_data(node)
        if isinstance(value, int | float) and not isinstance(value, bool) and schema.get("type") == "string":
            self.repairs.append(_repair(node, node.value, f'"{node.value}"'))
            node.style = '"'
        elif isinstance(value, str) and "enum" in schema:
            if value not in schema["enum"] and len(meant := self._meant(value, schema)) == 1:
                self._change(node, meant.pop())
        elif isinstance(value, str) and (right := _right_form(value, schema.get("pattern", ""))):
            self._change(node, right)
        elif isinstance(value, str) and schema.get("type") == "string":
            usual = with_usual_signs(value)
            self._change(node, _without_extra_spaces(usual) or usual)

    def _meant(self, value: str, schema: Schema) -> set[str]:
        """The terms that the value may mean: the same word but for accents and capitals, a label, a synonym."""
        exact = {term for term in schema["enum"] if fold(term) == fold(value)}
        return exact or self.ways.get(schema.get("x-vocabulaire", ""), {}).get(fold(value), set()) & set(schema["enum"])

    def _change(self, node: yaml.ScalarNode, value: str) -> None:
        if value == node.value:
            return
        self.repairs.append(_repair(node, node.value, value))
        node.value = value


def _right_form(value: str, pattern: str) -> str:
    """What a code or an address of this pattern should be; nothing if it is right, or if nobody can tell."""
    return _as_code(value, pattern) or _untracked(value, pattern)


def _as_code(value: str, pattern: str) -> str:
    """The code that the value means, if spaces, case or zeros are all that is wrong with it; else nothing."""
    if pattern not in _CODES:
        return ""
    plain = _LEADING_ZEROS.sub(r"\1", _GAPS.sub("", value).upper())
    return plain if re.search(pattern, plain) and plain != value else ""


def _untracked(value: str, pattern: str) -> str:
    """The address without the marks that follow a visitor; nothing if it has none that can be taken out."""
    if pattern != HTTPS_ADDRESS:
        return ""
    plain, count = _TRACKED.subn("", value)
    return _NOTHING_MORE.sub("", plain.removesuffix("#")) if count else ""


def _without_extra_spaces(value: str) -> str:
    """The text without spaces around it or doubled inside it; nothing where its lines have a meaning."""
    stripped = value.strip(" \t\n\r")
    return "" if "\n" in stripped else _SPACES.sub(" ", stripped)


def _repair(node: yaml.ScalarNode, before: str, after: str) -> Repair:
    unseen = "" if unicodedata.is_normalized("NFC", before) else "chaque accent tient à sa lettre (NFC)"
    return Repair(node.start_mark.line + 1, node.start_mark.column + 1, before, after, unseen)


def _terms(loaded: Loaded) -> tuple[dict[str, list[str]], Ways]:
    """Of each vocabulary that can be read, the ids of its terms and the ways of saying them."""
    ids: dict[str, list[str]] = {}
    ways: dict[str, dict[str, set[str]]] = {}
    for file in loaded.vocabularies:
        name = file.vocabulary
        if name == "metiers":
            continue
        terms = loaded.read(file).terms
        ids.setdefault(name, []).extend(term["id"] for term in terms)
        ways.setdefault(name, {})
        for term in terms:
            synonyms = term.get("synonymes")
            for way in (term.get("libelle"), *(synonyms if isinstance(synonyms, list) else ())):
                if isinstance(way, str):
                    ways[name].setdefault(fold(way), set()).add(term["id"])
    return {name: found for name, found in ids.items() if found}, ways
