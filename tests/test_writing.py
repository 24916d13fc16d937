"""Files are written whole, in folders made on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.writing import write_file


def test_a_file_is_written_in_a_folder_that_is_made(tmp_path: Path) -> None:
    write_file(f"{tmp_path}/a/b/page.html", "été".encode())
    assert (tmp_path / "a" / "b" / "page.html").read_text(encoding="utf-8") == "été"


def test_a_file_takes_the_place_of_a_longer_one(tmp_path: Path) -> None:
    write_file(f"{tmp_path}/page.html", b"long")
    write_file(f"{tmp_path}/page.html", b"new")
    assert (tmp_path / "page.html").read_bytes() == b"new"


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path: Path) -> None:
    write_file(f"{tmp_path}/a", b"")
    with pytest.raises(NotADirectoryError):
        write_file(f"{tmp_path}/a/page.html", b"")
