"""A whole offer: its modules once each, then its lines."""

from __future__ import annotations

import json

import pytest

from build_tools.analysis.matching.index import Index
from build_tools.analysis.matching.match import LEVELS, answer
from build_tools.analysis.matching.offer import modules_of
from build_tools.analysis.matching.report import as_json, as_text

LINES = (
    "Technicien cycles H/F",
    "Réparer des vélos à assistance électrique",
    "Réparer les vélos électriques de nos clients",
    "Tenir une boutique en ligne",
    "CDI 35 h, permis B",
)


def test_each_module_stands_once_with_its_lines_the_best_level_first(index: Index) -> None:
    modules = modules_of([answer(index, line) for line in LINES])
    assert len({module.id for module in modules}) == len(modules) > 1
    levels = [LEVELS[module.level] for module in modules]
    assert levels == sorted(levels)
    (bicycle,) = [module for module in modules if module.id == "cvl-reparation-velos-assistance-electrique"]
    assert {LINES[1], LINES[2]} <= set(bicycle.needs)
    assert bicycle.reason.field == "titre"


@pytest.mark.parametrize(
    ("line", "module", "word"),
    [
        ("repérer les signes de maltraitance", "ge-bienveillance", "maltraitance"),
        ("réparer des vélos électriques", "cvl-reparation-velos-assistance-electrique", "vélos"),
    ],
)
def test_the_reason_told_is_the_word_that_counts_most(index: Index, line: str, module: str, word: str) -> None:
    (found,) = [one for one in modules_of([answer(index, line)]) if one.id == module]
    assert found.reason.word == word


def test_the_file_holds_the_modules_then_every_line(index: Index) -> None:
    told = json.loads(as_json([answer(index, line) for line in LINES]))
    assert [need["need"] for need in told["needs"]] == list(LINES)
    assert [need["kind"] for need in told["needs"]] == ["need", "need", "need", "need", "noise"]
    assert all({"id", "titre", "region", "level", "reason", "needs"} == set(module) for module in told["modules"])


def test_nothing_found_is_a_sound_file(index: Index) -> None:
    assert json.loads(as_json([answer(index, "xyzzy")]))["modules"] == []
    assert json.loads(as_json([])) == {"modules": [], "needs": []}


def test_people_read_the_modules_first_and_what_was_set_apart_last(index: Index) -> None:
    said = as_text([answer(index, line) for line in LINES]).replace("\u00a0", " ")
    assert "modules pour cette offre" in said.splitlines()[0]
    assert said.splitlines()[-1].startswith("1 ligne mise à part")


def test_a_typing_error_in_a_long_word_is_mended(index: Index) -> None:
    assert answer(index, "calorifugage").matches[0].id == answer(index, "calorifugeage").matches[0].id
