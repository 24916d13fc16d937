"""The European Learning Model against the official shapes of its learning-opportunity profile."""

import json
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace

from build_tools.exports.elm import elm_files
from build_tools.exports.rdf import PREFIXES
from tests.conftest import published
from tests.exports.linked_data import SITE, from_json_ld

pytestmark = pytest.mark.slow


SHAPES = "elm/LOQ-constraints-python-re.ttl"
VOCABULARIES = Path(__file__).parent / "profiles" / "elm-vocabulaires.ttl"
ELM = Namespace(PREFIXES["elm"])
SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def content(nasty):
    (file,) = elm_files(published(nasty, SITE))
    assert file.records == len(nasty.modules)
    return file.content


def conforms(content, shapes):
    fits, _, report = pyshacl.validate(
        from_json_ld(content), shacl_graph=shapes if isinstance(shapes, Graph) else str(shapes), advanced=True
    )
    return fits, report


def test_it_conforms_to_the_official_shapes(content, reference):
    fits, report = conforms(content, reference / SHAPES)
    assert fits, report[:2000]


def test_every_coded_value_is_of_the_list_that_the_model_names(content):
    fits, report = conforms(content, VOCABULARIES)
    assert fits, report[:2000]


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("isced-f/9999", "isced-f/formation"),
        ('authority/country"', 'authority/pays"'),
        ("/25831c2", "/autre"),
    ],
)
def test_a_value_of_another_list_would_be_seen(content, value, wrong):
    assert not conforms(content.decode().replace(value, wrong), VOCABULARIES)[0]


def test_only_a_module_that_is_offered_is_an_opportunity(content, nasty):
    kinds = {
        node["adms:identifier"]["skos:notation"]: node["@type"]
        for node in json.loads(content)["@graph"]
        if "adms:identifier" in node
    }
    assert kinds == {
        module.id: f"elm:{'LearningOpportunity' if module.mises_en_oeuvre else 'LearningAchievementSpecification'}"
        for module in nasty.modules.values()
    }
    assert set(kinds.values()) == {"elm:LearningOpportunity", "elm:LearningAchievementSpecification"}


def test_the_field_of_education_is_one_of_the_unions(content):
    used = {str(field) for field in from_json_ld(content).objects(predicate=ELM.ISCEDFCode)}
    assert used == {"http://data.europa.eu/snb/isced-f/9999"}


@pytest.mark.parametrize(
    "key", ["dct:title", "elm:providedBy", "foaf:homepage", "elm:learningAchievementSpecification"]
)
def test_the_shapes_refuse_an_offer_without_what_they_ask(content, reference, key):
    document = json.loads(content)
    next(node for node in document["@graph"] if node["@type"] == "elm:LearningOpportunity").pop(key)
    assert not conforms(json.dumps(document), reference / SHAPES)[0]


def test_what_may_be_learnt_fits_its_own_shape_which_the_profile_leaves_switched_off(content, reference):
    shapes = Graph().parse(reference / SHAPES)
    shape = next(shapes.subjects(SH.targetClass, ELM.LearningAchievementSpecification))
    shapes.remove((shape, SH.deactivated, None))
    fits, report = conforms(content, shapes)
    assert fits, report[:2000]
    document = json.loads(content)
    next(node for node in document["@graph"] if node["@type"] == "elm:LearningAchievementSpecification").pop(
        "dct:title"
    )
    assert not conforms(json.dumps(document), shapes)[0]


def test_nothing_is_said_to_be_awarded(content):
    assert b"awards" not in content.lower()
    assert "Complète la certification".encode() in content


def test_there_is_no_file_without_an_address(nasty):
    assert list(elm_files(published(nasty))) == []
