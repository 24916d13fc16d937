"""What is known of links from one run to the next: failures in a row, and exceptions that end on a day."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools.checking.rulebook import message_for
from build_tools.errors import UsageError
from build_tools.loading import yaml_reader
from build_tools.loading.yaml_reader import YamlError
from build_tools.upkeep.links import Outcome
from build_tools.writing import replace_file

FAILURES_MAX = 3
EXCEPTION_MAX_DAYS = 366

_KEY = "exceptions"
_EXCEPTION_KEYS = {"adresse", "motif", "jusqu_au"}


class LinkFileError(UsageError):
    """A file of memory or of exceptions is not what it should be; the message is for the user."""


@dataclass(frozen=True)
class FailingLink:
    """An address that fails: how many times in a row, since which day (ISO), why the last time."""

    echecs: int
    depuis: str
    raison: str


@dataclass(frozen=True)
class LinkException:
    """An address that may fail until a day, and why."""

    address: str
    reason: str
    until: datetime.date


@dataclass(frozen=True)
class Verdict:
    """What to tell after a run.

    `broken` are addresses that failed too often, `uncertain` those that refuse programs, `exceptions` says which
    exceptions must go, and why.
    """

    broken: Mapping[str, FailingLink]
    uncertain: tuple[Outcome, ...]
    exceptions: tuple[tuple[LinkException, str], ...]

    @property
    def anything(self) -> bool:
        """Whether somebody has something to do."""
        return bool(self.broken or self.exceptions)


def read_memory(path: Path) -> dict[str, FailingLink]:
    """What the last run left; nothing the first time. Raises LinkFileError, OSError."""
    if not path.exists():
        return {}
    try:
        entries = json.loads(path.read_bytes())
        found = {address: FailingLink(**entry) for address, entry in entries.items()}
        if all(map(_is_sound, found.values())):
            return found
    except (ValueError, TypeError, AttributeError):
        pass
    raise LinkFileError(f"« {path} » n'est pas une mémoire des liens. Supprimez-le pour repartir de rien.")


def _is_sound(failing: FailingLink) -> bool:
    """Whether its values are those that we write. Raises ValueError, TypeError."""
    datetime.date.fromisoformat(failing.depuis)
    return type(failing.echecs) is int and isinstance(failing.raison, str)


def write_memory(path: Path, memory: Mapping[str, FailingLink]) -> None:
    """Write the memory, one address a line. Raises OSError."""
    entries = {address: asdict(memory[address]) for address in sorted(memory)}
    replace_file(path, (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode())


def read_exceptions(path: Path) -> tuple[LinkException, ...]:
    """The exceptions of the file. Raises LinkFileError, OSError."""
    try:
        items = yaml_reader.read(path.read_bytes()).get(_KEY)
    except YamlError as error:
        raise LinkFileError(
            f"« {path} », ligne {error.line} : {message_for(error.key, **error.values).message}"
        ) from error
    if not isinstance(items, list) or not all(
        isinstance(item, dict) and set(item) == _EXCEPTION_KEYS for item in items
    ):
        raise LinkFileError(f"« {path} » : « {_KEY} » attend une liste de {{adresse: …, motif: …, jusqu_au: …}}.")
    return tuple(_exception(item, path) for item in items)


def _exception(item: Mapping[str, Any], path: Path) -> LinkException:
    try:
        until = datetime.date.fromisoformat(str(item["jusqu_au"]))
    except ValueError:
        raise LinkFileError(f"« {path} » : « {item['jusqu_au']} » n'est pas une date (année-mois-jour).") from None
    return LinkException(str(item["adresse"]), str(item["motif"]), until)


def updated_memory(
    memory: Mapping[str, FailingLink], outcomes: Iterable[Outcome], today: datetime.date
) -> dict[str, FailingLink]:
    """The memory after a run. What answered is forgotten; what is uncertain keeps what was known of it."""
    found: dict[str, FailingLink] = {}
    for outcome in outcomes:
        known = memory.get(outcome.address)
        if outcome.state == "failed":
            since = known.depuis if known else today.isoformat()
            found[outcome.address] = FailingLink((known.echecs if known else 0) + 1, since, outcome.reason)
        elif outcome.state == "uncertain" and known:
            found[outcome.address] = known
    return found


def verdict_of(
    outcomes: Iterable[Outcome],
    memory: Mapping[str, FailingLink],
    exceptions: Iterable[LinkException],
    today: datetime.date,
) -> Verdict:
    """What to tell after a run whose outcomes are already in the memory."""
    by_address = {outcome.address: outcome for outcome in outcomes}
    refused = [(entry, why) for entry in exceptions if (why := _objection(entry, by_address.get(entry.address), today))]
    excused = {entry.address for entry in exceptions if entry.until >= today}
    broken = {
        address: failing
        for address, failing in memory.items()
        if failing.echecs >= FAILURES_MAX and address not in excused
    }
    uncertain = (o for o in by_address.values() if o.state == "uncertain" and o.address not in excused)
    return Verdict(broken, tuple(uncertain), tuple(refused))


def _objection(entry: LinkException, outcome: Outcome | None, today: datetime.date) -> str:
    """Why an exception must go; nothing if it may stay."""
    if entry.until < today:
        return f"elle a pris fin le {entry.until}"
    if (entry.until - today).days > EXCEPTION_MAX_DAYS:
        return "elle doit finir dans l'année"
    if outcome is None:
        return "plus aucune fiche ne cite cette adresse"
    return "l'adresse répond" if outcome.state == "ok" else ""
