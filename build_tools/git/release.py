"""The name of the next release of the data: the day of its commit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.git.run import run_git, try_git

PREFIX = "donnees-"


@dataclass(frozen=True)
class Release:
    """A name to give, and the commit to give it to."""

    name: str
    commit: str


def next_release(catalogue: Path) -> Release | None:
    """What to name if the catalogue has changed since its last release; None if it has not. Raises GitError."""
    last = try_git(catalogue, "describe", "--tags", "--abbrev=0", f"--match={PREFIX}*", "HEAD")
    if last and not run_git(catalogue, "diff", "--name-only", f"{last}..HEAD", "--", "."):
        return None
    commit, day = run_git(catalogue, "log", "-1", "--format=%H %cs").decode().split()
    taken = set(run_git(catalogue, "tag", "--list", f"{PREFIX}{day}*").decode().split())
    name, number = f"{PREFIX}{day}", 1
    while name in taken:
        number += 1
        name = f"{PREFIX}{day}-{number}"
    return Release(name, commit)
