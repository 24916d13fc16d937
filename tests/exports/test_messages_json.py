"""The checker's words as data: current, complete, and filled in by the same simple rule in any language."""

import json
import re

import pytest

from build_tools.checking.rulebook import RULES, all_messages, message_for
from build_tools.exports.messages_json import FILE, messages_text
from tests.conftest import SCHEMAS, catalogue_command


def test_the_committed_file_is_current():
    assert (SCHEMAS / FILE).read_text() == messages_text(), "lancez : catalogue schema"


def test_the_command_writes_it_beside_the_schemas(catalogue_copy):
    catalogue_command("schema", "--out", "contrat", cwd=catalogue_copy.parent)
    assert (catalogue_copy.parent / "contrat" / FILE).read_text() == messages_text()


def test_every_rule_is_given_with_its_title_severity_and_address():
    rules = json.loads(messages_text())["regles"]
    assert rules.keys() == RULES.keys()
    assert rules["texte-cri"] == {
        "titre": "Un seul point d'exclamation suffit",
        "famille": "texte",
        "gravite": "warning",
        "adresse": "contribuer/regles/#texte-cri",
    }


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("extrait-longueur", {"words": 13, "most": 12}),
        ("schema-liste/courte", {"name": "sources", "least": 1, "description": "Où le fait a été lu."}),
        ("doublon-proche", {"count": 2, "ids": ["bre-velo", "bre-velos"]}),
        ("schema-type/groupe", {"name": "duree", "expected": "un groupe", "key": "heures", "value": "14"}),
    ],
)
def test_another_program_fills_a_message_in_as_we_do(key, values):
    template = json.loads(messages_text())["messages"][key]

    def filled(found):
        value = values[found[1]]
        if found[2] is not None:
            return found[2] if value < 2 else found[3]
        return ", ".join(value) if isinstance(value, list) else str(value)

    theirs = {part: re.sub(r"\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}", filled, text) for part, text in template.items()}
    assert theirs == message_for(key, **values)._asdict()


def test_every_message_belongs_to_a_rule_or_is_said_by_a_form_or_a_suggestion():
    assert {key.partition("/")[0] for key in all_messages()} - RULES.keys() == {"formulaire", "suggestion"}
    assert RULES.keys() <= {key.partition("/")[0] for key in all_messages()}
