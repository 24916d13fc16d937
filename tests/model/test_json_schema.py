"""The public contract in `schema/`: generated, in French, with the vocabularies' terms."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from build_tools.exports.json_schemas import schema_texts
from build_tools.model import VOCABULARIES
from build_tools.model.json_schema import build_schema, example_text, on_one_line, schema_names
from build_tools.model.kinds import KIND_OF_SCHEMA
from build_tools.model.vocabulary import TERM_FILES
from tests.conftest import CATALOGUE, SCHEMAS, jargon_in

NAMES = schema_names()


@pytest.fixture(scope="module")
def generated():
    return schema_texts(CATALOGUE)


def committed(name: str) -> dict:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text())


def nodes(schema: object):
    """Every object inside a schema."""
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for item in schema:
            yield from nodes(item)


def properties(schema: dict):
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part["properties"].items()


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_equals_the_generated_one(generated, name):
    text = (SCHEMAS / f"{name}.schema.json").read_text()
    assert text == generated[f"{name}.schema.json"], "Schéma périmé ; lancez : catalogue schema"


def test_no_other_file_lies_beside_the_schemas(generated):
    assert {file.name for file in SCHEMAS.iterdir()} == {*generated, "messages.json"}


def test_there_is_a_schema_for_each_kind_of_file():
    kinds = {"document", *KIND_OF_SCHEMA}
    assert set(NAMES) == {*kinds, *VOCABULARIES} - {"documents"}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_valid_json_schema_2020_12(name):
    schema = committed(name)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_every_property_has_a_title_and_a_description_in_french(name):
    told = list(properties(committed(name)))
    assert told
    for key, node in told:
        assert node.get("title"), key
        assert node.get("description", "").endswith((".", "…")), key
        assert jargon_in(f"{node['title']} {node['description']}") == [], key


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_has_a_french_title_and_no_english_anywhere(name):
    schema = committed(name)
    assert schema["title"]
    texts = [node[key] for node in nodes(schema) for key in ("title", "description") if isinstance(node.get(key), str)]
    assert [text for text in texts if jargon_in(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_enumerations_are_the_terms_of_the_vocabularies(name):
    marked = [node for node in nodes(committed(name)) if "x-vocabulaire" in node]
    for node in (node for node in marked if node["x-vocabulaire"] not in TERM_FILES):
        vocabulary = yaml.safe_load((CATALOGUE / "vocabulaires" / f"{node['x-vocabulaire']}.yml").read_text())
        assert node["enum"] == [term["id"] for term in vocabulary["termes"]]


@pytest.mark.parametrize("name", NAMES)
def test_no_schema_lists_the_documents_which_any_proposal_may_add(name):
    marked = [node for node in nodes(committed(name)) if node.get("x-vocabulaire") in TERM_FILES]
    assert [node for node in marked if "enum" in node] == []


def test_a_module_takes_its_terms_from_the_vocabularies():
    marked = {node["x-vocabulaire"] for node in nodes(committed("module")) if "x-vocabulaire" in node}
    assert {"regions", "secteurs", "transitions", "themes", "natures", "statuts", "documents"} <= marked


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_fact_is_absent_and_an_unknown_key_refused(name):
    for node in nodes(committed(name)):
        assert node.get("type") != "null"
        assert not isinstance(node.get("default"), list | str | int)
        if node.get("type") == "object":
            assert node["additionalProperties"] is False


@pytest.mark.parametrize("name", ["module", "demarche", "certification"])
def test_the_identifier_is_the_name_of_the_file_and_never_a_key(name):
    schema = committed(name)
    assert "id" not in schema["properties"]
    assert "id" not in schema["required"]
    assert {"sources", "verifie_le"} <= set(schema["required"])


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_examples_of_what_the_schema_accepts(name):
    schema = committed(name)
    for key, node in properties(schema):
        validator = Draft202012Validator({**node, "$defs": schema.get("$defs", {})})
        assert [example for example in node.get("examples", []) if not validator.is_valid(example)] == [], key


def test_an_unknown_kind_of_file_has_no_schema():
    with pytest.raises(KeyError):
        build_schema("planetes", {})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("texte", "texte"),
        (14, "14"),
        (2.5, "2.5"),
        (True, "true"),
        (["G1602"], "[G1602]"),
        ([[70, 140]], "[[70, 140]]"),
        ({"heures": 14}, "{ heures: 14 }"),
    ],
)
def test_an_example_is_written_as_a_contributor_would(value, written):
    assert on_one_line(value) == written
    assert example_text({"examples": [value]}) == written
    assert example_text({}) == ""
