"""The European Learning Model against the official shapes of its learning-opportunity profile."""

import json

import pyshacl
import pytest

from build_tools.exports.elm import elm_files
from tests.conftest import published
from tests.exports.linked_data import SITE, from_json_ld

pytestmark = pytest.mark.slow


SHAPES = "elm/LOQ-constraints-python-re.ttl"


@pytest.fixture(scope="module")
def content(nasty):
    (file,) = elm_files(published(nasty, SITE))
    assert file.records == len(nasty.modules)
    return file.content


def conforms(content, shapes):
    fits, _, report = pyshacl.validate(from_json_ld(content), shacl_graph=str(shapes), advanced=True)
    return fits, report


def test_it_conforms_to_the_official_shapes(content, reference):
    fits, report = conforms(content, reference / SHAPES)
    assert fits, report[:2000]


@pytest.mark.parametrize(
    "key", ["dct:title", "elm:providedBy", "foaf:homepage", "elm:learningAchievementSpecification"]
)
def test_the_shapes_refuse_a_module_without_what_they_ask(content, reference, key):
    document = json.loads(content)
    next(node for node in document["@graph"] if node["@type"] == "elm:LearningOpportunity").pop(key)
    assert not conforms(json.dumps(document), reference / SHAPES)[0]


def test_nothing_is_said_to_be_awarded(content):
    assert b"awards" not in content.lower()
    assert "Complète la certification".encode() in content


def test_there_is_no_file_without_an_address(nasty):
    assert list(elm_files(published(nasty))) == []
