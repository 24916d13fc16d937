"""Reading a list of terms written one on a line, as our own commands write official lists of thousands.

`- {id: A1101, libelle: "Conducteur / Conductrice d'engins agricoles"}`: YAML's reader takes half of the check of one
file for the list of occupations; this one a twentieth of it. Whatever is written otherwise is left to YAML's reader.
"""

from __future__ import annotations

import re
from typing import Any

# Plain words that YAML gives another meaning, or may, are not read here, but for the one that our own commands write.
_FACT = r'[a-z_]+: (?:"[^"\\\n]*(?:\\"[^"\\\n]*)*"|(?!false\b|null\b)[A-Za-z][A-Za-z0-9_-]*)'
_TERM = rf"  - \{{{_FACT}(?:, {_FACT})*\}}\n"
# A list may be followed by facts on the whole of it, which are left to YAML's reader; they begin a line with a key.
_FILE = re.compile(rf"(?:#[^\n]*\n)*termes:\n((?:{_TERM})+)((?:[a-z][^\n]*\n(?:[ ][^\n]*\n)*)*)")
_FACTS = re.compile(r'([a-z_]+): (?:"([^"\\]*(?:\\"[^"\\]*)*)"|([^",}]+))')


def read_term_lines(text: str) -> tuple[list[dict[str, Any]], str] | None:
    """The terms of a list that stand on one line each, and the YAML that follows them; None for any other file."""
    found = _FILE.fullmatch(text) if text.startswith("#") else None
    if found is None:
        return None
    terms = []
    for line in found[1].splitlines():
        facts = _FACTS.findall(line)
        term = {key: True if plain == "true" else quoted.replace('\\"', '"') or plain for key, quoted, plain in facts}
        if len(term) < len(facts):  # a key twice: YAML's reader says where
            return None
        terms.append(term)
    return terms, found[2]
