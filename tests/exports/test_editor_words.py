"""What editors show of the committed schemas: French messages, terms with their labels, ROME codes with their names."""

import json

import pytest
from jsonschema import Draft202012Validator

from build_tools.exports.editor_words import with_editor_words
from build_tools.loading.yaml_reader import read
from build_tools.model.json_schema import build_schema
from tests.conftest import CATALOGUE, SCHEMAS, jargon_in
from tests.model.test_json_schema import nodes

FILES = sorted(SCHEMAS.glob("*.schema.json"))
WORDS = ("errorMessage", "markdownDescription", "enumDescriptions", "defaultSnippets")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_list_of_terms_says_what_they_are_and_each_form_how_it_is_written(path):
    for node in nodes(json.loads(path.read_text())):
        if "enum" in node and "x-vocabulaire" in node:
            assert len(node["enumDescriptions"]) == len(node["enum"])
            assert all(node["enumDescriptions"])
        if "pattern" in node and "type" in node:
            assert node["errorMessage"]
        said = [node.get("errorMessage", ""), node.get("markdownDescription", "")]
        assert [text for text in said if isinstance(text, str) and jargon_in(text)] == []


def test_every_rome_code_is_proposed_with_its_name():
    metiers = json.loads((SCHEMAS / "module.schema.json").read_text())["properties"]["metiers"]
    terms = read((CATALOGUE / "vocabulaires" / "metiers.yml").read_bytes())["termes"]
    proposed = {one["body"]: one["label"] for one in metiers["items"]["defaultSnippets"]}
    assert proposed == {term["id"]: f"{term['id']} {term['libelle']}" for term in terms}


def test_the_words_change_nothing_of_what_a_schema_accepts():
    plain, worded = (json.dumps(build_schema("module", {"natures": ["technique"]})) for _ in range(2))
    made = with_editor_words(json.loads(worded), {"natures": [{"id": "technique", "libelle": "Technique"}]})
    Draft202012Validator.check_schema(made)
    for node in nodes(made):
        for word in WORDS:
            node.pop(word, None)
    assert made == json.loads(plain)
