"""The machine in words, and where a benchmark works."""

import tempfile
from pathlib import Path

from benchmarks.machine import describe, work_folder


def test_without_room_in_memory_it_works_among_temporary_files() -> None:
    assert work_folder(10**18) == Path(tempfile.gettempdir())


def test_it_works_in_a_folder_that_exists() -> None:
    assert work_folder(1).is_dir()


def test_the_machine_is_told_without_a_path(tmp_path: Path) -> None:
    told = dict(describe(tmp_path))
    assert {"Processor", "Memory", "System", "Python", "Files on"} <= told.keys()
    assert all(told.values())
    assert str(tmp_path) not in str(told)
