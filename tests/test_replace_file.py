"""A file is put in place at once, under no name that somebody may have planted, and through no link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.writing import replace_file


def test_a_planted_link_under_an_old_temporary_name_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "fiche.yml").write_text("avant", encoding="utf-8")
    outside = tmp_path / "dehors"
    outside.write_text("à garder", encoding="utf-8")
    outside.chmod(0o755)
    (tmp_path / ".fiche.yml.tmp").symlink_to(outside)
    replace_file(tmp_path / "fiche.yml", b"apres")
    assert (tmp_path / "fiche.yml").read_bytes() == b"apres"
    assert outside.read_text(encoding="utf-8") == "à garder"
    assert (tmp_path / ".fiche.yml.tmp").is_symlink()


def test_a_link_is_replaced_itself_and_lends_no_mode(tmp_path: Path) -> None:
    outside = tmp_path / "dehors"
    outside.write_text("à garder", encoding="utf-8")
    outside.chmod(0o777)
    (tmp_path / "fiche.yml").symlink_to(outside)
    replace_file(tmp_path / "fiche.yml", b"apres")
    assert outside.read_text(encoding="utf-8") == "à garder"
    assert not (tmp_path / "fiche.yml").is_symlink()
    assert (tmp_path / "fiche.yml").stat().st_mode & 0o111 == 0


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640])
def test_an_ordinary_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "fiche.yml"
    file.touch()
    file.chmod(mode)
    replace_file(file, b"apres")
    assert file.stat().st_mode & 0o777 == mode


def test_a_new_file_is_readable_by_others_as_the_system_wants_it(tmp_path: Path) -> None:
    replace_file(tmp_path / "neuf.yml", b"texte")
    (tmp_path / "ordinaire").touch()
    assert (tmp_path / "neuf.yml").stat().st_mode == (tmp_path / "ordinaire").stat().st_mode


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fiche.yml").write_bytes(b"avant")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(tmp_path / "fiche.yml", b"apres")
    assert [path.name for path in tmp_path.iterdir()] == ["fiche.yml"]
    assert (tmp_path / "fiche.yml").read_bytes() == b"avant"
