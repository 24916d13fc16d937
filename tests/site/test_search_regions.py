"""How people name regions in a search."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
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
        ("len", ["hauts-de-france"]),
        ("saint die de vosge", ["grand-est"]),
        ("a sen", ["bourgogne-franche-comte"]),
        ("outre mer", ["guadeloupe", "martinique", "guyane", "la-reunion", "mayotte"]),
        ("drom", ["guadeloupe", "martinique", "guyane", "la-reunion", "mayotte"]),
        ("DOM", ["guadeloupe", "martinique", "guyane", "la-reunion", "mayotte"]),
    ],
)
def test_a_region_has_its_label_and_synonyms_in_any_spelling(
    names: Mapping[str, list[str]], name: str, regions: list[str]
) -> None:
    assert names[name] == regions


@pytest.mark.parametrize(
    "word",
    [
        "centre",
        "sud",
        "reunion",
        "la reunion",
        "aura",
        "ge",
        "ges",
        "nor",
        "nord",
        "lot",
        "tour",
        "dom",
        "sen",
        "lourde",
    ],
)
def test_what_is_also_a_word_names_no_region_alone(names: Mapping[str, list[str]], word: str) -> None:
    assert word not in names


def test_every_region_has_its_departments_each_with_a_town(real_catalogue: Catalogue) -> None:
    assert {one.region for one in departments()} == set(real_catalogue.vocabularies.regions)
    assert all(one.towns for one in departments())
    assert len({one.number for one in departments()}) == len(departments()) == 101


# How many departments each region has, since 1 January 2016; those overseas are their region.
SEVERAL = {
    "auvergne-rhone-alpes": 12,
    "bourgogne-franche-comte": 8,
    "bretagne": 4,
    "centre-val-de-loire": 6,
    "corse": 2,
    "grand-est": 10,
    "hauts-de-france": 5,
    "ile-de-france": 8,
    "normandie": 5,
    "nouvelle-aquitaine": 12,
    "occitanie": 13,
    "pays-de-la-loire": 5,
    "provence-alpes-cote-d-azur": 6,
}
OVERSEAS = {"971": "guadeloupe", "972": "martinique", "973": "guyane", "974": "la-reunion", "976": "mayotte"}


def test_every_department_is_there_once_in_a_region_that_has_its_number_of_them(real_catalogue: Catalogue) -> None:
    mainland = [f"{number:02}" for number in range(1, 96) if number != 20]
    numbers = [one.number for one in departments()]
    assert sorted(numbers) == sorted([*mainland, "2A", "2B", *OVERSEAS])
    assert {one.number: one.region for one in departments() if one.number in OVERSEAS} == OVERSEAS
    of_regions = Counter(one.region for one in departments())
    assert of_regions == {**SEVERAL, **dict.fromkeys(OVERSEAS.values(), 1)}
    assert set(of_regions) == set(real_catalogue.vocabularies.regions)


def test_places_are_names_and_stand_once_in_their_department() -> None:
    names = [name for one in departments() for name in (one.name, *one.towns)]
    assert [name for name in names if name != name.strip() or not name[:1].isupper()] == []
    assert [one.number for one in departments() if len(set(one.towns)) < len(one.towns)] == []
    assert len({one.name for one in departments()}) == len(departments())


def test_the_main_town_of_each_region_is_in_a_department_of_it(real_catalogue: Catalogue, reference: Path) -> None:
    official = json.loads((reference / "regions" / "regions-cog-2026.json").read_text(encoding="utf-8"))
    region_of = {one.number: one.region for one in departments()}
    label_of = {term.libelle: term.id for term in real_catalogue.vocabularies.regions.values()}
    number_of = {one["nom"]: one["chefLieu"][: 3 if one["chefLieu"].startswith("97") else 2] for one in official}
    found = {name: region_of[number] for name, number in number_of.items() if name in label_of}
    assert found == {name: label_of[name] for name in found}
    assert len(found) == len(label_of)
