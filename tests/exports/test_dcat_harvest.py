"""What portals make of our description: data.gouv.fr's reader, written down from its code, and the official shapes.

Source: udata (github.com/opendatateam/udata), `core/dataset/rdf.py`, `core/dataservices/rdf.py`,
`harvest/backends/dcat.py`, and `compute_quality` of `core/dataset/models.py`, read in August 2026.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.export import write_exports
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History
from tests.exports.linked_data import DCAT, DCT, SITE, from_turtle

pytestmark = pytest.mark.slow

EU_FORMAT = "http://publications.europa.eu/resource/authority/file-type/"
EU_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
WKT = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
CLOSED_FORMATS = {"pdf", "doc", "docx", "word", "xls", "excel", "xlsx"}
# The licence's addresses in data.gouv.fr's list (identifier « lov2 »).
LICENCE = "www.etalab.gouv.fr/licence-ouverte-open-licence"
RULES = Path(__file__).parent / "profiles" / "dcat-ap.ttl"


@dataclass
class Resource:
    """A file as udata keeps it."""

    url: str
    title: str
    description: str
    format: str
    schema: str
    is_api: bool


@pytest.fixture(scope="module")
def folder(real_catalogue, tmp_path_factory):
    folder = tmp_path_factory.mktemp("moissonnage")
    addresses = Addresses(SITE, "https://depot.exemple.fr")
    write_exports(Published(real_catalogue, "2026-11-21T09:55:44Z", addresses, History(folder)), folder)
    return folder


@pytest.fixture(scope="module")
def graph(folder):
    return from_turtle((folder / "data/dcat.ttl").read_bytes())


@pytest.fixture(scope="module")
def dataset(graph):
    (found,) = graph.subjects(RDF.type, DCAT.Dataset)
    return found


@pytest.fixture(scope="module")
def resources(graph, dataset):
    return [_resource(graph, node) for node in graph.objects(dataset, DCAT.distribution)]


def test_the_dataset_has_full_marks_in_the_quality_score(graph, dataset, resources):
    licence = str(graph.value(dataset, DCT.license)).removeprefix("https://").rstrip("/")
    quality = {
        "license": licence == LICENCE,
        "temporal_coverage": _period(graph, graph.value(dataset, DCT.temporal)),
        "spatial": bool(_polygons(graph, dataset)),
        # IRREG has no delay, so that it is never late.
        "update_frequency": graph.value(dataset, DCT.accrualPeriodicity) == URIRef(f"{EU_FREQUENCY}IRREG"),
        "dataset_description_quality": len(graph.value(dataset, DCT.description)) > 100,
        "has_open_format": not all(not r.format or r.format in CLOSED_FORMATS for r in resources),
        "resources_documentation": any(r.description for r in resources),
    }
    assert quality == dict.fromkeys(quality, True)


def test_identifiers_stay_when_the_site_moves(graph, dataset):
    names = {
        str(graph.value(thing, DCT.identifier)) for thing in (dataset, *graph.subjects(RDF.type, DCAT.DataService))
    }
    assert names == {"catalogue-modules-additionnels", "catalogue-modules-additionnels-api"}


def test_the_schema_of_a_file_is_what_checks_it_and_nothing_else(folder, resources):
    schemas = {r.url.removeprefix(f"{SITE}/"): r.schema for r in resources if r.schema}
    assert schemas["data/modules.csv"] == f"{SITE}/data/schema-modules.json"
    assert schemas["data/modules.jsonl"] == f"{SITE}/data/schemas/module.schema.json"
    for schema in schemas.values():
        path = folder / schema.removeprefix(f"{SITE}/")
        assert path.is_file() or re.match(
            r"https?://(specs\.frictionlessdata\.io|lheo\.gouv\.fr|data\.europa\.eu)/", schema
        )
    assert not any(re.search(r"rfc-editor|w3\.org|openapis|jsonlines", schema) for schema in schemas.values())


def test_every_file_has_a_format_and_words(folder, resources):
    assert len(resources) == len([d for d in DISTRIBUTIONS if (folder / d.path).exists()])
    assert all(r.format and r.title and r.description for r in resources)
    formats = {r.url.rsplit(".", 1)[-1]: r.format for r in resources}
    assert (formats["csv"], formats["jsonl"], formats["sqlite"]) == ("csv", "jsonl", "sqlite")


def test_the_api_is_a_service_of_its_own(graph, dataset, resources):
    assert not any(r.is_api for r in resources)
    named = set(graph.objects(predicate=DCAT.accessService))
    (service,) = [node for node in graph.subjects(RDF.type, DCAT.DataService) if node not in named]
    said = {graph.value(service, term) for term in (DCT.title, DCT.description, DCT.license, DCAT.landingPage)}
    assert None not in said
    assert str(graph.value(service, DCAT.endpointURL)) == f"{SITE}/api/v1/"
    assert str(graph.value(service, DCAT.endpointDescription)) == f"{SITE}/api/v1/openapi.json"
    assert graph.value(service, DCAT.servesDataset) == dataset


def test_whom_to_write_to_is_known(graph, dataset):
    contact = graph.value(dataset, DCAT.contactPoint)
    assert (graph.value(contact, VCARD.fn), str(graph.value(contact, VCARD.hasURL))) == (
        Literal("Contributeurs du Catalogue des modules additionnels", lang="fr"),
        "https://depot.exemple.fr",
    )


def test_the_rules_of_dcat_ap_are_kept(graph):
    fits, _, report = pyshacl.validate(graph, shacl_graph=str(RULES), advanced=True)
    assert fits, report[:2000]


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        (DCAT.Catalog, DCT.title),
        (DCAT.Catalog, DCT.publisher),
        (DCAT.Dataset, DCT.description),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.DataService, DCAT.endpointURL),
        (VCARD.Kind, RDF.type),
        (SKOS.Concept, SKOS.prefLabel),
    ],
)
def test_a_description_that_lacks_what_is_asked_would_be_seen(graph, kind, lost):
    poorer = Graph() + graph
    for node in set(graph.subjects(RDF.type, kind)):
        poorer.remove((node, lost, None))
    assert not pyshacl.validate(poorer, shacl_graph=str(RULES), advanced=True)[0]


def _resource(graph, node):
    schema = graph.value(node, DCT.conformsTo)
    return Resource(
        str(graph.value(node, DCAT.downloadURL)),
        str(graph.value(node, DCT.title)),
        str(graph.value(node, DCT.description)),
        _format(graph, graph.value(node, DCT["format"])),
        str(schema) if isinstance(schema, URIRef) else "",
        graph.value(node, DCAT.accessService) is not None,
    )


def _format(graph, node):
    """The code of the European Union's table, or else the label."""
    code = str(node).removeprefix(EU_FORMAT)
    return (code if code != str(node) else str(graph.value(node, RDFS.label) or node)).lower()


def _period(graph, node):
    """A period with a name would be fetched."""
    ends = [graph.value(node, term) for term in (DCAT.startDate, DCAT.endDate)]
    return isinstance(node, BNode) and all(ends) and ends[0].toPython() < ends[1].toPython()


def _polygons(graph, dataset):
    places = graph.objects(dataset, DCT.spatial)
    literals = (value for place in places for value in graph.objects(place) if isinstance(value, Literal))
    return [value for value in literals if value.datatype == WKT and re.match(r"POLYGON\(\(", value)]
