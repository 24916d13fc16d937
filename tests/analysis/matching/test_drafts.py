"""Drafts of modules: a start of a record for each need that no module answers."""

from __future__ import annotations

import yaml

from build_tools.analysis.matching.drafts import TITLE_LENGTH, drafts
from build_tools.analysis.matching.index import Index
from build_tools.analysis.matching.match import answer
from build_tools.model import Module

LEATHER = 'Coudre du cuir : « point sellier », dit "main"'


def test_only_needs_without_an_answer_give_a_draft(index: Index) -> None:
    made = drafts([answer(index, need) for need in ("Réparer des vélos électriques", LEATHER, "Élever des abeilles")])
    documents = list(yaml.safe_load_all(made))
    assert [document["besoin"]["constat"] for document in documents] == [LEATHER, "Élever des abeilles"]
    assert all(set(document) <= set(Module.model_fields) for document in documents)


def test_when_all_is_answered_there_is_no_draft(index: Index) -> None:
    assert drafts([answer(index, "Réparer des vélos électriques")]) == ""


def test_a_long_need_gives_a_title_that_a_record_accepts(index: Index) -> None:
    (draft,) = yaml.safe_load_all(drafts([answer(index, "xyzzy " * 60)]))
    assert len(draft["titre"]) <= TITLE_LENGTH
    assert len(draft["besoin"]["constat"]) > TITLE_LENGTH
