"""The day of the data is that of the last change of the catalogue, in universal time."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from build_tools.git.history import Dates, read_history
from build_tools.git.moments import committed_at
from build_tools.git.release import next_release
from tests.git_repository import commit, git


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-01-05", {"modules/a.yml": "a"})
    return tmp_path


def of_code(repository: Path, day: str) -> None:
    (repository / "outil.py").write_text(day, encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "outil", day=day)


def test_work_on_the_code_alone_makes_no_new_version_of_the_data(repository: Path) -> None:
    of_code(repository, "2026-03-01")
    assert committed_at(repository / "catalogue") == "2026-01-05T12:00:00Z"
    release = next_release(repository / "catalogue")
    assert release is not None
    assert release.name == "donnees-2026-01-05"


def test_a_vocabulary_is_part_of_the_data(repository: Path) -> None:
    commit(repository, "2026-02-07", {"vocabulaires/themes.yml": "a"})
    of_code(repository, "2026-03-01")
    assert committed_at(repository / "catalogue") == "2026-02-07T12:00:00Z"


def test_what_a_merge_brings_is_dated_by_the_merge(repository: Path) -> None:
    git(repository, "branch", "-M", "main")
    git(repository, "checkout", "-q", "-b", "ajout")
    commit(repository, "2026-02-01", {"modules/b.yml": "a"})
    git(repository, "checkout", "-q", "main")
    of_code(repository, "2026-02-02")
    git(repository, "merge", "-q", "--no-ff", "-m", "fusion", "ajout", day="2026-02-09")
    of_code(repository, "2026-03-01")
    assert committed_at(repository / "catalogue") == "2026-02-09T12:00:00Z"


def test_a_folder_that_git_does_not_hold_has_no_moment(repository: Path, tmp_path: Path) -> None:
    (repository / "autre").mkdir()
    assert committed_at(repository / "autre") == ""


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        ("2026-07-01", "00:30:00+02:00", "2026-06-30"),  # a summer night in Paris
        ("2026-12-31", "22:00:00-03:00", "2027-01-01"),  # an evening in Cayenne
    ],
)
def test_the_data_and_their_records_have_one_calendar(repository: Path, day: str, time: str, utc: str) -> None:
    (repository / "catalogue" / "modules" / "b.yml").write_text("a", encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "nuit", day=day, time=time)
    dates = read_history(repository / "catalogue").dates[PurePosixPath("modules/b.yml")]
    assert dates == Dates(published=utc, changed=utc)
    assert committed_at(repository / "catalogue")[:10] == utc
