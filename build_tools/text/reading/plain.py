"""A text without what changes nothing to its meaning: accents, capitals, kinds of spaces, dashes and quotes."""

from __future__ import annotations

import re
import unicodedata

SPACES = r"[\s\u0085\u00a0\u180e\u200b\u2060\ufeff\u00ad]+"
_SPACES = re.compile(SPACES)
# What typewriters, word processors and spreadsheets put in the place of the plain sign.
SIGNS = {
    **dict.fromkeys("’‘ʼ`´", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("×✕", "x"),
    **dict.fromkeys("“”«»", '"'),
    "œ": "oe",
    "…": "...",
}
_SIGNS = str.maketrans(SIGNS)


def on_one_line(text: str) -> str:
    """The text with one plain space between its words, and the letters that it has."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def plain(text: str) -> str:
    """Lower case, without accents, on one line, with the plain signs."""
    spaced = _SPACES.sub(" ", text.lower().translate(_SIGNS)).strip(" ")
    return "".join(sign for sign in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(sign))
