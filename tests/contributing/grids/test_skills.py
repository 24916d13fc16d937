"""The rows of a grid, from what a certification's record has today."""

from build_tools.contributing.grids.skills import block_code, skills_of
from build_tools.model import Certification, Referentiel


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
