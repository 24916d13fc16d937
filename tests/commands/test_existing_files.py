"""What a person may have filled in or edited is not replaced by a command run again."""

import pytest

from build_tools.cli import main
from tests.conftest import CERTIFICATION

NAME = CERTIFICATION.rpartition("/")[2].removesuffix(".yml")
COMMANDS = [
    ("grille", "--certification", NAME, "--out", "garde.xlsx"),
    ("template", "--out", "garde.xlsx"),
    ("template", "--ecarts", "--out", "garde.xlsx"),
    ("consolider", "grilles", "--out", "garde.xlsx"),
    ("consolider", "grilles", "--region", "normandie", "--drafts", "garde.yml"),
    ("import", "lu.csv", "--annotated", "garde.xlsx"),
    ("match", "besoins.txt", "--drafts", "garde.yml"),
    ("compare", "--certification", NAME, "--besoins", "besoins.txt", "--drafts", "garde.yml"),
]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a command that is to refuse; gives its exit code and what it said."""
    monkeypatch.chdir(tmp_path)

    def refused(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        printed = capsys.readouterr()
        assert printed.out == ""
        return stop.value.code, printed.err.replace("\u00a0", " ")

    return refused


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_file_that_is_there_stays_and_a_link_too(tmp_path, run, arguments):
    kept = tmp_path / arguments[-1]
    kept.write_text("rempli à la main")
    code, said = run(*arguments)
    assert (code, kept.read_text()) == (2, "rempli à la main")
    assert f"« {arguments[-1]} » existe déjà et n’est pas remplacé" in said
    kept.unlink()
    kept.symlink_to(tmp_path / "ailleurs")
    assert run(*arguments)[0] == 2
    assert kept.is_symlink()


def test_a_folder_that_is_not_there_is_said_before_any_work(run):
    assert "le dossier « absent » n’existe pas" in run("match", "besoins.txt", "--drafts", "absent/a.yml")[1]
