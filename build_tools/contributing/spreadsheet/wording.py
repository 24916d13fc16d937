"""Problems in the words of a table, for those who see no file: its columns, and the labels of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.checking.problem import Wording
from build_tools.checking.rulebook import TYPES, TYPES_IN_FORMS, Message, fill_in_form, template_in_form
from build_tools.contributing.spreadsheet.columns import Column, columns
from build_tools.contributing.spreadsheet.rows import Row

_REFERENCE = "reference-"
_TYPE_IN_FORMS = {TYPES[kind]: label for kind, label in TYPES_IN_FORMS.items()}


# What a form calls an answer is a cell of a table.
_ANSWERS = (
    ("Choisissez l'une des réponses proposées", "Prenez l'un des choix de la liste"),
    ("la réponse", "la cellule"),
    ("cette réponse", "cette valeur"),
)


@dataclass(frozen=True)
class TableWords:
    """Says the problems of one row. `here` is the header above the cell, `group` the key of the record around it."""

    row: Row
    here: str
    group: str = ""

    def message(self, wording: Wording) -> Message:
        """The message and what to do about it."""
        template = Message(*map(_of_cells, template_in_form(wording.key)))
        message, hint = fill_in_form(template, self._named, self._values(wording.values))
        return Message(message, self._suggestion(wording) or hint)

    def _values(self, values: Mapping[str, object]) -> dict[str, object]:
        own: dict[str, object] = {"name": self.here}
        if isinstance(key := values.get("key"), str):
            own["key"] = self._title(key)
            if "description" in values and (column := self._column(key)):
                own["description"] = column.description
        if isinstance(keys := values.get("keys"), list | tuple):
            own["keys"] = [self._title(str(key)).rpartition(" : ")[2] for key in keys]
        if isinstance(expected := values.get("expected"), str):
            own["expected"] = _TYPE_IN_FORMS.get(expected, expected)
        return {**values, **own}

    def _suggestion(self, wording: Wording) -> str:
        """The nearest term and the others, by the labels that cells hold."""
        if not wording.suggestion:
            return ""
        source = str(wording.values.get("vocabulary") or wording.key.removeprefix(_REFERENCE))
        known = self.row.terms.choices.get(source)
        value = str(wording.values.get("value") or wording.values.get("id") or "")
        return known.hint(value) if known else wording.suggestion

    def _named(self, field: str, term: str) -> str:
        if not term:
            return self._title(field)
        known = self.row.terms.choices.get(field)
        return known.labels.get(term, term) if known else term

    def _title(self, key: str) -> str:
        """What the sheet calls a key, or the template where the sheet has no such column."""
        column = self._column(key)
        return self._header(column) if column else key

    def _column(self, key: str) -> Column | None:
        found = [column for column in columns() if key in (column.key, column.path[-1], column.group)]
        return next((c for c in found if c.group == self.group), found[0] if found else None)

    def _header(self, column: Column) -> str:
        index = self.row.table.index_of.get(column)
        headings = self.row.table.headings
        return next((heading.text for heading in headings if heading.index == index), column.title)


def _of_cells(text: str) -> str:
    """Our own text, before anything that a person wrote is in it."""
    for answer, cell in _ANSWERS:
        text = text.replace(answer, cell)
    return text
