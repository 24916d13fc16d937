"""How people name regions in a search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import pytest

from build_tools.model import Catalogue
from build_tools.site.search_regions import departments, region_names


@pytest.fixture(scope="module")
def names(real_catalogue: Catalogue) -> Mapping[str, list[str]]:
    """Each name with the regions that it names."""
    return cast(Mapping[str, Any], region_names(real_catalogue))["noms"]


@pytest.mark.parametrize(
    ("name", "regions"),
    [
        ("bretagne", ["bretagne"]),
        ("grand est", ["grand-est"]),
        ("paca", ["provence-alpes-cote-d-azur"]),
        ("provence alpe cote d azur", ["provence-alpes-cote-d-azur"]),
        ("haut de france", ["hauts-de-france"]),
        ("antille", ["guadeloupe", "martinique"]),
        ("region centre", ["centre-val-de-loire"]),
        ("la Réunion", ["la-reunion"]),
        ("67", ["grand-est"]),
        ("2a", ["corse"]),
        ("ba rhin", ["grand-est"]),
        ("strasbourg", ["grand-est"]),
        ("ai en provence", ["provence-alpes-cote-d-azur"]),
        ("saint deni", ["ile-de-france", "la-reunion"]),
        ("departement du nord", ["hauts-de-france"]),
        ("dan le lot", ["occitanie"]),
        ("a tour", ["centre-val-de-loire"]),
    ],
)
def test_a_region_has_its_label_and_synonyms_in_any_spelling(
    names: Mapping[str, list[str]], name: str, regions: list[str]
) -> None:
    assert names[name] == regions


@pytest.mark.parametrize(
    "word", ["centre", "sud", "reunion", "la reunion", "aura", "ge", "ges", "nor", "nord", "lot", "tour"]
)
def test_what_is_also_a_word_names_no_region_alone(names: Mapping[str, list[str]], word: str) -> None:
    assert word not in names


def test_every_region_has_its_departments_each_with_a_town(real_catalogue: Catalogue) -> None:
    assert {one.region for one in departments()} == set(real_catalogue.vocabularies.regions)
    assert all(one.towns for one in departments())
    assert len({one.number for one in departments()}) == len(departments()) == 101
