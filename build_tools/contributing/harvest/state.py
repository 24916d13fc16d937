"""The state of a list between two harvests: the file's ETag and date, and the values of each entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from build_tools.contributing.harvest.fetching import HarvestError
from build_tools.writing import replace_file


@dataclass(frozen=True)
class State:
    """`fetched`: the file's ETag and date, and the fingerprint of the declaration; `values`: key → what it said."""

    fetched: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def fingerprint(declaration: bytes) -> str:
    """What tells a declaration from what it was: the same list then says something else."""
    return hashlib.sha256(declaration).hexdigest()[:16]


def read_state(path: Path) -> State:
    """The state of a list, empty before its first harvest. Raises HarvestError if it is spoilt."""
    if not path.is_file():
        return State()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return State(dict(data["fichier"]), {str(key): dict(value) for key, value in data["entrees"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        raise HarvestError(f"l'état « {path.name} » est abîmé : supprimez-le pour tout relire") from None


def write_state(path: Path, state: State) -> None:
    """Put the state in its place at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"fichier": state.fetched, "entrees": dict(sorted(state.values.items()))}
    replace_file(path, (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
