"""From the data of a record or of a term to the canonical text of its file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

import yaml

from build_tools.contributing.comments import Comments
from build_tools.contributing.emitter import Emitter
from build_tools.contributing.formatting import CannotFormatError
from build_tools.loading.yaml_reader import Data, YamlError, read, to_data
from build_tools.model.json_schema import Schema, resolve, schema_without_terms
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import TERM_FILES

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
