"""The JSON of a record beside its page: for records that were published with it, and for no newer one."""

import json

import pytest

from build_tools.exports.published import Addresses, Published
from build_tools.exports.record_json import LAST_DAY, record_files
from build_tools.git.history import History, Version
from build_tools.loading.yaml_reader import read
from tests.conftest import CATALOGUE


@pytest.fixture(scope="module")
def files(real_catalogue):
    """Those of the real catalogue, had each record been published on the last day."""
    return _files(real_catalogue, LAST_DAY)


def _files(catalogue, day):
    versions = tuple(Version(path, "c", day, f"{day}T10:00:00Z", "", "a") for path in catalogue.files.values())
    dated = Published(catalogue, f"{day}T10:00:00Z", Addresses(), History(CATALOGUE, versions))
    return {file.path: file.content.decode() for file in record_files(dated)}


@pytest.mark.parametrize("collection", ["modules", "demarches", "certifications"])
def test_a_record_says_what_its_file_says_and_nothing_more(files, real_catalogue, collection):
    records = getattr(real_catalogue, collection)
    assert records
    for record in records.values():
        written = read((CATALOGUE / real_catalogue.files[collection, record.id]).read_bytes())
        assert json.loads(files[f"{collection}/{record.id}/fiche.json"]) == {"id": record.id, **written}


def test_the_identifier_comes_first_and_accents_stay_readable(files):
    text = files["modules/bre-bien-manger-pour-tous/fiche.json"]
    assert text.splitlines()[1] == ' "id": "bre-bien-manger-pour-tous",'
    assert "équilibrée" in text
    assert text.endswith("}\n")


def test_a_newer_record_has_its_json_in_the_api_alone(real_catalogue):
    assert _files(real_catalogue, "2026-11-30") == {}
