"""Texts without quotes that a « # » cuts: YAML takes what follows for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from build_tools.checking.problem import Finding, finding, name_of
from build_tools.loading import yaml_reader
from build_tools.loading.yaml_reader import Path as NodePath

_MARK = re.compile(rb"[^\s] #")
# One space, as between words: a comment that was meant as one stands further away, or behind a tabulation.
_COMMENT = re.compile(r" #(.?)")


def cut_texts(raw: bytes) -> Iterator[Finding]:
    """One finding for each such text of a file that can be read."""
    # Most files have no comment on the line of a value; a plain search knows it in a hundredth of the pattern's time.
    if b" #" not in raw or not _MARK.search(raw):
        return
    text = yaml_reader.decode(raw)
    lines = text.splitlines()
    for where, node in _plain_values(yaml_reader.compose(text), ()):
        after = lines[node.end_mark.line][node.end_mark.column :] if node.end_mark.line < len(lines) else ""
        found = _COMMENT.match(after)
        # A comment beside one word or a number is a remark on it; a hashtag or the end of a sentence was meant to stay.
        if found and (" " in node.value or (found[1].isalnum() and node.value.strip())):
            yield finding(where, "yaml-diese", name=name_of(where), value=node.value)


def _plain_values(node: yaml.Node, where: NodePath) -> Iterator[tuple[NodePath, yaml.ScalarNode]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _plain_values(value, (*where, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _plain_values(item, (*where, number))
    elif isinstance(node, yaml.ScalarNode) and not node.style:
        yield where, node
