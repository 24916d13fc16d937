"""The description of the files for open data portals: complete, and true of what was written."""

import json

import pytest
from rdflib import RDF, Literal, URIRef
from rdflib.compare import isomorphic

from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.export import write_exports
from tests.conftest import published
from tests.exports.linked_data import DCAT, DCT, SITE, from_json_ld, from_turtle

# DCAT-AP 3.0, « mandatory properties », by class.
MANDATORY = {
    DCAT.Catalog: {DCT.title, DCT.description, DCT.publisher, DCAT.dataset},
    DCAT.Dataset: {DCT.title, DCT.description},
    DCAT.Distribution: {DCAT.accessURL},
    DCAT.DataService: {DCT.title, DCAT.endpointURL},
}


@pytest.fixture(scope="module")
def folder(nasty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dcat")
    write_exports(published(nasty, SITE), folder)
    return folder


@pytest.fixture(scope="module")
def graph(folder):
    return from_turtle((folder / "data/dcat.ttl").read_bytes())


def test_both_writings_say_the_same(folder, graph):
    assert isomorphic(graph, from_json_ld((folder / "data/dcat.jsonld").read_bytes()))


@pytest.mark.parametrize("kind", MANDATORY)
def test_what_dcat_ap_asks_is_there(graph, kind):
    things = list(graph.subjects(RDF.type, kind))
    assert things
    for thing in things:
        assert set(graph.predicates(thing)) >= MANDATORY[kind]


def test_every_file_is_described_as_it_is(folder, graph):
    sizes = {
        str(graph.value(file, DCAT.downloadURL)).removeprefix(f"{SITE}/"): graph.value(file, DCAT.byteSize).toPython()
        for file in graph.subjects(RDF.type, DCAT.Distribution)
    }
    assert sizes == {file.path: (folder / file.path).stat().st_size for file in DISTRIBUTIONS}


def test_everything_referred_to_has_its_class(graph):
    """DCAT-AP's shapes check the class of what is referred to, and cannot fetch it."""
    ours = {
        thing
        for predicate in (DCT.publisher, DCT.language, DCT.spatial, DCT.license, DCT.conformsTo, DCAT.mediaType)
        for thing in graph.objects(predicate=predicate)
    }
    assert [thing for thing in ours if not graph.value(thing, RDF.type)] == []


def test_the_dataset_is_the_pages_own(folder, graph):
    dataset = URIRef(f"{SITE}/donnees/#jeu-de-donnees")
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert graph.value(dataset, DCT.title) == Literal("Catalogue des modules additionnels", lang="fr")
    manifest = json.loads((folder / "data/manifeste.json").read_text())
    assert "data/dcat.ttl" in {file["chemin"] for file in manifest["fichiers"]}


def test_a_format_that_the_eu_has_a_code_for_is_said_by_that_code(graph):
    said = {str(graph.value(file, DCAT.downloadURL)): str(graph.value(file, DCT["format"])) for file in _files(graph)}
    codes = {path.rsplit(".", 1)[-1]: name.rsplit("/", 1)[-1] for path, name in said.items() if "authority" in name}
    assert codes.items() >= {"parquet": "PARQUET", "geojson": "GEOJSON", "atom": "ATOM", "csv": "CSV"}.items()
    assert {path.rsplit(".", 1)[-1] for path, name in said.items() if "authority" not in name} == {"jsonl", "sqlite"}


def _files(graph):
    return graph.subjects(RDF.type, DCAT.Distribution)
