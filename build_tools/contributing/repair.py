"""`check --fix`: repairs what has one right form, and reports it; what may mean two things is left alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from build_tools.checking.check import check
from build_tools.checking.rules.patterns import TRACKED_PARAMETER
from build_tools.checking.rules.texte.signs import with_usual_signs
from build_tools.contributing.formatted_files import Outcome
from build_tools.contributing.formatting import CannotFormatError, write_canonical
from build_tools.contributing.reshaping import item_texts, number_in, reshaped, without_repetition
from build_tools.contributing.values import CODE_KINDS
from build_tools.loading import yaml_reader
from build_tools.loading.catalogue import Document, Loaded, load
from build_tools.loading.files import selection
from build_tools.model.base import DATE_OR_PART, HTTPS_ADDRESS, YEAR_OR_MONTH
from build_tools.model.json_schema import Schema, build_schema, resolve
from build_tools.text.folding import fold
from build_tools.text.reading.addresses import read_address
from build_tools.text.reading.codes import read_code
from build_tools.text.reading.days import read_day
from build_tools.text.reading.lists import Item, item

# Vocabulary → a way of saying a term, without accents or capitals → the ids that it may mean.
OtherNames = Mapping[str, Mapping[str, set[str]]]

# Codes of official nomenclatures have neither spaces nor small letters; those of the registers no zero in front.
_GAPS = re.compile(r"[\s\u00a0\u202f.-]+")
_LEADING_ZEROS = re.compile(r"^(RNCP|RS)0+(?=[1-9])")
_NOTHING_MORE = re.compile(r"[?&;]+(?=#|$)")
_TRACKED = re.compile(TRACKED_PARAMETER)
_WHOLE = re.compile(r"\s*(?:0|[1-9][0-9]*)\s*")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)")
# Lines that keep a file from being read and have one right form; the others may mean several things.
_REPAIRABLE_LINES = frozenset(
    f"yaml-syntaxe/{name}" for name in ("insecable", "colle", "tiret-colle", "puce", "apostrophe", "courbes")
)
_LINES_MAX = 100
_ITEMS = frozenset({"intitule", "condition"})
_PARTIAL_DATES = frozenset({DATE_OR_PART, YEAR_OR_MONTH})
# A title ends without a full stop and begins with a capital; « iPad » and « etc. » stay.
_FULL_STOP = re.compile(r"(?<=[a-zà-ÿ)])(?<!etc)\.$")
_SMALL_LETTER = re.compile(r"[a-zà-ÿ](?![A-Z])")
_CURLY = re.compile(r"[“”„]([^“”„]+)[“”„]|‘([^‘’]+)’")


@dataclass(frozen=True)
class Repair:
    """One repair, at its place in the file as it was: `before` became `after`, and what is invisible of it."""

    line: int
    column: int
    before: str
    after: str
    unseen: str = ""


@dataclass(frozen=True)
class Repaired:
    """A file, what was repaired in it, and its new text in canonical form."""

    outcome: Outcome
    repairs: Sequence[Repair]


def repaired_files(catalogue: Path, only: Sequence[Path] | None = None) -> Iterator[Repaired]:
    """The files below `catalogue` in which something can be repaired; with `only`, of those files and folders."""
    loaded = load(catalogue)
    term_ids, other_names = _terms(loaded)
    is_selected = selection(only)
    for file in loaded.files:
        if is_selected(file.location):
            for done in _repaired(loaded.read(file), build_schema(file.schema, term_ids), other_names):
                if not _adds_an_error(loaded, done):
                    yield done


def _repaired(document: Document, schema: Schema, other_names: OtherNames) -> Iterator[Repaired]:
    try:
        text = yaml_reader.decode(document.raw)
        text, lines = _readable(text) if document.unreadable else (text, [])
        root = yaml_reader.compose(text)
        repairer = _Repairer(schema, other_names, document.file.collection == "modules")
        repairer.repair_node(root, schema)
        repairs = (*lines, *repairer.repairs)
        if repairs:
            fresh = write_canonical(text, root, schema)
            yield Repaired(Outcome(document.file.path, text=fresh, changed=True), repairs)
    except (CannotFormatError, yaml_reader.YamlError):
        return


def _readable(text: str) -> tuple[str, list[Repair]]:
    """A text that cannot be read, with its lines corrected where they have one right form."""
    repairs: list[Repair] = []
    while len(repairs) < _LINES_MAX and (found := yaml_reader.corrected_line(text)) and found.key in _REPAIRABLE_LINES:
        lines = text.split("\n")
        before, lines[found.line - 1] = lines[found.line - 1], found.corrected
        repairs.append(Repair(found.line, found.column, before.strip(), found.corrected.strip()))
        text = "\n".join(lines)
    return text, repairs


def _adds_an_error(loaded: Loaded, done: Repaired) -> bool:
    """Whether the repair makes an error that the file did not have; one that could not be read had but one."""
    path = done.outcome.path
    reports = (
        check(loaded.with_edited({path: raw}), [path]) for raw in (path.read_bytes(), done.outcome.text.encode())
    )
    before, after = (Counter(one.rule for one in report.problems if one.severity == "error") for report in reports)
    return "yaml-syntaxe" not in before and bool(after - before)


@dataclass
class _Repairer:
    """Walks the nodes beside their schema and changes in place those that have one right form."""

    schema: Schema
    other_names: OtherNames
    of_module: bool
    repairs: list[Repair] = field(default_factory=list)

    def repair_node(self, node: yaml.Node, schema: Schema) -> None:
        schema = resolve(schema, self.schema)
        if isinstance(node, yaml.MappingNode):
            properties = schema.get("properties", {})
            self._repair_keys(node, properties)
            node.value = [(key, self._in_shape(value, properties.get(key.value, {}))) for key, value in node.value]
            for key, value in node.value:
                self.repair_node(value, {**properties.get(key.value, {}), "x-cle": key.value})
        elif isinstance(node, yaml.SequenceNode):
            items = resolve(schema.get("items", {}), self.schema)
            texts = "properties" not in items and "enum" not in items and "pattern" not in items
            for inner in node.value:
                self.repair_node(inner, {**items, "x-cle": "intitule"} if texts else items)
            node.value = [*self._once(node, schema)]
        elif isinstance(node, yaml.ScalarNode):
            self._repair_value(node, schema)

    def _in_shape(self, node: yaml.Node, schema: Schema) -> yaml.Node:
        """The value as the list or the length that it says, where it was written as a text."""
        whole = {**resolve(schema, self.schema), **schema}
        items = resolve(whole.get("items", {}), self.schema)
        made = reshaped(node, whole, items, lambda written: self._meant(written, items))
        if made is None:
            return node
        self.repairs.append(_repair(node, made.before, made.text))
        return made.node

    def _once(self, node: yaml.SequenceNode, schema: Schema) -> Iterator[yaml.Node]:
        """The items of a list in which each is said once."""
        kept = without_repetition(node.value) if schema.get("uniqueItems") else node.value
        for given in node.value:
            if given in kept:
                yield given
            else:
                self.repairs.append(_repair(given, item_texts(given), ""))

    def _repair_keys(self, node: yaml.MappingNode, properties: Schema) -> None:
        """An unknown key that is a known one but for accents, capitals or hyphens, and that is not there already."""
        present = {key.value for key, _ in node.value}
        for key, _ in node.value:
            same = [name for name in properties if fold(name) == fold(key.value)]
            if key.value not in properties and len(same) == 1 and same[0] not in present:
                present.add(same[0])
                self._change(key, same[0])

    def _repair_value(self, node: yaml.ScalarNode, schema: Schema) -> None:
        value = yaml_reader.to_data(node)
        if isinstance(value, int | float) and not isinstance(value, bool) and schema.get("type") == "string":
            self.repairs.append(_repair(node, node.value, f'"{node.value}"'))
            node.style = '"'
        elif isinstance(value, str) and "enum" in schema:
            if value not in schema["enum"] and len(meant := self._meant(value, schema)) == 1:
                self._change(node, meant.pop())
        elif isinstance(value, str) and (right := _as_number(value, schema)):
            self.repairs.append(_repair(node, f'"{value}"' if node.style else value, right))
            node.value, node.style = right, None
        elif isinstance(value, str) and schema.get("format") == "date":
            self._change(node, read_day(value).day or value)
        elif isinstance(value, str) and (right := _right_form(value, schema.get("pattern", ""))):
            self._change(node, right)
        elif isinstance(value, str) and schema.get("type") == "string":
            usual = with_usual_signs(value)
            plain = _without_extra_spaces(usual) or usual
            # What official lists say is kept to the letter.
            self._change(node, _as_text(plain, schema.get("x-cle", "")) if self.of_module else plain)

    def _meant(self, value: str, schema: Schema) -> set[str]:
        """The code that the value may mean, or the terms: the same word but for accents, a label, a synonym."""
        if "enum" not in schema:
            pattern = schema.get("pattern", "")
            return {value} if re.search(pattern, value) else {_right_form(value, pattern)} - {""}
        exact = {term for term in schema["enum"] if fold(term) == fold(value)}
        return exact or self.other_names.get(schema.get("x-vocabulaire", ""), {}).get(fold(value), set()) & set(
            schema["enum"]
        )

    def _change(self, node: yaml.ScalarNode, value: str) -> None:
        if value == node.value:
            return
        self.repairs.append(_repair(node, node.value, value))
        node.value = value


def _as_number(value: str, schema: Schema) -> str:
    """The number that a text says: of hours, or whole and alone (« '2019' », « p. 3 »); nothing if it is another."""
    kind = schema.get("type", "")
    if kind == "integer":
        page = read_code("page", value).code if schema.get("x-cle") == "page" else ""
        return value.strip() if _WHOLE.fullmatch(value) else page
    return number_in(value) if kind == "number" else ""


def _right_form(value: str, pattern: str) -> str:
    """What a code or an address of this pattern should be; nothing if it is right, or if that is not known."""
    return _as_code(value, pattern) or _as_read(value, pattern) or _untracked(value, pattern)


def _as_read(value: str, pattern: str) -> str:
    """The code, the address or the part of a date that the words say."""
    read = ""
    if pattern in CODE_KINDS:
        read = read_code(CODE_KINDS[pattern], value).code
    elif pattern in _PARTIAL_DATES:
        read = read_day(value, partial=True).day
    elif pattern == HTTPS_ADDRESS:
        read = read_address(value)
    return read if read != value and re.search(pattern, read) else ""


def _as_text(value: str, key: str) -> str:
    """A text without the signs of a list around it; a title with its capital and without its full stop."""
    if key in _ITEMS:
        read = item(value) if "\n" not in value else Item(value)
        return read.text if read.text and not read.left_out else value
    if key == "titre":
        quoted = _CURLY.fullmatch(value)
        plain = _FULL_STOP.sub("", (quoted[1] or quoted[2]) if quoted else value).rstrip(" ;")
        return plain[:1].upper() + plain[1:] if _SMALL_LETTER.match(plain) else plain
    return value


def _as_code(value: str, pattern: str) -> str:
    """The code that the value means, if spaces, case or zeros are all that is wrong with it; else nothing."""
    if pattern not in CODE_KINDS:
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


def _repair(node: yaml.Node, before: str, after: str) -> Repair:
    unseen = "" if unicodedata.is_normalized("NFC", before) else "chaque accent tient à sa lettre (NFC)"
    return Repair(node.start_mark.line + 1, node.start_mark.column + 1, before, after, unseen)


def _terms(loaded: Loaded) -> tuple[dict[str, list[str]], OtherNames]:
    """Of each vocabulary that can be read, the ids of its terms and the ways of saying them."""
    ids: dict[str, list[str]] = {}
    other_names: dict[str, dict[str, set[str]]] = {}
    for file in loaded.vocabularies:
        name = file.vocabulary
        if name == "metiers":
            continue
        terms = loaded.read(file).terms
        ids.setdefault(name, []).extend(term["id"] for term in terms)
        other_names.setdefault(name, {})
        for term in terms:
            for way in yaml_reader.texts_of([term.get("libelle"), *yaml_reader.items_of(term.get("synonymes"))]):
                other_names[name].setdefault(fold(way), set()).add(term["id"])
    return {name: found for name, found in ids.items() if found}, other_names
