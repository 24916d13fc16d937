"""The map of the regions: its outlines, and what it shows of a subject (shade, number, links), as plain values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build_tools.model.ordering import by_label
from build_tools.model.vocabulary import Region
from build_tools.text.typography import plural

OUTLINES = Path(__file__).parent / "region_outlines.json"
# Number of classes → their shades, from 1 (fewest modules) to 5 (most); few classes stay well apart.
_SHADES = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
_STEPS = (10, 15, 20, 25, 30, 40, 50, 60, 80, 100)  # and these ten, a hundred… times as large

Link = Callable[[str], str]


@dataclass(frozen=True)
class Outline:
    """A region in the drawing: its SVG path, where its number stands, and where its name does if it is an inset."""

    path: str
    number: tuple[int, int]
    name: tuple[int, int] | None


@dataclass(frozen=True)
class Drawing:
    """The outlines of all regions, by id, in a view box of `width` × `height` units.

    `frame`, an SVG path, parts the insets from the rest.
    """

    width: int
    height: int
    frame: str
    outlines: Mapping[str, Outline]


@dataclass(frozen=True)
class Shade:
    """A class of the legend: from `least` to `most` modules. `level` goes from 1 to 5."""

    level: int
    least: int
    most: int

    @property
    def label(self) -> str:
        """« 5 à 8 », or « 3 »."""
        return str(self.least) if self.least == self.most else f"{self.least} à {self.most}"


@dataclass(frozen=True)
class MapRegion:
    """A region on the map and in its table: `level` is its shade, 0 without modules.

    `href`, behind the shape, and `row_href`, behind the row of the table, count from the site's root.
    """

    id: str
    label: str
    count: int
    level: int
    outline: Outline
    href: str
    row_href: str

    @property
    def name(self) -> str:
        """« Occitanie : 12 modules », the link's name."""
        return f"{self.label} : {plural(self.count, 'module') if self.count else 'aucun module recensé'}"


@dataclass(frozen=True)
class RegionMap:
    """A subject's modules by region. `regions` are alphabetical, which is the order of the keyboard."""

    drawing: Drawing
    regions: tuple[MapRegion, ...]
    shades: tuple[Shade, ...]

    @property
    def total(self) -> int:
        """All modules shown."""
        return sum(region.count for region in self.regions)

    @property
    def rows(self) -> tuple[MapRegion, ...]:
        """All regions, those with most modules first."""
        return tuple(sorted(self.regions, key=lambda region: -region.count))


@cache
def drawing() -> Drawing:
    """The outlines that come with the project."""
    data = json.loads(OUTLINES.read_text(encoding="utf-8"))
    outlines = {
        name: Outline(entry["trace"], tuple(entry["nombre"]), tuple(entry["nom"]) if "nom" in entry else None)
        for name, entry in data["regions"].items()
    }
    return Drawing(data["largeur"], data["hauteur"], data["cadre"], outlines)


def region_page(region: str) -> str:
    """The address of a region's own page."""
    return f"regions/{region}/"


def region_map(
    regions: Iterable[Region], counts: Mapping[str, int], link: Link = region_page, row_link: Link = region_page
) -> RegionMap:
    """The map of `counts`, modules by region id; a region without any links to its own page.

    `link` gives the address behind a region of the map, `row_link` the one behind its row of the table, which must
    hold without JavaScript.
    """
    legend = shades(max(counts.values(), default=0))

    def shown(region: Region) -> MapRegion:
        number = counts.get(region.id, 0)
        level = next((shade.level for shade in legend if shade.least <= number <= shade.most), 0)
        page = region_page(region.id)
        return MapRegion(
            region.id,
            region.libelle,
            number,
            level,
            drawing().outlines[region.id],
            link(region.id) if number else page,
            row_link(region.id) if number else page,
        )

    return RegionMap(drawing(), tuple(map(shown, sorted(regions, key=by_label))), legend)


def shades(largest: int) -> tuple[Shade, ...]:
    """At most five classes of equal and easy width that hold 1 to `largest` modules."""
    if largest < 1:
        return ()
    step = _easy_step(-(-largest // 5))
    starts = range(1, largest + 1, step)
    levels = _SHADES[len(starts)]
    return tuple(Shade(level, least, least + step - 1) for level, least in zip(levels, starts, strict=True))


def _easy_step(wanted: int) -> int:
    """The smallest easy number that is at least `wanted`."""
    if wanted <= 10:
        return wanted
    scale: int = 10 ** (len(str(wanted)) - 2)
    return next(tens * scale for tens in _STEPS if tens * scale >= wanted)
