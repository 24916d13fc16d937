"""The catalogue's files described for open data portals: DCAT-AP 3, as JSON-LD and as Turtle.

data.gouv.fr and European portals harvest such a description at its address.
Sources: DCAT-AP 3.0 (semiceu.github.io/DCAT-AP); the authority tables of the Publications Office of the European Union.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.exports.data_package import CONTRIBUTOR, LICENCE, TITLE
from build_tools.exports.distributions import API, DISTRIBUTIONS, Distribution
from build_tools.exports.published import File, Published
from build_tools.exports.rdf import DATASET_PAGE, Names, Node, in_french, json_ld, known, ref, turtle, typed
from build_tools.exports.schema_org import ABOUT, KEYWORDS
from build_tools.text.typography import french

JSON_LD, TURTLE = "data/dcat.jsonld", "data/dcat.ttl"
_AUTHORITY = "http://publications.europa.eu/resource/authority"
FRENCH, FRANCE = f"{_AUTHORITY}/language/FRA", f"{_AUTHORITY}/country/FRA"
EDUCATION, IRREGULAR = f"{_AUTHORITY}/data-theme/EDUC", f"{_AUTHORITY}/frequency/IRREG"
PUBLIC = f"{_AUTHORITY}/access-right/PUBLIC"
# Endings of our files that the table of file types knows, by its codes.
_FILE_TYPES = {
    "CSV": "CSV",
    "JSON": "JSON",
    "JSONLD": "JSON_LD",
    "TTL": "RDF_TURTLE",
    "XLSX": "XLSX",
    "XML": "XML",
}
# JSON Lines has no media type registered with IANA.
_UNREGISTERED = frozenset({"application/jsonl"})


def dcat_files(published: Published, sizes: Mapping[str, int]) -> Iterator[File]:
    """The description in both writings of RDF. `sizes` gives the path and the bytes of each file already written."""
    for path, write in ((JSON_LD, json_ld), (TURTLE, turtle)):
        yield File(path, write(dcat_nodes(published, Names.seen_from(published, path), sizes)))


def dcat_nodes(published: Published, names: Names, sizes: Mapping[str, int]) -> Iterator[Node]:
    """The catalogue of data, its one dataset, its files, its API, and what these refer to."""
    writer = _Writer(published, names, sizes)
    files = [file for file in DISTRIBUTIONS if file.path in sizes]
    yield writer.catalogue()
    yield writer.dataset(files)
    yield writer.service()
    yield from map(writer.distribution, files)
    yield from writer.context(files)


@dataclass(frozen=True)
class _Writer:
    published: Published
    names: Names
    sizes: Mapping[str, int]

    @property
    def publisher(self) -> str:
        """Those who make the catalogue."""
        return f"{self.names.root}{DATASET_PAGE}#contributeurs"

    @property
    def api(self) -> str:
        """The API as a service."""
        return f"{self.names.root}{DATASET_PAGE}#api"

    def catalogue(self) -> Node:
        """The catalogue of data, with one dataset."""
        return {
            "@id": f"{self.names.root}{DATASET_PAGE}#catalogue",
            "@type": "dcat:Catalog",
            "dct:title": in_french(french(f"{TITLE} : données ouvertes")),
            "dct:description": in_french(french(ABOUT)),
            "foaf:homepage": ref(self.names.root),
            "dcat:dataset": ref(self.names.dataset),
            "dcat:service": ref(self.api),
            **self._common(),
        }

    def dataset(self, files: list[Distribution]) -> Node:
        """The catalogue as a dataset, with its files."""
        repository = self.published.addresses.repository
        contact = {"@type": "vcard:Group", "vcard:fn": CONTRIBUTOR["title"], "vcard:hasURL": ref(repository)}
        node = {
            "@id": self.names.dataset,
            "@type": "dcat:Dataset",
            "dct:title": in_french(TITLE),
            "dct:description": in_french(french(ABOUT)),
            "dct:identifier": self.names.dataset,
            "dcat:keyword": [in_french(word) for word in KEYWORDS],
            "dcat:theme": ref(EDUCATION),
            "dcat:landingPage": ref(self.names.root + DATASET_PAGE),
            "dct:accrualPeriodicity": ref(IRREGULAR),
            "dct:accessRights": ref(PUBLIC),
            "dcat:contactPoint": contact if repository else None,
            "dcat:distribution": [ref(self._file(file)) for file in files],
            **self._common(),
        }
        return known(node)

    def service(self) -> Node:
        """The API."""
        return {
            "@id": self.api,
            "@type": "dcat:DataService",
            "dct:title": in_french(f"API du {TITLE}"),
            "dcat:endpointURL": ref(f"{self.names.root}api/v1/"),
            "dcat:endpointDescription": ref(f"{self.names.root}api/v1/openapi.json"),
            "dcat:servesDataset": ref(self.names.dataset),
            "dct:license": ref(LICENCE["path"]),
            "dct:accessRights": ref(PUBLIC),
        }

    def distribution(self, file: Distribution) -> Node:
        """One file."""
        node = {
            "@id": self._file(file),
            "@type": "dcat:Distribution",
            "dct:title": in_french(french(file.title)),
            "dct:description": in_french(french(file.what)),
            "dcat:accessURL": ref(self.names.root + file.path),
            "dcat:downloadURL": ref(self.names.root + file.path),
            "dcat:byteSize": typed(str(self.sizes[file.path]), "xsd:nonNegativeInteger"),
            "dcat:mediaType": ref(found) if (found := _media_type(file)) else None,
            "dct:format": ref(found) if (found := _file_type(file)) else None,
            "dct:conformsTo": ref(file.conforms_to) if file.conforms_to else None,
            "dcat:accessService": ref(self.api) if file.path == API else None,
            "dct:license": ref(LICENCE["path"]),
            "dct:language": ref(FRENCH),
            "dct:modified": self._modified(),
        }
        return known(node)

    def context(self, files: list[Distribution]) -> Iterator[Node]:
        """The classes of what the description refers to, which readers cannot be asked to fetch."""
        yield {"@id": self.publisher, "@type": "foaf:Agent", "foaf:name": in_french(CONTRIBUTOR["title"])}
        yield {"@id": EDUCATION, "@type": "skos:Concept", "skos:prefLabel": in_french("Éducation, culture et sport")}
        yield {"@id": LICENCE["path"], "@type": "dct:LicenseDocument", "dct:title": in_french(LICENCE["title"])}
        types = {
            "dct:LinguisticSystem": {FRENCH},
            "dct:Location": {FRANCE},
            "dct:Frequency": {IRREGULAR},
            "dct:RightsStatement": {PUBLIC},
            "foaf:Document": {self.names.root, self.names.root + DATASET_PAGE},
            "dct:MediaType": {_media_type(file) for file in files},
            "dct:MediaTypeOrExtent": {_file_type(file) for file in files},
            "dct:Standard": {file.conforms_to for file in files},
        }
        for kind, iris in types.items():
            yield from ({"@id": iri, "@type": kind} for iri in sorted(iris) if iri)

    def _common(self) -> Node:
        """What the catalogue and the dataset have in common."""
        return {
            "dct:publisher": ref(self.publisher),
            "dct:language": ref(FRENCH),
            "dct:spatial": ref(FRANCE),
            "dct:license": ref(LICENCE["path"]),
            "dct:modified": self._modified(),
        }

    def _modified(self) -> Node:
        return typed(self.published.generated_at, "xsd:dateTime")

    def _file(self, file: Distribution) -> str:
        return f"{self.names.root}{file.path}#fichier"


def _media_type(file: Distribution) -> str:
    registered = file.media_type not in _UNREGISTERED
    return f"https://www.iana.org/assignments/media-types/{file.media_type}" if registered else ""


def _file_type(file: Distribution) -> str:
    return f"{_AUTHORITY}/file-type/{_FILE_TYPES[file.format]}" if file.format in _FILE_TYPES else ""
