"""Rules on years and dates: possible, in order, and not too old to trust."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from build_tools.checking.problem import Finding, finding, name_of
from build_tools.checking.rules.context import Context, RecordRule, values_of
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Certification, Module, Referentiel
from build_tools.model.base import DATE_OR_PART, YEAR_OR_MONTH, Source, SourcedRecord
from build_tools.model.json_schema import Schema

# « La Région Hauts-de-France a démarré des travaux de création de modules additionnels dès 2017 », guide n° 8: the
# first of all, with the ministry's incubation programme of the same year.
PROGRAMME_START = 2017
REVIEW_MONTHS = 24
# No source of the catalogue is older than this; it catches « 0019 » and « 0202 ».
OLDEST = "1900"


class Range(NamedTuple):
    """When a thing can have happened: from a year, to today or so many years later."""

    first: str = OLDEST
    years_ahead: int = 0


_PROGRAMME = Range(str(PROGRAMME_START))
# Kind of part, field → its range. Any other date is that of something past.
RANGES: Mapping[tuple[str, str], Range] = {
    # No module was sent, reviewed or withdrawn before the first ones existed.
    **{("Transmission", name): _PROGRAMME for name in ("le", "le_reponse", "le_decision")},
    **{(kind, "verifie_le"): _PROGRAMME for kind in ("Module", "Demarche", "Certification", "Referentiel", "Ecart")},
    ("Integration", "le"): _PROGRAMME,
    ("Reading", "le"): _PROGRAMME,
    ("Withdrawal", "date"): _PROGRAMME,
    ("Demarche", "debut"): Range("2000"),
    ("Ecart", "constate"): Range("2000"),
    # Titles were first recorded by the law of 16 July 1971, and the RNCP was founded by that of 17 January 2002; a
    # registration lasts five years at most (Code du travail, L. 6113-5), some ministries' a little longer.
    **{(kind, "debut"): Range("1971", 10) for kind in ("Registration", "Referentiel")},
    **{(kind, "echeance"): Range("2002", 15) for kind in ("Registration", "Referentiel")},
    **{(kind, "etat_au"): Range("2002") for kind in ("Registration", "Referentiel")},
}
_PAST = Range()
_DATED_TEXTS = (DATE_OR_PART, YEAR_OR_MONTH)
_ONE_DAY = datetime.timedelta(days=1)


def check_year(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module began between the first modules additionnels and this year."""
    year = record.annee if isinstance(record, Module) else None
    if year and year < PROGRAMME_START:
        yield finding(("annee",), "annee-programme", name="annee", year=year, start=PROGRAMME_START)
    elif year and year > context.today.year:
        yield finding(("annee",), "annee-programme/avenir", name="annee", year=year)


def check_dates(record: BaseModel, today: datetime.date) -> Iterator[Finding]:
    """No date, of a record or of a term, that does not exist or lies outside what is plausible for its field."""
    for where, part, value in values_of(record, _is_date):
        kept = RANGES.get((type(part).__name__, str(where[-1])), _PAST)
        yield from impossible_date(where, str(value), today, kept)


def range_in_schema(model: str, name: str, field: Schema) -> Range | None:
    """The range of a field, as a JSON Schema describes it, of the model of this name; None if it holds no date."""
    is_date = field.get("format") == "date" or field.get("pattern") in _DATED_TEXTS
    return RANGES.get((model, name), _PAST) if is_date else None


def check_record_dates(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """The same, as a rule on records."""
    yield from check_dates(record, context.today)


def impossible_date(where: NodePath, date: str, today: datetime.date, kept: Range = _PAST) -> Iterator[Finding]:
    """The finding on a date (year, month or day) that cannot be.

    One day of grace: east of here, tomorrow has begun.
    """
    if len(date) == len("2026-11-21"):
        try:
            datetime.date.fromisoformat(date)
        except ValueError:
            yield finding(where, "schema-date", value=date)
            return
    if date < kept.first:
        yield finding(where, "date-possible/ancienne", name=name_of(where), date=date, first=kept.first)
    elif kept.years_ahead and int(date[:4]) > today.year + kept.years_ahead:
        last = today.year + kept.years_ahead
        yield finding(where, "date-possible/lointaine", name=name_of(where), date=date, last=last)
    elif not kept.years_ahead and date > _day_after(today)[: len(date)]:
        yield finding(where, "date-possible/avenir", name=name_of(where), date=date)


@cache
def _day_after(today: datetime.date) -> str:
    return (today + _ONE_DAY if today < datetime.date.max else today).isoformat()


def _is_date(name: str, field: FieldInfo) -> bool:
    """Whether a field holds days, or years and months written as text."""
    inside = get_args(field.annotation) or (field.annotation,)
    return datetime.date in inside or any(getattr(item, "pattern", None) in _DATED_TEXTS for item in field.metadata)


def check_date_order(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """What ends or answers comes after what begins or asks."""
    for where, (before, first), (after, second) in _pairs(record):
        if first and second and second < first:
            yield finding((*where, after), "date-ordre", after=after, before=before, second=second, first=first)
    for place, source, day in values_of(record, _is_reading_day):  # a page is read once it is there
        published = source.date if isinstance(source, Source) else None
        if published and str(day)[: len(published)] < published <= _day_after(context.today)[: len(published)]:
            yield finding(place, "date-ordre", after="lu_le", before="date", second=day, first=published)


_Named = tuple[str, datetime.date | None]


def _is_reading_day(name: str, _: FieldInfo) -> bool:
    return name == "lu_le"


def _pairs(record: SourcedRecord) -> Iterator[tuple[NodePath, _Named, _Named]]:
    """Two dates of the same part, in the order that they should have."""
    if isinstance(record, Module):
        for i, sent in enumerate(record.transmissions):
            answered = ("le_reponse", sent.le_reponse)
            yield ("transmissions", i), ("le", sent.le), answered
            yield ("transmissions", i), ("le", sent.le), ("le_decision", sent.le_decision)
            yield ("transmissions", i), answered, ("le_decision", sent.le_decision)
    elif isinstance(record, Certification):
        for i, entry in enumerate(record.enregistrements):
            yield ("enregistrements", i), ("debut", entry.debut), ("echeance", entry.echeance)
    elif isinstance(record, Referentiel):
        yield (), ("debut", record.debut), ("echeance", record.echeance)


def check_freshness(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A record is read again in front of its sources every two years."""
    checked, today = record.verifie_le, context.today
    months = months_since(checked, today)
    if months >= REVIEW_MONTHS and checked.year >= PROGRAMME_START:
        yield finding(("verifie_le",), "relecture-ancienne", months=months, most=REVIEW_MONTHS)


def months_since(day: datetime.date, today: datetime.date) -> int:
    """Whole months from a day to today."""
    return 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)


DATE_RULES: tuple[RecordRule, ...] = (check_year, check_record_dates, check_date_order, check_freshness)
