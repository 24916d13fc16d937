"""What programs find in a page's head: what it is about, read by an independent library, and files that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path
from posixpath import normpath
from typing import Any

import pytest
from rdflib import RDF, URIRef

from tests.exports.linked_data import SCHEMA, from_schema_org

pytestmark = pytest.mark.slow

_ALTERNATE = re.compile(r'<link rel="alternate describedby" type="([^"]+)" title="[^"]+" href="([^"]+)">')
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# Page → the class of what it is about.
ABOUT = {
    "modules/nor-teillage-du-lin/": None,
    "certifications/tp-assistant-de-vie-aux-familles/": SCHEMA.EducationalOccupationalCredential,
    "dossiers/tp-assistant-de-vie-aux-familles/": SCHEMA.EducationalOccupationalCredential,
    "demarches/normandie-incubation-certifications/": SCHEMA.Project,
    "regions/normandie/": SCHEMA.AdministrativeArea,
    "regions/corse/": SCHEMA.AdministrativeArea,
    "secteurs/industrie/": SCHEMA.DefinedTerm,
    "themes/cycle/": SCHEMA.DefinedTerm,
    "metiers/I1619/": SCHEMA.DefinedTerm,
    "sources/guide-8/": SCHEMA.CreativeWork,
    "certificateurs/ministere-du-travail/": SCHEMA.Organization,
}


def _html(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text(encoding="utf-8")


def _said(site: Path, page: str) -> Any:
    (found,) = _DATA.findall(_html(site, page))
    return json.loads(found)


@pytest.mark.parametrize(("page", "kind"), ABOUT.items())
def test_each_kind_of_page_says_what_it_is_about(site: Path, page: str, kind: URIRef | None) -> None:
    said = _said(site, page)
    graph = from_schema_org([{key: value for key, value in said.items() if key != "@context"}])
    if kind is None:
        assert said["@type"] == "Course"
    else:
        assert (None, RDF.type, kind) in graph
        assert len(list(graph.objects(predicate=SCHEMA.about))) == 1


@pytest.mark.parametrize("page", ["regions/", "modules/", "certifications/", "themes/", "regions/normandie/"])
def test_a_list_says_how_many_pages_it_lists_and_where(site: Path, page: str) -> None:
    listed = _said(site, page)["mainEntity"]
    addresses = [item["url"] for item in listed["itemListElement"]]
    assert listed["numberOfItems"] == len(addresses) > 0
    assert [item["position"] for item in listed["itemListElement"]] == list(range(1, len(addresses) + 1))
    pages = [normpath(f"{page}{address}") for address in addresses]
    assert [name for name in pages if not (site / name / "index.html").is_file()] == []


def test_the_same_facts_as_files_are_where_the_head_says(site: Path) -> None:
    found = {
        path.parent.relative_to(site).as_posix(): _ALTERNATE.findall(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("index.html"))
    }
    missing = [
        (page, address)
        for page, links in found.items()
        for _, address in links
        if not (site / normpath(f"{page}/{address}")).is_file()
    ]
    assert missing == []
    for page, kinds in (
        ("regions/normandie", {"application/json", "text/csv"}),
        ("regions/corse", {"application/json"}),
    ):
        assert {kind for kind, _ in found[page]} == kinds
    assert all(found[page] for page in found if page.startswith(("modules/nor", "themes/", "metiers/")))
