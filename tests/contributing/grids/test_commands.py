"""`catalogue grille` and `catalogue consolider`, as people run them."""

import openpyxl
import pytest

from build_tools.cli import main
from tests.conftest import copy_small_catalogue


@pytest.fixture
def catalogue(tmp_path):
    return copy_small_catalogue(tmp_path / "catalogue")


@pytest.fixture
def name(catalogue):
    return next(path.stem for path in sorted((catalogue / "certifications").glob("*.yml")))


def run(capsys, *arguments):
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as stop:  # what the arguments alone show
        code = stop.code
    captured = capsys.readouterr()
    return code, captured.out.replace("\u00a0", " "), captured.err.replace("\u00a0", " ")


def test_a_grid_is_written_filled_and_consolidated(tmp_path, catalogue, name, capsys):
    for number in (1, 2):
        path = tmp_path / "grilles" / f"centre-{number}" / "a.xlsx"
        path.parent.mkdir(parents=True)
        assert run(capsys, "grille", "--certification", name, "--out", path, "--catalogue", catalogue)[0] == 0
        book = openpyxl.load_workbook(path)
        book["Grille"]["B4"] = number
        book["Hors du référentiel"]["A4"] = "Piloter un drone"
        book.save(path)
    out, ideas = tmp_path / "table.xlsx", tmp_path / "ecarts.yml"
    code, said, told = run(
        capsys, "consolider", tmp_path / "grilles", "--out", out, "--drafts", ideas, "--catalogue", catalogue
    )
    assert (code, told) == (0, "")
    assert "Piloter un drone : 2 entreprises, 2 centres" in said
    table = openpyxl.load_workbook(out)
    assert table.sheetnames == ["Synthèse", "Référentiel", "Hors du référentiel", "Écarts à proposer", "Lecture"]
    summary = {row[0]: row[1:3] for row in table["Synthèse"].iter_rows(values_only=True)}
    assert summary["Nouveau"] == (1, "Piloter un drone\u00a0: 2\u00a0entreprises, 2\u00a0centres")
    row = [cell.value for cell in table["Hors du référentiel"][2]]
    assert row[:4] == ["Piloter un drone", "Nouveau", 2, 2]
    assert "ecart: nouveau" in ideas.read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ("grille", "--certification", "inconnue", "--out", "{tmp}/a.xlsx"),
        ("grille", "--certification", "{name}", "--out", "{tmp}/a.ods"),
        ("consolider", "{tmp}/absent"),
        ("consolider", "{tmp}/vide"),
        ("consolider", "{tmp}/pleine", "--out", "{tmp}/a.csv"),
        ("consolider", "{tmp}/pleine", "--out", "{tmp}/pleine/a.xlsx"),
        ("consolider", "{tmp}/pleine", "--region", "bretagnes"),
    ],
)
def test_wrong_use_is_told(tmp_path, catalogue, name, capsys, arguments):
    (tmp_path / "vide").mkdir()
    (tmp_path / "pleine").mkdir()
    (tmp_path / "pleine" / "a.xlsx").write_bytes(b"no workbook")
    code, _, told = run(capsys, *(text.format(tmp=tmp_path, name=name) for text in arguments), "--catalogue", catalogue)
    assert code == 2
    assert told


def test_a_folder_of_bad_grids_writes_nothing(tmp_path, catalogue, capsys):
    (tmp_path / "grilles").mkdir()
    (tmp_path / "grilles" / "a.xlsx").write_bytes(b"no workbook")
    out = tmp_path / "table.xlsx"
    code, _, told = run(capsys, "consolider", tmp_path / "grilles", "--out", out, "--catalogue", catalogue)
    assert code == 1
    assert "a.xlsx : " in told
    assert not out.exists()


def test_what_does_not_count_is_said_last_and_the_rest_is_written(tmp_path, catalogue, name, capsys):
    folder, out = tmp_path / "grilles", tmp_path / "table.xlsx"
    folder.mkdir()
    run(capsys, "grille", "--certification", name, "--out", folder / "a.xlsx", "--catalogue", catalogue)
    book = openpyxl.load_workbook(folder / "a.xlsx")
    book["Hors du référentiel"]["A4"] = "Piloter un drone"
    book.save(folder / "a.xlsx")
    (folder / "b.xlsx").write_bytes(b"no workbook")
    (folder / "c.csv").write_text("Compétence;Utilisée")
    code, said, told = run(capsys, "consolider", folder, "--out", out, "--catalogue", catalogue)
    assert code == 1
    assert "Piloter un drone" in said
    assert out.is_file()
    end = "1 grille compte sur 3 fichiers. N’y sont pas, pour ce qui est dit plus haut : b.xlsx, c.csv."
    assert told.strip().splitlines()[-1] == end


def test_a_folder_without_any_grid_names_its_files(tmp_path, catalogue, capsys):
    (tmp_path / "grilles").mkdir()
    (tmp_path / "grilles" / "a.csv").write_text("Compétence;Utilisée")
    code, _, told = run(capsys, "consolider", tmp_path / "grilles", "--catalogue", catalogue)
    assert code == 1
    assert "a.csv : ce fichier n’est pas lu" in told
    assert "aucune grille n’a pu être lue" in told
