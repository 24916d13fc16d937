"""Filling a message in: plurals, quotations cut short, lists, and values that look like places."""

import re

import pytest

from build_tools.checking.rulebook import (
    QUOTED_MAX,
    Message,
    all_messages,
    fill,
    fill_in_form,
    in_short,
    message_for,
    messages_of_forms,
)
from tests.conftest import jargon_in


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 mot"), (1, "1 mot"), (1.5, "1.5 mot"), (2, "2 mots"), (-1, "-1 mot"), (-3, "-3 mots")]
)
def test_the_plural_begins_at_two(number, said):
    assert fill("{n} {n:mot|mots}", {"n": number}) == said


def test_a_long_value_is_quoted_in_short_and_our_own_words_stay_whole():
    long = "mot " * 60
    said = fill("« {value} » {description}", {"value": long, "description": long})
    assert said == f"« {in_short(long)} » {long}"
    assert len(in_short(long)) <= QUOTED_MAX
    assert in_short(long).endswith("mot…")
    assert in_short("x" * QUOTED_MAX) == "x" * QUOTED_MAX


def test_a_value_that_looks_like_a_place_is_left_alone():
    assert fill("« {value} »", {"value": "{name} {0} {n:a|b} {value}"}) == "« {name} {0} {n:a|b} {value} »"


def test_braces_that_are_no_place_are_text():
    assert "{ heures: 14 }" in message_for("schema-duree").hint


def test_a_missing_value_or_message_is_an_error_of_ours():
    with pytest.raises(KeyError):
        message_for("extrait-longueur", words=13)
    with pytest.raises(KeyError):
        message_for("inconnue")


@pytest.mark.parametrize("key", sorted(all_messages()))
def test_a_message_is_one_plain_french_line(key):
    message, hint = all_messages()[key]
    assert message.endswith((".", "?"))
    assert "\n" not in message + hint
    assert jargon_in(fill_in_blank(f"{message} {hint}")) == []


def fill_in_blank(text):
    return fill(text.replace("{n:", "{count:"), AnyValue())


class AnyValue(dict):
    def __missing__(self, key):
        return 2


def test_a_message_for_forms_asks_for_no_value_that_the_other_does_not_have():
    """All doors give the name of the field besides."""
    place = re.compile(r"\{(\w+)")
    own = {key: set(place.findall(" ".join(text))) for key, text in messages_of_forms().items()}
    shared = {key: set(place.findall(" ".join(all_messages()[key]))) | {"name"} for key in own}
    assert {key: more for key, asked in own.items() if (more := asked - shared[key])} == {}


def test_neither_names_nor_values_of_a_form_are_read_again():
    text = Message("« {value} » à [[titre]]", "[[secteurs/btp]]")
    said = fill_in_form(text, lambda field, term: f"{{{field}}} [[{term}]]", {"value": "{x} [[y]]"})
    assert said == ("« {x} [[y]] » à « {titre} [[]] »", "« {secteurs} [[btp]] »")
