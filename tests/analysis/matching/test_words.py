"""French words: what tells something, and which forms are one."""

from __future__ import annotations

import pytest

from build_tools.analysis.matching.words import stem, words_of_need, words_of_record

NOTHING_KNOWN: frozenset[str] = frozenset()


def _stems(text: str) -> list[str]:
    return [word.stem for word in words_of_need(text, NOTHING_KNOWN)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Réparer", "réparation"),
        ("vélo électrique", "VELOS ELECTRIQUES"),
        ("cœur", "coeur"),
        ("l’hygiène", "hygiène"),
        ("accueillir", "accueil"),
        ("isoler", "isolation"),
        ("câbler", "câbleur"),
        ("soudure", "soudage"),
        ("sculpteur", "sculpture"),
        ("agressif", "agressivité"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert _stems(one) == _stems(other) != []


@pytest.mark.parametrize(("one", "other"), [("couleur", "couler"), ("facteur", "facture"), ("ménage", "mener")])
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert _stems(one) != _stems(other)


def test_what_follows_a_subject_may_be_its_setting() -> None:
    words = words_of_need("Étancher une toiture pour un hôtel", NOTHING_KNOWN)
    assert [word.text for word in words if word.is_setting] == ["hôtel"]
    assert not any(word.is_setting for word in words_of_need("Travailler dans un hôtel", NOTHING_KNOWN))


@pytest.mark.parametrize("text", ["", "de la et pour", "2026", "35 h", "savoir utiliser", "!?", "ремонт"])
def test_what_tells_nothing_is_left_out(text: str) -> None:
    assert _stems(text) == []


def test_a_word_is_kept_as_it_was_first_written_and_once() -> None:
    words = words_of_need("Vélos, vélo et VÉLO", NOTHING_KNOWN)
    assert [(word.text, word.stem) for word in words] == [("Vélos", "velo")]


def test_a_compound_is_known_whole_and_by_its_parts() -> None:
    assert list(words_of_record("Bio-nettoyage")) == ["bio", "nettoi", "bionettoyag"]
    assert [word.text for word in words_of_need("bio-nettoyage", {"bionettoyag"})] == ["bio-nettoyage"]
    assert [word.text for word in words_of_need("bio-nettoyage", NOTHING_KNOWN)] == ["bio", "nettoyage"]


@pytest.mark.parametrize("written", ["aide-soignant", "Aides-soignants", "AIDE-SOIGNANTS"])
def test_the_plural_of_a_compound_is_the_same_word_and_told_as_it_is_written(written: str) -> None:
    known = {stem("aidesoignant")}
    assert [(word.text, word.stem) for word in words_of_need(written, known)] == [(written, stem("aidesoignant"))]
