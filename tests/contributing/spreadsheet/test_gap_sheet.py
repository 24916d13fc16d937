"""Gaps filled in a spreadsheet: the good rows become records, the others are told cell by cell."""

import datetime

import openpyxl
import pytest

from build_tools.cli import main
from build_tools.contributing.spreadsheet.gap_sheet import SHEET, gap_template, read_gap_rows, write_gap_rows
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from tests.conftest import LAST_READ, copy_small_catalogue

TITLES = ("Compétence qui manque", "Région", "Document source", "Page de la source", "Centres", "Sorte d'écart")
GOOD = ("Régler un dérailleur", "Normandie", "guide-8", 31, 6, "Nouveau")


@pytest.fixture
def folder(tmp_path):
    return copy_small_catalogue(tmp_path / "catalogue")


def sheet(tmp_path, *rows):
    """The template, filled under the titles that it has."""
    path = tmp_path / "ecarts.xlsx"
    path.write_bytes(gap_template(datetime.datetime(2026, 11, 21)))
    book = openpyxl.load_workbook(path)
    titles = {cell.value.replace("’", "'"): cell.column for cell in book[SHEET][1]}
    for number, row in enumerate(rows, start=2):
        for title, value in zip(TITLES, row, strict=True):
            book[SHEET].cell(number, titles[title]).value = value
    book.save(path)
    return path


def rows_of(path, folder):
    return read_gap_rows(read_book(path), load(folder), LAST_READ)


def test_a_good_row_becomes_a_record(tmp_path, folder):
    (row,) = rows_of(sheet(tmp_path, GOOD), folder)
    assert row.remarks == ()
    (path,) = write_gap_rows([row])
    assert path == folder / "ecarts" / "normandie" / "nor-regler-un-derailleur.yml"
    assert read(path.read_bytes()) == {
        "competence": "Régler un dérailleur",
        "region": "normandie",
        "ecart": "nouveau",
        "centres": 6,
        "sources": [{"document": "guide-8", "page": 31}],
        "verifie_le": LAST_READ.isoformat(),
    }


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ((None, *GOOD[1:]), "A2"),
        ((GOOD[0], "Atlantide", *GOOD[2:]), "B2"),
        ((*GOOD[:2], None, None, *GOOD[4:]), "E2"),
        ((*GOOD[:4], "six", "Nouveau"), "I2"),
        ((*GOOD[:5], "inédit"), "H2"),
    ],
)
def test_a_bad_cell_is_told_at_its_place_and_nothing_is_written(tmp_path, folder, row, cell):
    (made,) = rows_of(sheet(tmp_path, row), folder)
    assert not made.accepted
    assert cell in [place for place, _ in made.remarks]
    assert write_gap_rows([made]) == []


def test_the_same_gap_twice_is_told(tmp_path, folder):
    first, second = rows_of(sheet(tmp_path, GOOD, GOOD), folder)
    assert first.accepted
    assert not second.accepted
    write_gap_rows([first])
    (again,) = rows_of(sheet(tmp_path, GOOD), folder)
    assert not again.accepted


def test_the_commands_write_the_template_and_read_it_back(tmp_path, folder, capsys):
    empty = tmp_path / "vide.xlsx"
    assert main(["template", "--ecarts", "--out", str(empty), "--catalogue", str(folder)]) == 0
    assert main(["import", "--ecarts", str(empty), "--catalogue", str(folder)]) == 0
    filled = sheet(tmp_path, (*GOOD[:1], "Atlantide", *GOOD[2:]))
    assert main(["import", "--ecarts", str(filled), "--catalogue", str(folder)]) == 1
    assert "cellule B2" in capsys.readouterr().out
    other = tmp_path / "autre.csv"
    other.write_text("a;b\n1;2\n")
    assert main(["import", "--ecarts", str(other), "--catalogue", str(folder)]) == 1
    assert main(["import", "--ecarts", "--update", str(filled), "--catalogue", str(folder)]) == 2
