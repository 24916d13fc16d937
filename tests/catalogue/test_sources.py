"""What the catalogue says it has read stands in the documents; official codes stand in the official files."""

import csv
import re

import pytest
from pydantic import BaseModel

from build_tools.model.base import Source
from build_tools.model.kinds import KINDS
from build_tools.nomenclatures.rome import occupations_yaml
from tests.conftest import CATALOGUE

SOURCE_TEXTS = {
    "guide-8": "guide-8-modules-additionnels.txt",
    "annexe-2": "annexe-2-experimentation.txt",
    "innovation-en-actions-2020": "innovation-en-actions-2020.txt",
    "cadre-elaboration-2018": "cadre-elaboration-2018.txt",
    "synthese-des-guides": "synthese-des-guides.txt",
}


def comparable(text: str) -> str:
    """The words without line ends, hyphens that break lines, and Markdown's marks and escapes."""
    text = re.sub(r"-\s*\n\s*", "-", text.replace("\\", ""))
    return re.sub(r"\s+", " ", re.sub(r"[*_#<>]", " ", text)).strip()


@pytest.fixture(scope="module")
def texts(reference):
    """Document → its text as it can be searched."""
    sources, rncp = reference.parent / "sources", reference / "rncp"
    texts = {document: (sources / name).read_text() for document, name in SOURCE_TEXTS.items()}
    texts["export-rncp-2021-01"] = "\n".join(file.read_text() for file in sorted(rncp.glob("rncp_2021-01_*.csv")))
    return {document: comparable(text) for document, text in texts.items()}


def sources_in(value: object):
    if isinstance(value, Source):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from sources_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from sources_in(item)


def excerpts(catalogue):
    """(where, document, excerpt) of every source of every record, term and mention."""
    records = [catalogue.records(collection) for collection in KINDS]
    groups = [*records, *catalogue.vocabularies.terms.values()]
    for group in groups:
        for record in group.values():
            for source in sources_in(record):
                if source.extrait:
                    yield record.id, source.document, source.extrait


def test_every_excerpt_stands_in_its_document(real_catalogue, texts):
    found = list(excerpts(real_catalogue))
    held = [(where, document, extrait) for where, document, extrait in found if document in texts]
    assert len(held) > 300
    lost = [(where, extrait) for where, document, extrait in held if comparable(extrait) not in texts[document]]
    assert lost == []


def test_line_ends_and_marks_do_not_hide_an_excerpt():
    page = "**Des modules**  \nà visée  trans-\nverse, \\*dits « additionnels »\\* <br>"
    assert comparable("modules à visée trans-verse, dits") in comparable(page)


def test_the_occupations_are_those_of_the_rome(reference):
    official = occupations_yaml(reference / "rome" / "unix_referentiel_code_rome_v461_utf8.csv", "461")
    assert (CATALOGUE / "vocabulaires" / "metiers.yml").read_text() == official


def test_every_rncp_code_stands_in_an_official_file(real_catalogue, reference):
    known = (reference.parent / "design" / "domain.md").read_text()
    known += "".join(file.read_text() for file in (reference / "rncp").iterdir() if file.suffix in {".csv", ".xml"})
    codes = {
        code
        for certification in real_catalogue.certifications.values()
        for enregistrement in certification.enregistrements
        for code in (enregistrement.code, enregistrement.remplacee_par, *enregistrement.remplace)
        if code
    }
    assert len(codes) > 10
    assert [code for code in sorted(codes) if not re.search(rf"\b{code}\b", known)] == []


def test_the_regions_are_those_of_the_official_code(real_catalogue, reference):
    with (reference / "regions" / "regions-insee-iso.csv").open() as file:
        official = {(row["nom"], row["code_insee"], row["iso_3166_2"]) for row in csv.DictReader(file)}
    regions = real_catalogue.vocabularies.regions.values()
    assert {(region.libelle, region.code_insee, region.iso) for region in regions} == official
