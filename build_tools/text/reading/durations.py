"""Lengths as people write them: « 3,5 h », « 3h30 », « 5 jours (35 heures) », « 14 h + 7 h en entreprise »."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from build_tools.text.reading.plain import plain

Hours: TypeAlias = int | float
Length: TypeAlias = dict[str, Hours | list[Hours]]
"""As a record says it: `heures`, or `min` and `max`, or `choix`; `entreprise` besides."""

# Sources count in hours, halves and quarters.
MINUTES = 15

NUMBER = r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,4})(?:[.,][0-9]{1,2})?"
_H = r"(?:heures?|hrs?|h)\.?"
_MIN = r"(?:minutes?|mins?|mn)"
_TIME = r"(?:demi-journees?|journees?|jours?|semaines?|mois|j)"
_START, _END = (rf"{hours} ?h ?(?:00|15|30|45)?" for hours in ("[89]", "1[2-9]"))
_TIMES = rf"[0-9]+(?:[.,][0-9]+)?(?: ?(?:a|-|ou) ?[0-9]+)? ?{_TIME}"

# Each is matched with a whole text without accents or capitals; both languages read them.
PATTERNS: Mapping[str, str] = {
    "nombre": rf"({NUMBER})(?: ?({_H}))?",
    "heures_minutes": rf"({NUMBER}) ?{_H} ?(?:et )?([0-9]{{2}}|[0-9] ?{_MIN})(?: ?{_MIN})?",
    "heures_et_demie": rf"({NUMBER}) ?{_H} et demie?",
    "horloge": r"([0-9]{1,3}):([0-5][0-9])(?::00)?",
    "minutes": rf"({NUMBER}) ?{_MIN}",
    # Words around a length that do not change it.
    "autour": (
        r"(?:duree|volume horaire|volume)(?: totale?)? ?:? ?(?:de )?(.+)"
        r"|(.+?) (?:au total|en tout|de formation|en centre)"
    ),
    "entreprise": (
        r"(.+?)(?: (?:en centre|de formation|en formation))? ?"
        r"(?:\+|,(?= )|(?<![a-z])(?:et|plus|puis)(?![a-z])) ?(?:de )?"
        r"(.+?) (?:en |d')?(?:milieu )?(?:entreprises?|stage en entreprise|de stage|de stage en entreprise|"
        r"professionnel|stage)"
    ),
    "de_a": r"(?:de |d')?(.+?) ?(?:(?<![a-z])a(?![a-z])|-|(?<=[0-9]h)a(?=[0-9])) ?(.+)",
    "entre": r"entre (.+?) et (.+)",
    "mini_maxi": (
        r"(?:(.+?) (?:minimum|mini|min|au moins)(?![a-z])|(?:minimum|mini|min)(?![a-z])\.? ?:? ?(.+?))"
        r" ?(?:[,;/-]|et|a)? ?"
        r"(?:(.+?) (?:maximum|maxi|max|au plus)|(?:maximum|maxi|max)(?![a-z])\.? ?:? ?(.+?))"
    ),
    "jours_heures": rf"({_TIMES}) ?(?:\( ?(?:soit |= ?)?(.+?) ?\)|(?:,? ?soit|=|/|,|:|-) ?(.+)|(.+))",
    "heures_jours": (
        rf"(.+?) ?(?:\( ?(?:soit |sur |en |= ?)?({_TIMES}) ?\)"
        rf"|,? ?(?:soit|sur|en|=|/|reparti(?:es?|s)? (?:sur|en)) ?({_TIMES}))"
    ),
    "fois": rf"([0-9]{{1,3}}) ?(?:(?:x|\*|fois) ?|(?:{_TIME}|seances?) (?:de |d'|x ?|a raison de ))(.+)",
    "heures_fois": (
        rf"(.+?) ?(?:/|par) ?(j|demi-j|semaine|mois|seance)[a-z]* ?"
        rf"(?:[,x*-]|pendant|durant|pour|sur)? ?([0-9]{{1,3}})(?: ?\2[a-z]*)?"
        rf"|(.+?) ?(?:x|\*|fois) ?([0-9]{{1,3}})(?: ?(?:{_TIME}|seances?))?"
    ),
    # « 9h-17h » says from when to when, « 7h-14h » how long.
    "horaires": rf"(?:de |entre )?{_START} ?(?:a|-|et) ?{_END}",
    "unite": rf"({NUMBER}) ?{_H}.*|.*(?<=[0-9]) ?{_H}",
    "temps": rf"([0-9]+(?:[.,][0-9]+)?)(?: ?(?:a|-|ou) ?([0-9]+))? ?({_TIME})",
    "plus": r" ?(?:\+|(?<![a-z])(?:et|plus|puis)(?![a-z])) ?",
    "partie": rf"{NUMBER} ?{_H}(?![a-z])[^0-9]*",
    "choix": r" ?(?:[;/|]|, | ou ) ?",
    "chiffres": r"[0-9]+",
}
_P = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
# How many hours a day, a week, a month of training may hold: « 5 jours (7 h) » says how long a day is.
PLAUSIBLE: Mapping[str, tuple[float, float]] = {"j": (2, 12), "d": (1, 6), "s": (4, 60), "m": (10, 250)}
NUMBER_WORDS = {
    "un": 1,
    "une": 1,
    "deux": 2,
    "trois": 3,
    "quatre": 4,
    "cinq": 5,
    "six": 6,
    "sept": 7,
    "huit": 8,
    "neuf": 9,
    "dix": 10,
}
NUMBER_WORD = rf"(?<![a-z])({'|'.join(NUMBER_WORDS)}) (?={_TIME}|{_H}|seance|fois)"
_NUMBER_WORD = re.compile(NUMBER_WORD)
_DEPTH = 4


@dataclass(frozen=True)
class LengthRead:
    """`length` is None where the text has no meaning, or several; `exact` says that it was written as it is read."""

    length: Length | None
    exact: bool = True
    # « 5 jours »: nobody says how many hours.
    only_days: bool = False
    # « 21 h + 14 h »: nobody says whether the one follows the other, or is a part of it.
    several: bool = False


def read_length(text: str) -> LengthRead:
    """The length that a text says, in hours."""
    phrase = _NUMBER_WORD.sub(lambda found: f"{NUMBER_WORDS[found[1]]} ", plain(text)).rstrip(".").strip('" ')
    if len(phrase) > 120 or _P["horaires"].fullmatch(phrase):
        return LengthRead(None)
    length = _with_company(phrase)
    if length is None:
        return LengthRead(None, only_days=bool(_P["temps"].fullmatch(phrase)), several=_is_sum(phrase))
    return LengthRead(length, exact=_figures(length) == [float(n) for n in _P["chiffres"].findall(_thousands(phrase))])


def _is_sum(phrase: str) -> bool:
    parts = _P["plus"].split(phrase)
    return len(parts) > 1 and all(_P["partie"].fullmatch(part) for part in parts)


def _thousands(phrase: str) -> str:
    return re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", phrase)


def _figures(length: Length) -> list[float]:
    """The hours of a length, in the order in which they stand."""
    found: list[float] = []
    for value in length.values():
        found += value if isinstance(value, list) else [value]
    return found


def _with_company(phrase: str) -> Length | None:
    whole = _centre(phrase, _DEPTH)
    if whole is not None:
        return whole
    found = _P["entreprise"].fullmatch(phrase)
    centre, company = (_centre(found[1], _DEPTH), _amount(found[2])) if found else (None, None)
    return {**centre, "entreprise": company} if centre and company else None


def _centre(phrase: str, depth: int) -> Length | None:
    """A length without the hours in a company."""
    hours = _amount(phrase)
    if hours is not None:
        return {"heures": hours}
    if not depth:
        return None
    return (
        _range(phrase)
        or _equivalent(phrase, depth - 1)
        or _several_times(phrase)
        or _choice(phrase)
        or _inside(phrase, depth)
    )


def _inside(phrase: str, depth: int) -> Length | None:
    found = _P["autour"].fullmatch(phrase)
    return _centre(found[1] or found[2], depth - 1) if found else None


def _amount(phrase: str) -> Hours | None:
    """A number of hours, with or without its unit."""
    phrase = phrase.strip()
    if found := _P["nombre"].fullmatch(phrase):
        return _counted(_number(found[1]))
    if found := _P["heures_minutes"].fullmatch(phrase):
        return _counted(_number(found[1]) + int(re.sub("[^0-9]", "", found[2])) / 60)
    if found := _P["heures_et_demie"].fullmatch(phrase):
        return _counted(_number(found[1]) + 0.5)
    if found := _P["horloge"].fullmatch(phrase):
        return _counted(int(found[1]) + int(found[2]) / 60)
    if found := _P["minutes"].fullmatch(phrase):
        return _counted(_number(found[1]) / 60)
    return None


def _number(written: str) -> float:
    return float(written.replace(" ", "").replace(",", "."))


def _counted(hours: float) -> Hours | None:
    """Whole hours, halves and quarters; what is none is not rounded."""
    quarters = hours * 60 / MINUTES
    if abs(quarters - round(quarters)) > 1e-9 or not 0 < hours < 10_000:
        return None
    return int(hours) if float(hours).is_integer() else round(quarters) * MINUTES / 60


def _range(phrase: str) -> Length | None:
    if found := _P["entre"].fullmatch(phrase) or _P["de_a"].fullmatch(phrase):
        return _bounds(found[1], found[2])
    if found := _P["mini_maxi"].fullmatch(phrase):
        return _bounds(found[1] or found[2], found[3] or found[4])
    return None


def _bounds(low: str, high: str) -> Length | None:
    if _P["minutes"].fullmatch(high) and re.fullmatch(NUMBER, low):
        low += " min"
    first, last = _amount(low), _amount(high)
    return {"min": first, "max": last} if first is not None and last is not None else None


def _equivalent(phrase: str, depth: int) -> Length | None:
    """« 5 jours (35 heures) », « 35 h sur 5 jours »: the hours, if such days can hold them."""
    for name in ("jours_heures", "heures_jours"):
        if found := _P[name].fullmatch(phrase):
            parts = [part for part in found.groups() if part]
            days, hours = parts if name == "jours_heures" else reversed(parts)
            length = _centre(hours, depth) if _P["unite"].fullmatch(hours) else None
            if length and _can_hold(days, length):
                return length
    return None


def _can_hold(days: str, length: Length) -> bool:
    found = _P["temps"].fullmatch(days)
    assert found, "days are matched by a pattern that holds this one"
    low, high = PLAUSIBLE["d" if found[3].startswith("demi") else found[3][0]]
    least, most = _number(found[1]), _number(found[2] or found[1])
    figures = _figures(length)
    return low * least <= min(figures) and max(figures) <= high * max(least, most)


def _several_times(phrase: str) -> Length | None:
    """« 5 jours de 7 h », « 2 x 3,5 h », « 7 h x 2 », « 7 h par jour pendant 3 jours »."""
    if found := _P["fois"].fullmatch(phrase):
        times, each = found[1], found[2]
    elif found := _P["heures_fois"].fullmatch(phrase):
        times, each = found[3] or found[5], found[1] or found[4]
    else:
        return None
    hours = _amount(each) if _P["unite"].fullmatch(each) else None
    whole = _counted(int(times) * hours) if hours else None
    return {"heures": whole} if whole else None


def _choice(phrase: str) -> Length | None:
    parts = _P["choix"].split(phrase)
    last = parts[-1]
    if _P["minutes"].fullmatch(last):
        parts = [f"{part} min" if re.fullmatch(NUMBER, part) else part for part in parts]
    hours = [_amount(part) for part in parts]
    known = [found for found in hours if found is not None]
    return {"choix": [*known]} if len(known) == len(hours) > 1 else None
