"""What a person may have filled in or edited is not replaced by a command run again."""

import pytest

from tests.conftest import CERTIFICATION, catalogue_command


@pytest.mark.parametrize("command", ["grille", "consolider"])
def test_a_file_that_is_there_stays(catalogue_copy, command):
    here = catalogue_copy.parent
    kept = here / ("grille.xlsx" if command == "grille" else "ebauches.yml")
    kept.write_text("rempli à la main")
    (here / "grilles").mkdir()
    name = CERTIFICATION.rpartition("/")[2].removesuffix(".yml")
    arguments = {
        "grille": ("--certification", name, "--out", kept),
        "consolider": (here / "grilles", "--drafts", kept, "--region", "normandie"),
    }
    done = catalogue_command(command, *arguments[command], cwd=here)
    assert done.returncode == 2
    assert "existe déjà" in done.stderr
    assert kept.read_text() == "rempli à la main"
