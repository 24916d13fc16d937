"""The terms that are near what was typed are the same in the browser and for the checker."""

import random

from build_tools.checking.suggestions import near_ones
from tests.javascript_runner import run_script

WORDS = (
    *("économie", "circulaire", "déchets", "réemploi", "matériaux", "gestes", "et", "postures", "posture", "au", "la"),
    *("travail", "relation", "client", "clients", "de", "soudage", "soudages", "vélo", "électrique", "TP", "CQP", "12"),
    *("mécanicien", "mécaniciens", "cœur", "l'œuvre", "réseau", "réseaux", "jeux", "RNCP38880", "ÉTÉ"),
)


def test_both_languages_find_the_same_near_terms():
    chance = random.Random(7)

    def text():
        words = [chance.choice(WORDS) for _ in range(chance.randint(0, 6))]
        return " ".join(words)[chance.randint(0, 3) :]

    pairs = [(text(), [text() for _ in range(chance.randint(0, 12))]) for _ in range(400)]
    pairs.append(("a" * 250 + " b", ["a" * 240 + " c", "b" * 220]))
    expected = [near_ones(value, labels) for value, labels in pairs]
    assert run_script("near_terms.js", pairs) == expected
    assert sum(map(bool, expected)) > 100
