"""French typography: no-break spaces, apostrophes and numbers, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.text.typography import NARROW, NO_BREAK, french, number


@pytest.mark.parametrize(
    ("plain", "typographic"),
    [
        ("Vraiment ?", "Vraiment_?"),
        ("Attention !", "Attention_!"),
        ("ici ; là", "ici_; là"),
        ("Durée : 14", "Durée~: 14"),
        ("Durée :", "Durée~:"),
        ("Durée :\nlongue", "Durée~:\nlongue"),
        ("« cité »", "«~cité~»"),
        ("« L'été », dit-il", "«~L’été~», dit-il"),
        ("aujourd'hui", "aujourd’hui"),
        ("n° 5 et p. 31", "n°~5 et p.~31"),
        ("100 % et 30 €", "100~% et 30~€"),
        ("14 h, 35 heures, 1 an, 6 mois", "14~h, 35~heures, 1~an, 6~mois"),
        ("Quoi ?!", "Quoi_?!"),
    ],
)
def test_spaces_before_signs_do_not_break(plain, typographic):
    assert french(plain) == typographic.replace("_", NARROW).replace("~", NO_BREAK)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rien à changer",
        "https://exemple.fr/a?b=c",
        "12:30",
        "clé: valeur",
        "'entre apostrophes'",
        "14 hommes",
        "3 animations",
        "en 2021 ou avant",
        "p.31",
    ],
)
def test_what_needs_nothing_stays_as_it_is(text):
    assert french(text) == text


SENTENCES = st.text(alphabet="aé1 '«»:;!?%€.°nph\n", max_size=30)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(SENTENCES)
def test_only_spaces_and_apostrophes_change(text):
    changed = french(text)
    assert changed.replace(NARROW, " ").replace(NO_BREAK, " ").replace("’", "'") == text


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(SENTENCES)
def test_doing_it_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (14, "14"),
        (-3, "-3"),
        (1000, "1_000"),
        (49_000_000, "49_000_000"),
        (7850.0, "7_850"),
        (2.5, "2,5"),
        (1234.25, "1_234,25"),
        (0.1 + 0.2, "0,3"),
    ],
)
def test_a_number_is_written_in_french(value, written):
    assert number(value) == written.replace("_", NARROW)
