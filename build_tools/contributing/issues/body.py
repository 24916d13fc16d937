"""The body of an issue as GitHub renders a form, and as people edit it afterwards, cut into sections."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.text.folding import fold

# GitHub takes 65,536 characters; a little more reaches us with other line ends.
BODY_MAX = 100_000
NO_ANSWER = ("_No response_", "None")
_NEAR_ENOUGH = 0.85
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(\S.*)")
_BOLD_LINE = re.compile(r"\*\*([^*]+)\*\*[ \t]*:?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OPEN, _CLOSE = "<!--", "-->"
_TICK = re.compile(r"[-*+][ \t]+\[([ xX])\][ \t]+(.*)")
_LEFT_OUT = frozenset({"", *(fold(text) for text in NO_ANSWER)})


@dataclass(frozen=True)
class Section:
    """What stands below one heading. `heading` is as the author has it; `label` is the form's, or empty."""

    heading: str
    label: str
    text: str

    @property
    def ticked(self) -> list[str]:
        """The labels of ticked boxes; or the plain lines, where the author wrote instead of ticking."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        ticks = [(found, line) for line in lines for found in [_TICK.fullmatch(line)]]
        return [found[2] if found else line for found, line in ticks if not found or found[1] != " "]


def sections(body: str, labels: Iterable[str]) -> Iterator[Section]:
    """The sections of a body, in order; what stands above the first heading comes under an empty one.

    A heading that differs from one of `labels` by its level, accents, capitals or a letter or two is taken for it.
    Headings inside code are text, comments that nobody sees are left out, and so are answers that were not given.
    """
    known = {fold(label): label for label in labels}
    heading, label, lines = "", "", list[str]()
    for line, in_code in _lines(body):
        found = "" if in_code else _heading_of(line, known)
        if found:
            yield Section(heading, label, _answer(lines))
            heading, label, lines = found, _label_of(found, known), []
        else:
            lines.append(line)
    yield Section(heading, label, _answer(lines))


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it stands in code or in a comment. What is never closed was never opened."""
    lines = re.split(r"\r\n|\r|\n", body)
    closings = _Closings(lines)
    end = -1
    for number, line in enumerate(lines):
        if number > end:
            end = closings.after(number)
        yield line, number <= end


@dataclass
class _Closings:
    """Where what a line opens is closed. Each kind of opening that has no end is looked for once only."""

    lines: list[str]
    endless: dict[str, int] = field(default_factory=dict)

    def after(self, number: int) -> int:
        """The last line of the code or comment that this line opens; -1 where it opens none."""
        line = self.lines[number]
        if fence := _FENCE.fullmatch(line):
            character, length = fence[1][0], len(fence[1])
            return self._first(number, character, length, re.compile(rf" {{0,3}}{character}{{{length},}}[ \t]*$"))
        if line.rfind(_OPEN) > line.rfind(_CLOSE):
            return self._first(number, _OPEN, 1, re.compile(rf".*{_CLOSE}"))
        return -1

    def _first(self, number: int, kind: str, length: int, closing: re.Pattern[str]) -> int:
        if length >= self.endless.get(kind, length + 1):
            return -1
        found = next((n for n in range(number + 1, len(self.lines)) if closing.match(self.lines[n])), -1)
        if found < 0:
            self.endless[kind] = length
        return found


def _heading_of(line: str, known: Mapping[str, str]) -> str:
    if found := _HEADING.fullmatch(line):
        return found[1].rstrip(" \t#:") or found[1]
    bold = _BOLD_LINE.fullmatch(line.strip())
    return bold[1] if bold and fold(bold[1]) in known else ""


def _label_of(heading: str, known: Mapping[str, str]) -> str:
    folded = fold(heading)
    if folded in known:
        return known[folded]
    near = difflib.get_close_matches(folded, known, n=1, cutoff=_NEAR_ENOUGH)
    return known[near[0]] if near else ""


def _answer(lines: list[str]) -> str:
    """The text of a section, without the fence around it, comments, or the words that stand for no answer."""
    text = "\n".join(lines).strip("\n \t")
    first, _, rest = text.partition("\n")
    inside, _, last = rest.rpartition("\n")
    if (fence := _FENCE.fullmatch(first)) and last.strip() and set(last.strip()) == {fence[1][0]}:
        return inside
    closed = text.rfind(_CLOSE) + len(_CLOSE) if _CLOSE in text else 0
    text = (_COMMENT.sub("", text[:closed]) + text[closed:]).strip("\n \t")
    return "" if len(text) < 20 and fold(text) in _LEFT_OUT else text
