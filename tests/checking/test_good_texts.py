"""Five hundred good French sentences raise nothing, wherever a record or a term may hold them."""

from __future__ import annotations

import pytest

from build_tools.checking.rules import TEXT_RULES
from build_tools.checking.rules.text import check_texts
from tests.checking.good_texts import GOOD_WORDS, good_sentences
from tests.checking.rules.test_in_javascript import differences


@pytest.mark.parametrize("field", ["resume", "evaluation", "precisions", "description", "reponse", "titre", "libelle"])
def test_five_hundred_good_sentences_raise_nothing(field: str) -> None:
    sentences = good_sentences(500)
    assert len(set(sentences)) == 500
    assert _told(field, [*sentences, *GOOD_WORDS]) == []


def test_the_form_says_nothing_of_them_either() -> None:
    assert differences("titre", [*good_sentences(500), *GOOD_WORDS]) == []


def _told(field: str, texts: list[str]) -> list[tuple[str, list[str]]]:
    told = ((text, [item.message for item in check_texts({field: text}, TEXT_RULES)]) for text in texts)
    return [(text, messages) for text, messages in told if messages]
