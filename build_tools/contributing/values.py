"""One reader of values for every door: what people write becomes what a record says, and each reading is reported.

What has no meaning, or several, is left as it was written: the checker asks at its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from build_tools.checking.rulebook import Message, message_for
from build_tools.contributing.choices import Choices
from build_tools.model.base import BLOCK_CODE, MUNICIPALITY_CODE, OFFRE_INFO, RNCP_CODE, ROME_CODE, SIRET
from build_tools.model.module import Duration
from build_tools.model.wording import duration_text
from build_tools.text.folding import fold
from build_tools.text.reading.codes import CodeRead, read_code
from build_tools.text.reading.days import read_day
from build_tools.text.reading.durations import Hours, Length, read_length
from build_tools.text.reading.lists import LINE_ENDS, Item, items, nothing
from build_tools.text.reading.plain import on_one_line
from build_tools.text.typography import number

# The pattern of a field of the model → the kind of its code.
CODE_KINDS: Mapping[str, str] = {
    RNCP_CODE: "certification",
    BLOCK_CODE: "bloc",
    ROME_CODE: "metier",
    SIRET: "siret",
    MUNICIPALITY_CODE: "commune",
    OFFRE_INFO: "offre_info",
}
# A longer list is a mistake, which the checker reports.
REPEATED_MAX = 100
_YEAR = re.compile(r"[0-9]{4}")
_LINE_END = re.compile(LINE_ENDS)


@dataclass(frozen=True)
class Note:
    """What is reported on one value that was read otherwise than it was written, or that was left out.

    `key` is that of a message of `formulaire/lecture-`: `lu`, `rien`, `idem`, `annonce`, `case`, `double`.
    """

    key: str
    value: str
    read: str = ""

    @property
    def words(self) -> Message:
        """The note in French."""
        return message_for(f"formulaire/lecture-{self.key}", value=self.value, read=self.read)


@dataclass
class Values:
    """Reads values; `notes` fill up while reading."""

    notes: list[Note] = field(default_factory=list)

    def length(self, text: str) -> Length | None:
        """A length in hours; None if the text does not say how many."""
        found = read_length(text)
        if found.length is not None and not found.exact:
            self._read(text, length_text(found.length))
        return found.length

    def hours(self, text: str) -> Hours | None:
        """One number of hours."""
        found = read_length(text)
        if found.length is None or found.length.keys() != {"heures"}:
            return None
        hours = found.length["heures"]
        assert isinstance(hours, int | float), "only `choix` is a list"
        if not found.exact:
            self._read(text, f"{number(hours)} h")
        return hours

    def day(self, text: str, *, partial: bool = False) -> str:
        """A day in ISO, or with `partial` a month or a year; the text itself if it says none."""
        found = read_day(text, partial=partial)
        if found.day and not found.exact:
            self._read(text, found.day)
        return found.day or text

    def year(self, text: str) -> int | str:
        """A year; the text itself if it says none, or several."""
        day = read_day(text, partial=True).day
        if not day:
            return text
        if not _YEAR.fullmatch(text):
            self._read(text, day[:4])
        return int(day[:4])

    def code(self, kind: str, text: str) -> str:
        """The code that a text says; the text itself if it says none, or one of two registers."""
        found: CodeRead = read_code(kind, text)
        if found.code and not found.exact:
            self._read(text, found.code)
        return found.code or text

    def words(self, text: str) -> str:
        """A text; empty where it stands for no fact."""
        written = text.strip()
        why = nothing(on_one_line(written)) if written else ""
        self._left_out(Item(on_one_line(written), why))
        return "" if why else written

    def items(self, text: str, *, short: bool = False) -> list[str]:
        """The items of a list: one a line, or cut at « | », or at « ; » where `short` items never hold it."""
        return [found for found in self.places(text, short=short) if found]

    def once(self, found: Sequence[str]) -> list[str]:
        """The items without those that are there already; a list that nobody reads is left to the checker."""
        if len(found) > REPEATED_MAX:
            return list(found)
        first: dict[str, str] = {}
        for written in found:
            if fold(written) in first:
                self.notes.append(Note("double", written))
            first.setdefault(fold(written), written)
        return list(first.values())

    def places(self, text: str, *, short: bool = False) -> list[str]:
        """The items at their places; empty for a place that says nothing."""
        found = []
        for part in _cut(text, short=short):
            given = next(items(part), Item(""))
            self._left_out(given)
            found.append("" if given.left_out else given.text)
        while found and not found[-1]:
            found.pop()
        return found

    def term(self, choices: Choices, written: str) -> str:
        """The id that words mean, or the words themselves."""
        found = choices.meant(written)
        if found and found != written and not choices.all_named(written):
            self._read(written, choices.labels[found])
        return found or written

    def terms(self, choices: Choices, text: str) -> list[str]:
        """The ids of a list, or the words that mean none; each once."""
        found = [self.term(choices, part) for line in self.items(text) for part in choices.parts(line)]
        kept = [written for written in found if written in choices.labels or self.words(written)]
        return list(dict.fromkeys(kept))

    def _left_out(self, given: Item) -> None:
        if given.left_out:
            self.notes.append(Note(given.left_out, given.text))

    def _read(self, value: str, read: str) -> None:
        self.notes.append(Note("lu", on_one_line(value), read))


def length_text(length: Length) -> str:
    """« 14 h », « de 7 à 280 h »: a length in words."""
    parts: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in length.items()}
    return duration_text(Duration.model_construct(None, **parts))


def _cut(text: str, *, short: bool) -> Sequence[str]:
    text = _LINE_END.sub("\n", text)
    separators = ("\n", "|", ";") if short else ("\n", "|")
    return next((text.split(separator) for separator in separators if separator in text), [text])
