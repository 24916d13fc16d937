"""Periods in words: years of this time, in order, days, months and parts of a year that exist."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence

from build_tools.checking.problem import Finding, finding
from build_tools.loading.yaml_reader import Path as NodePath

_FIRST_YEAR, _YEARS_AHEAD = 1990, 15
_YEAR = re.compile(r"(?<![\d-])(\d{4,})(?!\d)", re.ASCII)
_SPAN = re.compile(r"(?<![\d-])(\d{4})\s?(?:[-–—/]|à|au)\s?(\d{4})(?!\d)", re.ASCII)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)(?:-(\d\d))?(?![\d-])", re.ASCII)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)", re.ASCII)
_MONTH_FIRST = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{4})(?![\d/.])", re.ASCII)
_MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]
_IN_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er)?\s({'|'.join(_MONTHS)})(?:\s(\d{{4}}))?(?!\w)", re.IGNORECASE)
_LEAP_YEAR = 2024
# How many of each a year has, and « T3 » for the third quarter.
_PARTS = {"trimestre": 4, "quadrimestre": 3, "semestre": 2}
_PART = re.compile(rf"(?<![\w,.])(\d{{1,3}})(?:er|e|ème|nd|°)?\s({'|'.join(_PARTS)})s?\b", re.IGNORECASE | re.ASCII)
_QUARTER = re.compile(r"(?<!\w)T(\d{1,2})(?!\w)", re.ASCII)
# One end of a period: a day, a month or a year, in figures or with the month in words.
_END = (
    rf"(?:le )?(?:fin |début |mi-)?(?:(?:(\d{{1,2}})(?:er)?\s)?({'|'.join(_MONTHS)})\s(\d{{4}})"
    r"|(?:(?:(\d{1,2})[/.])?(\d{1,2})[/.])?(\d{4}))"
)
# Compiled when it is first used, by `re` itself: few records have a period.
_FROM_TO = rf"(?:(entre)\s)?{_END}\s(?:(et)|au|à|jusqu['’]au|jusqu['’]à|-|–)\s{_END}"


def wrong_period(place: NodePath, period: str, this_year: int) -> Iterator[Finding]:
    """What a period says that cannot be, the first of it."""
    if wrong := _impossible(period):
        yield finding(place, "periode-possible", found=wrong)
        return
    for found in _YEAR.finditer(period):
        if not _FIRST_YEAR <= int(found[1]) <= this_year + _YEARS_AHEAD:
            yield finding(place, "periode-possible/annee", found=found[1])
            return
    for first, second in _spans(period):
        yield finding(place, "periode-possible/ordre", first=first, second=second)
        return


def _impossible(period: str) -> str:
    """The first day, month or part of a year that does not exist, as it is written; nothing if all do."""
    return next((label for label, *day in _days(period) if not _exists(*day)), "") or _impossible_part(period)


def _days(period: str) -> Iterator[tuple[str, int, int, int]]:
    """Each day and month as it is written, with its year, month and day."""
    for found in _ISO.finditer(period):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
        if found[3] is not None or month != (year + 1) % 100:  # « 2019-20 » is a school year
            yield found[0], year, month, day
    for found in _DAY_FIRST.finditer(period):
        yield found[0], int(found[3]), int(found[2]), int(found[1])
    for found in _MONTH_FIRST.finditer(period):
        yield found[0], int(found[2]), int(found[1]), 1
    for found in _IN_WORDS.finditer(period):
        yield found[0], int(found[3] or _LEAP_YEAR), _MONTHS.index(found[2].lower()) + 1, int(found[1])


def _impossible_part(period: str) -> str:
    """« 5e trimestre », « T6 »; « 2 trimestres » is a length."""
    for found in _PART.finditer(period):
        is_rank = not found[0].endswith("s")
        if is_rank and not 1 <= int(found[1]) <= _PARTS[found[2].lower()]:
            return found[0]
    return next((found[0] for found in _QUARTER.finditer(period) if not 1 <= int(found[1]) <= _PARTS["trimestre"]), "")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= len(_MONTHS) and 1 <= day <= calendar.monthrange(max(year, 1), month)[1]


def _spans(period: str) -> Iterator[tuple[str, str]]:
    """The two ends of each period that ends before it begins, as the message gives them."""
    for span in _SPAN.finditer(period):
        if int(span[2]) < int(span[1]):
            yield span[1], span[2]
    for span in re.finditer(_FROM_TO, period, re.IGNORECASE):
        between, *ends = span.groups()
        listed = ends.pop(len(ends) // 2)  # « 2023 et 2021 » is a list
        first, second = _when(ends[: len(ends) // 2]), _when(ends[len(ends) // 2 :])
        known = min(len(first), len(second))
        if bool(between) == bool(listed) and second[:known] < first[:known]:
            yield _written(first), _written(second)


def _when(parts: Sequence[str | None]) -> tuple[int, ...]:
    """Year, month, day of one end, as far as it says them."""
    day, name, year_of_name, day_in_figures, month, year = parts
    number = _MONTHS.index(name.lower()) + 1 if name else int(month) if month else None
    known = (int(year_of_name or year or 0), number, day or day_in_figures)
    return tuple(int(part) for part in known if part is not None)


def _written(when: tuple[int, ...]) -> str:
    """« 12 mai 2023 », « mai 2023 », « 2023 »."""
    year, *rest = when
    words = [str(rest[1])] if len(rest) > 1 else []
    return " ".join([*words, *([_MONTHS[rest[0] - 1]] if rest else []), str(year)])
