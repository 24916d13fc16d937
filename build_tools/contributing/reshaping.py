"""A value in another shape than its own (`secteurs: btp`, `duree: 35`), made what it says if that is one thing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

import yaml

from build_tools.loading import yaml_reader
from build_tools.model.json_schema import Schema, on_one_line
from build_tools.text.reading.durations import Hours, Length, read_length

_SEPARATED = re.compile(r" ?(?:[,;/|]| et ) ?")

_MARKED_KEY = re.compile(r"[-•–—·▪*‣●] *(\w+)")


@dataclass(frozen=True)
class Reshaped:
    """The node in its shape, and what it says on one line."""

    node: yaml.Node
    before: str
    text: str


def reshaped(node: yaml.Node, schema: Schema, items: Schema, meant: Callable[[str], Set[str]]) -> Reshaped | None:
    """The list or the length that a scalar says; None where it is in its shape, or says several things.

    `meant` gives the terms or the codes that a word may mean, where the list takes some.
    """
    if isinstance(node, yaml.MappingNode):
        return _dashes(node, items) if schema.get("type") == "array" else _with_comma(node, schema)
    if not isinstance(node, yaml.ScalarNode) or not node.value:
        return None
    if schema.get("type") == "array" and "properties" not in items:
        return _as_list(node, items, meant)
    length = read_length(node.value).length if "heures" in schema.get("properties", {}) else None
    return None if length is None else Reshaped(_length_node(length, node), node.value, on_one_line(length))


def _as_list(node: yaml.ScalarNode, items: Schema, meant: Callable[[str], Set[str]]) -> Reshaped | None:
    parts = [part for part in _SEPARATED.split(node.value) if part]
    if not {"enum", "pattern"} & items.keys():
        return None
    found = [{part} if part in items.get("enum", ()) else meant(part) for part in parts]
    if not all(len(terms) == 1 for terms in found):
        return None
    parts = [next(iter(terms)) for terms in found]
    made = yaml.SequenceNode(
        "", [_scalar(part, node) for part in parts], node.start_mark, node.end_mark, flow_style=True
    )
    return Reshaped(made, node.value, on_one_line(parts))


def _dashes(node: yaml.MappingNode, items: Schema) -> Reshaped | None:
    """Items whose dash is glued to their key (`-intitule:`), or is another sign (`• intitule:`): each begins one."""
    keys = [str(key.value) for key, _ in node.value]
    marks = [_MARKED_KEY.fullmatch(key) for key in keys]
    plain = [found[1] if found else key for found, key in zip(marks, keys, strict=True)]
    if not marks or not marks[0] or not all(key in items.get("properties", {}) for key in plain):
        return None
    entries: list[list[tuple[yaml.Node, yaml.Node]]] = []
    for found, name, (key, value) in zip(marks, plain, node.value, strict=True):
        if found:
            entries.append([])
        entries[-1].append((_scalar(name, key), value))
    made = [yaml.MappingNode("", entry, node.start_mark, node.end_mark, flow_style=False) for entry in entries]
    whole = yaml.SequenceNode("", made, node.start_mark, node.end_mark, flow_style=False)
    return Reshaped(whole, keys[0], f"- {plain[0]}")


def _with_comma(node: yaml.MappingNode, schema: Schema) -> Reshaped | None:
    """`{heures: 3,5}`, which YAML reads as `{heures: 3, 5: }`."""
    if "heures" not in schema.get("properties", {}) or len(node.value) != 2:
        return None
    (key, hours), (decimals, nothing) = node.value
    if not (re.fullmatch("5|25|50|75|0|00", str(decimals.value)) and nothing.value == "" and key.value == "heures"):
        return None
    length = read_length(f"{hours.value},{decimals.value}").length
    if length is None:
        return None
    before = f"{{ heures: {hours.value},{decimals.value} }}"
    return Reshaped(_length_node(length, node), before, on_one_line(length))


def _length_node(length: Length, node: yaml.Node) -> yaml.Node:
    entries = [(_scalar(key, node), _hours_node(value, node)) for key, value in length.items()]
    return yaml.MappingNode("", entries, node.start_mark, node.end_mark, flow_style=True)


def _hours_node(value: Hours | list[Hours], node: yaml.Node) -> yaml.Node:
    if isinstance(value, list):
        items = [_scalar(json.dumps(hours), node) for hours in value]
        return yaml.SequenceNode("", items, node.start_mark, node.end_mark, flow_style=True)
    return _scalar(json.dumps(value), node)


def _scalar(text: str, node: yaml.Node) -> yaml.ScalarNode:
    return yaml.ScalarNode("", text, node.start_mark, node.end_mark)


def number_in(value: str) -> str:
    """The number of hours that a text says; nothing if it says none, or more than a number."""
    length = read_length(value).length
    return json.dumps(length["heures"]) if length and length.keys() == {"heures"} else ""


def without_repetition(items: Sequence[yaml.Node]) -> list[yaml.Node]:
    """The items that none before says."""
    kept: dict[str, yaml.Node] = {}
    for item in items:
        kept.setdefault(item_texts(item), item)
    return list(kept.values())


def item_texts(item: yaml.Node) -> str:
    """What an item says, on one line."""
    return on_one_line(yaml_reader.to_data(item))
