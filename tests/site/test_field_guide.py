"""The guide to the fields says every field of the models, and only true things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from build_tools.model import Catalogue, Certification, Demarche, Module
from build_tools.model.wording import field_label
from build_tools.site.field_guide import FieldRow, field_tables
from tests.site.html_facts import PageFacts

pytestmark = pytest.mark.slow


MODELS = {"module": Module, "demarche": Demarche, "certification": Certification}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def _keys(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield prefix + name
        for inner in _models_in(info.annotation):
            yield from _keys(inner, f"{prefix}{name}.")


def _rows(catalogue: Catalogue, kind: str) -> dict[str, FieldRow]:
    return {row.key: row for table in field_tables(catalogue) if table.id == kind for row in table.rows}


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_the_model_is_in_the_guide_but_the_id_that_is_the_file_s_name(
    catalogue: Catalogue, kind: str
) -> None:
    assert set(_rows(catalogue, kind)) == set(_keys(MODELS[kind])) - {"id"}


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_has_a_french_title_and_a_description(catalogue: Catalogue, kind: str) -> None:
    bare = [r.key for r in _rows(catalogue, kind).values() if not r.description or r.title == r.key.split(".")[-1]]
    assert bare == []


def test_required_fields_are_those_of_the_model(catalogue: Catalogue) -> None:
    marked = {key for key, row in _rows(catalogue, "module").items() if row.required and "." not in key}
    assert marked == {name for name, info in Module.model_fields.items() if info.is_required()} - {"id"}


@pytest.mark.parametrize(
    ("key", "kind", "vocabulary"),
    [
        ("titre", "texte", ""),
        ("annee", "nombre entier", ""),
        ("verifie_le", "date", ""),
        ("region", "identifiant", "regions"),
        ("metiers", "liste (identifiant)", "metiers"),
        ("demarche", "identifiant", "demarches"),
        ("competences", "liste (groupe)", ""),
        ("competences.ecart", "identifiant", "ecarts"),
        ("duree", "groupe", ""),
        ("precisions", "liste (texte)", ""),
    ],
)
def test_a_field_says_what_it_takes(catalogue: Catalogue, key: str, kind: str, vocabulary: str) -> None:
    row = _rows(catalogue, "module")[key]
    assert (row.kind, row.vocabulary) == (kind, vocabulary)


def test_the_published_guide_shows_every_key_and_every_vocabulary(
    catalogue: Catalogue, pages: dict[str, PageFacts]
) -> None:
    guide = pages["contribuer/champs/index.html"]
    words = guide.content.split()
    assert [row.key for table in field_tables(catalogue) for row in table.rows if row.key not in words] == []
    assert [name for name in catalogue.vocabularies.terms if f"v-{name}" not in guide.ids] == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("annee", "année"),
        ("besoin.constat", "besoin : constat"),
        ("competences.ecart", "compétences : écart au référentiel"),
        ("verifie_le", "vérifiée le"),
        ("inconnu", "inconnu"),
        ("besoin.inconnu", "besoin.inconnu"),
    ],
)
def test_a_field_s_label_stands_inside_a_sentence(catalogue: Catalogue, name: str, label: str) -> None:
    assert field_label(catalogue.modules["nor-teillage-du-lin"], name) == label
