"""What is said when Git does not answer; a Git that the system stops is not one that knows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.git.run import GitError, GitKilledError, run_git, try_git
from tests.git_repository import git

# Commands of its own that the real Git runs: they end it as the system does, or as Git does when memory is short.
KILLED = ("-c", "alias.arret=!kill -9 $PPID", "arret")
SHORT_OF_MEMORY = ("-c", "alias.manque=!echo 'fatal: Out of memory, malloc failed' >&2; exit 128;", "manque")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    return tmp_path


@pytest.mark.parametrize("arguments", [KILLED, SHORT_OF_MEMORY])
def test_a_git_that_the_system_stops_ends_the_command(repository: Path, arguments: tuple[str, ...]) -> None:
    for ask in (run_git, try_git):
        with pytest.raises(GitKilledError, match="arrêté par le système, sans doute faute de mémoire"):
            ask(repository, *arguments)


def test_a_git_that_fails_gives_its_own_reason(repository: Path) -> None:
    with pytest.raises(GitError, match="Git ne répond pas comme prévu : « unknown option"):
        run_git(repository, "--inconnue")
    assert try_git(repository, "--inconnue") == ""


def test_what_git_says_of_a_folder_that_is_not_its_own_is_explained(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="n'est pas dans un dépôt Git"):
        run_git(tmp_path, "log")
