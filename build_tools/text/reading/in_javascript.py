"""The readers of values as the form's scripts get them: the same patterns, words and limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from build_tools.text.reading import addresses, codes, days, durations, lists, plain

_READERS = {"duree": durations, "jour": days, "code": codes, "liste": lists, "adresse": addresses}


def readers_as_data() -> Mapping[str, Any]:
    """What `formulaire-lecture.js` reads with, as JSON holds it. Patterns are for the flag `u`, and for whole texts."""
    whole = {f"{name}_{key}": pattern for name, module in _READERS.items() for key, pattern in module.PATTERNS.items()}
    return {
        "motifs": whole,
        "espaces": plain.SPACES,
        "signes": plain.SIGNS,
        "nombre": durations.NUMBER,
        "nombres": durations.NUMBER_WORDS,
        "mot_nombre": durations.NUMBER_WORD,
        "possible": {name: list(bounds) for name, bounds in durations.PLAUSIBLE.items()},
        "quart": durations.MINUTES,
        "mois": {str(number): names for number, names in days.MONTHS.items()},
        "trous": codes.GAPS,
        "joints": {kind: codes.JOINTS.get(kind, "") for kind in codes.KINDS},
        "lignes": lists.LINE_ENDS,
        "marques": lists.MARKS_MAX,
        "adresse_max": addresses.LONGEST,
    }
