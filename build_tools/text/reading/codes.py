"""Codes of the official lists as people write them: « RNCP 37442 », « f1602 », a SIRET with spaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.text.reading.plain import plain

# What people put in the middle of a code.
GAPS = "[ .,:_/°'\"-]+"
PATTERNS: Mapping[str, str] = {
    "certification": r"(?:fiche )?(rncp|rs) ?(?:n|no|numero)? ?0*([0-9]{1,6}|[0-9]{1,3} [0-9]{3})",
    "adresse_certification": r"https://www\.francecompetences\.fr/recherche/(rncp|rs)/0*([0-9]{1,6})/?",
    "numero": r"(?:n|no|numero)? ?0*([0-9]{3,6}|[0-9]{1,3} [0-9]{3})",
    "bloc": r"(?:bloc )?(rncp) ?0*([0-9]{1,6}) ?(?:bc|bloc) ?([0-9]{1,3})",
    "metier": r"(?:(?:code )?rome )?(?:4 0 )?([a-n]) ?([0-9]{4})",
    "siret": r"(?:siret )?((?:[0-9] ?){13}[0-9])",
    "commune": r"(?:insee )?([0-9]{2}|2[ab]) ?([0-9]{3})",
    "offre_info": r"([0-9]{2}) ?(af|se|of) ?([0-9]+)",
    # « p. 3 »; several pages are no page.
    "page": r"(?:p|pages?)? ?(?:n|no|numero)? ?([0-9]{1,4})",
}
_P = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
_GAPS = re.compile(GAPS)
KINDS = ("certification", "bloc", "metier", "siret", "commune", "offre_info", "page")
JOINTS = {"certification": "", "bloc": "BC", "offre_info": "_"}


@dataclass(frozen=True)
class CodeRead:
    """The codes that a text may be: none, one, or several (a bare number is of one of two registers)."""

    codes: tuple[str, ...] = ()
    exact: bool = True

    @property
    def code(self) -> str:
        """The one code, or nothing."""
        return self.codes[0] if len(self.codes) == 1 else ""


def read_code(kind: str, text: str) -> CodeRead:
    """The code of that kind (one of KINDS) that a text says, whatever its spaces, capitals and zeros."""
    if len(text) > 200:
        return CodeRead()
    if kind == "certification" and (codes := _registered(text)):
        return CodeRead(codes, exact=codes == (text,))
    found = _P[kind].fullmatch(_GAPS.sub(" ", plain(text)).strip(" "))
    if not found or kind == "certification":
        return CodeRead()
    code = _joined(kind, [part.replace(" ", "").upper() for part in found.groups()])
    return CodeRead((code,), exact=code == text)


def _registered(text: str) -> tuple[str, ...]:
    """« RNCP 37442 » is one; « 37442 » alone may be of either register."""
    phrase = plain(text).strip(" ")
    spaced = _GAPS.sub(" ", phrase).strip(" ")
    if found := _P["adresse_certification"].fullmatch(phrase) or _P["certification"].fullmatch(spaced):
        return (f"{found[1].upper()}{found[2].replace(' ', '')}",)
    found = _P["numero"].fullmatch(spaced)
    number = found[1].replace(" ", "") if found else ""
    return (f"RNCP{number}", f"RS{number}") if number else ()


def _joined(kind: str, parts: list[str]) -> str:
    if kind == "bloc":
        return f"{parts[0]}{parts[1]}BC{parts[2].zfill(2)}"
    return JOINTS.get(kind, "").join(parts)
