"""Several codes in one text: each keeps its words, and none is lost."""

import time

import pytest

from build_tools.text.reading.several import code_pieces


@pytest.mark.parametrize(
    ("said", "pieces"),
    [
        ("RNCP 38550 et RNCP 37715", ["RNCP 38550", "RNCP 37715"]),
        ("RNCP38550+RNCP37715", ["RNCP38550", "RNCP37715"]),
        ("RS 5634 / RS5635", ["RS 5634", "RS5635"]),
        ("RNCP 38550 RNCP 37715", ["RNCP 38550", "RNCP 37715"]),
        ("RNCP 38550 : Tailleur de pierre, RNCP 37715", ["RNCP 38550 : Tailleur de pierre", "RNCP 37715"]),
        ("Tailleur (RNCP 38550) et Assistant (RNCP 37715)", ["Tailleur (RNCP 38550)", "Assistant (RNCP 37715)"]),
        ("TP Maçon et CAP Carreleur", ["TP Maçon", "CAP Carreleur"]),
        ("F1602 F1604", ["F1602", "F1604"]),
        ("F1602 - Électricité ; F1604 : Montage", ["F1602 - Électricité", "F1604 : Montage"]),
        ("RNCP 38550 (BC01, BC02)", ["RNCP38550BC01", "RNCP38550BC02"]),
        ("RNCP38550BC01 et RNCP38550BC02", ["RNCP38550BC01", "RNCP38550BC02"]),
        ("Maçon RNCP38550, blocs 1, 2 et 3", [f"Maçon RNCP38550BC0{number}" for number in (1, 2, 3)]),
    ],
)
def test_each_code_and_each_block_is_a_piece(said, pieces):
    assert list(code_pieces(said)) == pieces


@pytest.mark.parametrize(
    "said",
    [
        "",
        "RNCP38550BC02",
        "CAP Métiers de la coiffure, de l'esthétique",
        "RNCP 38550 : TP Tailleur de pierre (RNCP38550)",
        "RNCP17690, devenu RNCP25324",
        "TP Tailleur de pierre (F1612), RNCP 38550",
    ],
)
def test_what_names_one_thing_stays_whole(said):
    assert list(code_pieces(said)) == [said]


@pytest.mark.parametrize("said", ["RNCP1 ", "BC1 ", "RNCP1 (", "blocs 1,", " et", "A1234 "])
def test_a_long_text_is_cut_in_a_moment(said):
    start = time.process_time()
    list(code_pieces(said * 2_000))
    list(code_pieces(said * 250))
    assert time.process_time() - start < 1
