"""The keywords in Python alone refuse what `jsonschema_rs` refuses, at the same places, whatever a record holds."""

import copy
import math

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.checking.rules.schema import plain_validator
from build_tools.model.json_schema import build_schema, schema_names
from tests.checking.test_any_record import RECORDS, VALUES, holder_of, spots

TERMS = {"regions": ["bretagne", "corse"], "secteurs": ["btp", "tourisme"], "documents": ["guide-8"]}
MODULES = [data for place, data in RECORDS.items() if place.parts[0] == "modules"]


def refusals(library, schema, data):
    validator = library.Draft202012Validator(schema, validate_formats=True)
    errors = list(validator.iter_errors(data))
    assert validator.is_valid(data) is not bool(errors)
    told = {"required", "additionalProperties"}
    return sorted(
        (
            repr(tuple(error.instance_path)),
            repr(tuple(error.schema_path)),
            error.kind.name,
            repr(dict(error.kind.as_dict()).get("property", "")) if error.kind.name in told else "",
            sorted(error.kind.as_dict().get("unexpected", ())) if error.kind.name in told else [],
        )
        for error in errors
    )


def assert_alike(schema, data):
    assert refusals(plain_validator, schema, data) == refusals(jsonschema_rs, schema, data)


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_known(name):
    plain_validator.Draft202012Validator(build_schema(name, TERMS), validate_formats=True)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("verifie_le", day) for day in ("2026-11-21", "2026-02-30", "20261121", "2026-11-21T00:00:00", "2026-W47-6")),
        *(("annee", year) for year in (2021, 2021.0, 2021.5, "2021", True, 1999, 10**30, 10**400, math.inf, -math.inf)),
        *(("duree", {"heures": hours}) for hours in (math.inf, -math.inf, 10**400, -(10**400))),
        *(("metiers", codes) for codes in ([], ["A1101", "A1101"], ["A1101\n"], ["A1101"] * 6, "A1101")),
        ("sources", [{"document": "guide-8", "titre": "Un guide"}]),
        ("sources", [{"adresse": "https://exemple.fr"}]),
        *(("duree", length) for length in ({}, {"heures": 3.5}, {"heures": 7, "min": 3}, {"choix": [7, 7.0]}, 35)),
    ],
)
def test_one_value_of_each_kind(key, value):
    assert_alike(build_schema("module", TERMS), {**MODULES[0], key: value})


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_spoiled_records(data):
    record = copy.deepcopy(data.draw(st.sampled_from(MODULES)))
    where = data.draw(st.sampled_from(list(spots(record))))
    holder_of(record, where)[where[-1]] = data.draw(VALUES)
    assert_alike(build_schema("module", TERMS), record)


def test_a_keyword_that_nobody_wrote_here_is_refused():
    with pytest.raises(ValueError, match="patternProperties"):
        plain_validator.Draft202012Validator({"patternProperties": {}}, validate_formats=True)
