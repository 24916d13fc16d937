"""The canonical text of a record: order of keys, indentation, quoting, line width; comments stay with their entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from build_tools.contributing.comments import Comments
from build_tools.contributing.scalars import block, inline
from build_tools.model.json_schema import Schema, resolve

WIDTH = 110
_STEP = 2
_EMPTY = ("{}", "[]")  # has no other form, however long its key
# Where the facts come from stands after the facts, in every part of every file.
_LAST = ("sources", "deduit", "precisions", "confiance", "verifie_le")

Entry = tuple[yaml.ScalarNode, yaml.Node]  # key and value


@dataclass(frozen=True)
class Emitter:
    """Writes nodes. `lines` are those of the text that the nodes were read from."""

    lines: Sequence[str]
    comments: Comments
    schema: Schema

    def text(self, root: yaml.MappingNode) -> str:
        """The whole file, with its final line end."""
        body = [
            *self.comments.head,
            *(self._mapping(root, self.schema, 0) if root.value else ["{}"]),
            *self.comments.after,
        ]
        return "\n".join(body).strip("\n") + "\n"

    def _mapping(self, node: yaml.MappingNode, schema: Schema, indent: int) -> Iterator[str]:
        properties = self._resolved(schema).get("properties", {})
        for i, (key, value) in enumerate(_ordered(node, properties)):
            yield from self._above(key, indent, first=i == 0 or key is node.value[0][0])
            head = " " * indent + _key(key, in_flow=False) + ":"
            yield from self._value(
                head, value, properties.get(key.value, {}), indent, self.comments.of(key).end_of_line
            )

    def _sequence(self, node: yaml.SequenceNode, schema: Schema, indent: int) -> Iterator[str]:
        part = self._resolved(schema).get("items", {})
        for i, item in enumerate(node.value):
            yield from self._above(item, indent, first=i == 0)
            dash, end_of_line = " " * indent + "-", self.comments.of(item).end_of_line
            if isinstance(item, yaml.ScalarNode) or self._fits(dash, self._one_line(item, part)):
                yield from self._value(dash, item, part, indent, end_of_line)
            else:
                if end_of_line:
                    yield " " * indent + end_of_line
                yield from _after_dash(self._below(item, part, indent + _STEP), indent)

    def _above(self, entry: yaml.Node, indent: int, *, first: bool) -> Iterator[str]:
        """The blank line that an author put above an entry other than the first, and its comments."""
        above = self.comments.of(entry).above
        before = entry.start_mark.line - len(above) - 1
        if not first and before > 0 and not self.lines[before].strip():
            yield ""
        yield from (" " * indent + comment for comment in above)

    def _value(self, head: str, node: yaml.Node, schema: Schema, indent: int, end_of_line: str) -> Iterator[str]:
        """`head` (a key and its colon, or a dash), then the value on its line or below it."""
        note = f" {end_of_line}" if end_of_line else ""
        inner = indent + _STEP
        short = self._one_line(node, schema)
        if self._fits(head, short):
            yield f"{head} {short}".rstrip(" ") + note
        elif isinstance(node, yaml.ScalarNode):
            header, *lines = block(node, WIDTH - inner, self.lines) or [inline(node, in_flow=False)]
            yield f"{head} {header}{note}"
            yield from (" " * inner + line if line else "" for line in lines)
        else:
            yield head + note
            yield from self._below(node, schema, inner)

    def _below(self, node: yaml.Node, schema: Schema, indent: int) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, schema, indent)
        assert isinstance(node, yaml.SequenceNode), "the reader knows no other kind of node"
        if self._stays_flow(node) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            return _wrapped([inline(item, in_flow=True) for item in node.value], indent)
        return self._sequence(node, schema, indent)

    def _one_line(self, node: yaml.Node, schema: Schema) -> str | None:
        """The value on one line; None if it takes several lines, whatever their length."""
        if isinstance(node, yaml.ScalarNode):
            folded = node.style == ">" or "\n" in node.value
            return None if folded and block(node, WIDTH, self.lines) else inline(node, in_flow=False)
        return self._flow(node, schema) if self._stays_flow(node) else None

    def _flow(self, node: yaml.Node, schema: Schema) -> str:
        if isinstance(node, yaml.ScalarNode):
            return inline(node, in_flow=True)
        schema = self._resolved(schema)
        if isinstance(node, yaml.SequenceNode):
            return f"[{', '.join(self._flow(item, schema.get('items', {})) for item in node.value)}]"
        assert isinstance(node, yaml.MappingNode), "the reader knows no other kind of node"
        properties = schema.get("properties", {})
        parts = (
            f"{_key(key, in_flow=True)}: {self._flow(value, properties.get(key.value, {}))}"
            for key, value in _ordered(node, properties)
        )
        return f"{{{', '.join(parts)}}}"

    def _stays_flow(self, node: yaml.Node) -> bool:
        assert isinstance(node, yaml.CollectionNode), "scalars are neither flow nor block"
        return not node.value or (bool(node.flow_style) and id(node) not in self.comments.opened)

    @staticmethod
    def _fits(head: str, short: str | None) -> bool:
        return short is not None and (short in _EMPTY or len(head) + 1 + len(short) <= WIDTH)

    def _resolved(self, schema: Schema) -> Schema:
        return resolve(schema, self.schema)


def _ordered(node: yaml.MappingNode, names: Iterable[str]) -> list[Entry]:
    """The model's order; unknown keys come where they were, after all others."""
    names = list(names)
    order = [name for name in names if name not in _LAST] + [name for name in _LAST if name in names]
    rank = {name: i for i, name in enumerate(order)}
    return sorted(node.value, key=lambda entry: rank.get(entry[0].value, len(rank)))


def _key(key: yaml.ScalarNode, *, in_flow: bool) -> str:
    """A key is text whatever it looks like; one that was left out is an empty text."""
    return inline(key, in_flow=in_flow) if key.value else '""'


def _after_dash(lines: Iterable[str], indent: int) -> Iterator[str]:
    """The lines of a list item: the first on the dash's line, comments above it above the dash."""
    dashed = False
    for line in lines:
        if dashed:
            yield line
        elif line.lstrip().startswith("#"):
            yield line[_STEP:]
        else:
            dashed = True
            yield " " * indent + "- " + line[indent + _STEP :]


def _wrapped(items: Sequence[str], indent: int) -> Iterator[str]:
    """A list between brackets over several lines."""
    line = " " * indent + "["
    for i, item in enumerate(items):
        end = "]" if i == len(items) - 1 else ","
        if line.strip(" [") and len(line) + 1 + len(item) + len(end) > WIDTH:
            yield line
            line = " " * (indent + 1)
        line += (" " if line.strip(" [") else "") + item + end
    yield line
