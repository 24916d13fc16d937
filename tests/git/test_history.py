"""Dates come from a real Git history; without one there is none."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from build_tools.git.base import base_of
from build_tools.git.history import Dates, read_history
from build_tools.git.run import GitError
from tests.git_repository import commit, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two records; one of them changed once."""
    folder = tmp_path / "depot"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, "2026-01-05", {"première.yml": "a", "seconde.yml": "a"})
    commit(folder, "2026-02-10", {"première.yml": "b"})
    return folder


def test_a_record_has_the_days_of_its_first_and_of_its_lastcommit(repository: Path) -> None:
    assert read_history(repository / "catalogue").dates == {
        PurePosixPath("première.yml"): Dates(published="2026-01-05", changed="2026-02-10"),
        PurePosixPath("seconde.yml"): Dates(published="2026-01-05", changed="2026-01-05"),
    }


def test_a_record_that_is_not_committed_has_no_date(repository: Path) -> None:
    (repository / "catalogue" / "neuve.yml").write_text("a", encoding="utf-8")
    assert PurePosixPath("neuve.yml") not in read_history(repository / "catalogue").dates


def test_outside_a_git_checkout_there_is_no_date(tmp_path: Path) -> None:
    assert read_history(tmp_path).dates == {}


def test_in_a_repository_without_commits_there_is_no_date(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert read_history(tmp_path).dates == {}


def test_a_shallow_clone_gives_no_date_rather_than_wrong_ones(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    assert (clone / "catalogue" / "première.yml").is_file()
    assert read_history(clone / "catalogue").dates == {}


def test_where_git_is_absent_there_is_no_date(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_history(repository / "catalogue").dates == {}


def test_a_version_says_what_a_commit_did_to_a_file_and_gives_its_contents(repository: Path) -> None:
    history = read_history(repository / "catalogue")
    newest = history.versions[0]
    contents = history.contents([newest.before, newest.after])
    assert (newest.path.name, newest.moment) == ("première.yml", "2026-02-10T12:00:00Z")
    assert (contents[newest.before], contents[newest.after]) == (b"a", b"b")


def test_a_content_that_git_does_not_know_is_left_out(repository: Path) -> None:
    assert read_history(repository / "catalogue").contents(["0" * 39 + "1"]) == {}


def test_what_a_merge_brings_is_dated_by_the_merge(repository: Path) -> None:
    git(repository, "branch", "-M", "main")
    git(repository, "checkout", "-q", "-b", "ajout")
    commit(repository, "2026-03-01", {"proposée.yml": "a"})
    git(repository, "checkout", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "fusion", "ajout", day="2026-03-09")
    published = Dates(published="2026-03-09", changed="2026-03-09")
    assert read_history(repository / "catalogue").dates[PurePosixPath("proposée.yml")] == published


def test_a_shallow_clone_is_told_with_its_cure(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    assert "git fetch --unshallow" in read_history(clone / "catalogue").gap
    git(clone, "fetch", "-q", "--unshallow")
    assert read_history(clone / "catalogue").gap == ""


def test_outside_a_checkout_the_gap_is_told(tmp_path: Path) -> None:
    assert "n'est pas dans un dépôt Git" in read_history(tmp_path).gap


def test_a_repository_without_commits_tells_its_gap(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert "git commit" in read_history(tmp_path).gap


def test_the_reason_of_git_itself_is_passed_on(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for said in (read_history(repository / "catalogue").gap, _reason_of_base(repository / "catalogue")):
        assert "dubious ownership" in said
        assert "safe.directory" in said


def _reason_of_base(folder: Path) -> str:
    with pytest.raises(GitError) as raised:
        base_of(folder, "main")
    return str(raised.value)


def test_where_git_is_absent_the_gap_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "Git n'est pas installé" in read_history(repository / "catalogue").gap
