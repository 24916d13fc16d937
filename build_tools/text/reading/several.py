"""Several codes in one text, each with the words that go with it: « RNCP 38550 et RNCP 37715 », « F1602 F1604 »."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS, _WORDS = r" \u00a0\u202f,;+&/–\-", r"\b(?:et|ou|puis)\b"
_JOINT = rf"[{_MARKS}()]|{_WORDS}"
# « BC01 », « bloc 2 », « blocs 1, 2 et 3 ».
_BLOCK = r"(?:\bbloc ?|BC ?)(?:n° ?)?[0-9]{1,3}(?![0-9])|\bblocs ?[0-9]{1,3}(?: ?(?:,|et|&) ?[0-9]{1,3})*(?![0-9])"
_REGISTERED = re.compile(
    rf"\b(RNCP|RS) ?(?:n° ?)?0*([0-9]{{1,6}})(?![0-9])((?:(?:{_JOINT})*(?:{_BLOCK}))*)\)?", re.IGNORECASE
)
_OCCUPATION = re.compile(r"\b(?:[A-N]|[a-n])[0-9]{4}\b")
_AT_ENDS = re.compile(rf"^(?:[{_MARKS})]|{_WORDS})+|(?:[{_MARKS}(]|{_WORDS})+$", re.IGNORECASE)
# Two titles, each with its sort: « TP Maçon et CAP Carreleur ».
_BETWEEN_TITLES = re.compile(r" (?:et|ou|\+|&) (?=(?:le |un )?(?:TP|CAP|BTS|BUT|CQP|BP|BPJEPS|RNCP|RS)\b|[Tt]itre pro)")
# One certification under two codes: what follows is not another one.
_SAME = re.compile(r"\b(?:remplac|devenu|devien|ancien|ex\b|nouve|autrefois|depuis)", re.IGNORECASE)
_TEXT_MAX = 2_000


def code_pieces(text: str) -> Iterator[str]:
    """The text cut so that each piece has one code, and one block, with its words; else the text as it is."""
    if len(text) > _TEXT_MAX or _SAME.search(text):
        yield text
        return
    for title in _BETWEEN_TITLES.split(text):
        found = [*_REGISTERED.finditer(title)]
        if not found:
            yield from _cut(title, [*_OCCUPATION.finditer(title)])
        else:
            for piece in _cut(title, found):
                yield from _by_block(piece)


def _cut(text: str, found: list[re.Match[str]]) -> Iterator[str]:
    """Before each code if the text begins with one, else after: words go with the code that they stand beside."""
    if len({code[0].upper().replace(" ", "").rstrip(")") for code in found}) < 2:
        yield text
        return
    begins = not text[: found[0].start()].strip(" (")
    places = [code.start() for code in found[1:]] if begins else [code.end() for code in found[:-1]]
    for start, end in zip([0, *places], [*places, len(text)], strict=True):
        if piece := _AT_ENDS.sub("", text[start:end]).strip(" "):
            yield piece


def _by_block(piece: str) -> Iterator[str]:
    """« RNCP 38550 (BC01, BC02) » is two blocks of one certification."""
    found = _REGISTERED.search(piece)
    numbers = re.findall(r"[0-9]+", found[3]) if found else []
    if not found or not numbers:
        yield piece
    for number in numbers:
        if found:
            yield f"{piece[: found.start()]}{found[1].upper()}{found[2]}BC{number.zfill(2)}{piece[found.end() :]}"
