"""The whole as Turtle, read back by an independent library."""

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, Literal, Namespace, URIRef

from build_tools.exports.catalogue_turtle import turtle_files
from build_tools.exports.identity import permanent_iri
from build_tools.model.kinds import KINDS
from tests.conftest import published
from tests.exports.linked_data import SCHEMA, SITE, SKOS, from_turtle
from tests.exports.nasty import NASTY

pytestmark = pytest.mark.slow


MA = Namespace(f"{SITE}/data/vocabulaire.ttl#")


@pytest.fixture(scope="module")
def files(nasty):
    return {file.path: from_turtle(file.content) for file in turtle_files(published(nasty, SITE))}


@pytest.fixture(scope="module")
def graph(files):
    return files["data/catalogue.ttl"]


def test_every_record_and_term_is_there(nasty, graph):
    for kind, records in (
        ("Module", nasty.modules),
        ("Demarche", nasty.demarches),
        ("Certification", nasty.certifications),
        ("Ecart", nasty.ecarts),
        ("Referentiel", nasty.referentiels),
    ):
        assert len(set(graph.subjects(RDF.type, MA[kind]))) == len(records)
    for name, terms in _described(nasty).items():
        scheme = URIRef(f"{SITE}/data/catalogue.ttl#{name}")
        assert len(set(graph.subjects(SKOS.inScheme, scheme))) == len(terms), name


@pytest.mark.parametrize("collection", KINDS)
def test_each_record_has_the_name_for_ever_that_the_api_gives_it(nasty, graph, collection):
    for name in nasty.records(collection):
        thing = URIRef(f"{SITE}/{collection}/{name}/#{KINDS[collection].schema}")
        assert set(graph.objects(thing, OWL.sameAs)) == {URIRef(permanent_iri(collection, name))}, name


def test_no_text_is_harmed(graph):
    module = URIRef(f"{SITE}/modules/bre-vilain/#module")
    assert {str(text) for text in graph.objects(module, MA.metiers_cites)} == set(NASTY)
    assert graph.value(module, SCHEMA.name) == Literal(NASTY[0])


def test_what_schema_org_cannot_say_has_words_of_our_own(nasty, graph):
    module = URIRef(f"{SITE}/modules/bre-vilain/#module")
    skills = list(graph.objects(module, MA.competences))
    assert {graph.value(skill, MA.ecart) for skill in skills} == {
        URIRef(f"{SITE}/data/catalogue.ttl#ecarts/{nasty.modules['bre-vilain'].competences[0].ecart}")
    }
    assert (module, MA.transitions, URIRef(f"{SITE}/data/catalogue.ttl#transitions/numerique")) in graph


def test_a_referentiel_is_a_version_of_its_certification_and_follows_another(nasty, graph):
    owners = {entry.code: c.id for c in nasty.certifications.values() for entry in c.enregistrements}
    for name, official in nasty.referentiels.items():
        thing = URIRef(f"{SITE}/referentiels/{name}/#referentiel")
        owner = graph.value(thing, DCTERMS.isVersionOf)
        assert (owner is not None) == (official.code in owners), name
        assert owner is None or owners[official.code] in str(owner)
        followed = {nasty.referentiel_of[code].id for code in official.predecesseurs if code in nasty.referentiel_of}
        assert {str(o).split("/")[-2] for o in graph.objects(thing, DCTERMS.replaces)} == followed
        blocks = {str(graph.value(block, MA.intitule)) for block in graph.objects(thing, MA.blocs)}
        assert blocks == {block.intitule for block in official.blocs}


def test_every_word_of_our_own_is_defined(files, graph):
    used = {word for word in (*graph.predicates(), *graph.objects(predicate=RDF.type)) if word.startswith(MA)}
    words = files["data/vocabulaire.ttl"]
    assert len(used) > 50
    assert [word for word in used if not words.value(word, RDFS.label)] == []


def test_every_name_referred_to_is_described(graph):
    here = {name for name in graph.objects() if isinstance(name, URIRef) and name.startswith(f"{SITE}/data/catalogue")}
    assert here - set(graph.subjects()) == set()


def test_names_are_relative_without_an_address(nasty, graph):
    near = next(turtle_files(published(nasty)))
    assert b"<../modules/bre-vilain/#module>" in near.content
    assert f"<{SITE}/modules".encode() not in near.content
    assert len(from_turtle(near.content)) == len(graph)


def test_each_thing_has_a_name_that_no_host_is_part_of(nasty, graph):
    names = set(graph.objects(predicate=OWL.sameAs))
    assert all(str(name).startswith("urn:uuid:") for name in names)
    things = [(name, record) for name in KINDS for record in nasty.records(name)]
    assert len(names) == len(things) + sum(len(terms) for terms in _described(nasty).values())
    elsewhere = from_turtle(_catalogue(nasty, "https://ailleurs.example"))
    assert set(elsewhere.objects(predicate=OWL.sameAs)) == names


def test_regions_and_codes_lead_to_where_they_are_official(graph):
    brittany = URIRef(f"{SITE}/data/catalogue.ttl#regions/bretagne")
    assert {str(same) for same in graph.objects(brittany, SKOS.exactMatch)} == {
        "http://id.insee.fr/geo/region/53",
        "http://www.wikidata.org/entity/Q12130",
    }
    certification = URIRef(f"{SITE}/certifications/tp-assistant-de-vie-aux-familles/#certification")
    pages = {str(page) for page in graph.objects(certification, RDFS.seeAlso)}
    assert "https://www.francecompetences.fr/recherche/rncp/37715/" in pages


def _described(nasty):
    """Vocabulary → the terms that the file describes: of the occupations, those that a record names."""
    terms = nasty.vocabularies.terms
    named = {
        code for kind in KINDS for record in nasty.records(kind).values() for code in getattr(record, "metiers", ())
    }
    return {**terms, "metiers": {code: term for code, term in terms["metiers"].items() if code in named}}


def _catalogue(nasty, site):
    return next(file.content for file in turtle_files(published(nasty, site)) if file.path == "data/catalogue.ttl")
