"""A change is seen however the editor writes it, and looked at once."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from queue import Queue

import pytest

from build_tools.site.dev_server.watching import watching

SECONDS = 20


def _write(file: Path) -> None:
    file.write_text("neuf", encoding="utf-8")


def _write_aside_and_rename(file: Path) -> None:
    aside = file.with_name(".fiche.yml.tmp")
    aside.write_text("neuf", encoding="utf-8")
    aside.replace(file)


def _add(file: Path) -> None:
    file.with_name("autre.yml").touch()


def _remove(file: Path) -> None:
    file.unlink()


def _add_below(file: Path) -> None:
    folder = file.parent / "region"
    folder.mkdir()
    (folder / "neuve.yml").touch()


_TO_A_FILE = [_write, _write_aside_and_rename, _remove]


@pytest.mark.parametrize("change", [*_TO_A_FILE, _add, _add_below])
def test_a_change_in_a_folder_is_seen(tmp_path: Path, change: Callable[[Path], None]) -> None:
    _assert_seen(tmp_path, tmp_path / "fiche.yml", change)


@pytest.mark.parametrize("change", _TO_A_FILE)
def test_a_change_of_a_file_is_seen(tmp_path: Path, change: Callable[[Path], None]) -> None:
    _assert_seen(tmp_path / "fiche.yml", tmp_path / "fiche.yml", change)


def _assert_seen(watched: Path, file: Path, change: Callable[[Path], None]) -> None:
    file.write_text("ancien", encoding="utf-8")
    looks: Queue[None] = Queue()
    with watching([watched], lambda: looks.put(None)):
        change(file)
        looks.get(timeout=SECONDS)


def test_reading_is_no_change(tmp_path: Path) -> None:
    file, last = tmp_path / "fiche.yml", tmp_path / "dernière.yml"
    file.write_text("ancien", encoding="utf-8")
    looks: Queue[bool] = Queue()
    with watching([tmp_path], lambda: looks.put(last.exists())):
        file.read_text(encoding="utf-8")
        last.touch()
        assert looks.get(timeout=SECONDS)


def test_many_changes_at_once_are_few_looks(tmp_path: Path) -> None:
    looks: Queue[None] = Queue()
    with watching([tmp_path], lambda: looks.put(None)):
        for number in range(500):
            (tmp_path / f"{number}.yml").touch()
        looks.get(timeout=SECONDS)
    assert looks.qsize() < 50


def test_what_changes_while_it_looks_is_looked_at_afterwards(tmp_path: Path) -> None:
    seen: Queue[set[str]] = Queue()

    def look() -> None:
        seen.put({path.name for path in tmp_path.iterdir()})
        (tmp_path / "pendant.yml").touch()

    with watching([tmp_path], look):
        (tmp_path / "avant.yml").touch()
        while "pendant.yml" not in seen.get(timeout=SECONDS):
            pass


@pytest.mark.long
def test_a_folder_that_vanishes_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    folder, aside = tmp_path / "catalogue", tmp_path / "ailleurs"
    folder.mkdir()
    looks: Queue[bool] = Queue()
    with watching([folder], lambda: looks.put((folder / "fiche.yml").exists())):
        for back in (lambda: aside.rename(folder), folder.mkdir):
            (folder / "fiche.yml").unlink(missing_ok=True)
            folder.rename(aside)
            looks.get(timeout=SECONDS)
            time.sleep(1.5)  # it is looked for, and not there
            back()
            looks.get(timeout=SECONDS)
            (folder / "fiche.yml").touch()
            while not looks.get(timeout=SECONDS):
                pass
            shutil.rmtree(aside, ignore_errors=True)
