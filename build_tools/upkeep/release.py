"""The name of the next release of the data: the day of its commit."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

PREFIX = "donnees-"


class ReleaseError(Exception):
    """Git does not answer; the message is for the user."""


@dataclass(frozen=True)
class Release:
    """A name to give, and the commit to give it to."""

    name: str
    commit: str


def next_release(catalogue: Path) -> Release | None:
    """What to name if the catalogue has changed since its last release; None if it has not. Raises ReleaseError."""
    last = _git(catalogue, "describe", "--tags", "--abbrev=0", f"--match={PREFIX}*", "HEAD", may_fail=True)
    if last and not _git(catalogue, "diff", "--name-only", f"{last}..HEAD", "--", "."):
        return None
    commit, day = _git(catalogue, "log", "-1", "--format=%H %cs").split()
    taken = set(_git(catalogue, "tag", "--list", f"{PREFIX}{day}*").split())
    name, number = f"{PREFIX}{day}", 1
    while name in taken:
        number += 1
        name = f"{PREFIX}{day}-{number}"
    return Release(name, commit)


def _git(folder: Path, *arguments: str, may_fail: bool = False) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=not may_fail)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ReleaseError("Git ne répond pas comme prévu : le dossier est-il dans un dépôt ?") from error
    return done.stdout.decode("utf-8", "replace").strip() if not done.returncode else ""
