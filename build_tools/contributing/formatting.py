"""Putting a record in canonical form without changing what it says."""

from __future__ import annotations

import json
import re
from collections import Counter

import yaml

from build_tools.contributing.comments import Comments, comments_of
from build_tools.contributing.emitter import Emitter
from build_tools.loading import yaml_reader
from build_tools.model.json_schema import GENERATED_FILE, Schema

_LINE_END = re.compile(r"\r\n|\r|\n")


class CannotFormatError(Exception):
    """A file whose canonical form would not say exactly the same; it is left as it is."""


def format_text(raw: bytes, schema: Schema) -> str:
    """The canonical text of a file of the kind that `schema` describes.

    Raises YamlError if the file cannot be read, CannotFormatError rather than change its data or lose a comment.
    """
    text = yaml_reader.decode(raw)
    root = yaml_reader.compose(text)
    yaml_reader.to_data(root)  # refuses what is no plain data
    return write_canonical(text, root, schema)


def write_canonical(text: str, root: yaml.Node, schema: Schema) -> str:
    """The canonical text of nodes read from `text`, whose values may have been changed since.

    Raises CannotFormatError rather than write other data or lose a comment, YamlError if the nodes are no plain data.
    """
    data = yaml_reader.to_data(root)
    assert isinstance(root, yaml.MappingNode), "the reader refuses other roots"
    comments = comments_of(text, root)
    if any(GENERATED_FILE in comment for comment in comments.head):
        return text  # its generator decides of its form
    formatted = Emitter(_LINE_END.split(text), comments, schema).text(root)
    if _facts(formatted) != (json.dumps(data, sort_keys=True), Counter(every_comment(comments))):
        raise CannotFormatError
    return formatted


def _facts(text: str) -> tuple[str, Counter[str]]:
    """What a text says: its data, with the exact type of each value, and its comments."""
    try:
        root = yaml_reader.compose(yaml_reader.decode(text.encode()))
        return json.dumps(yaml_reader.to_data(root), sort_keys=True), Counter(every_comment(comments_of(text, root)))
    except yaml_reader.YamlError as error:
        raise CannotFormatError from error


def every_comment(comments: Comments) -> list[str]:
    """All comments of a file, whatever they are tied to."""
    noted = (comment for notes in comments.by_entry.values() for comment in (*notes.above, notes.end_of_line))
    return [comment for comment in (*comments.head, *noted, *comments.after) if comment]
