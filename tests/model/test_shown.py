"""One list of facts for the page, the form's preview and the comparison; their words are the same in both languages."""

from __future__ import annotations

import pytest

from build_tools.model import Module
from build_tools.model.module import Duration
from build_tools.model.shown import MODULE_FACTS, facts_of
from build_tools.model.wording import duration_text
from build_tools.site.comparison import COMPARED, compared_fields
from build_tools.text.typography import french, number
from tests.checking.rules.test_in_javascript import made_texts
from tests.javascript_runner import run_script

LENGTHS = [
    *({"heures": hours} for hours in (1, 14, 999, 1000, 5000)),
    *({"min": 7, "max": most} for most in (8, 280, 1200)),
    {"choix": [70, 140]},
    {"choix": [7, 14, 1400]},
    {"heures": 14, "entreprise": 7},
    {"min": 35, "max": 70, "entreprise": 1400},
]
TYPOGRAPHY = [
    *(
        "14 h",
        "35 heures",
        "2 ans",
        "3 mois",
        "50 %",
        "12 €",
        "7 habits",
        "n° 8",
        "p. 31",
        "sp. 4",
        "L'eau : où ? « Là »",
    ),
    *(
        "« :",
        " :",
        "a :\tb",
        "l'«a»",
        "aujourd'hui!",
        "5 an",
        "5 années",
        "٣ h",
        "1 h30",
        "1 h, 2 h",
        "« »",
        "«  »",
        "' '",
    ),
]


def test_every_fact_is_a_field_of_the_module() -> None:
    assert {fact.field for fact in MODULE_FACTS} <= Module.model_fields.keys()


def test_the_comparison_names_facts_as_the_page_does() -> None:
    labels = compared_fields()
    assert {fact.field for fact in MODULE_FACTS} - labels.keys() == {"confiance"}
    assert [labels[fact.field] for fact in MODULE_FACTS if fact.field in labels] == [
        fact.several or fact.label for fact in MODULE_FACTS if fact.field in labels
    ]


@pytest.mark.parametrize("new", ["caractere", "duree"])
def test_a_fact_without_a_rank_is_compared_after_the_others(monkeypatch: pytest.MonkeyPatch, new: str) -> None:
    ranked = tuple(name for name in COMPARED if name != new)
    monkeypatch.setattr("build_tools.site.comparison.COMPARED", ranked)
    assert list(compared_fields())[: len(ranked)] == list(ranked)
    assert new in list(compared_fields())[len(ranked) :]


def test_what_no_source_says_is_told_or_left_out(real_catalogue) -> None:
    module = next(m for m in real_catalogue.modules.values() if m.duree is None and m.annee is None)
    said = {one.fact.field: one.values for one in facts_of(module, real_catalogue.vocabularies)}
    assert said["duree"] == ()
    assert "annee" not in said


def test_several_values_have_a_label_of_their_own(real_catalogue) -> None:
    module = next(m for m in real_catalogue.modules.values() if len(m.secteurs) > 1)
    labels = {one.fact.field: one.label for one in facts_of(module, real_catalogue.vocabularies)}
    assert labels["secteurs"] == "Secteurs"


def test_both_languages_use_the_same_words() -> None:
    texts = [*TYPOGRAPHY, *made_texts(2_000, seed=3)]
    numbers = [0, 1, 999, 1000, 12_345, 49_000_000, 2.5, 0.1]
    said = run_script("words.js", {"texts": texts, "lengths": LENGTHS, "numbers": numbers})
    assert said["numbers"] == [number(value) for value in numbers]
    assert said["lengths"] == [duration_text(Duration.model_validate(length)) for length in LENGTHS]
    assert [(a, b, c) for a, b, c in zip(texts, map(french, texts), said["texts"], strict=True) if b != c] == []


def test_the_preview_says_a_prerequisite_and_its_condition() -> None:
    before = [{"module": "a"}, {"condition": "Savoir lire"}, {"module": "a", "condition": "à l'oral"}, {}]
    said = run_script("words.js", {"texts": [], "lengths": [], "numbers": [], "before": before})["before"]
    assert said == ["modules/a", "Savoir lire", "modules/a : à l'oral", ""]
