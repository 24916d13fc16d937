"""Reading a list of terms written one on a line, as our own commands write official lists of thousands.

`- {id: A1101, libelle: "Conducteur / Conductrice d'engins agricoles"}`: YAML's reader takes half of the check of one
file for the list of occupations; this one a twentieth of it. Whatever is written otherwise is left to YAML's reader.
"""

from __future__ import annotations

import re
from typing import Any

# Plain words that YAML gives another meaning, or may, are not read here.
_FACT = r'[a-z_]+: (?:"[^"\\\n]*"|(?!true\b|false\b|null\b)[A-Za-z][A-Za-z0-9_-]*)'
_TERM = rf"  - \{{{_FACT}(?:, {_FACT})*\}}\n"
_FILE = re.compile(rf"(?:#[^\n]*\n)*termes:\n(?:{_TERM})+")
_FACTS = re.compile(r'([a-z_]+): (?:"([^"]*)"|([^",}]+))')
_MARK = "termes:\n"


def read_term_lines(text: str) -> dict[str, Any] | None:
    """The data of a list whose terms all stand on one line each; None for any other file."""
    if not text.startswith("#") or _FILE.fullmatch(text) is None:
        return None
    terms = []
    for line in text.partition("\n" + _MARK)[2].splitlines():
        facts = _FACTS.findall(line)
        term = {key: quoted or plain for key, quoted, plain in facts}
        if len(term) < len(facts):  # a key twice: YAML's reader says where
            return None
        terms.append(term)
    return {"termes": terms}
