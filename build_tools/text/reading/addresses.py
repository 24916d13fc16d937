"""Addresses of the Web as people paste them: « voir www.site.fr/page », « https://site.fr/mes documents/fiche.pdf »."""

from __future__ import annotations

import re
from collections.abc import Mapping

from build_tools.text.reading.plain import on_one_line

_WEB = r"(?:[Hh][Tt][Tt][Pp][Ss]?://|[Ww][Ww][Ww]\.)"
_ENDING = "pdf|PDF|docx?|odt|xlsx?|ods|pptx?|odp|html?|aspx?|php|zip"

# Each is matched with a whole text; both languages read them.
PATTERNS: Mapping[str, str] = {
    "avant": (
        r"(?:[Vv]oir|[Cc]f\.?|[Ss]ource|[Ss]ite|[Ll]ien|[Aa]dresse|[Uu][Rr][Ll]|[Pp]age)(?: (?:web|internet))? ?:? ?"
        rf"({_WEB}.*)"
    ),
    # A sentence's last sign is no part of it.
    "adresse": rf"({_WEB}\S+?)[.,;]*",
    # The name of a file may hold spaces, which the browser's bar shows and an address has none of.
    "espaces": rf"({_WEB}[^\s/]+/(?:(?!{_WEB})[^@])*\.(?:{_ENDING})(?:[?#]\S*)?)",
    "site": r"((?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}/\S*?)[.,;]*",
}
_P = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
LONGEST = 2_000


def read_address(text: str) -> str:
    """The address that a text says, from its « https:// » on; the text itself if it says none, or several."""
    written = text.strip()
    if len(written) > LONGEST or re.search(r"[\r\n]", written):
        return written
    phrase = on_one_line(written).strip('<>"«» ')
    if found := _P["avant"].fullmatch(phrase):
        phrase = found[1]
    found = _P["adresse"].fullmatch(phrase) or _P["espaces"].fullmatch(phrase) or _P["site"].fullmatch(phrase)
    if not found:
        return written
    address = found[1].replace(" ", "%20")
    return address if re.match("[Hh][Tt][Tt][Pp]", address) else f"https://{address}"
