"""Citations that tools read: one version, one title, the same makers everywhere."""

import io
import json
import re
import zipfile

import pytest
import yaml

from build_tools.exports.citation import citation_files
from build_tools.exports.data_package import CONTRIBUTOR, TITLE
from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.schema_org import KEYWORDS
from build_tools.text.typography import long_date
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


# What has only lines or statements: their day is the manifest's (docs/donnees/versions.md).
_UNDATED = {"CSV", "JSONL"}
_UNDATED_FILES = {"data/catalogue.ttl", "data/vocabulaire.ttl"}


def test_the_files_that_say_their_day_are_those_of_which_the_page_says_it(nasty, nasty_files):
    what = published(nasty)
    day, files = what.day.encode(), dict(nasty_files)
    for path in (file.path for file in DISTRIBUTIONS if file.path in files):
        content = files[path].content
        if path.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(map(book.read, book.namelist()))
        told = (what.generated_at, f"Données du {long_date(what.day)}")
        dated = any(said.encode() in content for said in told)
        dated = dated or b'"updated":"%s"' % day in content
        undated = path.rsplit(".", 1)[-1].upper() in _UNDATED or path in _UNDATED_FILES
        assert dated is not undated, path
    page = (ROOT / "docs/donnees/versions.md").read_text(encoding="utf-8")
    said = page.split("<!-- catalogue:versions -->")[0]
    for format_ in (
        "classeur",
        "SQLite",
        "Parquet",
        "GeoJSON",
        "LHEO",
        "catalogue.md",
        "CSV",
        "lignes JSON",
        *_UNDATED_FILES,
    ):
        assert format_.removeprefix("data/") in said, format_
