"""Days as people write them: « 21/11/2026 », « samedi 1er mars 2025 », « mars 2025 », « 2025 »."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.text.reading.plain import plain

_MONTHS = (
    *("janvier|janv", "fevrier|fevr|fev", "mars", "avril|avr", "mai", "juin"),
    *("juillet|juil", "aout", "septembre|sept", "octobre|oct", "novembre|nov", "decembre|dec"),
)
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTH = rf"(?:{'|'.join(_MONTHS)})\.?"
_HOUR = r"(?:[t ][0-9]{1,2}[:h][0-9]{2}.*)?"

PATTERNS: Mapping[str, str] = {
    "iso": rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_HOUR}",
    "serre": r"(20[0-9]{2})([0-9]{2})([0-9]{2})",
    "francais": (
        rf"(?:le )?(?:{_WEEKDAY},? )?([0-9]{{1,2}})(?:er)? ?[/. -] ?([0-9]{{1,2}}|{_MONTH}) ?[/. -] ?"
        rf"([0-9]{{4}}){_HOUR}"
    ),
    "court": r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2})",
    "mois": rf"(?:en |depuis )?(?:({_MONTH}) ?[/. -] ?|([0-9]{{1,2}}) ?[/.-] ?)([0-9]{{4}})",
    "mois_iso": r"([0-9]{4})-([0-9]{1,2})",
    "annee": r"(?:en |depuis )?([0-9]{4})",
}
MONTHS = dict(enumerate(_MONTHS, start=1))
_P = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}


@dataclass(frozen=True)
class DayRead:
    """`day` is ISO, a whole day, a month or a year; empty where the text says none, and then `why` may say why.

    `exact` says that it was written as it is read.
    """

    day: str
    exact: bool = True
    # `court` (« 21/11/26 »: which century?), `jour` (« 31/02/2026 »), `mois` (« mars 2025 » where a day is needed).
    why: str = ""


def read_day(text: str, *, partial: bool = False) -> DayRead:
    """The day that a text says; with `partial`, a month or a year is enough."""
    phrase = plain(text).strip('" ,;')
    if len(phrase) > 60:
        return DayRead("")
    if parts := _whole(phrase):
        day = _iso(*parts)
        return DayRead(day, exact=day == phrase, why="" if day else "jour")
    if _P["court"].fullmatch(phrase):
        return DayRead("", why="court")
    month = _part(phrase)
    if not month:
        return DayRead("")
    return DayRead(month, exact=month == phrase) if partial else DayRead("", why="mois")


def is_day(text: str) -> bool:
    """Whether a text is a whole day in ISO."""
    found = read_day(text)
    return found.exact and bool(found.day)


def _whole(phrase: str) -> tuple[str, str, str] | None:
    if found := _P["iso"].fullmatch(phrase) or _P["serre"].fullmatch(phrase):
        return found[1], found[2], found[3]
    found = _P["francais"].fullmatch(phrase)
    return (found[3], found[2], found[1]) if found else None


def _part(phrase: str) -> str:
    if found := _P["annee"].fullmatch(phrase):
        return found[1]
    if found := _P["mois"].fullmatch(phrase):
        return _year_and_month(found[3], found[1] or found[2])
    found = _P["mois_iso"].fullmatch(phrase)
    return _year_and_month(found[1], found[2]) if found else ""


def _year_and_month(year: str, month: str) -> str:
    day = _iso(year, month, "1")
    return day[:7]


def _iso(year: str, month: str, day: str) -> str:
    number = int(month) if month.isdigit() else _month(month.rstrip("."))
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def _month(word: str) -> int:
    return next(number for number, names in MONTHS.items() if word in names.split("|"))
