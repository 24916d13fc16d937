"""Courses in the pages of a real Web site on this machine: found by its sitemap, read politely, nobody's name kept."""

import gzip
import json
import time

import pytest

from build_tools.contributing.harvest.comparing import plan_harvest, terms_without_modules
from build_tools.contributing.harvest.entries import read_list, read_site
from build_tools.contributing.harvest.fetching import HarvestError, fetch
from build_tools.contributing.harvest.pages import courses_in, read_pages
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model.collecte import Collecte
from tests.conftest import TODAY
from tests.contributing.harvest.made import RESUME, site

__all__ = ["site"]
pytestmark = pytest.mark.long

COURSE = {
    "@context": "https://schema.org",
    "@type": "Course",
    "name": "Réparer un vélo cargo",
    "description": f"<p>{RESUME.format('un vélo cargo')}</p>",
    "teaches": ["Régler les freins", {"@type": "DefinedTerm", "name": "Changer une chaîne"}],
    "coursePrerequisites": "Savoir faire du vélo",
    "timeRequired": "PT10H30M",
    "provider": {"@type": "Organization", "name": "Greta de Bretagne", "email": "a@b.fr"},
    "hasCourseInstance": {
        "@type": "CourseInstance",
        "courseMode": "Onsite",
        "instructor": {"@type": "Person", "name": "Jeanne Dupont"},
    },
}
MICRODATA = """<div itemscope itemtype="https://schema.org/Course"><h1 itemprop="name">Souder un cadre</h1>
<p itemprop="description">{}</p><div itemprop="provider" itemscope itemtype="https://schema.org/Person">
<span itemprop="name">Jeanne Dupont</span></div><time itemprop="timeRequired" datetime="PT14H">14 h</time></div>"""


def page(*courses, body=""):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in courses)
    return f"<!DOCTYPE html><html><head>{scripts}</head><body>{body}</body></html>".encode()


def sitemap(site, *paths):
    places = "".join(f"<url><loc>{path if '://' in path else site.address + path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'.encode()


@pytest.fixture
def get(site):
    """What the site gives; each test has a site of its own."""
    site.contents.clear()
    site.redirects.clear()
    site.asked.clear()

    def fetched(address, most):
        options = {"is_allowed": lambda _: True, "context": site.context}
        return fetch(address, {}, max_bytes=most, **options).content

    return fetched


def read_all(site, get, beginning="", **options):
    return read_pages(f"{site.address}/plan.xml", beginning, get, pause_s=0, **options)


def asked(site):
    return [path for path, _ in site.asked]


def test_courses_become_records_whose_source_is_their_page(site, get, catalogue_copy):
    site.contents |= {
        "/plan.xml": sitemap(site, "/modules/cargo", "/modules/cadre", "/actualites"),
        "/modules/cargo": page({"@graph": [{"@type": "WebPage"}, COURSE]}),
        "/modules/cadre": page(body=MICRODATA.format(RESUME.format("un cadre"))),
    }
    declared = Collecte.model_validate(
        {
            "titre": "Site du Greta",
            "editeur": "Greta de Bretagne",
            "adresse": "https://www.exemple.fr/plan.xml",
            "format": "schema-org",
            "region": "bretagne",
            "valeurs": {"nature": "technique"},
        }
    )
    loaded = load(catalogue_copy)
    found = read_all(site, get, f"{site.address}/modules/")
    assert "/actualites" not in asked(site)
    for row in found.rows:  # the checker knows that « localhost » is nowhere
        row |= {name: str(row[name]).replace(site.address, "https://www.exemple.fr") for name in ("page", "cle")}
        row.pop("mises_en_oeuvre_adresse", None)
    listed = read_site(found, declared, terms_without_modules(loaded, TODAY))
    plan = plan_harvest("greta", declared, listed, {}, loaded, TODAY)
    assert plan.refused == []
    first, second = (read(change.text.encode()) for change in plan.changes)
    assert (first["titre"], first["duree"]) == ("Réparer un vélo cargo", {"heures": 10.5})
    assert [skill["intitule"] for skill in first["competences"]] == ["Régler les freins", "Changer une chaîne"]
    assert (first["modalites"], first["mises_en_oeuvre"]) == (["presentiel"], [{"organisme": "Greta de Bretagne"}])
    assert first["sources"][0]["adresse"] == "https://www.exemple.fr/modules/cargo"
    assert first["origine"] == {"collecte": "greta", "cle": "https://www.exemple.fr/modules/cargo"}
    assert (second["titre"], second["duree"]) == ("Souder un cadre", {"heures": 14})
    assert "Dupont" not in "".join(change.text for change in plan.changes)
    again = plan_harvest(
        "greta", declared, read_site(found, declared, terms_without_modules(loaded, TODAY)), {}, loaded, TODAY
    )
    assert [change.text for change in again.changes] == [change.text for change in plan.changes]


def test_without_a_beginning_only_courses_that_say_it_are_taken(site, get):
    said = {**COURSE, "name": "Module additionnel : vélo cargo"}
    site.contents |= {"/plan.xml": sitemap(site, "/a", "/b"), "/a": page(COURSE), "/b": page([said, said])}
    assert [row["titre"] for row in read_all(site, get).rows] == [said["name"]] * 2


def test_what_the_site_asks_of_programs_is_respected(site, get):
    site.contents |= {
        "/robots.txt": b"User-agent: *\nDisallow: /prive/\nCrawl-delay: 0.01\n",
        "/plan.xml": sitemap(site, "/prive/a", "/b", "https://ailleurs.fr/c"),
        "/b": page(COURSE),
    }
    read = read_all(site, get, site.address)
    assert (len(read.rows), read.notices) == (1, ["pages que le site demande de ne pas lire : 1"])
    assert asked(site) == ["/robots.txt", "/plan.xml", "/b"]
    site.contents["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    with pytest.raises(HarvestError, match="ne pas les lire"):
        read_all(site, get)


def test_a_sitemap_of_sitemaps_is_followed_once_and_on_its_own_host(site, get):
    inside = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in (f"{site.address}/un.xml", "https://b.fr/x"))
    site.contents |= {"/plan.xml": f"<sitemapindex>{inside}</sitemapindex>".encode(), "/un.xml": sitemap(site, "/a")}
    site.contents["/a"] = page(COURSE)
    assert len(read_all(site, get, site.address).rows) == 1
    site.contents["/un.xml"] = site.contents["/plan.xml"]
    with pytest.raises(HarvestError, match="plan de site"):
        read_all(site, get)


def test_compressed_sitemaps_are_read_and_damaged_or_huge_ones_refused(site, get):
    inside = f"<sitemapindex><sitemap><loc>{site.address}/un.xml.gz</loc></sitemap></sitemapindex>".encode()
    packed = gzip.compress(sitemap(site, "/a"))
    site.contents |= {"/plan.xml": gzip.compress(inside), "/un.xml.gz": packed, "/a": page(COURSE)}
    assert [row["titre"] for row in read_all(site, get, site.address).rows] == [COURSE["name"]]
    for wrong, why in ((packed[:20] + b"~" * 20, "abîmé"), (gzip.compress(b" " * 50_000_001), "trop lourd")):
        site.contents["/plan.xml"] = wrong
        with pytest.raises(HarvestError, match=why):
            read_all(site, get)


@pytest.mark.parametrize("content", [b"<rss/>", b"<urlset/>", b"<html>", b"", b"<!DOCTYPE a><urlset/>"])
def test_what_is_no_sitemap_is_refused(site, get, content):
    site.contents["/plan.xml"] = content
    with pytest.raises(HarvestError):
        read_all(site, get)


def test_pages_that_do_not_answer_are_told_and_too_many_stop_all(site, get):
    paths = [f"/{n}" for n in range(10)]
    site.contents |= {
        "/plan.xml": sitemap(site, *paths),
        **{path: page({**COURSE, "name": path}) for path in paths[1:]},
    }
    read = read_all(site, get, site.address)
    assert (len(read.rows), read.unread) == (9, [f"{site.address}/0"])
    for path in paths[:5]:
        site.contents.pop(path, None)
    with pytest.raises(HarvestError, match="5 pages sur 10"):
        read_all(site, get)


def test_limits_of_number_time_and_size(site, get):
    site.contents["/plan.xml"] = sitemap(site, *(f"/{n}" for n in range(2_001)))
    with pytest.raises(HarvestError, match="« pages »"):
        read_all(site, get)
    site.contents["/plan.xml"] = sitemap(site, "/a", "/lent")
    site.contents |= {"/a": page(COURSE), "/lent": page(COURSE)}
    begun = time.monotonic()
    with pytest.raises(HarvestError, match="trop lent"):
        read_all(site, get, total_s=0)
    assert time.monotonic() - begun < 5
    site.contents |= {"/plan.xml": sitemap(site, "/a"), "/a": page(COURSE) + b" " * 3_000_001}
    with pytest.raises(HarvestError, match="1 pages sur 1"):
        read_all(site, get)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"<html>",
        page() + b"<script type='application/ld+json'>{</script>",
        b"<script type='application/ld+json'>" + b"[" * 5_000 + b"</script>",
        b'<?xml version="1.0" encoding="x"?><html><body itemscope itemtype="Course"></body></html>',
        page({"@type": "Course", "name": {"a": 1}, "provider": [None, 3]}),
    ],
)
def test_any_page_is_read_without_a_fall(content):
    assert len(list(courses_in(content))) in (0, 1)


def test_a_page_saved_as_a_file_is_a_list_too(catalogue_copy):
    given = {"titre": "Site", "editeur": "Greta", "adresse": "https://www.exemple.fr/m", "format": "schema-org"}
    declared = Collecte.model_validate(given)
    listed = read_list(page(COURSE), declared, terms_without_modules(load(catalogue_copy), TODAY))
    assert [entry.data["titre"] for entry in listed.entries] == [COURSE["name"]]
    with pytest.raises(HarvestError, match="aucune page"):
        read_list(page(), declared, terms_without_modules(load(catalogue_copy), TODAY))
