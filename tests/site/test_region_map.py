"""The map of the regions: its classes, its links, and the pages that show it beside the same numbers as a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from build_tools.model import Catalogue, Module
from build_tools.site.listing import PAGE_SIZE
from build_tools.site.pages import data_pages
from build_tools.site.region_map import MapRegion, RegionMap, drawing, region_map, shades
from build_tools.site.templating import environment
from build_tools.text.folding import alphabetical
from tests.conftest import frozen_module
from tests.site.html_facts import read_html

LIGHT = 12_500
NO_BREAK = "\u00a0"
SVG = "{http://www.w3.org/2000/svg}"
_MAP = re.compile(r'<figure class="regions-carte">\s*(<svg.*?</svg>)', re.DOTALL)
_TABLE = re.compile(r'<div class="regions-tableau">(.*?)</div>', re.DOTALL)
_ROW = re.compile(r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td>(?:<a [^>]*>)?(\d+)')


def _map_in(html: str) -> list[tuple[str, str]]:
    """(address, accessible name) of the regions on a page's map, in the order of the keyboard."""
    (found,) = _MAP.findall(html)
    links = ElementTree.fromstring(found.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)).iter(f"{SVG}a")
    return [(link.attrib["href"], link.attrib["aria-label"]) for link in links]


def _named(counts: dict[str, int]) -> dict[str, int]:
    return {label: count for label, count in counts.items() if count}


def _counts(names: list[tuple[str, str]]) -> dict[str, int]:
    """Region → number of modules, from the names of its links."""
    found = {}
    for _, name in names:
        label, said = name.split(f"{NO_BREAK}: ")
        assert label not in found
        found[label] = 0 if said == "aucun module recensé" else int(said.split(NO_BREAK)[0])
    return found


def _expected(catalogue: Catalogue, modules: tuple[Module, ...]) -> dict[str, int]:
    words = catalogue.vocabularies
    number = Counter(module.region for module in modules)
    return {region.libelle.replace("'", "’"): number[region.id] for region in words.regions.values()}


def _subjects(catalogue: Catalogue) -> Iterator[tuple[str, str, str, tuple[Module, ...]]]:
    """(folder, facet, id, modules) of every sector, transition and theme."""
    words = catalogue.vocabularies
    for folder, facet, terms, index in (
        ("secteurs", "secteur", words.secteurs, catalogue.by_sector),
        ("transitions", "transition", words.transitions, catalogue.by_transition),
        ("themes", "theme", words.themes, catalogue.by_theme),
    ):
        for term in terms:
            yield folder, facet, term, index.get(term, ())


def _page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("largest", "labels"),
    [
        (0, []),
        (1, ["1"]),
        (4, ["1", "2", "3", "4"]),
        (6, ["1 à 2", "3 à 4", "5 à 6"]),
        (19, ["1 à 4", "5 à 8", "9 à 12", "13 à 16", "17 à 20"]),
        (51, ["1 à 15", "16 à 30", "31 à 45", "46 à 60"]),
        (1000, ["1 à 200", "201 à 400", "401 à 600", "601 à 800", "801 à 1000"]),
    ],
)
def test_classes_are_easy_to_read(largest: int, labels: list[str]) -> None:
    assert [shade.label for shade in shades(largest)] == labels


def test_there_are_never_more_than_five_classes_and_each_number_falls_into_one() -> None:
    for largest in (*range(1, 1200), 99_999):
        found = shades(largest)
        assert len(found) <= 5
        assert [shade.level for shade in found] == sorted({shade.level for shade in found})
        assert found[0].least == 1
        assert found[-1].least <= largest <= found[-1].most
        assert all(after.least == before.most + 1 for before, after in pairwise(found))


def _real_map(catalogue: Catalogue) -> RegionMap:
    counts = {region: len(modules) for region, modules in catalogue.by_region.items()}
    return region_map(catalogue.vocabularies.regions.values(), counts)


def test_the_map_shows_all_regions_in_alphabetical_order_and_the_table_by_number(catalogue: Catalogue) -> None:
    shown = _real_map(catalogue)
    labels = [region.label for region in shown.regions]
    assert labels == sorted(labels, key=alphabetical)
    assert {region.id for region in shown.regions} == set(drawing().outlines) == set(catalogue.vocabularies.regions)
    assert shown.total == len(catalogue.modules)
    assert [region.count for region in shown.rows] == sorted((r.count for r in shown.regions), reverse=True)


def test_a_region_without_modules_has_no_shade_says_so_and_leads_to_its_page(catalogue: Catalogue) -> None:
    regions = catalogue.vocabularies.regions.values()
    shown = {
        r.id: r for r in region_map(regions, {"bretagne": 3}, lambda r: f"carte-{r}", lambda r: f"ligne-{r}").regions
    }
    assert (shown["corse"].level, shown["corse"].name) == (0, "Corse : aucun module recensé")
    assert (shown["corse"].href, shown["corse"].row_href) == ("regions/corse/", "regions/corse/")
    assert (shown["bretagne"].level, shown["bretagne"].name) == (5, f"Bretagne : 3{NO_BREAK}modules")
    assert (shown["bretagne"].href, shown["bretagne"].row_href) == ("carte-bretagne", "ligne-bretagne")


@pytest.mark.parametrize(("address", "root"), [("", ""), ("regions", "../")])
def test_home_and_the_list_of_regions_lead_to_the_pages_of_the_regions(
    catalogue: Catalogue, site: Path, address: str, root: str
) -> None:
    html = _page(site, address)
    links = _map_in(html)
    assert _counts(links) == _expected(catalogue, tuple(catalogue.modules.values()))
    regions = sorted(catalogue.vocabularies.regions.values(), key=lambda region: alphabetical(region.libelle))
    assert [href for href, _ in links] == [f"{root}regions/{region.id}/" for region in regions]
    (table,) = _TABLE.findall(html)
    rows = {label: int(count) for _, label, count in _ROW.findall(table)}
    assert _named(rows) == _named(_counts(links))
    assert {href for href, _ in links} <= set(read_html(table).links)


def test_every_subject_with_modules_has_a_map_and_the_same_table(catalogue: Catalogue, site: Path) -> None:
    seen = Counter[str]()
    for folder, facet, term, modules in _subjects(catalogue):
        html = _page(site, f"{folder}/{term}")
        if not modules:
            assert _MAP.findall(html) == []
            continue
        seen[folder] += 1
        links, expected = _map_in(html), _expected(catalogue, modules)
        assert _counts(links) == expected, (folder, term)
        (table,) = _TABLE.findall(html)
        assert {label: int(count) for _, label, count in _ROW.findall(table)} == _named(expected), (folder, term)
        here = {module.region for module in modules}
        assert {href for href, _ in links if "?" in href} == {
            f"../../recherche/?{facet}={term}&region={region}" for region in here
        }
    assert min(seen[folder] for folder in ("secteurs", "transitions", "themes")) >= 3


def test_without_javascript_the_rows_of_a_sector_or_theme_lead_to_its_modules_on_the_page(
    catalogue: Catalogue, site: Path
) -> None:
    for folder, _, term, modules in _subjects(catalogue):
        if folder == "transitions" or not modules:
            continue
        html = _page(site, f"{folder}/{term}")
        (table,) = _TABLE.findall(html)
        for href, label, count in _ROW.findall(table):
            anchor = href.removeprefix(f"../../{folder}/{term}/#")
            assert anchor in catalogue.vocabularies.regions
            card = html[html.index(f'<article id="{anchor}"') :]
            assert label in card[: card.index("</article>")]
            if len({module.region for module in modules}) > 1:
                assert f'<a href="#{anchor}">{label} <span class="compte">{count}</span></a>' in html


def test_a_row_leads_to_the_page_of_a_long_list_where_the_region_begins(catalogue: Catalogue) -> None:
    plain = frozen_module()
    fields = plain.model_dump(exclude_unset=True) | {"demarche": None, "secteurs": ["btp"]}
    many = [
        Module.model_validate(fields | {"id": f"{region[:3]}-{i:03}", "region": region})
        for region, count in (("bretagne", PAGE_SIZE + 1), ("corse", 2))
        for i in range(count)
    ]
    large = replace(catalogue, modules={module.id: module for module in many})
    first, second = [page for page in data_pages(large) if page.address == "secteurs/btp/"]
    rows = {row.id: row.row_href for row in first.context["map"].rows if row.count}
    assert rows == {"bretagne": "secteurs/btp/#bretagne", "corse": "secteurs/btp/page-2.html#corse"}
    assert "corse" in {group.modules[0].region for group in second.context["groups"]}


def test_the_drawing_is_light_and_the_pages_of_modules_do_without(catalogue: Catalogue, site: Path) -> None:
    (drawn,) = _MAP.findall(_page(site, ""))
    assert len(drawn.encode()) < LIGHT
    assert [m for m in catalogue.modules if "regions-carte" in _page(site, f"modules/{m}")] == []


def test_the_drawing_has_no_style_script_or_fixed_colour(site: Path) -> None:
    (drawn,) = _MAP.findall(_page(site, ""))
    assert re.findall(r"style=|<script|fill=|stroke=|javascript:| on\w+=", drawn) == []


def test_a_label_is_only_ever_text(catalogue: Catalogue) -> None:
    attack = '"><script>pirate</script>'
    shown = _real_map(catalogue)
    spoiled: tuple[MapRegion, ...] = tuple(replace(region, label=attack) for region in shown.regions)
    template = environment().from_string(
        '{% import "_region_map.html" as c %}{{ c.region_map("", map, what) }}', {"map": None, "what": ""}
    )
    html = template.render(map=replace(shown, regions=spoiled), what=attack)
    assert "<script" not in html
    assert html.count("&lt;script&gt;pirate") == 1 + 18 * 2 + 5 + 18 + 1
