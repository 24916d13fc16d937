"""Dates of first publication and last change of each record, from Git; never from the contributor."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class Dates:
    """ISO dates (year-month-day) of the first and of the last commit that touched a file."""

    published: str
    changed: str


def dates_of(catalogue: Path) -> Mapping[PurePosixPath, Dates]:
    """Path inside the catalogue → dates; empty outside a Git checkout, or in one without its history."""
    shallow = _git(catalogue, "rev-parse", "--is-shallow-repository")
    if shallow is None or shallow.strip() != "false":
        return {}
    log = _git(catalogue, "-c", "core.quotePath=off", "log", "--format=@%cs", "--name-only", "--relative", "--", ".")
    dates: dict[PurePosixPath, Dates] = {}
    day = ""
    for line in (log or "").splitlines():
        if line.startswith("@"):
            day = line[1:]
        elif line:
            path = PurePosixPath(line)
            known = dates.get(path)  # newest first: the first seen is the last change
            dates[path] = Dates(published=day, changed=known.changed if known else day)
    return dates


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, encoding="utf-8", check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
