"""Whether the values of a column are of the kind that its header promises: any may be called « ID » or « Lien »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.contributing.sources import is_address

_PAGE = re.compile(r"(?:p\.?|pages?)? ?[0-9]+", re.IGNORECASE)
# What another software calls its rows by: « 12 », « M-012 », « REF2024/18 », « recCx83hdk2 ».
_NUMBER_OF_ROW = re.compile(r"[A-Za-z]{0,4}[ ._-]?[0-9]+(?:\.0)?|(?=[A-Za-z]*[0-9])[A-Za-z0-9]{4,}(?:[/._][0-9]+)*")
CHECKED = frozenset({"id", "sources_page", "sources_adresse"})


def fits(column: str, written: Sequence[str], *, own_name: bool) -> bool:
    """Whether these texts may be values of our column of that name; `own_name` says that its header is ours."""
    if not written:
        return True
    if column == "id":
        return not all(_NUMBER_OF_ROW.fullmatch(value) for value in written)
    if column == "sources_page":
        return own_name or any(_PAGE.match(value) for value in written)
    return own_name or all(is_address(value) for text in written for value in text.splitlines())
