"""Which gaps wait for a module, and where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from build_tools.analysis import gaps
from build_tools.model import Catalogue, Ecart, Module

Make = Callable[..., Module]
PLAIN = {"region": "bretagne", "sources": [{"document": "guide-8"}], "verifie_le": "2026-11-21"}
CERTIFICATION = "tp-assistant-de-vie-aux-familles"


def gap(name: str, **fields: object) -> Ecart:
    return Ecart.model_validate({**PLAIN, "id": name, "competence": f"Savoir {name}", **fields})


@pytest.fixture
def catalogue(make: Make, with_modules: Callable[..., Catalogue]) -> Catalogue:
    """Four gaps: without a module, with a mere project, with a module, with both."""
    base = with_modules(
        make("bre-fait", statut="deploye", secteurs=["btp"]), make("bre-prevu", statut="en-projet", secteurs=[])
    )
    found = (
        gap("bre-rien", certifications=[{"certification": CERTIFICATION}], secteurs=["industrie"]),
        gap("bre-projet", modules=["bre-prevu"], region="normandie"),
        gap("bre-reponse", modules=["bre-fait"]),
        gap("bre-les-deux", modules=["bre-prevu", "bre-fait"], certifications=[{"certification": CERTIFICATION}]),
    )
    return replace(base, ecarts={one.id: one for one in found})


def test_a_project_is_no_answer_yet(catalogue: Catalogue) -> None:
    assert {name: gaps.gap_state(catalogue, one) for name, one in catalogue.ecarts.items()} == {
        "bre-rien": "sans-module",
        "bre-projet": "en-projet",
        "bre-reponse": "avec-module",
        "bre-les-deux": "avec-module",
    }
    assert [one.id for one in gaps.waiting_gaps(catalogue)] == ["bre-projet", "bre-rien"]


def test_a_certification_is_told_of_the_gaps_that_wait(catalogue: Catalogue) -> None:
    assert [one.id for one in gaps.waiting_for(catalogue, CERTIFICATION)] == ["bre-rien"]
    assert gaps.waiting_for(catalogue, "autre") == ()


def test_a_module_that_is_not_there_answers_nothing(catalogue: Catalogue) -> None:
    assert gaps.gap_state(catalogue, gap("bre-perdu", modules=["bre-parti"])) == "sans-module"


def test_gaps_by_certification_end_with_those_that_name_none(catalogue: Catalogue) -> None:
    groups = gaps.by_certification(catalogue, catalogue.ecarts.values())
    assert [([one.id for one in group.gaps], bool(group.address)) for group in groups] == [
        (["bre-les-deux", "bre-rien"], True),
        (["bre-projet", "bre-reponse"], False),
    ]


def test_the_sectors_of_a_gap_are_its_own_or_those_of_its_modules(catalogue: Catalogue) -> None:
    groups = gaps.by_sector(catalogue, catalogue.ecarts.values())
    assert {group.address: [one.id for one in group.gaps] for group in groups} == {
        "secteurs/btp/": ["bre-les-deux", "bre-reponse"],
        "secteurs/industrie/": ["bre-rien"],
        "": ["bre-projet"],
    }
    assert [one.id for one in gaps.of_sector(catalogue, "btp")] == ["bre-les-deux", "bre-reponse"]


def test_regions_are_counted_with_what_waits(catalogue: Catalogue) -> None:
    counts = gaps.counted(catalogue, gaps.by_region(catalogue, catalogue.ecarts.values()))
    assert {(count.address, count.total, count.waiting) for count in counts} == {
        ("regions/bretagne/", 3, 1),
        ("regions/normandie/", 1, 1),
    }
