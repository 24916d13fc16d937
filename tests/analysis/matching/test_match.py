"""Which modules answer a need, why, and what stays uncovered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.match_recall import first_right, ours, plain_bm25, read_needs, recall, reciprocal_rank
from build_tools.analysis.matching.index import CREDITS, FIELDS, Index, build_index, weight
from build_tools.analysis.matching.match import (
    ANSWERS,
    LEVELS,
    LOOK_LEAST,
    MATCHES_AT_MOST,
    NOTHING,
    TO_LOOK_AT,
    answer,
)
from build_tools.analysis.matching.report import FIELD_LABELS, as_data
from build_tools.analysis.matching.words import stem
from build_tools.checking.rules.fichier.permanence import explained
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


def test_what_is_only_to_be_looked_at_covers_nothing(index: Index) -> None:
    found = answer(index, "Apporter une borne d'appel à l'orchestre symphonique")
    assert found.level == TO_LOOK_AT
    assert not found.is_answered
    assert "orchestre" in found.uncovered


def test_a_subject_that_no_module_treats_is_no_reason_for_another(index: Index) -> None:
    found = answer(index, "Piloter un drone pour inspecter les toitures et les ouvrages")
    assert not found.is_answered
    assert "drone" in found.uncovered


@pytest.mark.parametrize(
    "need", ["Gérer et organiser", "Vous assurez la préparation", "proposer et réaliser des choses"]
)
def test_verbs_of_any_trade_never_answer_alone(index: Index, need: str) -> None:
    assert not answer(index, need).is_answered


@pytest.mark.parametrize("need", ["Permis B souhaité", "35 heures par semaine", "<li></li>", "Profil recherché :"])
def test_what_is_no_need_is_told_so_and_finds_nothing(index: Index, need: str) -> None:
    data = as_data(answer(index, need))
    assert (data["kind"], data["level"], data["matches"]) == ("noise", None, [])
    assert data["noise"]


def test_noise_beside_a_need_is_left_out(index: Index) -> None:
    found = answer(index, "CDI, réparer des vélos à assistance électrique, 35 h par semaine")
    assert found.matches[0].id == BICYCLE
    assert "CDI" not in {reason.word for reason in found.matches[0].why} | {*found.uncovered}


def test_one_clause_of_several_is_answered_in_part(index: Index) -> None:
    need = "Vous tenez le rayon de chaussures, vous réparez des vélos électriques, vous encaissez les achats"
    found = answer(index, need)
    assert (found.matches[0].id, found.level) == (BICYCLE, "répond en partie")


def test_where_and_for_whom_is_no_reason(index: Index) -> None:
    assert not answer(index, "Dresser les tables dans un chantier naval").is_answered


def test_an_everyday_word_leads_to_what_records_say(index: Index) -> None:
    first = answer(index, "phishing").matches[0]
    assert [(r.field, r.theme) for r in first.why] == [("voisin", "cybersécurité")]
    assert first.level == ANSWERS


def test_a_job_name_leads_to_the_modules_for_its_occupation(index: Index) -> None:
    found = answer(index, "ambulancière")
    assert any(r.field == "appellation" and "mbulanci" in r.theme for m in found.matches for r in m.why)


def test_answers_are_few_the_best_level_first_and_worth_showing(index: Index) -> None:
    found = answer(index, "accueil du client et gestion des conflits").matches
    levels = [LEVELS[match.level] for match in found]
    assert 0 < len(found) <= MATCHES_AT_MOST
    assert levels == sorted(levels)
    assert all(match.score >= LOOK_LEAST for match in found)


@pytest.mark.parametrize("need", ["de la", "ремонт"])
def test_a_need_without_a_telling_word_has_no_answer(index: Index, need: str) -> None:
    found = answer(index, need)
    assert (found.matches, found.uncovered) == ((), ())


def test_above_nothing_stands_no_module(index: Index) -> None:
    assert answer(index, "xyzzy").level == NOTHING


def test_the_order_of_words_and_records_changes_nothing(real_catalogue: Catalogue, index: Index) -> None:
    backwards = replace(real_catalogue, modules=dict(reversed(real_catalogue.modules.items())))
    one, other = (
        answer(made, need) for made, need in ((index, "conflit client"), (build_index(backwards), "client conflit"))
    )
    assert [(m.id, m.score) for m in one.matches] == [(m.id, m.score) for m in other.matches]


def test_an_empty_catalogue_answers_nothing(real_catalogue: Catalogue) -> None:
    empty = build_index(replace(real_catalogue, modules={}))
    assert answer(empty, "Réparer des vélos").uncovered == ("Réparer", "vélos")


def test_a_rare_word_weighs_more_than_a_common_one_and_a_verb_of_any_trade_least() -> None:
    rare, common, verb, everyday = map(stem, ("calorifuge", "maintenance", "realiser", "personne"))
    assert weight("xyzzy") >= weight(rare) > weight(common) > max(weight(verb), weight(everyday))


def test_every_field_has_a_label() -> None:
    assert set(FIELDS) <= set(FIELD_LABELS) <= set(CREDITS)


def test_85_percent_of_the_needs_have_a_right_module_in_three_more_than_with_plain_bm25(
    real_catalogue: Catalogue, index: Index
) -> None:
    needs = [need for need in read_needs() if set(need.right) & set(real_catalogue.modules)]
    assert len(needs) <= 80
    own, plain = first_right(needs, ours(index)), first_right(needs, plain_bm25(real_catalogue))
    assert recall(own) >= 0.9
    assert recall(own) > recall(plain)
    assert reciprocal_rank(own) > reciprocal_rank(plain)


def test_the_right_modules_of_the_needs_exist(real_catalogue: Catalogue) -> None:
    named = {module for need in read_needs() for module in need.right}
    gone = {name for collection, name in explained(real_catalogue) if collection == "modules"}
    assert named - gone <= set(real_catalogue.modules)


def test_a_name_of_one_telling_word_needs_its_other_words(index: Index) -> None:
    assert answer(index, "application mobile").is_answered
    assert answer(index, "équipe mobile").level == NOTHING


def test_where_one_works_is_never_a_reason(index: Index) -> None:
    found = answer(index, "Garder un camping")
    assert {reason.field for match in found.matches for reason in match.why} == {"cadre"}
    assert found.level == TO_LOOK_AT


def test_what_a_long_sentence_says_beside_does_not_hide_its_subject(index: Index) -> None:
    beside = "et les candidats, souvent débrouillards, viendront chaque trimestre depuis les hameaux, en covoiturant"
    found = answer(index, f"Réparer des vélos électriques {beside}")
    assert (found.matches[0].id, found.is_answered) == (BICYCLE, True)


def test_words_that_say_nearly_all_are_reasons_together(index: Index) -> None:
    found = answer(index, "Test de niveau à l'entrée")
    assert (found.matches[0].id, found.is_answered) == ("occ-qualifiant-positionnement-initial", True)


def test_a_clause_is_not_answered_by_a_single_word(index: Index) -> None:
    assert not answer(index, "Rénover des buffets anciens et refaire des fauteuils").is_answered


@pytest.mark.parametrize("need", ["mal au dos", "prise de parole", "des clients insultent et menacent"])
def test_common_words_and_forms_that_tell_something_are_read(index: Index, need: str) -> None:
    assert answer(index, need).is_answered
