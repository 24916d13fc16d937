"""A form speaks of its questions and its choices, never of the file that it writes."""

from __future__ import annotations

import re

import pytest

from build_tools.checking.rulebook import Message, all_messages
from build_tools.model import Catalogue, Ecart, Module
from build_tools.site.form import FORMS, form_schema, parts
from build_tools.site.form_words import form_messages, with_help
from tests.conftest import ROOT

SCRIPTS = ROOT / "docs" / "assets" / "javascripts"
_KEYS = re.compile(rf"«\W?(?:{'|'.join({*Module.model_fields, *Ecart.model_fields, 'idcc', 'document'})})\W?»")
# What YAML writes, a file, a command, a line of the file.
_CODE = re.compile(
    r"\b[a-z_]+:\s|\w+_\w+|[{}\[\]`\"]|>-|\.yml|catalogue (?:check|new|align)|true|false|\bidentifiant"
    r"|[Ll]a clé «|[Cc]lés possibles|une clé de|(?:la|cette) ligne\b"
)


def keys_in(text: str) -> list[str]:
    """The keys of a record that a text names."""
    return _KEYS.findall(text)


def code_in(text: str) -> list[str]:
    """What of a text only those know who write the file by hand."""
    return keys_in(text) + _CODE.findall(re.sub(r"https?://\S*", "", text))


def _reachable() -> set[str]:
    """The keys that the form's scripts name, whole or by their beginning."""
    scripts = "".join((SCRIPTS / f"formulaire-{name}.js").read_text() for name in ("regles", "schema", "textes"))
    whole = set(re.findall(r"[\"`]([a-z-]+(?:/[a-z-]+)?)[\"`$]", scripts))
    begun = tuple(re.findall(r"`([a-z]+-[a-z]*[-/]?)\$\{", scripts))
    return {key for key in all_messages() if key in whole or key.startswith(begun) or key.startswith("texte-signe")}


def test_the_scripts_name_messages() -> None:
    reachable = _reachable()
    assert {
        "schema-source",
        "texte-vide/clavier",
        "schema-valeur/quart",
        "reference-modules",
        "duree-ordre",
    } <= reachable
    assert len(reachable) > 80


@pytest.mark.parametrize("key", sorted(_reachable()))
def test_no_message_that_the_form_can_show_speaks_of_the_file(key: str, real_catalogue: Catalogue) -> None:
    said = form_messages(real_catalogue.vocabularies)[key]
    # What stands in their place is checked with the cases: tests/browser/test_form_rules.py.
    values = re.compile(r"\{\w+(?::[^{}]*)?\}")
    assert [code_in(values.sub("…", text)) for text in said] == [[], []]


def test_a_message_of_the_form_names_its_questions_and_choices(real_catalogue: Catalogue) -> None:
    said = form_messages(real_catalogue.vocabularies)["annee-programme/avenir"]
    assert "« En projet »" in said.hint
    asked = {question.key: question.label for part in parts(real_catalogue) for question in part.questions}
    assert f"« {asked['statut']} »" in said.hint
    assert f"« {asked['precisions']} »" in said.hint


def test_what_says_nothing_of_the_file_stays_the_checker_s(real_catalogue: Catalogue) -> None:
    assert form_messages(real_catalogue.vocabularies)["texte-cri"] == all_messages()["texte-cri"]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.kind.schema)
def test_no_field_is_described_by_what_the_file_writes(form, real_catalogue: Catalogue) -> None:
    schema = with_help(form_schema(real_catalogue, form), form)
    asked = {key for _, questions in form.questions.values() for key in questions}
    described = [p.get("description", "") for key, p in schema["properties"].items() if key in asked]
    inside = [p.get("description", "") for d in schema["$defs"].values() for p in d.get("properties", {}).values()]
    assert [text for text in described + inside if code_in(text)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Écrivez { document: guide-8 }.", True),
        ("Dites-le dans « precisions ».", True),
        ("Gardez « document: ».", True),
        ("Sinon, supprimez la ligne : un fait inconnu est absent.", True),
        ("Lancez « catalogue check --fix ».", True),
        ("Répondez « En projet » à « Où en est-il ? ».", False),
        ("Recopiez l'adresse : https://www.exemple.fr/a_b", False),
    ],
)
def test_code_is_told_from_words(text: str, found: bool) -> None:
    assert bool(code_in(text)) is found


def test_a_form_changes_its_own_words_only(real_catalogue: Catalogue) -> None:
    """The checker's stay: a command speaks to those who have the file."""
    assert "titre: …" in all_messages()["schema-source"].hint
    assert isinstance(form_messages(real_catalogue.vocabularies)["schema-source"], Message)
