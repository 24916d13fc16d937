"""« Vouliez-vous dire … ? »"""

import pytest

from build_tools.checking.suggestions import LIST_AT_MOST, did_you_mean, nearest
from build_tools.text.folding import fold

REGIONS = ["bretagne", "normandie", "grand-est", "provence-alpes-cote-d-azur"]
WAYS = {"Bâtiment et travaux publics": "btp", "SST": "secourisme", "PACA": "provence-alpes-cote-d-azur"}


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hôtellerie & cafés", "hotellerie-cafes"),
        ("  Côte d'Azur ", "cote-d-azur"),
        ("ŒUVRE", "oeuvre"),
        ("Cœur", "coeur"),
        ("", ""),
        ("!?", ""),
    ],
)
def test_folding_keeps_letters_and_digits_only(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Bretagne", "bretagne"),
        ("BRETAGNE", "bretagne"),
        ("bretagn", "bretagne"),
        ("Normandîe", "normandie"),
        ("grand est", "grand-est"),
        ("Provence-Alpes-Côte d’Azur", "provence-alpes-cote-d-azur"),
        ("paca", "provence-alpes-cote-d-azur"),
    ],
)
def test_the_nearest_value_is_found_whatever_the_accents_case_and_spaces(written, meant):
    assert nearest(written, REGIONS, WAYS) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("maçons", "macon"),
        ("Travaux publics", "travaux-public"),
        ("publics-travaux", "travaux-public"),
        ("services à la personne", "service-a-la-personne"),
        ("commerce", "commerce-distribution"),
        ("Distributions", "commerce-distribution"),
        ("arts du feux", "arts-du-feu"),
    ],
)
def test_plurals_word_order_and_a_part_of_the_words_do_not_matter(written, meant):
    allowed = ["macon", "travaux-public", "service-a-la-personne", "commerce-distribution", "arts-du-feu"]
    assert nearest(written, allowed) == meant


def test_words_that_several_values_have_say_nothing():
    assert nearest("eau", ["traitement-de-l-eau-potable", "reseaux-d-eau-et-assainissement"]) is None


def test_an_allowed_value_wins_over_another_way_of_saying_it():
    assert nearest("btp", ["btp", "industrie"], {"BTP": "industrie"}) == "btp"


@pytest.mark.parametrize("written", ["zzz", "", "12", "menuiserie", "tous"])
def test_nothing_is_suggested_for_what_looks_like_nothing(written):
    assert nearest(written, REGIONS) is None


def test_a_hint_gives_the_nearest_value_and_the_short_list():
    hint = did_you_mean("bretagn", REGIONS[:2])
    assert hint == "Vouliez-vous dire « bretagne » ? Valeurs possibles : bretagne, normandie."


def test_a_long_list_is_not_written_out():
    many = [f"terme-{i}" for i in range(LIST_AT_MOST + 1)]
    assert did_you_mean("zzz", many) == ""
    assert did_you_mean("zzz", many[1:]).count(",") == LIST_AT_MOST - 1


def test_the_list_can_be_left_out():
    assert did_you_mean("bretagn", REGIONS, list_all=False) == "Vouliez-vous dire « bretagne » ?"


def test_a_set_of_values_is_listed_in_alphabetical_order():
    assert did_you_mean("zzz", {"c", "a", "b"}) == "Valeurs possibles : a, b, c."


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Carif-Oref Bretagne", "bretagne"),
        ("Normandie (28)", "normandie"),
        ("Bretagne ou Normandie", None),
        ("Breuil", None),
        ("Ardennes", None),
    ],
)
def test_a_name_among_other_words_is_meant_and_a_few_letters_in_common_are_chance(said, meant):
    assert nearest(said, REGIONS) == meant
