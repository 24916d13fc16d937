"""Comments of a YAML file, each attached to the entry that it is about, so that it moves with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml

_COMMENT = re.compile(r"#[^\r\n]*")
_LINE_END = re.compile(r"[\r\n]")
_BLOCK_HEADER = re.compile(r"[>|][-+0-9]*[ \t]+(#[^\r\n]*)")


@dataclass
class Notes:
    """Comments of one entry: the lines above it, and the one at the end of its first line."""

    above: list[str] = field(default_factory=list)
    end_of_line: str = ""


@dataclass(frozen=True)
class Comments:
    """The comments of a file by the entry that they are about; an entry is known by its key or its list item.

    `head` are the comments above the first entry, which stay at the top of the file (the schema's address is one),
    `after` those below everything; `opened` the ids of the collections that must be blocks: the whole, and
    whatever holds comments.
    """

    opened: frozenset[int]
    head: list[str] = field(default_factory=list)
    by_entry: dict[int, Notes] = field(default_factory=dict)
    after: list[str] = field(default_factory=list)

    def of(self, entry: yaml.Node) -> Notes:
        """The comments of an entry, given its key or its list item."""
        return self.by_entry.get(id(entry)) or Notes()


def comments_of(text: str, root: yaml.Node) -> Comments:
    """All comments of a text, given its nodes."""
    flows = list(_flows(root))
    found = _find(text, _leaves(root, frozenset([id(root), *map(id, flows)])))
    holding = (f for f in flows if any(f.start_mark.index <= c.index < f.end_mark.index for c in found))
    opened = frozenset([id(root), *map(id, holding)])
    comments = Comments(opened)
    entries = list(_entries(root, opened))
    for comment in _find(text, _leaves(root, opened)):
        _attach(comment, entries, comments)
    return comments


@dataclass(frozen=True)
class _Comment:
    text: str
    index: int
    leaf: yaml.Node | None  # the leaf that ends on the same line


@dataclass(frozen=True)
class _Entry:
    """`start` is where its text starts; `owner` is its key or its list item; `parts` are its own leaves."""

    start: int
    owner: yaml.Node
    parts: tuple[yaml.Node, ...]

    def ends_after(self, index: int) -> bool:
        """Whether it starts after `index`, or has its value there, on a line below its key."""
        return self.start > index or any(part.start_mark.index > index for part in self.parts)


def _flows(node: yaml.Node) -> Iterator[yaml.Node]:
    if not isinstance(node, yaml.CollectionNode):
        return
    if node.flow_style:
        yield node
    for child in _children(node):
        yield from _flows(child)


def _is_leaf(node: yaml.Node, opened: frozenset[int]) -> bool:
    return not isinstance(node, yaml.CollectionNode) or (bool(node.flow_style) and id(node) not in opened)


def _leaves(node: yaml.Node, opened: frozenset[int]) -> Iterator[yaml.Node]:
    """Scalars, and flow collections that are not `opened`, in the order of the text."""
    if _is_leaf(node, opened):
        yield node
        return
    for child in _children(node):
        yield from _leaves(child, opened)


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    for part in node.value:
        yield from part if isinstance(part, tuple) else (part,)


def _entries(node: yaml.Node, opened: frozenset[int]) -> Iterator[_Entry]:
    """Entries in the order of the text; a list item comes before its own first key."""
    if _is_leaf(node, opened):
        return
    for part in node.value:
        key, value = part if isinstance(part, tuple) else (part, part)
        leaves = tuple(child for child in dict.fromkeys((key, value)) if _is_leaf(child, opened))
        yield _Entry(key.start_mark.index, key, leaves)
        yield from _entries(value, opened)


def _find(text: str, leaves: Iterable[yaml.Node]) -> list[_Comment]:
    """Comments stand between leaves, or in the first line of a block text."""
    found: list[_Comment] = []
    start, last = 0, None
    for leaf in leaves:
        found += _between(text, start, leaf.start_mark.index, last)
        if _is_block_text(leaf) and (header := _BLOCK_HEADER.match(text, leaf.start_mark.index)):
            found.append(_Comment(header[1].rstrip(), header.start(1), leaf))
        start, last = leaf.end_mark.index, leaf
    return [*found, *_between(text, start, len(text), last)]


def _between(text: str, start: int, end: int, last: yaml.Node | None) -> Iterator[_Comment]:
    for found in _COMMENT.finditer(text, start, end):
        on_same_line = (
            last is not None and not _is_block_text(last) and not _LINE_END.search(text, start, found.start())
        )
        yield _Comment(found[0].rstrip(), found.start(), last if on_same_line else None)


def _is_block_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def _attach(comment: _Comment, entries: list[_Entry], comments: Comments) -> None:
    if comment.leaf is not None:
        entry = next(entry for entry in reversed(entries) if comment.leaf in entry.parts)
        notes = comments.by_entry.setdefault(id(entry.owner), Notes())
        if notes.end_of_line:
            notes.above.append(notes.end_of_line)
        notes.end_of_line = comment.text
        return
    following = next((entry for entry in entries if entry.ends_after(comment.index)), None)
    if following is None:
        comments.after.append(comment.text)
    elif following.start > comment.index and following is entries[0]:
        comments.head.append(comment.text)
    else:
        comments.by_entry.setdefault(id(following.owner), Notes()).above.append(comment.text)
