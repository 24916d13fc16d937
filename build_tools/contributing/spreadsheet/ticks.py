"""Columns that are ticked: under « Transition écologique (oui/non) », each « oui » names a term of a list."""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.contributing.spreadsheet.cells import Terms, plain_text
from build_tools.contributing.spreadsheet.columns import named
from build_tools.contributing.spreadsheet.headers import Heading, Table, Trust, is_of_persons
from build_tools.text.folding import fold

# The lists whose terms may head a column of their own.
_LISTS = ("transitions", "publics", "secteurs", "modalites")
_YES = re.compile(r"(?:oui|o|yes|y|vrai|true|ok|x|[✓✔✅☑☒🗹])", re.IGNORECASE)
_NO = re.compile(r"(?:non|n|no|faux|false|[-–—/]|[☐□✗✘❌])", re.IGNORECASE)
_HOW = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\?")


def with_ticks(table: Table, terms: Terms) -> Table:
    """The table in which each ticked column is read as the list that its term is in."""
    taken = {heading.column for heading in table.headings}
    headings = []
    for heading in table.headings:
        found = None if heading.column else _ticked(heading, table, terms)
        if found:
            found = replace(found, with_first=found.column in taken)
            taken.add(found.column)
        headings.append(found or heading)
    return replace(table, headings=headings)


def is_ticked(value: str) -> bool:
    """Whether a cell says yes."""
    return bool(_YES.fullmatch(value))


def _ticked(heading: Heading, table: Table, terms: Terms) -> Heading | None:
    values = [plain_text(row[heading.index]) for row in table.sheet.rows[table.first :] if heading.index < len(row)]
    filled = [value for value in values if value]
    if not any(map(is_ticked, filled)) or not all(is_ticked(value) or _NO.fullmatch(value) for value in filled):
        return None
    meant = [(name, term) for name in _LISTS if (term := _term(heading.text, name, terms))]
    if len(meant) != 1 or is_of_persons(heading.text):
        return None
    (name, term), *_ = meant
    return replace(heading, column=named(name), trust=Trust.WORDS, ticks=terms.label_of(name, term))


def _term(header: str, name: str, terms: Terms) -> str:
    """The one term that a header names: « Public : salariés », « En présentiel ? »."""
    own = _HOW.sub("", header).strip()
    before, _, after = own.rpartition(":")
    words = after if fold(before).rstrip("s") == name.rstrip("s") else own
    return terms.choices[name].meant(words.strip()) or ""
