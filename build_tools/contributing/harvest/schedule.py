"""When a list is to be read again, by the frequency that its declaration gives and the day when it was last read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from build_tools.contributing.harvest.fetching import HarvestError
from build_tools.writing import replace_file

# The days of the last readings, beside the states. They change each week: no commit needs them.
DAYS_FILE = "lectures.json"
# A day less than the period: a weekly run may begin a little earlier than the last one.
_DAYS = {"hebdomadaire": 6, "mensuel": 27}
_BY_HAND = "a-la-main"


def next_reading(frequency: str, last: date | None, today: date) -> date | None:
    """The first day on which the list is to be read; None if a person says when.

    A frequency that does not exist is for today: the reading then tells what is wrong with the declaration. So is a
    list that was read later than today: the machine's clock was wrong then, or is now.
    """
    if frequency == _BY_HAND:
        return None
    if frequency not in _DAYS or last is None or last > today:
        return date.min
    return date.fromordinal(min(last.toordinal() + _DAYS[frequency], date.max.toordinal()))


def read_days(folder: Path) -> Mapping[str, date]:
    """The day of the last reading of each list. Raises HarvestError if the file is spoilt."""
    path = folder / DAYS_FILE
    if not path.is_file():
        return {}
    try:
        return {str(name): date.fromisoformat(day) for name, day in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, TypeError, AttributeError):
        raise HarvestError(f"« {DAYS_FILE} » est abîmé : supprimez-le, toutes les listes seront relues") from None


def write_day(folder: Path, name: str, day: date) -> None:
    """Remember that a list was read."""
    days = {**read_days(folder), name: day}
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({name: day.isoformat() for name, day in sorted(days.items())}, indent=1)
    replace_file(folder / DAYS_FILE, f"{text}\n".encode())
