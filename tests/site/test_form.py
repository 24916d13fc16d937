"""The questions of the web form: all that a record can say, in plain words, and what the scripts need."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from build_tools.contributing.issues.fields import GAP
from build_tools.contributing.issues.fields import questions as issue_questions
from build_tools.contributing.record_places import region_prefixes, taken_ids
from build_tools.exports.published import Addresses
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from build_tools.model.json_schema import build_schema, resolve
from build_tools.site import gap_questions
from build_tools.site.form import FORMS, NOT_ASKED, Part, Question, parts
from build_tools.site.form_data import form_data, known_records
from build_tools.site.form_words import form_messages, with_help
from tests.conftest import CATALOGUE, jargon_in, published

SCHEMA = build_schema("module", {})


@pytest.fixture(scope="module")
def form(real_catalogue: Catalogue) -> tuple[Part, ...]:
    return parts(real_catalogue)


def _all(questions: tuple[Question, ...]) -> Iterator[Question]:
    for question in questions:
        yield question
        yield from _all(question.questions)


def _questions(form: tuple[Part, ...]) -> list[Question]:
    return [question for part in form for question in part.questions]


def test_every_field_of_a_module_is_asked_once_or_kept(form: tuple[Part, ...]) -> None:
    keys = [question.key for question in _questions(form)]
    assert len(keys) == len(set(keys))
    assert {*keys, *NOT_ASKED} == set(SCHEMA["properties"])


def test_every_field_of_a_group_or_a_row_is_asked(form: tuple[Part, ...]) -> None:
    for question in _questions(form):
        written = SCHEMA["properties"][question.key]
        group = resolve(written.get("items", written), SCHEMA)
        assert [inner.key for inner in question.questions] == list(group.get("properties", {}))


def test_the_required_questions_come_first_and_the_others_are_folded(form: tuple[Part, ...]) -> None:
    folded = [part.folded for part in form]
    assert folded == sorted(folded)
    asked = {question.key for part in form if not part.folded for question in part.questions}
    assert asked == set(SCHEMA["required"])


def test_questions_are_asked_in_plain_words(form: tuple[Part, ...]) -> None:
    for question in _questions(form):
        assert question.label.endswith(" ?")
    for question in _all(tuple(_questions(form))):
        words = f"{question.label} {question.help}"
        assert question.label
        assert jargon_in(words) == []
        for technical in ("[]", "{", "fichier", "dossier", "dentifiant du document", "vocabulaire"):
            assert technical not in words, question.key


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("titre", "texte"),
        ("resume", "long"),
        ("region", "choix"),
        ("annee", "nombre"),
        ("verifie_le", "date"),
        ("secteurs", "cases"),
        ("themes", "recherches"),
        ("metiers", "recherches"),
        ("metiers_cites", "textes"),
        ("competences", "lignes"),
        ("besoin", "groupe"),
        ("duree", "duree"),
        ("deduit", "deduit"),
    ],
)
def test_each_field_is_answered_in_its_own_way(form: tuple[Part, ...], key: str, kind: str) -> None:
    assert next(question.kind for question in _questions(form) if question.key == key) == kind


def test_a_list_that_may_be_known_to_be_empty_has_words_for_it(form: tuple[Part, ...]) -> None:
    may_be_empty = {
        key
        for key in SCHEMA["required"]
        if SCHEMA["properties"][key].get("type") == "array" and "minItems" not in SCHEMA["properties"][key]
    }
    assert {question.key for question in _questions(form) if question.none} == may_be_empty


def test_the_scripts_get_the_words_and_the_schema_of_the_checker(real_catalogue: Catalogue) -> None:
    data = form_data(replace(published(real_catalogue), addresses=Addresses(repository="https://forge.test/x")))
    terms = {name: list(found) for name, found in real_catalogue.vocabularies.terms.items()}
    assert data["schema"] == with_help(build_schema("module", terms), FORMS["modules"])
    words = form_messages(real_catalogue.vocabularies)
    assert data["messages"] == {key: {"message": m.message, "hint": m.hint} for key, m in words.items()}
    assert data["prefixes"] == region_prefixes(load(CATALOGUE))
    assert data["depot"] == "https://forge.test/x"
    assert json.dumps(data)


def test_the_scripts_know_every_id_that_is_taken(real_catalogue: Catalogue) -> None:
    modules = known_records(real_catalogue)
    assert {name for name, _, _ in modules["fiches"]} | set(modules["pris"]) == taken_ids(load(CATALOGUE))


# The form of a gap ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gap_form(real_catalogue: Catalogue) -> tuple[Part, ...]:
    return parts(real_catalogue, FORMS["ecarts"])


def test_every_field_of_a_gap_is_asked_once_or_kept_and_the_five_questions_come_first(
    gap_form: tuple[Part, ...],
) -> None:
    keys = [question.key for question in _questions(gap_form)]
    assert len(keys) == len(set(keys))
    assert {*keys, *gap_questions.NOT_ASKED} == {*build_schema("ecart", {})["properties"], *gap_questions.NOT_ASKED}
    assert keys[:5] == [question.key for question in issue_questions(GAP)]
    assert [part.folded for part in gap_form] == [False, True, True]


def test_the_scripts_of_that_form_know_the_gaps(real_catalogue: Catalogue) -> None:
    form = FORMS["ecarts"]
    data = form_data(published(real_catalogue), form)
    assert data["sorte"] == "ecart"
    assert "competence" in data["schema"]["required"]
    assert {name for name, _, _ in known_records(real_catalogue, form)["fiches"]} == set(real_catalogue.ecarts)
    assert data["dossiers"] == sorted({gap.region for gap in real_catalogue.ecarts.values()})
