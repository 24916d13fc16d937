"""The rows of a grid, from what a certification's record has today."""

import io

import openpyxl
import pytest

from build_tools.contributing.grids.skills import basis_of, block_code, skills_of
from build_tools.contributing.grids.writing import grid_workbook
from build_tools.model import Certification, Referentiel
from tests.contributing.grids.filling import CREATED


def certification(*blocks, codes=("RNCP1", "RNCP2")):
    return Certification.model_validate(
        {
            "id": "cap-macon",
            "intitule": "Maçon",
            "type": "cap",
            "enregistrements": [{"code": code, "sources": [{"document": "guide-8"}]} for code in codes],
            "blocs": list(blocks),
            "sources": [{"document": "guide-8"}],
            "verifie_le": "2026-11-21",
        }
    )


OLD = {"code": "RNCP1BC01", "intitule": "Bâtir", "competences": ["Monter un mur"]}
NEW = {"code": "RNCP2BC01", "intitule": "Bâtir", "competences": ["Monter un mur", "Lire un plan numérique"]}
BARE = {"code": "RNCP2BC02", "intitule": "Préparer un chantier"}


def test_the_newest_registration_counts():
    assert skills_of(certification(OLD, NEW)) == (
        ("RNCP2BC01 Bâtir", "Monter un mur"),
        ("RNCP2BC01 Bâtir", "Lire un plan numérique"),
    )


def test_an_older_one_stands_where_the_newest_has_no_known_block():
    assert skills_of(certification(OLD)) == (("RNCP1BC01 Bâtir", "Monter un mur"),)


def test_a_block_without_skills_is_one_row():
    assert skills_of(certification(BARE)) == (("RNCP2BC02", "Préparer un chantier"),)
    assert skills_of(certification()) == ()


def test_the_code_of_a_block_is_read_back():
    assert block_code("RNCP2BC01 Bâtir") == "RNCP2BC01"
    assert block_code("Bâtir") == ""


def test_the_official_text_of_a_registration_comes_before_the_words_of_the_record():
    official = Referentiel.model_validate(
        {
            "id": "rncp-2",
            "code": "RNCP2",
            "blocs": [
                {"code": "RNCP2BC01", "intitule": "Bâtir", "competences": ["Monter un mur droit"]},
                {"intitule": "Préparer un chantier"},
            ],
            "competences": ["Rendre compte de son travail"],
            "sources": [{"document": "guide-8"}],
            "verifie_le": "2026-11-29",
        }
    )
    assert skills_of(certification(OLD), {"RNCP2": official}) == (
        ("RNCP2BC01 Bâtir", "Monter un mur droit"),
        ("", "Préparer un chantier"),
        ("RNCP2", "Rendre compte de son travail"),
    )


def registration(code, blocs, **others):
    return Referentiel.model_validate(
        {
            "id": code.lower().replace("rncp", "rncp-"),
            "code": code,
            "blocs": blocs,
            "sources": [{"document": "guide-8"}],
            "verifie_le": "2026-11-29",
            **others,
        }
    )


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (registration("RNCP2", [NEW]), "D'après RNCP2."),
        (registration("RNCP2", [BARE]), "D'après RNCP2 ; seuls les intitulés de ses blocs sont connus."),
        (
            registration("RNCP1", [OLD]),
            "D'après RNCP1, plus ancien que RNCP2, dont le texte n'a pas été lu.",
        ),
        (
            registration("RNCP2", [NEW], deduit=["blocs"]),
            "D'après RNCP2. Ce texte est déduit : aucune source ne l'énonce.",
        ),
    ],
)
def test_a_grid_says_which_registration_its_rows_come_from(official, said):
    assert basis_of(certification(OLD), {official.code: official}) == said


def test_without_an_official_text_the_record_is_the_origin():
    assert basis_of(certification(OLD), {}) == "D'après les blocs que donne la fiche de la certification."
    assert basis_of(certification(), {}) == ""


def test_a_long_text_of_a_grid_is_seen_whole():
    long = "Accompagner la personne dans les actes essentiels du quotidien, " * 4
    content = grid_workbook("cap-macon", "CAP Maçon", [("RNCP1BC01", long)], CREATED, f"D'après {long}")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Grille"]
    assert min(sheet.row_dimensions[row].height for row in (6, 8)) > 4 * 13
    assert sheet.row_dimensions[7].height > 14 + 10
