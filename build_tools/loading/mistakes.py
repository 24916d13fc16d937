"""Which line is wrong in a file that cannot be read: the parser stops at the next one, which is correct.

A line counts as the mistake only if the file can be read further once it is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

NO_BREAKS = "\u00a0\u202f\u2007\u2060"
_SEARCHED = 60
_CONFLICT = re.compile(r"(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?: .*)?|=======")
_KEY = r"[A-Za-zÀ-ÿ_][\wÀ-ÿ-]*"
_BLOCK = re.compile(r"^( *)(?:- )*[^#]*: *[|>][+-]?[0-9]?[+-]? *(?:#.*)?$")
_INDENT_NO_BREAK = re.compile(rf"[ ]*[{NO_BREAKS}][ {NO_BREAKS}]*")
_AFTER_COLON = re.compile(rf"( *(?:- )?{_KEY}:)[{NO_BREAKS}]+")
_AFTER_DASH = re.compile(rf"( *-)[{NO_BREAKS}]+")
_GLUED = re.compile(rf"( *(?:- )?{_KEY}):(?![/\s]|$)")
_OTHER_SIGN = re.compile(rf"( *(?:- )?{_KEY}) ?(?:=>?|:=|;|：|→|->) ?(?=\S)")
_NO_SIGN = re.compile(rf"( *(?:- )?{_KEY}) +(?=\S)")
_NEXT_DOCUMENT = re.compile(r"(?:---|\.\.\.)\s*")
_BULLET = re.compile(r"( *)[•–—·▪*‣●]([ \u00a0\u202f]*)(?=\S)")
_GLUED_DASH = re.compile(rf"( *)-(?={_KEY}:(?: |$))")
_QUOTED = re.compile(rf"( *(?:- )*(?:{_KEY}: +)?)'(.*)' *$")
_DOUBLE_QUOTED = re.compile(rf"( *(?:- )*(?:{_KEY}: +)?)\"(.*)\" *$")
_CURLY = re.compile(rf"( *(?:- )*{_KEY}: +)([“”„‟](.*)[“”„‟]|[‘’‚](.*)[‘’‚]) *$")
_WITHOUT_KEY = re.compile(r" *(?!- |-$|#)\S.*")


class Mistake(NamedTuple):
    """Where the mistake is, counted from 1, which message names it, and the line as it should be."""

    key: str
    line: int
    column: int
    corrected: str = ""


class _Correction(NamedTuple):
    key: str
    column: int
    line: str


# How far the text can be read: the line, from 1, where the parser stops; 0 where it does not.
StopsAt = Callable[[str], int]


def find_mistake(text: str, line: int, stops_at: StopsAt) -> Mistake | None:
    """The line that is wrong in a text whose reading stopped at `line`, if one of the usual mistakes explains it."""
    lines = text.split("\n")
    for number, text_of_line in enumerate(lines, start=1):
        if _CONFLICT.fullmatch(text_of_line.rstrip("\r")):
            return Mistake("yaml-syntaxe/conflit", number, 1)
    first = max(line - _SEARCHED, 1)
    in_blocks = _in_block_texts(lines)
    for number in range(min(line, len(lines)), first - 1, -1):
        if number - 1 in in_blocks:
            continue
        for correction in _corrections(lines, number - 1):
            reached = stops_at("\n".join([*lines[: number - 1], correction.line, *lines[number:]]))
            if not reached or reached > line:
                return Mistake(correction.key, number, correction.column + 1, correction.line)
    return None


def _in_block_texts(lines: list[str]) -> set[int]:
    """The lines of texts that follow « >- » or « | »: whatever they hold is text."""
    inside: set[int] = set()
    depth: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if depth is not None and (not line.strip() or indent > depth):
            inside.add(number)
            continue
        found = _BLOCK.match(line)
        depth = len(found[1]) if found else None
    return inside


def _corrections(lines: list[str], number: int) -> Iterator[_Correction]:
    """Each usual mistake that the line may hold, with the line as it should be."""
    line = lines[number]
    if number and _NEXT_DOCUMENT.fullmatch(line):
        yield _Correction("yaml-syntaxe/documents", 0, "")
    yield from _of_spaces(line)
    yield from _of_dashes(line)
    yield from _of_quotes(line)
    if found := _GLUED.match(line):
        yield _Correction("yaml-syntaxe/colle", len(found[1]), f"{found[1]}: {line[found.end() :]}")
    if found := _OTHER_SIGN.match(line):
        yield _Correction("yaml-syntaxe/autre-signe", len(found[1]), f"{found[1]}: {line[found.end() :]}")
    if any(following.strip() for following in lines[number + 1 :]):  # at the end, the parser stops where it is open
        yield from _of_brackets(line)
    if number and _WITHOUT_KEY.fullmatch(line) and ": " not in line and not line.rstrip().endswith(":"):
        above = len(lines[number - 1]) - len(lines[number - 1].lstrip(" "))
        yield _Correction("yaml-syntaxe/suite", len(line) - len(line.lstrip(" ")), " " * (above + 2) + line.lstrip(" "))
    if (found := _NO_SIGN.match(line)) and ":" not in line:
        yield _Correction("yaml-syntaxe/sans-deux-points", len(found[1]), f"{found[1]}: {line[found.end() :]}")


def _of_spaces(line: str) -> Iterator[_Correction]:
    if found := _INDENT_NO_BREAK.match(line):
        yield _Correction("yaml-syntaxe/insecable", 0, " " * len(found[0]) + line[found.end() :])
    for pattern in (_AFTER_COLON, _AFTER_DASH):
        if found := pattern.match(line):
            yield _Correction("yaml-syntaxe/insecable", len(found[1]), f"{found[1]} {line[found.end() :]}")


def _of_dashes(line: str) -> Iterator[_Correction]:
    if found := _BULLET.match(line):
        yield _Correction("yaml-syntaxe/puce", len(found[1]), f"{found[1]}- {line[found.end() :]}")
    if found := _GLUED_DASH.match(line):
        yield _Correction("yaml-syntaxe/tiret-colle", len(found[1]), f"{found[1]}- {line[found.end() :]}")


def _of_quotes(line: str) -> Iterator[_Correction]:
    if (found := _QUOTED.match(line)) and "'" in found[2].replace("''", ""):
        inner = found[2].replace("''", "'").replace("'", "''")
        yield _Correction("yaml-syntaxe/apostrophe", len(found[1]), f"{found[1]}'{inner}'")
    if (found := _DOUBLE_QUOTED.match(line)) and '"' in found[2].replace('\\"', ""):
        inner = found[2].replace('\\"', '"').replace('"', '\\"')
        yield _Correction("yaml-syntaxe/guillemet-dedans", len(found[1]), f'{found[1]}"{inner}"')
    if found := _CURLY.match(line):
        text = (found[3] or found[4] or "").replace('"', "")
        yield _Correction("yaml-syntaxe/courbes", len(found[1]), f'{found[1]}"{text}"')


def _of_brackets(line: str) -> Iterator[_Correction]:
    plain = re.sub(r"'[^']*'|\"[^\"]*\"", lambda found: "x" * len(found[0]), line.split(" #")[0])
    for opening, closing in ("[]", "{}"):
        if plain.count(opening) > plain.count(closing):
            yield _Correction("yaml-syntaxe/crochet-ouvert", plain.rindex(opening), line.rstrip(" ,\r") + closing)
