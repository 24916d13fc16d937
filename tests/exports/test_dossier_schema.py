"""The schema of the dossiers: every one of today's and of tomorrow's follows it, and it leaves nothing undefined."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from build_tools.exports.dossier_schema import dossier_schema_files
from build_tools.exports.dossiers import dossier_files
from tests.conftest import published
from tests.exports.linked_data import SITE
from tests.exports.test_open_schemas import STANDARD, parts_of

TITLE = "dossiers/tp-assistant-de-vie-aux-familles/dossier.json"


@pytest.fixture(scope="module")
def schema(nasty):
    (file,) = dossier_schema_files(published(nasty, SITE))
    assert file.path == "data/schemas/dossier.schema.json"
    return json.loads(file.content)


@pytest.fixture(scope="module")
def validator(schema):
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.fixture(scope="module", params=["nasty", "real_catalogue"])
def answers(request):
    files = dossier_files(published(request.getfixturevalue(request.param), SITE))
    return {file.path: json.loads(file.content) for file in files if file.path.endswith(".json")}


def test_it_is_one_in_standard_words_at_its_own_address(schema):
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{SITE}/data/schemas/dossier.schema.json"
    for part in parts_of(schema):
        assert set(part) <= STANDARD | {"additionalProperties"}
        assert part.keys() & {"type", "$ref", "anyOf", "$defs"}


def test_it_accepts_every_dossier_and_a_field_more(validator, answers):
    assert answers
    for path, answer in copy.deepcopy(answers).items():
        dossiers = answer.get("dossiers") or [answer["dossier"]]
        dossiers[0]["synthese"]["champ_de_demain"] = {"valeur": 1}
        assert [error.message for error in validator.iter_errors(answer)] == [], path


def test_it_defines_every_key_of_every_dossier(schema, answers):
    def undefined(value, part, where):
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part
        if isinstance(value, list):
            return [found for item in value for found in undefined(item, part["items"], where)]
        if not isinstance(value, dict):
            return []
        known = {name: part.get("additionalProperties") for name in value}
        for one in (part, *part.get("anyOf", ())):
            known |= one.get("properties", {})
        missing = [f"{where}.{name}" for name in value if known[name] is None]
        deeper = (undefined(value[name], known[name], f"{where}.{name}") for name in value if known[name])
        return [*missing, *(found for each in deeper for found in each)]

    assert [found for answer in answers.values() for found in undefined(answer, schema, "")] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"libelle": 3},
        {"echeance_passee": "non"},
        {"codes_vises": "RNCP4821"},
        {"synthese": {"modules": 3}},
        {"ajouts": [{"module": "ge-sst"}]},
        {"referentiel": {"competences": [], "avant_le": "bientôt"}},
        {"demarches": None},
    ],
)
def test_it_refuses_what_no_dossier_is(validator, real_catalogue, wrong):
    files = {file.path: file for file in dossier_files(published(real_catalogue, SITE))}
    answer = json.loads(files[TITLE].content)
    changed = copy.deepcopy(answer)
    changed["dossier"] |= wrong
    assert validator.is_valid(answer)
    assert not validator.is_valid(changed)
    assert not validator.is_valid({key: value for key, value in answer.items() if key != "dossier"})
