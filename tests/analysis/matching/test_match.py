"""Which modules answer a need, why, and what stays uncovered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.match_recall import first_right, ours, plain_bm25, read_needs, recall, reciprocal_rank
from build_tools.analysis.matching.index import FIELDS, Index, build_index
from build_tools.analysis.matching.match import MATCHES_AT_MOST, SCORE_LEAST, answer
from build_tools.analysis.matching.report import FIELD_LABELS, as_data
from build_tools.analysis.matching.words import words_of_need
from build_tools.model import Catalogue

BICYCLE = "cvl-reparation-velos-assistance-electrique"
CHARGING = "hdf-bornes-recharge-vehicules-electriques"


def test_the_module_that_says_it_comes_first_with_its_reasons_and_skills(index: Index) -> None:
    found = answer(index, "Réparer des vélos à assistance électrique")
    first = found.matches[0]
    assert (first.id, first.region) == (BICYCLE, "Centre-Val de Loire")
    assert [(reason.word, reason.field) for reason in first.why] == [
        ("Réparer", "titre"),
        ("vélos", "titre"),
        ("assistance", "titre"),
        ("électrique", "titre"),
    ]
    assert first.skills == ("Réparer un vélo à assistance électrique",)
    assert found.is_answered
    assert found.uncovered == ()


def test_a_synonym_of_a_theme_answers_and_the_theme_is_named(index: Index) -> None:
    first = answer(index, "Poser des IRVE").matches[0]
    assert first.id == CHARGING
    assert [(r.word, r.field, r.theme) for r in first.why] == [
        ("IRVE", "synonyme", "Recharge des véhicules électriques"),
    ]


def test_a_need_of_another_trade_has_no_answer_and_all_its_words_stay_uncovered(index: Index) -> None:
    found = answer(index, "Piquer et coudre du cuir")
    assert (found.matches, found.uncovered) == ((), ("Piquer", "coudre", "cuir"))
    assert not found.is_answered


def test_a_lead_covers_nothing(index: Index) -> None:
    found = answer(index, "Piloter un drone pour inspecter les toitures et les ouvrages")
    assert found.matches
    assert not any(match.is_answer for match in found.matches)
    assert "drone" in found.uncovered


def test_answers_are_few_sorted_and_worth_showing(index: Index) -> None:
    scores = [match.score for match in answer(index, "accueil du client et gestion des conflits").matches]
    assert 0 < len(scores) <= MATCHES_AT_MOST
    assert scores == sorted(scores, reverse=True)
    assert all(SCORE_LEAST <= score < 100 for score in scores)


@pytest.mark.parametrize("need", ["", "de la", "12 34", "ремонт"])
def test_a_need_without_a_telling_word_has_no_answer(index: Index, need: str) -> None:
    assert as_data(answer(index, need)) == {"need": need, "matches": [], "uncovered": []}


def test_the_order_of_words_and_records_changes_nothing(real_catalogue: Catalogue, index: Index) -> None:
    backwards = replace(real_catalogue, modules=dict(reversed(real_catalogue.modules.items())))
    one, other = (
        answer(made, need) for made, need in ((index, "conflit client"), (build_index(backwards), "client conflit"))
    )
    assert [(m.id, m.score) for m in one.matches] == [(m.id, m.score) for m in other.matches]


def test_an_empty_catalogue_answers_nothing(real_catalogue: Catalogue) -> None:
    empty = build_index(replace(real_catalogue, modules={}))
    assert answer(empty, "Réparer des vélos").uncovered == ("Réparer", "vélos")


def test_a_rare_word_weighs_more_than_a_common_one(index: Index) -> None:
    rare, common, unknown = (word.stem for word in words_of_need("vélo formation-numérique xyzzy", {"formationnumer"}))
    del common
    assert index.weight(unknown) == index.unknown > index.weight(rare) > index.weight("numer")


def test_every_field_has_a_label() -> None:
    assert set(FIELD_LABELS) == set(FIELDS)


def test_85_percent_of_the_needs_have_a_right_module_in_three_more_than_with_plain_bm25(
    real_catalogue: Catalogue, index: Index
) -> None:
    needs = read_needs()
    assert len(needs) == 80
    own, plain = first_right(needs, ours(index)), first_right(needs, plain_bm25(real_catalogue))
    assert recall(own) >= 0.85
    assert recall(own) > recall(plain)
    assert reciprocal_rank(own) > reciprocal_rank(plain)


def test_the_right_modules_of_the_needs_exist(real_catalogue: Catalogue) -> None:
    named = {module for need in read_needs() for module in need.right}
    assert named <= set(real_catalogue.modules)
