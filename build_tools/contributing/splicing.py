"""A record's file with new data: the lines of what did not change stay, those of what did are written afresh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import yaml

from build_tools.contributing.comments import comments_of
from build_tools.contributing.formatting import CannotFormatError, every_comment, format_text
from build_tools.contributing.record_text import record_text
from build_tools.loading import yaml_reader
from build_tools.loading.yaml_reader import Data
from build_tools.model.json_schema import schema_without_terms
from build_tools.model.kinds import KINDS


class CommentLostError(Exception):
    """New data that take the place of a comment, which only a person may decide."""


def with_data(raw: bytes, data: Mapping[str, Data], collection: str = "modules") -> str:
    """The canonical text of a record's file once it holds `data`.

    Raises CommentLostError if a comment would go, CannotFormatError where YAML cannot say the data.
    """
    schema = schema_without_terms(KINDS[collection].schema)
    before = format_text(raw, schema)
    fresh = record_text(data, collection)
    old, head = _by_key(before)
    new, _ = _by_key(fresh)
    known = yaml_reader.read(raw)
    kept = [old[key] if key in old and known[key] == data[key] else new[key] for key in new]
    text = format_text(("\n".join([*head, *(line for lines in kept for line in lines)]) + "\n").encode(), schema)
    if yaml_reader.read(text.encode()) != yaml_reader.read(fresh.encode()):
        raise CannotFormatError
    if _comments(before) - _comments(text):
        raise CommentLostError
    return text


def _by_key(text: str) -> tuple[dict[str, list[str]], list[str]]:
    """The lines of each key of a canonical text, with what follows them up to the next key; and those above all."""
    root = yaml_reader.compose(text)
    assert isinstance(root, yaml.MappingNode), "a record is a mapping"
    lines = text.rstrip("\n").split("\n")
    starts = [key.start_mark.line for key, _ in root.value]
    ends = [*starts[1:], len(lines)]
    parts = {key.value: lines[start:end] for (key, _), start, end in zip(root.value, starts, ends, strict=True)}
    return parts, lines[: starts[0]]


def _comments(text: str) -> Counter[str]:
    return Counter(every_comment(comments_of(text, yaml_reader.compose(text))))
