"""Running Git: the one place where it is called."""

from __future__ import annotations

import subprocess
from pathlib import Path

# Nothing of the user's or the repository's settings may run a program, ask a question or lock the index.
_GIT = ("git", "--no-optional-locks", "-c", "core.quotePath=off", "-c", "core.fsmonitor=false")


class GitError(Exception):
    """Git cannot answer; the message is for the user."""


def run_git(folder: Path, *arguments: str, typed: str = "") -> bytes:
    """What Git prints when it runs in a folder and reads `typed`. Raises GitError."""
    command = [*_GIT, "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=typed.encode(), capture_output=True, check=True).stdout
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise GitError("Git ne répond pas comme prévu : le dossier est-il dans un dépôt ?") from error


def try_git(folder: Path, *arguments: str) -> str:
    """What Git prints, without the space around it; empty if it fails or is not there."""
    try:
        return run_git(folder, *arguments).decode("utf-8", "replace").strip()
    except GitError:
        return ""
