"""The name of the next release of the data: their day, that of the last change of the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from build_tools.git.moments import committed_at
from build_tools.git.run import GitError, run_git, try_git

PREFIX = "donnees-"
_DAY = f"{PREFIX}[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_MATCHES = (f"--match={_DAY}", f"--match={_DAY}-[0-9]*")  # a tag that somebody calls « donnees-essai » is no release
_NAME = re.compile(PREFIX + r"\d{4}-\d{2}-\d{2}(?:-\d+)?")


@dataclass(frozen=True)
class Release:
    """A name to give, and the commit to give it to."""

    name: str
    commit: str


def releases(catalogue: Path) -> tuple[str, ...]:
    """The names of the releases of the data that the last commit holds, oldest first."""
    found = try_git(catalogue, "tag", "--merged", "HEAD", "--sort=version:refname", "--list", f"{PREFIX}*").split()
    return tuple(name for name in found if _NAME.fullmatch(name))


def last_release(catalogue: Path) -> str:
    """The name of the nearest release that the last commit holds; empty if there is none."""
    return try_git(catalogue, "describe", "--tags", "--abbrev=0", *_MATCHES, "HEAD")


def next_release(catalogue: Path) -> Release | None:
    """What to name if the catalogue has changed since its last release; None if it has not. Raises GitError."""
    if run_git(catalogue, "rev-parse", "--is-shallow-repository").strip() != b"false":
        raise GitError(
            "le clone est superficiel : ses étiquettes manquent. Récupérez-les : git fetch --unshallow --tags."
        )
    last = last_release(catalogue)
    if last and not run_git(catalogue, "diff", "--name-only", f"{last}..HEAD", "--", "."):
        return None
    commit, day = run_git(catalogue, "rev-parse", "HEAD").decode().strip(), committed_at(catalogue)[:10]
    if not day:
        raise GitError(f"aucun commit ne contient « {catalogue} » : rien n'est à publier.")
    taken = set(run_git(catalogue, "tag", "--list", f"{PREFIX}{day}*").decode().split())
    name, number = f"{PREFIX}{day}", 1
    while name in taken:
        number += 1
        name = f"{PREFIX}{day}-{number}"
    return Release(name, commit)
