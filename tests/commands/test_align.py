"""catalogue align, as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.analysis.test_alignment import archive
from tests.conftest import MODULE, catalogue_command, copy_small_catalogue

__all__ = ["archive"]  # a fixture
pytestmark = pytest.mark.slow


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A catalogue of one module, which nothing aligns."""
    folder = copy_small_catalogue(tmp_path / "catalogue")
    (folder / "vocabulaires" / "competences_rome.yml").unlink()
    return folder


def test_codes_are_proposed_and_nothing_is_written(archive: Path, small: Path) -> None:
    before = {path: path.read_bytes() for path in small.rglob("*.yml")}
    done = catalogue_command("align", archive, "--catalogue", small, "--module", Path(MODULE).stem, cwd=small)
    assert (done.returncode, done.stderr) == (0, "")
    assert before == {path: path.read_bytes() for path in small.rglob("*.yml")}


def test_proposals_say_what_their_columns_are(archive: Path, small: Path) -> None:
    record = small / MODULE
    said = record.read_text(encoding="utf-8")
    title = next(line for line in said.splitlines() if line.startswith("titre:"))
    record.write_text(said.replace(title, "titre: Réparer les vélos et la mécanique du cycle"), encoding="utf-8")
    done = catalogue_command("align", archive, "--catalogue", small, "--module", Path(MODULE).stem, cwd=small)
    legend, _, *lines = done.stdout.splitlines()
    assert legend.startswith("Par ligne")
    assert any(line.split()[:2] == ["100001", "compétence"] for line in lines)
    assert any(line.split()[:2] == ["200001", "savoir"] for line in lines)


def test_what_a_record_names_is_kept_and_then_checked(archive: Path, small: Path) -> None:
    record = small / MODULE
    record.write_text(record.read_text(encoding="utf-8") + 'savoirs: ["100001"]\n', encoding="utf-8")
    assert catalogue_command("check", "--catalogue", small, cwd=small).returncode == 1
    done = catalogue_command("align", archive, "--write", "--catalogue", small, cwd=small)
    assert done.returncode == 0
    assert "Réparer un vélo" in (small / "vocabulaires" / "competences_rome.yml").read_text(encoding="utf-8")
    said = catalogue_command("check", "--catalogue", small, cwd=small)
    assert "competences-rome" not in said.stdout + said.stderr


def test_a_code_that_the_rome_does_not_have_is_told_and_nothing_is_written(archive: Path, small: Path) -> None:
    record = small / MODULE
    record.write_text(record.read_text(encoding="utf-8") + 'savoirs: ["999999"]\n', encoding="utf-8")
    done = catalogue_command("align", archive, "--write", "--catalogue", small, cwd=small)
    assert (done.returncode, done.stdout) == (1, "")
    assert "999999" in done.stderr
    assert not (small / "vocabulaires" / "competences_rome.yml").exists()


@pytest.mark.parametrize(("arguments", "code"), [(("rien.zip",), 2), ((), 2)])
def test_wrong_use(small: Path, arguments: tuple[str, ...], code: int) -> None:
    done = catalogue_command("align", *arguments, "--catalogue", small, cwd=small)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
