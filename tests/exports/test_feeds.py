"""The feeds, read by an independent reader and held against what RFC 4287 and JSON Feed 1.1 require."""

import html
import json
import re
from dataclasses import replace

import feedparser
import pytest
from lxml import etree

from build_tools.exports.changes import Change, FieldChange
from build_tools.exports.feeds import ALL, ENTRIES_AT_MOST, export_feeds, feed_of_page, feeds
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History
from build_tools.text.typography import french

A = "{http://www.w3.org/2005/Atom}"
SITE = "https://catalogue.exemple.fr"
ID = "nor-teillage-du-lin"
RFC3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")
HOSTILE = "<script>alert(1)</script> ]]> &amp; \"'« é » 𝔐"
CHANGE = Change(
    ID, HOSTILE, "modifie", "2026-03-01T10:00:00Z", "ab" * 20, (FieldChange("duree", "Durée", f"« {HOSTILE} »"),)
)
NEW = Change(ID, "Teillage du lin", "nouveau", "2026-02-01T10:00:00Z", "cd" * 20)
REMOVED = Change("nor-parti", "Module parti", "retire", "2026-04-01T10:00:00Z", "ef" * 20)


def files(catalogue, tmp_path, changes=(REMOVED, CHANGE, NEW), site=SITE):
    published = Published(catalogue, "2026-11-21T10:00:00Z", Addresses(site), History(tmp_path))
    published.__dict__["changes"] = tuple(changes)
    return {file.path: file.content for file in export_feeds(published)}


@pytest.fixture
def made(small_catalogue, tmp_path):
    return files(small_catalogue, tmp_path)


def musts_of_atom(feed):
    """What RFC 4287 requires (sections 4.1.1, 4.1.2, 4.2.6, 4.2.7 and 3.3) and this feed lacks."""
    for element in (feed, *feed.iter(f"{A}entry")):
        for name in ("id", "title", "updated"):
            if len(element.findall(A + name)) != 1:
                yield f"{element.tag} : {name}"
        if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{A}id")):
            yield "id"
        if len(element.findall(f"{A}link[@rel='alternate']")) != 1:
            yield "link alternate"
    yield from (date.text for name in ("updated", "published") for date in feed.iter(A + name) if not valid_date(date))
    yield from ("author" for author in feed.findall(f"{A}author") if not author.findtext(f"{A}name"))
    if feed.find(f"{A}author") is None:
        yield "author"
    if feed.getchildren() != sorted(feed.getchildren(), key=lambda child: child.tag == f"{A}entry"):
        yield "entries last"


def valid_date(element):
    return RFC3339.fullmatch(element.text)


def musts_of_json_feed(document):
    """What JSON Feed 1.1 requires and this document lacks."""
    if document.get("version") != "https://jsonfeed.org/version/1.1" or not document.get("title"):
        yield "version, title"
    for item in document["items"]:
        if not isinstance(item["id"], str) or not (item.get("content_html") or item.get("content_text")):
            yield "id, content"
        if not RFC3339.fullmatch(item["date_published"]):
            yield "date"
    yield from (value for value in addresses_of(document) if not value.startswith("https://"))


def addresses_of(document):
    parts = (document, *document["items"])
    return [part[key] for part in parts for key in ("home_page_url", "feed_url", "url") if key in part]


@pytest.mark.parametrize("site", [SITE, ""])
def test_every_feed_says_what_its_format_requires(small_catalogue, tmp_path, site):
    for path, content in files(small_catalogue, tmp_path, site=site).items():
        if path.endswith(".atom"):
            assert list(musts_of_atom(etree.fromstring(content))) == [], path
        else:
            assert list(musts_of_json_feed(json.loads(content))) == [], path


def test_an_independent_reader_reads_each_feed_without_complaint(made):
    for path, content in made.items():
        if path.endswith(".atom"):
            read = feedparser.parse(content)
            assert (read.bozo, read.version) == (0, "atom10"), path


def test_entries_and_feeds_have_names_of_their_own(made):
    names = [etree.fromstring(content).findtext(f"{A}id") for path, content in made.items() if path.endswith(".atom")]
    entries = [e.findtext(f"{A}id") for e in etree.fromstring(made[f"{ALL}.atom"]).iter(f"{A}entry")]
    assert len(set(names + entries)) == len(names) + len(entries)


def test_names_do_not_depend_on_where_the_site_is(small_catalogue, tmp_path, made):
    elsewhere = files(small_catalogue, tmp_path, site="")
    for path in (f"{ALL}.atom", "flux/regions/normandie.atom"):
        names = [[e.text for e in etree.fromstring(found[path]).iter(f"{A}id")] for found in (made, elsewhere)]
        assert names[0] == names[1]


def test_an_entry_says_in_words_what_changed_then_what_the_module_is_about_whatever_the_text(made, small_catalogue):
    entry = feedparser.parse(made[f"{ALL}.atom"], sanitize_html=False).entries[1]
    item = json.loads(made[f"{ALL}.json"])["items"][1]
    assert entry.summary == item["summary"] == "Modifié\u00a0: durée."
    assert entry.content[0].value == item["content_html"]
    assert "<li><strong>Durée</strong>" in item["content_html"]
    assert html.escape(french(small_catalogue.modules[ID].resume)) in item["content_html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &amp;amp;" in item["content_html"]
    assert HOSTILE.split("'")[0] in item["title"]
    assert entry.link == item["url"] == f"{SITE}/modules/{ID}/"


def test_the_feed_of_one_thing_tells_it_in_short_and_leads_to_the_record(made, small_catalogue):
    entries = feedparser.parse(made["flux/regions/normandie.atom"], sanitize_html=False).entries
    items = json.loads(made["flux/regions/normandie.json"])["items"]
    resume = french(small_catalogue.modules[ID].resume)
    assert [entry.summary for entry in entries] == [item["content_text"] for item in items]
    assert items[0]["content_text"] == "Modifié\u00a0: durée."
    assert items[1]["content_text"] == f"Nouveau dans le catalogue. {resume}"
    assert [entry.link for entry in entries] == [item["url"] for item in items] == [f"{SITE}/modules/{ID}/"] * 2
    assert not any("content" in entry for entry in entries)


def test_a_changed_summary_is_told_once(small_catalogue, tmp_path):
    resume = french(small_catalogue.modules[ID].resume)
    change = replace(CHANGE, champs=(FieldChange("resume", "Résumé", f"« {resume} »"),))
    item = json.loads(files(small_catalogue, tmp_path, [change])[f"{ALL}.json"])["items"][0]
    assert html.unescape(item["content_html"]).count(resume) == 1


def test_the_feed_is_as_recent_as_its_newest_entry(made):
    assert etree.fromstring(made["flux/regions/normandie.atom"]).findtext(f"{A}updated") == CHANGE.moment
    assert etree.fromstring(made["flux/regions/bretagne.atom"]).findtext(f"{A}updated") == "2026-11-21T10:00:00Z"


def test_a_module_is_announced_where_one_follows_what_it_is_about(small_catalogue, made):
    module = small_catalogue.modules[ID]
    told = {path for path, content in made.items() if path.endswith(".atom") and ID.encode() in content}
    expected = {f"{ALL}.atom", f"flux/regions/{module.region}.atom"}
    for family in ("secteurs", "transitions", "themes"):
        expected |= {f"flux/{family}/{term}.atom" for term in getattr(module, family)}
    expected |= {f"flux/certifications/{completed.certification}.atom" for completed in module.certifications}
    assert {path for path in told if "/certificateurs/" not in path} == expected


def test_a_removed_module_is_told_to_all(made):
    titles = [entry.title for entry in feedparser.parse(made[f"{ALL}.atom"]).entries]
    assert titles[0] == "Module retiré\u00a0: Module parti"


def test_certificateurs_have_a_feed_of_what_completes_their_certifications(real_catalogue, tmp_path):
    owned = {c.id for c in real_catalogue.certifications.values() if c.certificateur}
    completing = next(
        m for m in real_catalogue.modules.values() if any(c.certification in owned for c in m.certifications)
    )
    change = replace(NEW, module=completing.id)
    found = files(real_catalogue, tmp_path, [change])
    told = [path for path, content in found.items() if completing.id.encode() in content and "certificateurs" in path]
    assert told


def _many(count):
    return [replace(NEW, commit=f"{i:016x}" + "0" * 24) for i in range(count)]


def test_a_page_stays_short_and_older_ones_follow_to_the_first_entry(small_catalogue, tmp_path):
    many = _many(2 * ENTRIES_AT_MOST + 10)
    found = files(small_catalogue, tmp_path, many)
    address, atom, seen = f"{SITE}/{ALL}.atom", [], []
    while address:  # as a reader of RFC 5005 goes on
        content = found[address.removeprefix(f"{SITE}/")]
        assert list(musts_of_atom(etree.fromstring(content))) == []
        read = feedparser.parse(content)
        links = {link.rel: link.href for link in read.feed.links}
        assert links["self"] == address
        assert links["first"] == f"{SITE}/{ALL}.atom"
        assert links.get("previous") == (seen[-1] if seen else None)
        seen.append(address)
        atom += [entry.id for entry in read.entries]
        address = links.get("next")
    assert len(seen) == 3
    assert len(set(atom)) == len(atom) == len(many)
    address, items = f"{SITE}/{ALL}.json", []
    while address:
        document = json.loads(found[address.removeprefix(f"{SITE}/")])
        items += [item["id"] for item in document["items"]]
        address = document.get("next_url")
    assert items == atom


def test_the_feed_of_one_thing_stays_at_its_newest_entries(small_catalogue, tmp_path):
    found = files(small_catalogue, tmp_path, _many(ENTRIES_AT_MOST + 10))
    assert len(json.loads(found["flux/regions/normandie.json"])["items"]) == ENTRIES_AT_MOST
    assert "flux/regions/normandie/2.atom" not in found


def test_no_two_entries_have_the_same_instant_and_their_order_is_that_of_the_list(small_catalogue, tmp_path):
    found = files(small_catalogue, tmp_path, [REMOVED, CHANGE, *_many(20)])
    entries = feedparser.parse(found[f"{ALL}.atom"]).entries
    instants = [entry.updated for entry in entries]
    assert instants[:2] == [REMOVED.moment, CHANGE.moment]
    assert instants == sorted(set(instants), reverse=True)
    assert len(instants) == 22
    assert [entry.published for entry in entries] == instants


def test_without_history_feeds_are_empty_and_still_right(small_catalogue, tmp_path):
    for path, content in files(small_catalogue, tmp_path, []).items():
        if path.endswith(".atom"):
            assert list(musts_of_atom(etree.fromstring(content))) == []


def test_each_page_about_one_thing_has_its_feed(small_catalogue):
    pages = feed_of_page(small_catalogue)
    assert pages["regions/bretagne/"].address == "flux/regions/bretagne"
    assert len({feed.address for feed in feeds(small_catalogue)}) == len(list(feeds(small_catalogue)))
