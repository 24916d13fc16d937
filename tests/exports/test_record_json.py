"""The JSON of a record, as published beside its page."""

import json

import pytest

from build_tools.exports.record_json import record_json
from build_tools.loading.yaml_reader import read
from tests.conftest import CATALOGUE


@pytest.mark.parametrize("collection", ["modules", "demarches", "certifications"])
def test_a_record_says_what_its_file_says_and_nothing_more(real_catalogue, collection):
    records = getattr(real_catalogue, collection)
    assert records
    for record in records.values():
        written = read((CATALOGUE / real_catalogue.files[collection, record.id]).read_bytes())
        assert json.loads(record_json(record)) == {"id": record.id, **written}


def test_the_identifier_comes_first_and_accents_stay_readable(real_catalogue):
    text = record_json(real_catalogue.modules["bre-bien-manger-pour-tous"])
    assert text.splitlines()[1] == ' "id": "bre-bien-manger-pour-tous",'
    assert "équilibrée" in text
    assert text.endswith("}\n")
