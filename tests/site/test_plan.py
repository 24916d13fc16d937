"""The plan of the site says what the theme's menu says, and every landing page leads to all of its pages."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from build_tools.model import Catalogue
from build_tools.site.pages import data_pages
from build_tools.site.plan import PLAN, part_of
from build_tools.text.typography import french
from tests.site.html_facts import PageFacts
from tests.site.site_tools import PROJECT

pytestmark = pytest.mark.slow


class _WithoutTags(yaml.SafeLoader):
    """mkdocs.yml names values of the environment by a tag of its own."""


_WithoutTags.add_constructor("!ENV", lambda *_: "")


def _menu() -> list[tuple[str, list[tuple[str, str]]]]:
    """Part → its pages as (title, address), as mkdocs.yml has them."""
    nav: list[dict[str, Any]] = yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), _WithoutTags)["nav"]
    parts = [next(iter(entry.items())) for entry in nav[1:]]
    return [(title, [_page(page) for page in pages]) for title, pages in parts]


def _page(entry: dict[str, str]) -> tuple[str, str]:
    title, file = next(iter(entry.items()))
    return title, file.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"


def test_the_menu_and_the_plan_say_the_same() -> None:
    plan = [
        (part.title, [(part.title, part.address), *((french(link.title), link.address) for link in part.links)])
        for part in PLAN
    ]
    assert [(title, [(french(name), address) for name, address in pages]) for title, pages in _menu()] == plan


@pytest.mark.parametrize("part", PLAN, ids=lambda part: part.title)
def test_a_landing_page_leads_to_all_of_its_pages(pages: dict[str, PageFacts], part: Any) -> None:
    links = pages[f"{part.address}index.html"].links
    assert [link.address for link in part.shown if f"../{link.address}" not in links] == []


def test_every_page_of_the_data_belongs_to_a_part(catalogue: Catalogue) -> None:
    parts = {part.address.rstrip("/") for part in PLAN}
    assert {page.section for page in data_pages(catalogue) if part_of(page.section) not in parts} == set()
