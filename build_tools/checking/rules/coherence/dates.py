"""Rules on years and dates: possible, in order, and not too old to trust."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding, name_of
from build_tools.checking.rules.context import Context, RecordRule
from build_tools.loading.yaml_reader import Path as NodePath
from build_tools.model import Certification, Demarche, Module
from build_tools.model.base import SourcedRecord

# « La Région Hauts-de-France a démarré des travaux de création de modules additionnels dès 2017 », guide n° 8: the
# first of all, with the ministry's incubation programme of the same year.
PROGRAMME_START = 2017
REVIEW_MONTHS = 24
# No source of the catalogue is older than this; it catches « 0019 » and « 0202 ».
OLDEST = "1900"
_ONE_DAY = datetime.timedelta(days=1)


def check_year(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A module began between the first modules additionnels and this year."""
    year = record.annee if isinstance(record, Module) else None
    if year and year < PROGRAMME_START:
        yield finding(("annee",), "annee-programme", name="annee", year=year, start=PROGRAMME_START)
    elif year and year > context.today.year:
        yield finding(("annee",), "annee-programme/avenir", name="annee", year=year)


def check_dates(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """No date before all sources, none in the future where something is said to have happened."""
    for where, date in _past_dates(record):
        yield from impossible_date(where, date, context.today)


def impossible_date(where: NodePath, date: str, today: datetime.date) -> Iterator[Finding]:
    """The finding on a date (year, month or day) that cannot be.

    One day of grace: east of here, tomorrow has begun.
    """
    if len(date) == len("2026-11-21"):
        try:
            datetime.date.fromisoformat(date)
        except ValueError:
            yield finding(where, "schema-date", value=date)
            return
    latest = (today + _ONE_DAY).isoformat()[: len(date)]
    if date > latest:
        yield finding(where, "date-possible/avenir", name=name_of(where), date=date)
    elif date < OLDEST:
        yield finding(where, "date-possible/ancienne", name=name_of(where), date=date)


def _past_dates(record: SourcedRecord) -> Iterator[tuple[NodePath, str]]:
    yield ("verifie_le",), record.verifie_le.isoformat()
    if isinstance(record, Demarche) and record.debut:
        yield ("debut",), record.debut
    elif isinstance(record, Module):
        yield from _followed_dates(record)
    elif isinstance(record, Certification):  # a registration may begin later, and will end later
        for i, entry in enumerate(record.enregistrements):
            if entry.etat_au:
                yield ("enregistrements", i, "etat_au"), entry.etat_au.isoformat()


def _followed_dates(module: Module) -> Iterator[tuple[NodePath, str]]:
    for i, sent in enumerate(module.transmissions):
        for name in ("le", "le_reponse", "le_decision"):
            if date := getattr(sent, name):
                yield ("transmissions", i, name), date.isoformat()
    for i, entry in enumerate(module.integrations):
        if entry.le:
            yield ("integrations", i, "le"), entry.le.isoformat()


def check_date_order(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """What ends or answers comes after what begins or asks."""
    for where, (before, first), (after, second) in _pairs(record):
        if first and second and second < first:
            yield finding((*where, after), "date-ordre", after=after, before=before, second=second, first=first)


_Named = tuple[str, datetime.date | None]


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


def check_freshness(record: SourcedRecord, context: Context) -> Iterator[Finding]:
    """A record is read again in front of its sources every two years."""
    checked, today = record.verifie_le, context.today
    months = months_since(checked, today)
    if months >= REVIEW_MONTHS and checked.year >= int(OLDEST):
        yield finding(("verifie_le",), "relecture-ancienne", months=months, most=REVIEW_MONTHS)


def months_since(day: datetime.date, today: datetime.date) -> int:
    """Whole months from a day to today."""
    return 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)


DATE_RULES: tuple[RecordRule, ...] = (check_year, check_dates, check_date_order, check_freshness)
