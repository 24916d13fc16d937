"""The catalogue's files described for open data portals: DCAT-AP 3, as JSON-LD and as Turtle.

data.gouv.fr and European portals harvest such a description at its address. What the reader of data.gouv.fr (udata,
`core/dataset/rdf.py`) makes of it decides of some of it: `dct:conformsTo` is the schema of a file; a service that a
distribution names is no service of its own; the place needs a geometry, the period two dates and no name.
Sources: DCAT-AP 3.0 (semiceu.github.io/DCAT-AP); the authority tables of the Publications Office of the European Union.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.exports.data_package import CONTRIBUTOR, LICENCE, NAME, TITLE
from build_tools.exports.distributions import DISTRIBUTIONS, Distribution
from build_tools.exports.published import File, Published
from build_tools.exports.rdf import (
    AUTHORITY,
    DATASET_PAGE,
    FRANCE,
    FRENCH,
    Names,
    Node,
    in_french,
    json_ld,
    known,
    ref,
    turtle,
    typed,
)
from build_tools.exports.schema_org import ABOUT, KEYWORDS
from build_tools.text.typography import french

JSON_LD, TURTLE = "data/dcat.jsonld", "data/dcat.ttl"
_EDUCATION = "Éducation, culture et sport"
EDUCATION, IRREGULAR = f"{AUTHORITY}/data-theme/EDUC", f"{AUTHORITY}/frequency/IRREG"
STABLE = f"{AUTHORITY}/planned-availability/STABLE"
PUBLIC = f"{AUTHORITY}/access-right/PUBLIC"
# Endings of our files that the table of file types knows, by its codes.
_FILE_TYPES = {
    "ATOM": "ATOM",
    "CSV": "CSV",
    "GEOJSON": "GEOJSON",
    "JSON": "JSON",
    "JSONLD": "JSON_LD",
    "PARQUET": "PARQUET",
    "TTL": "RDF_TURTLE",
    "XLSX": "XLSX",
    "XML": "XML",
}
# JSON Lines has no media type registered with IANA.
_UNREGISTERED = frozenset({"application/jsonl"})
# West, south, east, north, in degrees, rounded outwards: a reader that knows no country's name needs them.
_PLACES: Mapping[str, tuple[float, float, float, float]] = {
    "France métropolitaine": (-5.2, 41.3, 9.6, 51.1),
    "Guadeloupe": (-61.9, 15.8, -61.0, 16.6),
    "Martinique": (-61.3, 14.3, -60.8, 14.9),
    "Guyane": (-54.7, 2.1, -51.6, 5.8),
    "La Réunion": (55.2, -21.4, 55.9, -20.8),
    "Mayotte": (44.9, -13.1, 45.4, -12.6),
}
_PUBLISHED_SINCE = "2026-11-21"
API_PAGE = "donnees/api/"
VERSIONS_PAGE = f"{DATASET_PAGE}versions/"
_API = (
    "Toutes les fiches du catalogue, une fiche, un vocabulaire, les changements : un fichier JSON pour chaque "
    "question, sans clé ni limite. Décrite en OpenAPI 3.1."
)


def dcat_files(published: Published, written: Mapping[str, int]) -> Iterator[File]:
    """The description in both writings of RDF. `written`: path of each file already written → its size in bytes."""
    for path, write in ((JSON_LD, json_ld), (TURTLE, turtle)):
        yield File(path, write(dcat_nodes(published, Names.seen_from(published, path), written)))


def dcat_nodes(published: Published, names: Names, written: Mapping[str, int]) -> Iterator[Node]:
    """The catalogue of data, its one dataset, its files, its API, and what these refer to."""
    writer = _Writer(published, names, written)
    files = [file for file in DISTRIBUTIONS if file.path in written]
    yield writer.catalogue()
    yield writer.dataset(files)
    yield writer.service()
    yield from map(writer.distribution, files)
    yield from writer.context(files)


@dataclass(frozen=True)
class _Writer:
    published: Published
    names: Names
    written: Mapping[str, int]

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
        node = {
            "@id": self.names.dataset,
            "@type": "dcat:Dataset",
            "dct:title": in_french(TITLE),
            "dct:description": in_french(french(ABOUT)),
            "dct:identifier": NAME,
            "owl:versionInfo": self.published.day,
            "dcat:keyword": [in_french(word) for word in KEYWORDS],
            "dcat:theme": ref(EDUCATION),
            "dcat:landingPage": ref(self.names.root + DATASET_PAGE),
            "dct:accrualPeriodicity": ref(IRREGULAR),
            "dct:accessRights": ref(PUBLIC),
            "dct:temporal": self._period(),
            "dcat:contactPoint": self._contact(),
            "dct:issued": typed(_PUBLISHED_SINCE, "xsd:date"),
            "foaf:page": ref(self.names.root + VERSIONS_PAGE),
            "dcat:distribution": [ref(self._file(file)) for file in files],
            **self._common(),
            "dct:spatial": [ref(FRANCE), *(_place(label, box) for label, box in _PLACES.items())],
        }
        return known(node)

    def service(self) -> Node:
        """The API. No distribution names it as its service, or data.gouv.fr would not take it for one of its own."""
        node = {
            "@id": self.api,
            "@type": "dcat:DataService",
            "dct:title": in_french(f"API du {TITLE}"),
            "dct:description": in_french(french(_API)),
            "dct:identifier": f"{NAME}-api",
            "dcat:keyword": [in_french(word) for word in KEYWORDS],
            "dcat:theme": ref(EDUCATION),
            "dcat:endpointURL": ref(f"{self.names.root}api/v1/"),
            "dcat:endpointDescription": ref(f"{self.names.root}api/v1/openapi.json"),
            "dcat:landingPage": ref(self.names.root + API_PAGE),
            "dcat:contactPoint": self._contact(),
            "dcat:servesDataset": ref(self.names.dataset),
            "dct:publisher": ref(self.publisher),
            "dct:license": ref(LICENCE["path"]),
            "dct:accessRights": ref(PUBLIC),
            "dct:issued": typed(_PUBLISHED_SINCE, "xsd:date"),
            "dct:modified": self._modified(),
        }
        return known(node)

    def distribution(self, file: Distribution) -> Node:
        """One file; without its checksum, which is in `manifeste.json`.

        DCAT-AP wants it as `xsd:hexBinary`, of which data.gouv.fr's reader makes bytes that it then refuses, and with
        them the whole dataset (udata 17.18, `resource_from_rdf`).
        """
        node = {
            "@id": self._file(file),
            "@type": "dcat:Distribution",
            "dct:title": in_french(french(file.title)),
            "dct:description": in_french(french(file.what)),
            "dcat:accessURL": ref(self.names.root + file.path),
            "dcat:downloadURL": ref(self.names.root + file.path),
            "dct:identifier": file.path,
            "dcat:byteSize": typed(str(self.written[file.path]), "xsd:nonNegativeInteger"),
            "dcat:mediaType": ref(found) if (found := _media_type(file)) else None,
            "dct:format": ref(_file_type(file, self.names)),
            "dct:conformsTo": ref(self._schema(file)) if file.schema else None,
            "dcatap:availability": ref(STABLE),
            "dct:license": ref(LICENCE["path"]),
            "dct:language": ref(FRENCH),
            "dct:modified": self._modified(),
        }
        return known(node)

    def context(self, files: list[Distribution]) -> Iterator[Node]:
        """The classes of what the description refers to, which readers cannot be asked to fetch."""
        yield {"@id": self.publisher, "@type": "foaf:Agent", "foaf:name": in_french(CONTRIBUTOR["title"])}
        theme = {"@id": EDUCATION, "@type": "skos:Concept", "skos:prefLabel": in_french(_EDUCATION)}
        yield {**theme, **_of_the_eu(EDUCATION)}
        yield {"@id": LICENCE["path"], "@type": "dct:LicenseDocument", "dct:title": in_french(LICENCE["title"])}
        yield {"@id": FRANCE, "@type": "dct:Location", "rdfs:label": in_french("France"), **_of_the_eu(FRANCE)}
        for name in sorted({file.format for file in files if file.format not in _FILE_TYPES}):
            iri = _own_file_type(name, self.names)
            yield {"@id": iri, "@type": "dct:MediaTypeOrExtent", "rdfs:label": name.lower()}
        types = {
            "dct:LinguisticSystem": {FRENCH},
            "dct:Frequency": {IRREGULAR},
            "dct:RightsStatement": {PUBLIC},
            "foaf:Document": {self.names.root + page for page in ("", DATASET_PAGE, API_PAGE, VERSIONS_PAGE)},
            "dct:MediaType": {_media_type(file) for file in files},
            "dct:MediaTypeOrExtent": {_file_type(file, self.names) for file in files if file.format in _FILE_TYPES},
            "dct:Standard": {self._schema(file) for file in files if file.schema},
        }
        yield {"@id": STABLE, "@type": "skos:Concept", "skos:prefLabel": in_french("Stable"), **_of_the_eu(STABLE)}
        for kind, iris in types.items():
            yield from ({"@id": iri, "@type": kind, **_of_the_eu(iri)} for iri in sorted(iris) if iri)

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

    def _contact(self) -> Node | None:
        """Where to write to: the source repository, or else nothing."""
        repository = self.published.addresses.repository
        if not repository:
            return None
        name = in_french(CONTRIBUTOR["title"])
        # Both classes: who reads without vcard's own definitions does not know that a group is a kind.
        return {"@type": ["vcard:Kind", "vcard:Group"], "vcard:fn": name, "vcard:hasURL": ref(repository)}

    def _period(self) -> Node | None:
        """From the first year that a module states to the day of the data."""
        years = [module.annee for module in self.published.catalogue.modules.values() if module.annee]
        if not years:
            return None
        return {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": typed(f"{min(years)}-01-01", "xsd:date"),
            "dcat:endDate": typed(self.published.day, "xsd:date"),
        }

    def _schema(self, file: Distribution) -> str:
        return file.schema if "://" in file.schema else self.names.root + file.schema

    def _file(self, file: Distribution) -> str:
        return f"{self.names.root}{file.path}#fichier"


def _media_type(file: Distribution) -> str:
    registered = file.media_type not in _UNREGISTERED
    return f"https://www.iana.org/assignments/media-types/{file.media_type}" if registered else ""


def _file_type(file: Distribution, names: Names) -> str:
    if file.format in _FILE_TYPES:
        return f"{AUTHORITY}/file-type/{_FILE_TYPES[file.format]}"
    return _own_file_type(file.format, names)


def _own_file_type(name: str, names: Names) -> str:
    """For a format that the authority's table does not have: a name of ours, with its label."""
    return f"{names.root}{DATASET_PAGE}#format-{name.lower()}"


def _place(label: str, box: tuple[float, float, float, float]) -> Node:
    """A place by its bounding box in WKT, longitude first, anticlockwise."""
    west, south, east, north = box
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    ring = ", ".join(f"{longitude} {latitude}" for longitude, latitude in corners)
    return {
        "@type": "dct:Location",
        "rdfs:label": in_french(label),
        "dcat:bbox": typed(f"POLYGON(({ring}))", "gsp:wktLiteral"),
    }


def _of_the_eu(iri: str) -> Node:
    """The authority table that a concept of the European Union is of."""
    return {"skos:inScheme": ref(iri.rsplit("/", 1)[0])} if iri.startswith(AUTHORITY) else {}
