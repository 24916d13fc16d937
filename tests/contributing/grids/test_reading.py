"""A grid that someone filled: what is kept of it, and what is told at its cell."""

import datetime
from itertools import zip_longest

import pytest

from build_tools.contributing.grids.reading import GridReader
from tests.contributing.grids.filling import NAME, SKILLS, filled


def read(folder):
    reader = GridReader(folder, {NAME: SKILLS})
    return reader.grids(), [str(problem) for problem in reader.problems]


def test_a_filled_grid_is_read(tmp_path):
    filled(
        tmp_path / "a.xlsx",
        used=["oui", "non", "x"],
        enough=["non"],
        grid={"D8": "chaque jour", "E8": "tablette", "D10": 3},
        outside={"A4": "Piloter un drone", "D4": "commune à plusieurs métiers"},
    )
    (grid,), problems = read(tmp_path)
    assert problems == []
    assert (grid.certification, grid.centre, grid.company, grid.month) == (NAME, "Centre A", 1, "2026-03")
    said = [(line.competence, line.used, line.times, line.tool, line.enough) for line in grid.lines]
    assert said == [
        ("Monter un échafaudage", True, "chaque jour", "tablette", False),
        ("Lire un plan", False, "", "", None),
        ("Monter un mur en briques", True, "3 fois", "", None),
        ("Piloter un drone", True, "", "", None),
    ]
    assert grid.lines[-1].outside
    assert grid.lines[-1].shared


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"grid": {"C9": "peut-être"}}, "feuille « Grille », ligne 9, cellule C9"),
        ({"grid": {"D8": "souvent"}}, "cellule D8"),
        ({"grid": {"B9": "Autre chose", "C9": "oui"}}, "cellule B9"),
        ({"grid": {"B9": None, "C9": "oui"}}, "cellule B9"),
        ({"company": "Maçonnerie Durand"}, "cellule B4"),
        ({"month": "le printemps"}, "cellule B5"),
        ({"outside": {"A4": "Appeler au 06 12 34 56 78"}}, "feuille « Hors du référentiel », ligne 4, cellule A4"),
        ({"outside": {"A4": "Piloter un drone", "D4": "je ne sais"}}, "cellule D4"),
    ],
)
def test_a_bad_cell_is_told_and_the_rest_is_kept(tmp_path, cells, told):
    filled(tmp_path / "centre" / "a.xlsx", **({"used": ["oui"]} | cells))
    grids, problems = read(tmp_path)
    assert len(problems) == 1
    assert problems[0].startswith("centre/a.xlsx, ")
    assert told in problems[0]
    assert grids[0].lines[0].competence == "Monter un échafaudage"


@pytest.mark.parametrize(
    "cells",
    [
        {"company": "Maçonnerie Durand"},
        {"centre": "Madame Jeanne Durand"},
        {"grid": {"E8": "le camion de Monsieur Durand"}},
        {"outside": {"A4": "Écrire à jeanne.durand@exemple.fr"}},
        {"grid": {"B2": "Monsieur Paul Durand"}},
    ],
)
def test_no_name_is_kept_or_repeated(tmp_path, cells):
    filled(tmp_path / "a.xlsx", **({"used": ["oui"]} | cells))
    grids, problems = read(tmp_path)
    assert problems
    assert "urand" not in repr(grids) + " ".join(problems)


def test_a_file_that_is_no_grid_is_told_and_the_others_are_read(tmp_path):
    filled(tmp_path / "a.xlsx", used=["oui"])
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 cut short")
    (tmp_path / "c.ods").write_bytes(b"")
    (tmp_path / "~$a.xlsx").write_bytes(b"left by a program")
    filled(tmp_path / "d.xlsx")
    filled(tmp_path / "e.xlsx", used=["oui"], grid={"B2": "cap-inconnu"})
    grids, problems = read(tmp_path)
    assert len(grids) == 1
    assert [problem.split(",")[0].split(" :")[0] for problem in problems] == ["b.xlsx", "c.ods", "d.xlsx", "e.xlsx"]


def test_moved_rows_and_columns_are_still_read(tmp_path):
    import openpyxl

    path = filled(tmp_path / "a.xlsx", used=["oui"])
    book = openpyxl.load_workbook(path)
    book["Grille"].insert_rows(6, 2)
    book["Grille"].insert_cols(3)
    book.save(path)
    (grid,), problems = read(tmp_path)
    assert problems == []
    assert [line.used for line in grid.lines] == [True]


def test_a_formula_without_a_result_is_told(tmp_path):
    filled(tmp_path / "a.xlsx", used=["oui"], grid={"E8": "=1+1"})
    grids, problems = read(tmp_path)
    assert len(grids) == 1
    assert "E8" in problems[0]


def test_signs_that_no_one_sees_are_left_out(tmp_path):
    filled(tmp_path / "a.xlsx", centre="Centre_x001B_[31m A", outside={"A4": "Piloter\u202e un\u00a0drone"})
    (grid,), _ = read(tmp_path)
    assert "\x1b" not in grid.centre
    assert grid.lines[0].competence == "Piloter un drone"


def test_without_a_name_the_folder_is_the_centre(tmp_path):
    filled(tmp_path / "cfa-nord" / "a.xlsx", centre=None, used=["oui"])
    filled(tmp_path / "b.xlsx", centre=None, used=["oui"])
    grids, _ = read(tmp_path)
    assert {grid.centre for grid in grids} == {"cfa-nord", "centre non précisé"}


def test_what_the_head_says_is_read_however_it_is_written(tmp_path):
    numbers = ["03", 3, 3.0, "n° 3", "N°3", "n°03", "no 3", "entreprise 3", "Entreprise n° 3"]
    months = ["2026-03", "mars 2026", "03/2026", "3/2026", "2026-3", "en mars 2026", datetime.datetime(2026, 3, 1)]
    for place, (number, month) in enumerate(zip_longest(numbers, months, fillvalue="2026-03")):
        filled(tmp_path / f"{place}.xlsx", company=3 if number == "2026-03" else number, month=month, used=["oui"])
    grids, problems = read(tmp_path)
    assert problems == []
    assert {(grid.company, grid.month) for grid in grids} == {(3, "2026-03")}
    assert len(grids) == len(numbers)


def test_what_may_be_a_name_is_no_number(tmp_path):
    written = ["Durand 3", "3 bis", "0", "-1", "Noé 3", "123456", "n°"]
    for place, number in enumerate(written):
        filled(tmp_path / f"{place}.xlsx", company=number, used=["oui"])
    grids, problems = read(tmp_path)
    assert [grid.company for grid in grids] == [None] * len(written)
    assert all("cellule B4" in problem for problem in problems)
    assert len(problems) == len(written)


def test_how_often_may_be_said_in_other_words(tmp_path):
    said = {"Tous les jours": "chaque jour", "hebdomadaire": "chaque semaine", "parfois": "quelques fois"}
    for place, words in enumerate(said):
        filled(tmp_path / f"{place}.xlsx", used=["oui"], grid={"D8": words})
    grids, problems = read(tmp_path)
    assert problems == []
    assert [grid.lines[0].times for grid in grids] == list(said.values())


def test_each_file_that_is_not_read_is_told_and_the_others_count(tmp_path):
    filled(tmp_path / "a.xlsx", used=["oui"])
    others = ("b/Grille.XLS", "grille.csv", "grille.pdf", "photo.jpg", "tout.zip")
    for name in (*others, "Thumbs.db", ".grille.csv", "~$a.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Compétence;Utilisée;{name}")
    reader = GridReader(tmp_path, {NAME: SKILLS})
    assert len(reader.grids()) == 1
    what = "ce fichier n'est pas lu ; si c'est une grille, enregistrez-la en .xlsx ou en .ods."
    assert [str(problem) for problem in reader.problems] == [f"{name} : {what}" for name in others]
    assert tuple(reader.unread) == others


def test_the_copy_of_a_grid_counts_once(tmp_path):
    first = filled(tmp_path / "a.xlsx", used=["oui"], company=None)
    (tmp_path / "a copie.xlsx").write_bytes(first.read_bytes())
    grids, problems = read(tmp_path)
    assert len(grids) == 1
    assert problems == ["a.xlsx : ce fichier est la copie de « a copie.xlsx » ; il n'est pas compté deux fois."]


def test_a_grid_whose_table_has_no_header_is_told_so_and_no_more(tmp_path):
    filled(tmp_path / "a.xlsx", used=["oui"], grid={f"{column}7": None for column in "ABCDEF"})
    grids, problems = read(tmp_path)
    assert grids == []
    assert problems == ["a.xlsx, feuille « Grille » : l'en-tête du tableau a disparu ; la feuille n'est pas lue."]


def test_a_certification_may_be_said_by_another_name(tmp_path):
    filled(tmp_path / "a.xlsx", used=["oui"], grid={"B2": "cap maçon"})
    reader = GridReader(tmp_path, {NAME: SKILLS}, {"cap-macon": NAME})
    assert [grid.certification for grid in reader.grids()] == [NAME]
    assert reader.problems == []
