"""schema.org in each module's page and for the dataset, read back by an independent library."""

import json
import re

import pytest
from rdflib import RDF, Literal, URIRef

from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.rdf import Names
from build_tools.exports.schema_org import SchemaOrg, script
from build_tools.model.catalogue import official_codes
from tests.conftest import published
from tests.exports.linked_data import SCHEMA, SITE, from_schema_org
from tests.exports.nasty import NASTY


@pytest.fixture(scope="module")
def describe(nasty):
    return SchemaOrg(published(nasty, SITE), Names(f"{SITE}/"))


def course_of(describe, name):
    return describe.course(describe.catalogue.modules[name])


def test_a_module_is_a_course(describe):
    graph = from_schema_org([course_of(describe, "aura-re-entrainement")])
    course = URIRef(f"{SITE}/modules/aura-re-entrainement/#module")
    module = describe.catalogue.modules["aura-re-entrainement"]
    assert (course, RDF.type, SCHEMA.Course) in graph
    assert graph.value(course, SCHEMA.name) == Literal(module.titre)
    taught = list(graph.objects(course, SCHEMA.teaches))
    ours = {str(graph.value(term, SCHEMA.name)) for term in taught if not graph.value(term, SCHEMA.termCode)}
    assert ours == {skill.intitule for skill in module.competences}
    codes = {str(code) for term in taught if (code := graph.value(term, SCHEMA.termCode))}
    assert codes == set(official_codes(module)) != set()
    places = {str(graph.value(place, SCHEMA.identifier)) for place in graph.objects(course, SCHEMA.spatialCoverage)}
    assert places == {"FR-ARA"}
    assert list(graph.objects(course, SCHEMA.citation))
    assert graph.value(course, SCHEMA.license)


def test_what_it_completes_and_the_occupations_are_what_it_is_about(describe):
    graph = from_schema_org([course_of(describe, "bre-vilain")])
    about = list(graph.objects(URIRef(f"{SITE}/modules/bre-vilain/#module"), SCHEMA.about))
    assert {str(graph.value(thing, RDF.type)) for thing in about} == {
        str(SCHEMA.DefinedTerm),
        str(SCHEMA.EducationalOccupationalCredential),
    }
    assert Literal("G1602") in {graph.value(thing, SCHEMA.termCode) for thing in about}


def test_no_module_awards_anything(describe):
    for module in describe.catalogue.modules.values():
        assert "educationalCredentialAwarded" not in json.dumps(describe.course(module))


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        ({"heures": 14}, ["PT14H"]),
        ({"heures": 14, "entreprise": 7}, ["PT21H"]),
        ({"choix": [70, 140]}, ["PT70H", "PT140H"]),
        ({"min": 7, "max": 280}, None),
        (None, None),
    ],
)
def test_each_length_that_can_be_named_is_said(describe, length, expected):
    module = describe.catalogue.modules["aura-re-entrainement"]
    changed = type(module).model_validate({**module.model_dump(exclude_unset=True), "duree": length})
    assert describe.course(changed).get("timeRequired") == expected


def test_no_text_of_a_record_ends_the_script(describe):
    element = script(course_of(describe, "bre-vilain"))
    assert element.count("<") == 2, "the element's own two tags"
    content = json.loads(re.fullmatch(r"<script [^>]*>(.*)</script>", element, re.DOTALL)[1])
    assert content["@context"] == "https://schema.org"
    assert [term["name"] for term in content["teaches"] if "termCode" not in term] == list(NASTY)


def test_the_dataset_lists_its_files(describe):
    graph = from_schema_org([describe.dataset(DISTRIBUTIONS)])
    assert {str(address) for address in graph.objects(predicate=SCHEMA.contentUrl)} == {
        f"{SITE}/{file.path}" for file in DISTRIBUTIONS
    }


def test_unknown_facts_are_left_out(describe):
    bare = next(module for module in describe.catalogue.modules.values() if not module.duree and not module.publics)
    assert not {"timeRequired", "audience", "datePublished"} & describe.course(bare).keys()
