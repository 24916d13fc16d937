"""What is said when Git does not answer; a Git that the system stops is not one that knows nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.git.base import base_of
from build_tools.git.history import read_history
from build_tools.git.moments import committed_at
from build_tools.git.run import GitError, GitKilledError, run_git, try_git
from tests.git_repository import commit, git

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


@pytest.mark.parametrize("subject", ["a worktree", "the clone itself"])
def test_a_command_that_git_starts_looks_at_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()
    git(clone, "init", "-q")
    commit(clone, "2026-01-01", {"modules/a.yml": "1", "modules/b.yml": "1"})
    folder = clone
    if subject == "a worktree":
        folder = tmp_path / "copie"
        git(clone, "worktree", "add", "-q", str(folder))
    (folder / "catalogue" / "modules" / "a.yml").write_text("2")
    directory = subprocess.run(["git", "-C", folder, "rev-parse", "--absolute-git-dir"], capture_output=True, text=True)
    for name, value in {"GIT_DIR": directory.stdout.strip(), "GIT_PREFIX": "", "GIT_INDEX_FILE": "autre"}.items():
        monkeypatch.setenv(name, value)
    catalogue = folder / "catalogue"
    base = base_of(catalogue, "HEAD")
    assert base.changed() == [catalogue / "modules" / "a.yml"]
    assert [str(one.path) for one in base.touched()] == ["catalogue/modules/a.yml"]
    assert len(base.published()) == 2


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="la signature demande ssh-keygen")
def test_signed_commits_have_their_dates_whatever_git_is_set_to_show(repository: Path, tmp_path: Path) -> None:
    key = tmp_path / "cle"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    for name, value in {
        "gpg.format": "ssh",
        "user.signingKey": f"{key}.pub",
        "commit.gpgSign": "true",
        "log.showSignature": "true",
    }.items():
        git(repository, "config", name, value)
    commit(repository, "2026-03-02", {"modules/a.yml": "1"})
    assert committed_at(repository / "catalogue") == "2026-03-02T12:00:00Z"
    assert [version.day for version in read_history(repository / "catalogue").versions] == ["2026-03-02"]


@pytest.mark.parametrize(
    ("name", "value"), [("log.diffMerges", "off"), ("log.diffMerges", "combined"), ("color.ui", "always")]
)
def test_what_a_merge_brings_is_dated_whatever_git_is_set_to_show(repository: Path, name: str, value: str) -> None:
    commit(repository, "2026-01-01", {"modules/a.yml": "1"})
    git(repository, "switch", "-qc", "fiche")
    commit(repository, "2026-01-02", {"modules/b.yml": "1"})
    git(repository, "switch", "-q", "-")
    git(repository, "merge", "-q", "--no-ff", "-m", "fusion", "fiche", day="2026-01-05")
    git(repository, "config", name, value)
    days = {str(path): dates.published for path, dates in read_history(repository / "catalogue").dates.items()}
    assert days == {"modules/a.yml": "2026-01-01", "modules/b.yml": "2026-01-05"}
