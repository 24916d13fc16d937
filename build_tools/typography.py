"""French typography for everything that a person reads; records and templates are written with plain spaces.

Source of the rules: Imprimerie nationale, « Lexique des règles typographiques » (narrow no-break space before
« ; ! ? », no-break space before « : » and inside guillemets, typographic apostrophe).
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_RULES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r" +(?=[;!?](?:\W|$))"), NARROW),
    (re.compile(r" +(?=:(?:\s|$))"), NO_BREAK),
    (re.compile(r"« *"), "«" + NO_BREAK),
    (re.compile(r" *»"), NO_BREAK + "»"),
    (re.compile(r"(?<=\bn°) (?=\d)"), NO_BREAK),
    (re.compile(r"(?<=\bp\.) (?=\d)"), NO_BREAK),
    (re.compile(r"(?<=\d) (?=(?:%|€|h|heures?|ans?|mois)\b|%|€)"), NO_BREAK),
)
_NEEDED = re.compile(r"['«»:;!?%€]|\d |n° |p\. ")


def french(text: str) -> str:
    """The text with no-break spaces and typographic apostrophes; nothing else changes."""
    if not _NEEDED.search(text):
        return text
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def number(value: float) -> str:
    """« 49 000 000 », « 2,5 »: groups of three with narrow no-break spaces, a decimal comma."""
    if value == int(value):
        return f"{int(value):,}".replace(",", NARROW)
    return f"{value:,.10g}".replace(",", NARROW).replace(".", ",")
