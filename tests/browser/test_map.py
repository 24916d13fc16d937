"""The map of the regions in a real browser: by keyboard and mouse, in both schemes, on a phone, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import DESKTOP, PHONE, SMALL_PHONE, Scheme, Visitor

pytestmark = pytest.mark.browser

# A page of each kind with a map, with many regions and with few.
PAGES = ("", "regions/", "secteurs/industrie/", "transitions/ecologique/", "themes/cycle/")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
OPTIONS: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}

# axe does not see what a text of a drawing lies on. Contrast of each number with its region, or with the page
# under an inset, by WCAG's formula.
_CONTRASTS = """() => {
  const rgb = (element, name) => getComputedStyle(element)[name].match(/[0-9.]+/g).slice(0, 3).map(Number);
  const linear = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const page = light(rgb(document.body, "backgroundColor"));
  return [...document.querySelectorAll(".regions-carte svg a")].map(a => {
    const zone = document.querySelector(a.querySelector("use").getAttribute("href"));
    const ground = a.querySelector(".nom") ? page : light(rgb(zone, "fill"));
    return [a.getAttribute("aria-label"), contrast(light(rgb(a.querySelector("text"), "fill")), ground)];
  });
}"""


def _region(page: Page, label: str) -> Locator:
    return page.locator(".regions-carte").get_by_role("link", name=re.compile(f"^{re.escape(label)}\\s: "))


def _ring(link: Locator) -> tuple[str, float]:
    """Colour and width of the line around a region."""
    style = "e => [getComputedStyle(e).stroke, parseFloat(getComputedStyle(e).strokeWidth)]"
    colour, width = link.locator("use").evaluate(style)
    return colour, width


def test_tab_goes_through_the_regions_in_alphabetical_order_with_a_visible_ring(visitor: Visitor) -> None:
    page = visitor.open("")
    page.locator(".regions-modules__passer").focus()
    plain = _ring(_region(page, "Occitanie"))
    seen = []
    for _ in range(18):
        page.keyboard.press("Tab")
        focused = page.locator(".regions-carte svg a:focus-visible")
        seen.append(str(focused.get_attribute("aria-label")).split("\u00a0: ")[0])
        colour, width = _ring(focused)
        assert colour != plain[0], seen[-1]
        assert width > plain[1], seen[-1]
    assert seen[:4] == ["Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne", "Centre-Val de Loire"]
    assert seen[9] == "Île-de-France"
    assert len(set(seen)) == 18


def test_enter_goes_to_the_page_of_the_region(visitor: Visitor) -> None:
    page = visitor.open("")
    _region(page, "Occitanie").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Occitanie")
    assert page.url == f"{visitor.address}regions/occitanie/"


def test_a_link_skips_the_map_and_is_seen_when_it_is_reached(visitor: Visitor) -> None:
    page = visitor.open("")
    skip = page.get_by_role("link", name="Passer la carte, lire le tableau")
    assert skip.evaluate("e => e.getBoundingClientRect().width") < 2
    skip.focus()
    assert skip.evaluate("e => e.getBoundingClientRect().width") > 100
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('tr th') !== null")


def test_a_click_anywhere_on_a_region_follows_its_link(visitor: Visitor) -> None:
    page = visitor.open("regions/")
    page.locator(".regions-carte svg").scroll_into_view_if_needed()
    box = page.locator("#carte-grand-est").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.6)
    expect(page.get_by_role("heading", level=1)).to_have_text("Grand Est")


def test_a_region_of_a_sector_leads_to_the_search_narrowed_to_both(visitor: Visitor) -> None:
    page = visitor.open("secteurs/industrie/")
    link = _region(page, "Nouvelle-Aquitaine")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visitor.address}recherche/?secteur=industrie&region=nouvelle-aquitaine")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_without_javascript_a_row_of_the_table_leads_to_the_modules(visitor: Visitor) -> None:
    page = visitor.open("secteurs/industrie/", java_script_enabled=False)
    page.locator(".chiffres-regions").get_by_role("link", name="Occitanie", exact=True).click()
    first = page.locator(f"#{page.url.partition('#')[2]}")
    expect(first).to_contain_text("Occitanie")
    expect(first).to_be_in_viewport()
    header, top = page.locator(".md-header").bounding_box(), first.bounding_box()
    assert header is not None
    assert top is not None
    assert top["y"] >= header["y"] + header["height"] - 1


@pytest.mark.parametrize("path", PAGES)
def test_the_table_says_what_the_map_says(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    names = page.eval_on_selector_all(".regions-carte svg a", "all => all.map(a => a.getAttribute('aria-label'))")
    numbers = page.eval_on_selector_all(
        ".regions-carte svg a", "all => all.map(a => a.querySelector('text').textContent)"
    )
    on_map = {name.split("\u00a0: ")[0]: int(number) for name, number in zip(names, numbers, strict=True)}
    rows = page.eval_on_selector_all(
        ".chiffres-regions tbody tr", "all => all.map(r => [r.cells[0].innerText, Number(r.cells[1].innerText)])"
    )
    without = page.locator(".regions-sans a").all_inner_texts()
    assert len(on_map) == 18
    assert dict(rows) | dict.fromkeys(without, 0) == on_map
    assert [count for _, count in rows] == sorted((count for _, count in rows), reverse=True)


@pytest.mark.parametrize(("scheme", "size"), [("dark", DESKTOP), ("light", SMALL_PHONE)])
def test_axe_finds_nothing_in_the_looks_that_the_whole_pages_are_not_read_in(
    visitor: Visitor, scheme: Scheme, size: tuple[int, int]
) -> None:
    for path in PAGES:
        page = visitor.open(path, size, scheme)
        found = Axe().run(page, context=".regions-modules", options=OPTIONS).response
        faults = [(fault["id"], node["html"][:150]) for fault in found["violations"] for node in fault["nodes"]]
        assert faults == [], path


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_number_stands_out_from_its_region(visitor: Visitor, scheme: Scheme) -> None:
    for path in PAGES:
        contrasts = visitor.open(path, scheme=scheme).evaluate(_CONTRASTS)
        assert len(contrasts) == 18
        assert {name: round(ratio, 2) for name, ratio in contrasts if ratio < 4.5} == {}, path


def test_every_number_stands_out_in_the_colours_that_a_visitor_imposes(visitor: Visitor) -> None:
    page = visitor.open("", forced_colors="active")
    assert [name for name, ratio in page.evaluate(_CONTRASTS) if ratio < 4.5] == []
    expect(page.locator(".regions-legende")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE])
def test_a_phone_shows_the_whole_map_above_the_table(visitor: Visitor, size: tuple[int, int]) -> None:
    for path in PAGES:
        page = visitor.open(path, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path
        drawn = page.locator(".regions-carte svg").bounding_box()
        assert drawn is not None
        assert drawn["x"] >= 0
        assert drawn["x"] + drawn["width"] <= size[0]
        if not path:  # the home page has a smaller map, and a link to the table
            continue
        table = page.locator("#regions-tableau").bounding_box()
        assert table is not None
        assert drawn["width"] > 0.85 * size[0]
        assert table["y"] > drawn["y"] + drawn["height"]


def test_no_word_of_the_map_covers_another_on_a_phone(visitor: Visitor) -> None:
    page = visitor.open("", SMALL_PHONE)
    boxes = [text.bounding_box() for text in page.locator(".regions-carte text").all()]
    assert len(boxes) == 18 + 5
    assert None not in boxes
    for i, a in enumerate(boxes):
        assert a is not None
        assert a["x"] >= 0
        assert a["x"] + a["width"] <= SMALL_PHONE[0]
        for b in boxes[i + 1 :]:
            assert b is not None
            apart = (
                a["x"] + a["width"] <= b["x"]
                or b["x"] + b["width"] <= a["x"]
                or a["y"] + a["height"] <= b["y"] + 2
                or b["y"] + b["height"] <= a["y"] + 2
            )
            assert apart, (a, b)
