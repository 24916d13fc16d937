"""What readers hold the data against: it lets through today's records and tomorrow's, in words that all know."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from build_tools.exports.open_schemas import FOLDER, schema_files
from build_tools.exports.tables import RECORDS
from build_tools.model.json_schema import schema_names
from build_tools.model.vocabulary import OPTIONAL_VOCABULARIES, VOCABULARIES
from tests.conftest import published
from tests.exports.linked_data import SITE

# Ajv refuses a keyword that it does not know: those of draft 2020-12 that we use, none of our own.
STANDARD = {
    *("$schema", "$id", "$defs", "$ref", "title", "description", "examples", "type", "properties", "required", "items"),
    *("anyOf", "format", "pattern", "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"),
    *("uniqueItems", "minProperties"),
}


@pytest.fixture(scope="module")
def schemas(nasty):
    return {file.path: json.loads(file.content) for file in schema_files(published(nasty, SITE))}


def _validator(schemas, name):
    return Draft202012Validator(schemas[f"{FOLDER}{name}.schema.json"], format_checker=FormatChecker())


def test_each_has_its_own_absolute_address(schemas):
    assert {path: schema["$id"] for path, schema in schemas.items()} == {path: f"{SITE}/{path}" for path in schemas}
    assert set(schemas) == {f"{FOLDER}{name}.schema.json" for name in {*schema_names(), *VOCABULARIES}}


def test_without_an_address_their_names_are_relative(nasty):
    assert {json.loads(file.content)["$id"] for file in schema_files(published(nasty))} == {
        f"{name}.schema.json" for name in {*schema_names(), *VOCABULARIES}
    }


def test_they_are_schemas_in_standard_words_without_a_boolean_one(schemas):
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
        for part in parts_of(schema):
            assert isinstance(part, dict)
            assert set(part) <= STANDARD, set(part) - STANDARD
            assert part.keys() & {"type", "$ref", "anyOf", "$defs"}


def test_they_accept_what_is_published(schemas, nasty):
    what = published(nasty)
    for collection, kind in RECORDS.items():
        validator = _validator(schemas, kind)
        assert [e.message for record in what.data(collection) for e in validator.iter_errors(record)] == []
    for name in VOCABULARIES:
        answer = {"vocabulaire": name, "termes": what.data(name)}
        assert [e.message for e in _validator(schemas, name).iter_errors(answer)] == [], name


@pytest.mark.parametrize("name", sorted(OPTIONAL_VOCABULARIES))
def test_they_accept_the_empty_list_of_a_vocabulary_that_may_be_empty(schemas, name):
    assert _validator(schemas, name).is_valid({"vocabulaire": name, "termes": []})


def test_they_accept_one_field_and_one_term_more(schemas, nasty):
    record = copy.deepcopy(next(r for r in published(nasty).data("modules") if r["id"] == "bre-vilain"))
    record |= {"nouveau_champ": {"a": 1}, "statut": "nouveau-statut", "themes": ["nouveau-theme"]}
    record["duree"] |= {"a_distance": 7}
    record["competences"][0]["niveau"] = 3
    assert _validator(schemas, "module").is_valid(record)


def test_they_refuse_what_the_promise_excludes(schemas, nasty):
    record = published(nasty).data("modules")[0]
    for wrong in ({"titre": 3}, {"themes": "btp"}, {"verifie_le": "hier"}, {"duree": {"heures": "14"}}):
        assert not _validator(schemas, "module").is_valid({**record, **wrong}), wrong
    assert not _validator(schemas, "module").is_valid({key: record[key] for key in record if key != "id"})


def parts_of(schema):
    yield schema
    for key in ("properties", "$defs"):
        for part in schema.get(key, {}).values():
            yield from parts_of(part)
    for part in [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]:
        yield from parts_of(part)
