"""An official text of skills cut into its items: bullets and numbers of every kind, HTML, ends of lines lost."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

ITEM_MAX = 3000
# What ends a line or begins an item in HTML; any other tag is a space.
_LIST_TAG = re.compile(r"<\s*li\b[^<>]*>", re.IGNORECASE)
_LINE_TAG = re.compile(r"<\s*(?:/\s*)?(?:br|p|div|li|ul|ol|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_NOT_READ = tuple(
    (re.compile(begins, re.IGNORECASE), re.compile(ends, re.IGNORECASE))
    for begins, ends in ((r"<script\b", r"</script\s*>"), (r"<style\b", r"</style\s*>"), ("<!--", "-->"))
)
# More space than this says no more, and would be read again at each of its signs.
_WIDE = re.compile(r"\s{9,}")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
# Signs that are nothing but bullets, wherever they stand: shapes, ticks, pictures, what one font alone draws.
_ALWAYS = "•‣⁃·∙\u2500-\u27bf\u2b00-\u2bff\ue000-\uf8ff\U0001f300-\U0001faff"
_BULLET = re.compile(rf"\s*[{_ALWAYS}]\ufe0f?\s*")
# A dash, a star, an arrow or an « o » alone is a bullet only at the beginning of an item.
_SIGNS = r"-–—*+>#§¤¬~_\u2190-\u21ff"
_AT_START = re.compile(rf"^(?:[{_SIGNS}]|->|=>|o(?=\s))\s*")
# « 1. », « 2.3 », « a) », « C1. », « A1C2. », « C.1.2 - »: a number, or a letter's, then a sign or a space.
_NUMBER = (
    r"(?:\d{1,2}(?:\.\d{1,2})*\s?[.):\-–°º]|\d{1,2}(?:\.\d{1,2})+\s|[a-z]\)|\((?:\d{1,2}|[a-z])\)"
    r"|(?:[A-Z]{1,3}\.?\d{1,2}\.?)+(?:\.\d{1,2})*\s?[.):\-–]?\s)"
)
_NEW_ITEM = re.compile(rf"(?:[{_SIGNS}]\s|o\s|->|=>|{_NUMBER}|[A-ZÀ-ÖØ-Þ«\"(])")
_GAP = re.compile(r"([ \t\u00a0\u202f\u2009]*\n\s*|[ \t\u00a0\u202f\u2009]{2,})")
# A line that begins with a verb begins an item, even in small letters.
_VERB = re.compile(r"(?:s'|se )?[a-zà-öø-ÿ]{2,}(?:er|ir|re)\b")
_ALONE = re.compile(rf"(?:[{_SIGNS}]\s?)?(?:{_NUMBER})?")
# « - Faire ceci - Faire cela » on one line, where at least two items stand so.
_DASHES_IN_LINE = re.compile(r"(?:^|(?<=\s))[-–—*] (?=[A-ZÀ-ÖØ-Þ])")
_ENDS = frozenset(".;:!?")
_SENTENCE = re.compile(r"(?<=[.;!?]) (?=[A-ZÀ-ÖØ-Þ])")


def without_html(text: str) -> str:
    """The text without tags and entities, its lines kept."""
    for _ in range(2):  # some files hold entities of entities
        text = html.unescape(text)
    for begins, ends in _NOT_READ:
        text = _cut_out(text, begins, ends)
    text = _WIDE.sub(lambda gap: "\n" if "\n" in gap[0] else "    ", text)
    return _TAG.sub(" ", _LINE_TAG.sub("\n", _LIST_TAG.sub("\n- ", text.replace("\r\n", "\n").replace("\r", "\n"))))


def _cut_out(text: str, begins: re.Pattern[str], ends: re.Pattern[str]) -> str:
    """The text without what stands between these marks, once through it."""
    kept, place = [], 0
    while (start := begins.search(text, place)) and (end := ends.search(text, start.end())):
        kept.append(text[place : start.start()])
        place = end.end()
    return " ".join([*kept, text[place:]])


def items_of(text: str) -> tuple[str, ...]:
    """The items of a text, each once, in order: whole sentences, without bullets."""
    cut = _BULLET.sub("\n- ", without_html(text))
    if len(_DASHES_IN_LINE.findall(cut)) > 1:
        cut = _DASHES_IN_LINE.sub("\n- ", cut)
    found = (_tidy(item) for item in _joined(_GAP.split(cut)))
    return tuple(dict.fromkeys(part for item in found for part in _short_enough(item) if _says_something(part)))


def _joined(pieces: list[str]) -> Iterator[str]:
    """Pieces and the gaps between them: one that goes on with the sentence before belongs to it."""
    waiting: list[str] = []
    gap = ""
    for i, piece in enumerate(pieces):
        if i % 2:
            gap += piece
        elif plain := piece.strip():
            if waiting and _begins_an_item(plain, waiting, new_line="\n" in gap):
                yield " ".join(waiting)
                waiting = []
            waiting.append(plain)
            gap = ""
    if waiting:
        yield " ".join(waiting)


def _begins_an_item(piece: str, before: list[str], *, new_line: bool) -> bool:
    last = before[-1]
    if len(before) == 1 and (_ALONE.fullmatch(last) or _ALONE.fullmatch(f"{last} ")):
        return False  # the bullet was apart from its text
    return last[-1] in _ENDS or bool(_NEW_ITEM.match(f"{piece} ") or (new_line and _VERB.match(piece)))


def _says_something(item: str) -> bool:
    return sum(map(str.isalpha, item)) > 1


def _tidy(item: str) -> str:
    item = " ".join(item.split())
    while (plain := _AT_START.sub("", item)) != item:
        item = plain
    return item.rstrip(" ;,").strip()


def _short_enough(item: str) -> Iterator[str]:
    """An item that no field could hold is cut at its sentences, or where it must be."""
    while len(item) > ITEM_MAX:
        ends = [found.start() for found in _SENTENCE.finditer(item, 0, ITEM_MAX)]
        end = ends[-1] if ends else item.rfind(" ", 0, ITEM_MAX)
        end = end if end > 0 else ITEM_MAX
        yield item[:end].strip()
        item = item[end:].strip()
    if item:
        yield item
