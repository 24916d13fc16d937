"""French typography for everything that a person reads; records and templates are written with plain spaces.

Source of the rules: Imprimerie nationale, « Lexique des règles typographiques » (narrow no-break space before
« ; ! ? », no-break space before « : » and inside guillemets, typographic apostrophe).
"""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NARROW = "\u202f"

# One pass over the text: the first group that matched says what it becomes.
_RULE = re.compile(
    r"(?P<apostrophe>(?<=\w)'(?=\w))"
    r"|(?P<narrow> +(?=[;!?](?:\W|$)))"
    r"|(?P<colon> +(?=:(?:\s|$)))"
    r"|(?P<opening>« *)"
    r"|(?P<closing> *»)"
    r"|(?P<number>(?<=\bn°) (?=\d)|(?<=\bp\.) (?=\d)|(?<=\d) (?=(?:h|heures?|ans?|mois)\b|%|€))"
)
_BECOMES = {
    "apostrophe": "’",
    "narrow": NARROW,
    "colon": NO_BREAK,
    "opening": "«" + NO_BREAK,
    "closing": NO_BREAK + "»",
    "number": NO_BREAK,
}
# Most values have nothing to change; this asks so at a tenth of the price.
_NEEDED = re.compile(r"['«»:;!?]|\d |n° |p\. ")


def french(text: str) -> str:
    """The text with no-break spaces and typographic apostrophes; nothing else changes."""
    if not _NEEDED.search(text):
        return text
    return _RULE.sub(lambda match: _BECOMES[match.lastgroup or ""], text)


def number(value: float) -> str:
    """« 49 000 000 », « 2,5 »: groups of three with narrow no-break spaces, a decimal comma."""
    if value == int(value):
        return f"{int(value):,}".replace(",", NARROW)
    return f"{value:,.10g}".replace(",", NARROW).replace(".", ",")
