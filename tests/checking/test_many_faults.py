"""A list or a group full of the same fault is told once, in no time."""

import time

import pytest

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from tests.conftest import MODULE, TODAY


def told(catalogue, place, text):
    (catalogue / place).write_text(text, encoding="utf-8")
    began = time.process_time()
    problems = [p for p in check(load(catalogue), today=TODAY).problems if p.path.endswith(place)]
    assert time.process_time() - began < 2, "a second, and another for a slow machine"
    return [p.rule for p in problems]


def test_thousands_of_unknown_keys_are_one_message(catalogue_copy):
    text = (catalogue_copy / MODULE).read_text() + "".join(f"cle{i}: x\n" for i in range(19_000))
    assert told(catalogue_copy, MODULE, text) == ["schema-cle-inconnue"]


@pytest.mark.parametrize("item", ["Soudeur", "Soudeur  !!", '""', "{a: 1}", "[]"])
def test_thousands_of_equal_items_are_told_as_one(catalogue_copy, item):
    items = ", ".join([item] * 5_000)
    text = _without(catalogue_copy, "metiers_cites") + f"metiers_cites: [{items}]\n"
    rules = told(catalogue_copy, MODULE, text)
    assert "schema-liste" in rules
    assert len(rules) <= 3  # the repetition, and what is wrong with one of them


def test_thousands_of_wrong_items_are_two_messages(catalogue_copy):
    items = ", ".join(f"terme-{i}" for i in range(5_000))
    text = _without(catalogue_copy, "reprises") + f"reprises: [{items}]\n"
    assert told(catalogue_copy, MODULE, text) == ["schema-liste", "schema-terme"]


def test_a_few_wrong_items_are_told_each(catalogue_copy):
    text = _without(catalogue_copy, "reprises") + "reprises: [lune, mars, venus]\n"
    assert told(catalogue_copy, MODULE, text) == ["schema-terme"] * 3


def test_terms_that_come_twice_are_one_message(catalogue_copy):
    term = "  - {id: deploye, libelle: Déployé}\n"
    assert told(catalogue_copy, "vocabulaires/statuts.yml", "termes:\n" + term * 1_000) == ["schema-liste"]


@pytest.mark.parametrize("key", ["metiers_cites", "modalites_pedagogiques", "precisions"])
def test_no_list_says_the_same_twice(catalogue_copy, key):
    text = _without(catalogue_copy, key) + f"{key}: [Le mot, Autre chose, Le mot]\n"
    assert told(catalogue_copy, MODULE, text) == ["schema-liste"]


def _without(catalogue, key):
    """The module without a key and its lines."""
    lines, kept = (catalogue / MODULE).read_text().splitlines(keepends=True), True
    text = ""
    for line in lines:
        kept = not line.startswith(f"{key}:") if not line.startswith((" ", "#")) else kept
        text += line if kept else ""
    return text
