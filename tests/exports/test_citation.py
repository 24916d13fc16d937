"""Citations that tools read: one version, one title, the same makers everywhere."""

import json
import re

import pytest
import yaml

from build_tools.exports.citation import citation_files
from build_tools.exports.data_package import CONTRIBUTOR, TITLE
from build_tools.exports.schema_org import KEYWORDS
from tests.conftest import ROOT, published

SITE = "https://catalogue.exemple.fr"


@pytest.fixture(params=["", SITE])
def files(request, real_catalogue):
    return {file.path: file.content.decode() for file in citation_files(published(real_catalogue, request.param))}


def test_every_form_has_the_version_of_the_data(files):
    for path, text in files.items():
        assert "2026-11-21" in text, path
        assert TITLE in text.replace("\u2019", "'"), path


def test_the_notice_follows_the_citation_file_format(files):
    """The mandatory keys of version 1.2.0, and the forms of those that we give."""
    notice = yaml.safe_load(files["data/CITATION.cff"])
    assert {"cff-version", "message", "title", "authors"} <= set(notice)
    assert (notice["cff-version"], notice["type"], notice["version"]) == ("1.2.0", "dataset", "2026-11-21")
    assert notice["identifiers"][0]["value"].startswith("urn:uuid:")
    own = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert {key: own[key] for key in ("title", "authors", "license")} == {
        key: notice[key] for key in ("title", "authors", "license")
    }
    assert not {"version", "date-released"} & set(own), "the version is that of each publication"


def test_csl_json_is_an_item_of_data(files):
    (item,) = json.loads(files["data/citation.json"])
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2026, 11, 21]]}
    assert item["author"] == [{"literal": CONTRIBUTOR["title"]}]


def test_bibtex_is_balanced_and_has_its_fields(files):
    text = files["data/citation.bib"]
    assert text.count("{") == text.count("}")
    assert re.match(r"@misc\{[a-z0-9-]+,\n", text)
    assert set(re.findall(r"^  ([a-z]+) = \{", text, re.MULTILINE)) >= {"author", "title", "year", "version", "note"}


def test_the_archive_is_told_the_same():
    told = json.loads((ROOT / ".zenodo.json").read_text())
    assert (told["title"], told["upload_type"], told["license"]) == (TITLE, "dataset", "etalab-2.0")
    assert told["creators"] == [{"name": CONTRIBUTOR["title"]}]
    assert told["keywords"] == list(KEYWORDS)
