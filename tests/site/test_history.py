"""Dates come from a real Git history; without one there is none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

import pytest

from build_tools.site.history import Dates, dates_of


def _git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    moment = f"{day}T12:00:00+00:00"
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        identity |= {f"GIT_{role}_NAME": "T", f"GIT_{role}_EMAIL": "t@exemple.fr", f"GIT_{role}_DATE": moment}
    subprocess.run(
        ["git", "-C", str(folder), *arguments], env={**os.environ, **identity}, check=True, capture_output=True
    )


def _commit(folder: Path, day: str, **files: str) -> None:
    for name, text in files.items():
        path = folder / "catalogue" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-m", day, day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two records; one of them changed once."""
    folder = tmp_path / "depot"
    folder.mkdir()
    _git(folder, "init", "-q")
    _commit(folder, "2026-01-05", première="a", seconde="a")
    _commit(folder, "2026-02-10", première="b")
    return folder


def test_a_record_has_the_days_of_its_first_and_of_its_last_commit(repository: Path) -> None:
    assert dates_of(repository / "catalogue") == {
        PurePosixPath("première.yml"): Dates(published="2026-01-05", changed="2026-02-10"),
        PurePosixPath("seconde.yml"): Dates(published="2026-01-05", changed="2026-01-05"),
    }


def test_a_record_that_is_not_committed_has_no_date(repository: Path) -> None:
    (repository / "catalogue" / "neuve.yml").write_text("a", encoding="utf-8")
    assert PurePosixPath("neuve.yml") not in dates_of(repository / "catalogue")


def test_outside_a_git_checkout_there_is_no_date(tmp_path: Path) -> None:
    assert dates_of(tmp_path) == {}


def test_in_a_repository_without_commits_there_is_no_date(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    assert dates_of(tmp_path) == {}


def test_a_shallow_clone_gives_no_date_rather_than_wrong_ones(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    assert (clone / "catalogue" / "première.yml").is_file()
    assert dates_of(clone / "catalogue") == {}


def test_where_git_is_absent_there_is_no_date(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert dates_of(repository / "catalogue") == {}
