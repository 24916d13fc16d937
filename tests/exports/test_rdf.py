"""RDF as text: Turtle and JSON-LD say the same to an independent reader."""

import pytest
from rdflib import Literal, URIRef
from rdflib.compare import isomorphic

from build_tools.exports.rdf import Names, address, in_french, json_ld, known, ref, turtle, typed
from tests.conftest import published
from tests.exports.linked_data import from_json_ld, from_turtle
from tests.exports.nasty import NASTY

THING = "https://exemple.fr/a-b_c/#chose"


@pytest.mark.parametrize("text", [*NASTY, "", '"""', "fin\\", "\x7f", "\t\b\f\r\n"])
def test_any_text_is_read_back_unharmed(text):
    node = {"@id": THING, "dct:title": in_french(text), "dct:identifier": text}
    for graph in (from_turtle(turtle([node])), from_json_ld(json_ld([node]))):
        assert set(graph.objects(URIRef(THING))) == {Literal(text, lang="fr"), Literal(text)}


def test_both_writings_say_the_same():
    node = {
        "@id": THING,
        "@type": ["skos:Concept", "dcat:Dataset"],
        "dct:title": [in_french("un"), in_french("deux")],
        "dct:modified": typed("2026-11-21", "xsd:date"),
        "dct:spatial": ref("https://exemple.fr/region#é(1)"),
        "dct:extent": {"@type": "dct:SizeOrDuration", "rdf:value": 14, "dct:valid": True},
    }
    assert isomorphic(from_turtle(turtle([node])), from_json_ld(json_ld([node])))


def test_names_that_begin_with_a_prefix_are_shortened():
    node = {"@id": THING, "dct:type": [ref("https://exemple.fr/t#vert"), ref("https://exemple.fr/t#a/b")]}
    text = turtle([node], {"t": "https://exemple.fr/t#"}).decode()
    assert "dct:type t:vert, <https://exemple.fr/t#a/b>" in text


def test_what_an_iri_may_not_hold_is_encoded():
    assert address('https://exemple.fr/é?a="b c"&<d>') == "https://exemple.fr/é?a=%22b%20c%22&%3Cd%3E"


def test_what_is_unknown_is_left_out():
    assert known({"a": None, "b": [], "c": 0, "d": ""}) == {"c": 0, "d": ""}


def test_names_are_relative_to_their_file_without_an_address(real_catalogue):
    near = Names.seen_from(published(real_catalogue), "data/catalogue.ttl")
    far = Names.seen_from(published(real_catalogue, "https://exemple.fr/base"), "data/catalogue.ttl")
    assert near.record("modules", "x") == "../modules/x/#module"
    assert far.record("modules", "x") == "https://exemple.fr/base/modules/x/#module"
