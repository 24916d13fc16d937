"""The day and the moment it is, asked here only.

SOURCE_DATE_EPOCH, the usual variable of reproducible builds (seconds since 1970), stands for the clock where it is set:
the same command then gives the same bytes on any day.
"""

from __future__ import annotations

import datetime
import os

VARIABLE = "SOURCE_DATE_EPOCH"


def now() -> datetime.datetime:
    """The moment, in this machine's time zone, without naming it."""
    said = os.environ.get(VARIABLE, "")
    if said.isascii() and said.isdigit():
        try:
            return datetime.datetime.fromtimestamp(int(said))
        except (ValueError, OverflowError, OSError):
            pass
    return datetime.datetime.now()


def today() -> datetime.date:
    """The day."""
    return now().date()
