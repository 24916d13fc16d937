"""Absolute addresses are written only when the site's and the repository's are known."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from build_tools.exports.published import Addresses
from tests.site.html_facts import PageFacts, read_site
from tests.site.link_checker import broken_links
from tests.site.once import once
from tests.site.site_tools import PROJECT, addresses, build

pytestmark = pytest.mark.slow


SITE = "https://donnees.exemple.fr/projet/catalogue"
REPOSITORY = "https://forge.exemple.fr/projet/catalogue"
MODULE = "modules/cvl-reparation-velos-assistance-electrique/"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site built with both addresses."""
    addresses = {"SITE_URL": f"{SITE}/", "REPO_URL": f"{REPOSITORY}/"}
    return once(tmp_path_factory, "publie", lambda folder: build(PROJECT, folder / "site", **addresses))


@pytest.fixture(scope="module")
def published_pages(published: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFacts]:
    """Its pages."""
    return once(tmp_path_factory, "pages-publiees", lambda _: read_site(published))


def _address(name: str) -> str:
    return f"{SITE}/{name.removesuffix('index.html')}"


def test_every_page_names_its_own_canonical_address(published_pages: dict[str, PageFacts]) -> None:
    wrong = {n: page.canonical for n, page in published_pages.items() if page.canonical != _address(n)}
    assert set(wrong) <= {"404.html"}


def test_the_sitemap_names_every_page_once_and_nothing_else(published: Path) -> None:
    tree = ElementTree.fromstring((published / "sitemap.xml").read_text(encoding="utf-8"))
    named = [element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert sorted(named) == sorted(_address(name) for name in addresses(published) - {"404.html"})


def test_a_module_offers_to_correct_it_in_the_form_and_to_report_an_error(
    published_pages: dict[str, PageFacts],
) -> None:
    links = published_pages[f"{MODULE}index.html"].links
    assert f"../../contribuer/formulaire/?fiche={MODULE.split('/')[1]}" in links
    assert any(link.startswith(f"{REPOSITORY}/issues/new?") and MODULE.split("/")[1] in link for link in links)
    assert f"{SITE}/{MODULE}" in links


def test_every_other_record_s_edit_link_names_a_file_of_the_project(published_pages: dict[str, PageFacts]) -> None:
    start = f"{REPOSITORY}/edit/main/"
    files = [link.removeprefix(start) for p in published_pages.values() for link in p.links if link.startswith(start)]
    assert len(files) > 30
    assert [file for file in files if not (PROJECT / file).is_file()] == []


def test_the_footer_leads_to_the_repository(published_pages: dict[str, PageFacts]) -> None:
    assert [n for n, page in published_pages.items() if not any(x.rstrip("/") == REPOSITORY for x in page.links)] == []


def test_the_404_page_stands_at_any_depth_thanks_to_the_site_s_address(
    published_pages: dict[str, PageFacts],
) -> None:
    page = published_pages["404.html"]
    internal = [a for a in (*page.links, *page.resources) if not a.startswith(REPOSITORY)]
    assert internal
    assert [a for a in internal if not a.startswith("/projet/catalogue")] == []


def test_without_the_site_s_address_the_404_page_follows_the_root_that_its_script_finds(site: Path) -> None:
    page = (site / "404.html").read_text(encoding="utf-8")
    assert re.findall(r'\b(?:href|src|action)="/[^"]*"', page) == ['href="/"']  # the base itself
    assert '<base href="/">' in page.partition("<link")[0]
    assert re.search(r"script-src 'self' 'sha256-[^>]+>\s*<script>\{", page)


def test_links_stay_relative_and_sound_when_the_address_is_known(
    published: Path, published_pages: dict[str, PageFacts]
) -> None:
    inner = {name: page for name, page in published_pages.items() if name != "404.html"}
    assert [n for n, p in inner.items() if any(a.startswith("/") for a in (*p.links, *p.resources))] == []
    assert broken_links(published, inner) == []


def test_without_the_addresses_nothing_absolute_is_written(site: Path, pages: dict[str, PageFacts]) -> None:
    assert [name for name, page in pages.items() if page.canonical] == []
    assert not list(site.glob("sitemap*"))
    assert [n for n, p in pages.items() if any("/edit/" in x or "/issues/new" in x for x in p.links)] == []


def test_without_the_repository_a_record_leads_to_the_page_that_says_how_to_correct_it(
    pages: dict[str, PageFacts],
) -> None:
    assert "../../contribuer/#corriger" in pages[f"{MODULE}index.html"].links


def test_addresses_come_from_the_environment_without_their_final_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", f"{SITE}/")
    monkeypatch.delenv("REPO_URL", raising=False)
    assert Addresses.from_environment() == Addresses(SITE, "")


def test_every_page_names_a_picture_that_exists_and_a_module_takes_its_sector_s(
    published: Path, published_pages: dict[str, PageFacts]
) -> None:
    pattern = re.compile(r'<meta property="og:image" content="([^"]*)">')
    named = {name: pattern.findall((published / name).read_text(encoding="utf-8")) for name in published_pages}
    wrong = [
        (name, found)
        for name, found in named.items()
        if not name.startswith(("404.html", "api/"))
        and (len(found) != 1 or not (published / found[0].removeprefix(f"{SITE}/")).is_file())
        and (len(found) != 1 or not (published / found[0].removeprefix(f"{SITE}/")).is_file())
    ]
    assert wrong == []
    assert named[f"{MODULE}index.html"] == [f"{SITE}/assets/images/partage/secteurs-commerce-distribution.png"]
