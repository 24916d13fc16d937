"""Reading YAML the way contributors expect it: YAML 1.2's few types, exact positions, no surprises.

`oui`, `no`, `01` and dates stay text; only `true`, `false`, whole and decimal numbers are something else.
Aliases, tags, several documents, duplicate keys and absurd sizes are refused.
"""

from __future__ import annotations

import codecs
import re
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import yaml

from build_tools.loading.term_lines import read_term_lines

if TYPE_CHECKING:  # its patterns take as long to compile as a hundred files to read: for wrong files only
    from build_tools.loading.mistakes import Mistake

try:
    from yaml import CBaseLoader as EventLoader
    from yaml.cyaml import CParser as LibraryParser  # type: ignore[attr-defined]  # the stubs leave it out
except ImportError:  # in a browser
    from yaml import BaseLoader as EventLoader  # type: ignore[assignment]

    from build_tools.loading.plain_parser import PlainParser as LibraryParser  # type: ignore[assignment]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 30

Path = tuple[str | int, ...]
Data = Any  # what JSON can say: dict, list, str, int, float, bool, None

_PLAIN = "plain"
# Zero has no sign: « -0 » stays text.
_INTEGER = re.compile(r"0|-?[1-9][0-9]*", re.ASCII)
_DECIMAL = re.compile(r"(?!-0\.0+$)-?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
# What a plain scalar that may be no text begins with: most of them need not be tried against two patterns.
_FIRST_SIGNS = frozenset(["", "-", *"0123456789", *(constant[:1] for constant in _CONSTANTS)])
# What may be an anchor, an alias or a tag, and lines that may open many levels.
_INDICATOR = re.compile(r"(?:^|[\s\[{,:?-])[&*!]\S|(?:^|[\n\[{,:?-])[ \t]*!(?:\s|$)")
_DEEP_LINE = re.compile(r"\n[ ?:-]{40}")
# libyaml stands ten times this depth; brackets in quotes could hide as many from the quick count.
_MANY_BRACKETS = 2000
_BRACKET = re.compile(r"[\[\]{}]")
# What no text needs: control characters, and line ends that editors do not count but YAML 1.1 does.
NOT_IN_A_FILE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_INVISIBLE = re.compile(NOT_IN_A_FILE)


class YamlError(Exception):
    """A file that cannot be read as one plain YAML mapping: which message says why, with its values, and where.

    Line and column count from 1. The checker has the words (`checking/rulebook.py`).
    """

    def __init__(self, key: str, line: int = 1, column: int = 1, /, **values: object) -> None:
        super().__init__(key, line, column)
        self.key = key
        self.line = line
        self.column = column
        self.values = values

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(YamlError, *self.args, **self.values), ()  # worker processes send it back


class _Composer(LibraryParser):
    """libyaml's composer without PyYAML's type guessing, which takes most of its time."""

    def resolve(self, kind: type, value: str, implicit: Any) -> str:
        return _PLAIN

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def decode(raw: bytes) -> str:
    """Bytes to text; raises YamlError on what is not UTF-8, is too large, or holds control characters."""
    if len(raw) > MAX_BYTES:
        raise YamlError("yaml-taille", limit=MAX_BYTES // 1024)
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise YamlError("yaml-encodage", *_place_after(raw[: error.start].decode())) from None
    if found := _INVISIBLE.search(text):
        place = _place_after(text[: found.start()])
        raise YamlError("yaml-syntaxe/invisible", *place, code=code_point(found[0]))
    return text


def without_invisible(text: str) -> str:
    """The text with a space in place of each character that `decode` refuses."""
    return _INVISIBLE.sub(" ", text)


def compose(text: str) -> yaml.Node:
    """Text to a tree of nodes with marks; raises YamlError."""
    try:
        if _needs_a_closer_look(text):
            _refuse_unsafe_events(text)
        node: yaml.Node | None = _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        raise _moved_to_its_cause(text, _syntax_error(error)) from None
    if node is None:
        raise YamlError("yaml-vide")
    if not isinstance(node, yaml.MappingNode):
        raise YamlError("yaml-racine", *_place_of(node))
    return node


def to_data(node: yaml.Node, depth: int = 0) -> Data:
    """Nodes to plain data; raises YamlError on a duplicate or non-text key, and on nodes that lie too deep."""
    if depth > MAX_DEPTH:
        raise YamlError("yaml-profondeur", *_place_of(node), limit=MAX_DEPTH)
    if type(node) is yaml.ScalarNode:
        return _scalar(node)
    if type(node) is yaml.SequenceNode:
        return [to_data(item, depth + 1) for item in node.value]
    data: dict[str, Data] = {}
    for key_node, value_node in node.value:
        if type(key_node) is not yaml.ScalarNode:
            raise YamlError("yaml-cle", *_place_of(key_node))
        key = _text(key_node)
        if key in data:
            raise YamlError("yaml-doublon", *_place_of(key_node), key=key)
        data[key] = to_data(value_node, depth + 1)
    return data


def read(raw: bytes) -> Data:
    """Bytes of one file to plain data; raises YamlError."""
    text = decode(raw)
    return read_list(text) or to_data(compose(text))


def readable(raw: bytes) -> dict[str, Data] | None:
    """The data of one file, or None where it cannot be read."""
    try:
        data: dict[str, Data] = read(raw)
    except YamlError:
        return None
    return data


def items_of(value: Data) -> list[Data]:
    """The items of a list; none where there is no list."""
    return value if isinstance(value, list) else []


def groups_of(value: Data) -> list[dict[str, Data]]:
    """The items of a list that are groups of keys."""
    return [item for item in items_of(value) if isinstance(item, dict)]


def texts_of(value: Data) -> list[str]:
    """The items of a list that are texts."""
    return [item for item in items_of(value) if isinstance(item, str)]


def read_list(text: str) -> Data:
    """The data of a long list of terms, read the quick way; None where the whole text must be read."""
    found = read_term_lines(text)
    if found is None:
        return None
    terms, rest = found
    try:
        facts = to_data(compose(rest)) if rest else {}
    except YamlError:  # its place is that in the whole text
        return None
    return None if "termes" in facts else {"termes": terms, **facts}


def position(root: yaml.Node, path: Path, *, of_key: bool = False) -> tuple[int, int]:
    """Line and column (from 1) of the value at `path`, or of its key; the nearest parent's if it is absent."""
    mark = root.start_mark
    node = root
    for depth, step in enumerate(path):
        last = depth == len(path) - 1
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == step), None)
            if found is None:
                break
            mark = found[0].start_mark if of_key and last else found[1].start_mark
            node = found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return mark.line + 1, mark.column + 1


def _scalar(node: yaml.ScalarNode) -> Data:
    value = _text(node)
    if node.style or value[:1] not in _FIRST_SIGNS:  # quoted and block scalars are always text
        return value
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if _INTEGER.fullmatch(value) and len(value) < 16:
        return int(value)
    if _DECIMAL.fullmatch(value) and len(value) < 32:
        return float(value)
    return value


def _text(node: yaml.ScalarNode) -> str:
    value: str = node.value
    if node.style == '"' and (found := _INVISIBLE.search(value)):  # written as an escape
        raise YamlError("yaml-syntaxe/invisible", *_place_of(node), code=code_point(found[0]))
    return value


def code_point(character: str) -> str:
    """A character by its number, for those that cannot be shown: « 200B »."""
    return f"{ord(character):04X}"


def _needs_a_closer_look(text: str) -> bool:
    """Whether the text might hold what we refuse. libyaml composes by recursion on the C stack, so depth counts."""
    return (("&" in text or "*" in text or "!" in text) and _INDICATOR.search(text) is not None) or _may_be_deep(text)


def _may_be_deep(text: str) -> bool:
    """Brackets in quotes may mislead the depth, never their number."""
    openings = text.count("[") + text.count("{")
    return (
        openings > _MANY_BRACKETS
        or (openings > MAX_DEPTH and _depth_of_brackets(text) > MAX_DEPTH - 2)
        or _DEEP_LINE.search("\n" + text) is not None
    )


def _depth_of_brackets(text: str) -> int:
    return max(accumulate(1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(text)))


def _refuse_unsafe_events(text: str) -> None:
    """Events come one by one: depth, aliases and tags are seen before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=EventLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError("yaml-alias", *_place_of(event))
        if getattr(event, "tag", None):
            raise YamlError("yaml-etiquette", *_place_of(event))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise YamlError("yaml-profondeur", *_place_of(event), limit=MAX_DEPTH)


def _place_of(part: Any) -> tuple[int, int]:
    return part.start_mark.line + 1, part.start_mark.column + 1


def _place_after(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


_UNCLOSED = "found unexpected end of stream"
# What libyaml says (English, for programmers) → which of our messages.
_SYNTAX = (
    ("found character that cannot start any token", "yaml-syntaxe/debut"),
    ("mapping values are not allowed", "yaml-syntaxe/deux-points"),
    ("did not find expected key", "yaml-syntaxe/cle"),
    ("did not find expected '-' indicator", "yaml-syntaxe/tiret"),
    ("could not find expected ':'", "yaml-syntaxe/sans-deux-points"),
    ("did not find expected ',' or", "yaml-syntaxe/crochet"),
    (_UNCLOSED, "yaml-syntaxe/guillemet"),
    ("expected a single document", "yaml-syntaxe/documents"),
    ("found a tab character", "yaml-syntaxe/tabulation"),
    ("block sequence entries are not allowed", "yaml-syntaxe/tiret-deplace"),
    ("did not find expected alphabetic or numeric character", "yaml-syntaxe/signe"),
    ("did not find expected node content", "yaml-syntaxe/valeur"),
    ("found unknown escape character", "yaml-syntaxe/barre"),
)


def _moved_to_its_cause(text: str, error: YamlError) -> YamlError:
    """The error at the line that causes it, where that is one of the usual mistakes."""
    from build_tools.loading.mistakes import find_mistake

    found = find_mistake(text, error.line, _stops_at)
    if found is None:
        return error
    return YamlError(found.key, found.line, error.column if found.line == error.line else found.column)


def corrected_line(text: str) -> Mistake | None:
    """The first line that keeps a text from being read, if it is one of the usual mistakes."""
    from build_tools.loading.mistakes import find_mistake

    line = _stops_at(text)
    return find_mistake(text, line, _stops_at) if line else None


def _stops_at(text: str) -> int:
    """The line where the parser stops, from 1; 0 if it reads the whole text."""
    try:
        _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        return _syntax_error(error).line
    return 0


def _syntax_error(error: yaml.YAMLError) -> YamlError:
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if _UNCLOSED in str(error):
        marks.reverse()  # where the text opens, not where the file ends
    mark = next(filter(None, marks), None)
    message = " ".join(filter(None, (getattr(error, "problem", None) or str(error), getattr(error, "context", None))))
    key = next((key for pattern, key in _SYNTAX if pattern in message), "yaml-syntaxe")
    return YamlError(key, *((mark.line + 1, mark.column + 1) if mark else (1, 1)))
