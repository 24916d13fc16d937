"""How one value is written: plain where it reads back the same everywhere, in quotes or folded otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from build_tools.loading.yaml_reader import to_data

# What YAML gives a meaning to at the start of a plain text, or anywhere in it.
_STARTS = tuple("-?:,[]{}#&*!|>'\"%@`=")
_INSIDE = re.compile(r": |:$| #|[\n\r\t]|^ | $|^\.\.\.")
_INSIDE_FLOW = re.compile(r"[,\[\]{}]|\?|:[^ /\w]")
# Texts that other YAML readers take for numbers, booleans or nothing. Dates are plain by the catalogue's habit.
_NUMBER = re.compile(r"[-+]?\.?[0-9][-+0-9a-fA-F_.:xXoO]*|[-+]?\.(inf|nan)", re.IGNORECASE)
_WORD = re.compile(r"y|yes|n|no|on|off|true|false|null|~|<<", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Where a line may end: at a lone space, and not before or after French punctuation.
_LONE_SPACE = re.compile(r"(?<![ «]) (?![ ;:!?»])")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def inline(node: yaml.ScalarNode, *, in_flow: bool) -> str:
    """The value on one line. Quotes that an author put stay, as double ones where no character needs escaping."""
    if not node.style and not isinstance(to_data(node), str):
        return node.value or ("null" if in_flow else "")
    value: str = node.value
    if node.style not in ("'", '"') and _may_be_plain(value, in_flow):
        return value
    if ('"' in value or "\\" in value) and not re.search(r"['\n\r\t]", value):
        return f"'{value}'"
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def block(node: yaml.ScalarNode, width: int, source: Sequence[str]) -> list[str] | None:
    """The lines of the value as a block text, header first and without indentation; None where it cannot be one.

    Line ends inside a text make it literal (`|`); else it is folded (`>`) at `width` characters. `source` are the
    lines of the file: where an author folded a text that fits, the line ends stay.
    """
    if not isinstance(to_data(node), str):
        return None
    text: str = node.value.removesuffix("\n")
    keep = "" if text != node.value else "-"
    if not text.strip() or "\r" in text or re.search(r"^[ \t]|[ \t]$|\n$", text):
        return None
    if "\n" not in text:
        return [">" + keep, *(_as_folded(node, text, width, source) or _fold(text, width))]
    lines = text.split("\n")
    return ["|" + keep, *lines] if all(line == line.strip() or line.strip() for line in lines) else None


def _may_be_plain(value: str, in_flow: bool) -> bool:
    return not (
        not value
        or value.startswith(_STARTS)
        or _INSIDE.search(value)
        or (in_flow and _INSIDE_FLOW.search(value))
        or _WORD.fullmatch(value)
        or (_NUMBER.fullmatch(value) and not _DATE.fullmatch(value))
    )


def _as_folded(node: yaml.ScalarNode, text: str, width: int, source: Sequence[str]) -> list[str]:
    if node.style != ">":
        return []
    first = node.start_mark.line + 1
    for last in range(first + 1, node.end_mark.line + 2):
        lines = [line.strip(" ") for line in source[first:last]]
        if " ".join(lines) == text:
            return lines if max(map(len, lines)) <= width else []
    return []


def _fold(text: str, width: int) -> list[str]:
    """The text cut at lone spaces, which folding gives back."""
    lines, line = [], ""
    for word in _LONE_SPACE.split(text):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
