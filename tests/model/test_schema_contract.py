"""The published schemas say the same as our checker: proved with the reference validator."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from build_tools.checking.rules.schema.structure import StructureChecker
from build_tools.loading.files import discover
from build_tools.loading.yaml_reader import YamlError, read
from build_tools.model.json_schema import schema_names
from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import OPTIONAL_VOCABULARIES
from tests.checking.case_files import ALL, Case
from tests.conftest import CATALOGUE, SCHEMAS

SCHEMA_OF = {name: kind.schema for name, kind in KINDS.items()}
FILES = discover(CATALOGUE)[0]


def readable(case: Case) -> bool:
    try:
        return bool(read(case.file.read_bytes()))
    except YamlError:
        return False


# Which documents there are is for the checker: no schema lists them.
# What schemas leave to the rules: documents are not listed in them, quarters of an hour are not counted, capitals and
# accents make another text.
_LEFT_TO_RULES = (
    "schema-terme/invalid/document",
    "schema-valeur/invalid/duree-arrondie",
    "schema-liste/invalid/competence-repetee",
)
CASES = [case for case in ALL if readable(case)]


@pytest.fixture(scope="module")
def schemas():
    return {name: json.loads((SCHEMAS / f"{name}.schema.json").read_text()) for name in schema_names()}


@pytest.fixture(scope="module")
def published(schemas):
    """Kind of file → the reference validator, with the formats that the schema names."""
    return {name: Draft202012Validator(schema, format_checker=FormatChecker()) for name, schema in schemas.items()}


@pytest.fixture(scope="module")
def ours(schemas):
    return {name: StructureChecker(schema, {}) for name, schema in schemas.items()}


@pytest.mark.parametrize("kind", [name for name in schema_names() if name not in OPTIONAL_VOCABULARIES])
def test_both_accept_every_real_file(kind, published, ours):
    files = [file for file in FILES if file.schema == kind]
    assert files
    for file in files:
        data = read(file.path.read_bytes())
        assert (published[kind].is_valid(data), ours[kind](data)) == (True, []), file.place


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_accept_or_refuse_a_case(case, published, ours):
    kind = SCHEMA_OF.get(case.place.split("/")[0], "module")
    data = read(case.file.read_bytes())
    structural = any(rule.startswith("schema-") for _, _, rule in case.expected) and case.name not in _LEFT_TO_RULES
    assert (published[kind].is_valid(data), ours[kind](data) == []) == (not structural, not structural)
