"""How lists are ordered, grouped, cut into pages, and which modules are put side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.model import Catalogue, Module
from build_tools.site import listing
from build_tools.site.listing import (
    HEADED,
    PAGE_SIZE,
    group,
    length_range,
    occupations_by_sector,
    orders,
    pages_of,
    parts_of,
)
from build_tools.text.folding import alphabetical
from tests.conftest import frozen_module


def _variant(catalogue: Catalogue, identifier: str, **fields: object) -> Module:
    """A real module under another id, with some fields of its own."""
    plain = frozen_module().model_dump(exclude_unset=True)
    return Module.model_validate({**plain, "demarche": None, "id": identifier, **fields})


def _with(catalogue: Catalogue, *modules: Module) -> Catalogue:
    return replace(catalogue, modules={module.id: module for module in modules})


def _sorted_ids(catalogue: Catalogue, order_id: str) -> list[str]:
    order = next(order for order in orders(catalogue) if order.id == order_id)
    return [module.id for module in sorted(catalogue.modules.values(), key=order.key)]


def test_titles_are_ordered_without_regard_to_accents_ligatures_or_case(catalogue: Catalogue) -> None:
    titles = {"a": "Zinc", "b": "Énergie", "c": "œuvre d'art", "d": "eau potable", "e": "Opéra"}
    small = _with(catalogue, *(_variant(catalogue, i, titre=t) for i, t in titles.items()))
    assert _sorted_ids(small, "par-titre") == ["d", "b", "c", "e", "a"]


def test_the_same_title_is_ordered_by_id(catalogue: Catalogue) -> None:
    small = _with(catalogue, _variant(catalogue, "b"), _variant(catalogue, "a"))
    assert _sorted_ids(small, "par-titre") == ["a", "b"]


def test_regions_are_ordered_by_their_french_name(catalogue: Catalogue) -> None:
    regions = ("occitanie", "ile-de-france", "hauts-de-france", "normandie")
    small = _with(catalogue, *(_variant(catalogue, f"m-{r}", region=r) for r in regions))
    assert _sorted_ids(small, "par-region") == ["m-hauts-de-france", "m-ile-de-france", "m-normandie", "m-occitanie"]


def test_sectors_follow_their_vocabulary_and_no_sector_comes_last(catalogue: Catalogue) -> None:
    first, second = list(catalogue.vocabularies.secteurs)[:2]
    small = _with(
        catalogue,
        _variant(catalogue, "a-sans", secteurs=()),
        _variant(catalogue, "b-second", secteurs=(second,)),
        _variant(catalogue, "c-premier", secteurs=(first,)),
    )
    assert _sorted_ids(small, "par-secteur") == ["c-premier", "b-second", "a-sans"]


def test_recent_years_come_first_and_unknown_ones_last(catalogue: Catalogue) -> None:
    years = {"a": None, "b": 2019, "c": 2024}
    small = _with(catalogue, *(_variant(catalogue, i, annee=y) for i, y in years.items()))
    assert _sorted_ids(small, "par-annee") == ["c", "b", "a"]


def test_lengths_go_up_by_the_longest_possible_one_and_unknown_ones_come_last(catalogue: Catalogue) -> None:
    lengths = {
        "a": None,
        "b": {"min": 7, "max": 280},
        "c": {"choix": [14, 70]},
        "d": {"heures": 14, "entreprise": 35},
        "e": {"heures": 7},
    }
    small = _with(catalogue, *(_variant(catalogue, i, duree=d) for i, d in lengths.items()))
    assert _sorted_ids(small, "par-duree") == ["e", "d", "c", "b", "a"]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(14, "14 h ou moins"), (15, "De 15 à 35 h"), (35, "De 15 à 35 h"), (36, "De 36 à 140 h"), (141, "Plus de 140 h")],
)
def test_length_ranges_have_exact_limits(catalogue: Catalogue, hours: int, expected: str) -> None:
    found = length_range(_variant(catalogue, "x", duree={"heures": hours}))
    assert found is not None
    assert found.label == expected


def test_each_order_groups_a_sorted_list_without_repeating_a_heading(catalogue: Catalogue) -> None:
    for order in orders(catalogue):
        headings = [g.heading for g in group(sorted(catalogue.modules.values(), key=order.key), order.group)]
        assert len(headings) == len(set(headings)), order.id


def test_groups_hold_every_module_in_order(catalogue: Catalogue) -> None:
    modules = sorted(catalogue.modules.values(), key=listing.by_title)
    groups = group(modules, listing.initial)
    assert [module for g in groups for module in g.modules] == modules


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (PAGE_SIZE, 1), (PAGE_SIZE + 1, 2), (3 * PAGE_SIZE, 3)])
def test_lists_are_cut_into_pages_that_lose_nothing(catalogue: Catalogue, count: int, pages: int) -> None:
    modules = [frozen_module()] * count
    cut = pages_of(modules)
    assert len(cut) == pages
    assert [module for page in cut for module in page] == modules


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((), []),
        ((1, 2), [("", 3)]),
        ((4,), [("0", 4)]),
        ((5, 6), [("0", 5), ("1", 6)]),
        ((1, 2, 1, 7), [("0, 1, 2", 4), ("3", 7)]),
        ((6, 1, 1), [("", 8)]),
        ((1, 1, 1, 1, 1, 1), [("", 6)]),
    ],
    ids=str,
)
def test_a_heading_is_for_four_cards_at_least_and_no_group_is_moved(
    catalogue: Catalogue, sizes: tuple[int, ...], expected: list[tuple[str, int]]
) -> None:
    modules = [_variant(catalogue, f"m-{i}-{n}", annee=i + 2000) for i, size in enumerate(sizes) for n in range(size)]
    parts = parts_of(group(modules, lambda m: str((m.annee or 0) - 2000)))
    assert [(part.heading, part.count) for part in parts] == expected
    assert all(part.count >= HEADED or not part.heading for part in parts)
    assert [m for part in parts for found in part.groups for m in found.modules] == modules


def test_occupations_stand_once_under_a_sector_of_their_modules_by_their_names(catalogue: Catalogue) -> None:
    found = occupations_by_sector(catalogue)
    codes = [metier.id for _, members in found for metier in members]
    assert sorted(codes) == sorted(catalogue.by_occupation)
    for sector, members in found:
        assert members == sorted(members, key=lambda metier: alphabetical(metier.libelle))
        for metier in members:
            assert not sector or any(sector in m.secteurs for m in catalogue.by_occupation[metier.id])
