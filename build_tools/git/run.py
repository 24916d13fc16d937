"""Running Git: the one place where it is called."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from build_tools.errors import ProblemsError, UsageError

# Nothing of the user's or the repository's settings may run a program, ask a question, lock the index or change what
# is printed.
_SETTINGS = ("core.quotePath=off", "core.fsmonitor=false", "log.showSignature=false", "log.diffMerges=separate")
_GIT = ("git", "--no-optional-locks", *(part for setting in _SETTINGS for part in ("-c", setting)))
# What Git tells the programs that it starts (hooks, `rebase --exec`) of the repository where it was called; here the
# folder says which one it is.
_OF_A_CALLER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_NO_MEMORY = re.compile(rb"^(?:fatal|error): .*(?:out of memory|cannot allocate memory)", re.IGNORECASE | re.MULTILINE)
_MESSAGE_MAX = 300


class GitError(UsageError):
    """Git cannot answer; the message is for the user."""


class GitKilledError(ProblemsError):
    """The system has stopped Git, which may know much: nothing goes on without it. The message is for the user."""

    def __init__(self) -> None:
        super().__init__(
            "Git a été arrêté par le système, sans doute faute de mémoire. "
            "Fermez d'autres programmes, puis relancez la commande."
        )


def run_git(folder: Path, *arguments: str, typed: str = "") -> bytes:
    """What Git prints when it runs in a folder and reads `typed`.

    Raises GitError, with Git's own reason, and GitKilledError.
    """
    command = [*_GIT, "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=typed.encode(), capture_output=True, check=True, env=_environment()).stdout
    except FileNotFoundError as error:
        raise GitError("Git n'est pas installé, ou n'est pas dans le PATH.") from error
    except subprocess.CalledProcessError as error:
        if error.returncode < 0 or _NO_MEMORY.search(error.stderr):
            raise GitKilledError from error
        raise GitError(_explained(folder, _message_of(error.stderr))) from error
    except (OSError, ValueError) as error:
        raise GitError(f"Git ne répond pas comme prévu : {error}.") from error


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_A_CALLER} | {"LC_ALL": "C"}


def _message_of(stderr: bytes) -> str:
    """Git's reason: the first line that it has printed, in its own words."""
    lines = (line.strip() for line in stderr.decode(errors="replace").splitlines())
    first = next(filter(None, lines), "").removeprefix("fatal: ")
    return "".join(filter(str.isprintable, first))[:_MESSAGE_MAX]


def _explained(folder: Path, message: str) -> str:
    if "dubious ownership" in message:
        return (
            f"Git refuse de lire « {folder} » : ce dépôt appartient à quelqu'un d'autre (« {message} »). Si vous lui "
            "faites confiance, lancez git config --global --add safe.directory, suivi du chemin que Git nomme."
        )
    if "not a git repository" in message:
        return f"« {folder} » n'est pas dans un dépôt Git (« {message} »)."
    return f"Git ne répond pas comme prévu : « {message} »." if message else "Git ne répond pas comme prévu."


def try_git(folder: Path, *arguments: str) -> str:
    """What Git prints, without the space around it; empty if it fails or is not there. Raises GitKilledError."""
    try:
        return run_git(folder, *arguments).decode("utf-8", "replace").strip()
    except GitError:
        return ""
