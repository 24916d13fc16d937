"""Every page of the real site: sound links, no outside resource, sound headings and ids, French typography."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.site.html_facts import PageFacts
from tests.site.link_checker import broken_links

pytestmark = pytest.mark.slow


PLAIN_SPACE = re.compile(r" [;:!?»](?!\w)|« | »|n° \d")
STRAIGHT_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
LEFTOVER = re.compile(r"\bNone\b|\bundefined\b|@@|\{\{|\}\}|\{%|\bMarkup\(|\bTraceback\b|<!-- catalogue")

# Our own words, that no visitor has heard; commands and files are for the pages of those who contribute.
OUR_WORDS = re.compile(
    r"\b(?:BM25|[ée]bauches?|heuristiques?|tokens?|slugs?|YAML)\b|catalogue match|\ben force\b", re.IGNORECASE
)
ISO_DAY = re.compile(r"(?<![/\w-])\d{4}-\d\d-\d\d\b")

Pages = dict[str, PageFacts]


def _found(pages: Pages, pattern: re.Pattern[str], *, attributes: bool) -> list[str]:
    return [
        f"{name}: …{text[max(0, match.start() - 25) : match.end() + 15]!r}"
        for name, page in pages.items()
        for text in (page.labels if attributes else [*page.text, page.title])
        for match in pattern.finditer(text)
    ]


def test_every_internal_link_and_resource_leads_to_a_file_and_an_anchor(site: Path, pages: Pages) -> None:
    assert broken_links(site, pages) == []


def test_internal_addresses_are_relative_so_that_the_site_works_under_any_path(pages: Pages) -> None:
    # The 404 page is shown at any depth: its addresses cannot be relative.
    absolute = [
        (name, address)
        for name, page in pages.items()
        if name != "404.html"
        for address in (*page.links, *page.resources)
        if address.startswith("/")
    ]
    assert absolute == []


def test_no_page_fetches_anything_from_another_host(pages: Pages) -> None:
    outside = [
        (name, address)
        for name, page in pages.items()
        for address in page.resources
        if re.match(r"(?:\w+:)?//", address)
    ]
    assert outside == []


def test_no_stylesheet_fetches_anything_from_another_host(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    outside = [
        (sheet.name, address)
        for sheet in sheets
        for address in re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8"))
        if re.match(r"(?:https?:)?//", address)
    ]
    assert outside == []


def test_links_to_other_sites_are_all_https(pages: Pages) -> None:
    schemes = {link.split(":", 1)[0] for page in pages.values() for link in page.links if re.match(r"\w+:", link)}
    assert schemes <= {"https", "mailto"}


def test_no_page_has_an_event_handler_in_its_markup(pages: Pages) -> None:
    assert [(name, page.handlers) for name, page in pages.items() if page.handlers] == []


def test_every_page_has_exactly_one_title_of_first_level(pages: Pages) -> None:
    counts = {name: [text for level, text in page.headings if level == 1] for name, page in pages.items()}
    assert {name: found for name, found in counts.items() if len(found) != 1} == {}


def test_heading_levels_never_jump(pages: Pages) -> None:
    jumps = [
        (name, before, after)
        for name, page in pages.items()
        for before, after in zip(page.headings, page.headings[1:], strict=False)
        if after[0] > before[0] + 1
    ]
    assert jumps == []


def test_no_page_has_the_same_id_twice(pages: Pages) -> None:
    twice = {name: {i for i in page.ids if page.ids.count(i) > 1} for name, page in pages.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_page_has_a_title_of_its_own(pages: Pages) -> None:
    firsts: dict[str, str] = {}
    same = [(name, firsts[page.title]) for name, page in pages.items() if firsts.setdefault(page.title, name) != name]
    assert same == []


def test_no_page_shows_leftovers_of_templates(pages: Pages) -> None:
    assert _found(pages, LEFTOVER, attributes=False) + _found(pages, LEFTOVER, attributes=True) == []


def test_text_has_no_plain_space_where_french_wants_a_no_break_one(pages: Pages) -> None:
    assert _found(pages, PLAIN_SPACE, attributes=False)[:10] == []


def test_no_sentence_has_a_space_before_its_comma_or_full_stop(site: Path) -> None:
    sentences = (
        (page.parent.name, " ".join("".join(paragraph.itertext()).split()))
        for folder in ("modules", "demarches", "certifications", "dossiers", "ecarts", "parcours")
        for page in sorted((site / folder).glob("*/index.html"))
        for paragraph in etree.HTML(page.read_text(encoding="utf-8")).iter("p", "li", "dd", "td")
    )
    assert [(name, found[0]) for name, text in sentences if (found := re.search(r".{0,25} [,.](?= |$)", text))] == []


def test_text_has_no_straight_apostrophe(pages: Pages) -> None:
    assert _found(pages, STRAIGHT_APOSTROPHE, attributes=False)[:10] == []


def test_pages_for_visitors_speak_plain_french(pages: Pages) -> None:
    read = {name: page for name, page in pages.items() if not name.startswith(("contribuer/", "donnees/", "api/"))}
    assert (_found(read, OUR_WORDS, attributes=False) + _found(read, ISO_DAY, attributes=False))[:10] == []


def test_read_attributes_have_french_typography_too(pages: Pages) -> None:
    both = re.compile(f"{PLAIN_SPACE.pattern}|{STRAIGHT_APOSTROPHE.pattern}")
    assert _found(pages, both, attributes=True)[:10] == []
