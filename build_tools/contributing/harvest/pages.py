"""Courses that the pages of a site describe with schema.org, found by its sitemap and read politely.

Only pages of the sitemap's own host are read, those that its `robots.txt` allows, one after the other, within limits.
Nothing of persons is read: a provider is an organisation.
"""

from __future__ import annotations

import gzip
import http
import io
import json
import re
import time
import urllib.robotparser
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from build_tools.contributing.harvest.fetching import MAX_BYTES, WHO, AnsweredError, HarvestError
from build_tools.contributing.harvest.lheo import SUMMARY_MAX, mentions_module, parsed_xml
from build_tools.loading.yaml_reader import Data

MAX_PAGES, MAX_SITEMAPS = 2_000, 20
PAGE_BYTES = 3_000_000
PAUSE_S, LONGEST_PAUSE_S = 1.0, 10.0
TOTAL_S = 3_000.0
# A site whose pages answer no better than that is not read.
_MOST_FAILED = 0.2
_TAG = re.compile(r"<[^>]{0,200}>")
_HOURS = re.compile(r"PT(?:([0-9]{1,4})H)?(?:([0-9]{1,3})M)?")
_MODES = {
    **dict.fromkeys(("online", "distance", "a distance", "à distance"), "a-distance"),
    **dict.fromkeys(("onsite", "on-site", "in person", "présentiel", "en présentiel"), "en-presentiel"),
    **dict.fromkeys(("blended", "mixed", "hybrid", "hybride", "mixte"), "mixte"),
}
_GZIP = b"\x1f\x8b"

Row = dict[str, Any]
Get = Callable[[str, int], bytes]
"""What an address gives, at most so many bytes of it. Raises HarvestError."""


@dataclass
class Read:
    """The rows of the courses, each with the page that says it; `unread` are pages that did not answer."""

    rows: list[Row] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_pages(sitemap: str, beginning: str, get: Get, *, pause_s: float = PAUSE_S, total_s: float = TOTAL_S) -> Read:
    """The courses of the pages whose address begins with `beginning` (all of them if empty). Raises HarvestError.

    Without a beginning, only courses that say that they are additional modules are taken.
    """
    robots, deadline = _robots(sitemap, get), time.monotonic() + total_s
    wait = min(max(pause_s, float(robots.crawl_delay(WHO) or 0)), LONGEST_PAUSE_S)
    listed = [page for page in _listed(sitemap, get) if page.startswith(beginning) and _same_host(page, sitemap)]
    pages = [page for page in dict.fromkeys(listed) if robots.can_fetch(WHO, page)]
    if not pages:
        raise HarvestError(
            "le plan du site n'a aucune page à lire, ou le site demande aux programmes de ne pas les lire"
        )
    if len(pages) > MAX_PAGES:
        raise HarvestError(f"le plan du site a {len(pages)} pages : dites par « pages » comment les bonnes commencent")
    read = Read()
    if forbidden := len(set(listed)) - len(pages):
        read.notices.append(f"pages que le site demande de ne pas lire : {forbidden}")
    for number, page in enumerate(pages):
        if time.monotonic() > deadline:
            raise HarvestError("le site est trop lent")
        if number:
            time.sleep(wait)
        _read_page(page, get, read, chosen=bool(beginning))
    if len(read.unread) > _MOST_FAILED * len(pages):
        raise HarvestError(f"{len(read.unread)} pages sur {len(pages)} ne répondent pas")
    return read


def one_page(content: bytes, page: str) -> Read:
    """The courses of a page that was saved as a file."""
    read = Read()
    _read_page(page, lambda _, __: content, read, chosen=True)
    return read


def _read_page(page: str, get: Get, read: Read, *, chosen: bool) -> None:
    try:
        courses = list(courses_in(get(page, PAGE_BYTES)))
    except HarvestError as error:
        read.unread.append(page)
        read.notices.append(f"{page} : {error}")
        return
    rows = [_row(course, page) for course in courses]
    rows = [row for row in rows if chosen or mentions_module(f"{row.get('titre')} {row.get('resume')}")]
    for number, row in enumerate(rows):
        row.setdefault("cle", page if not number else f"{page}#{number + 1}")
    known = {row["cle"] for row in read.rows}
    read.rows += [row for row in rows if row["cle"] not in known]  # a page of results repeats what others say


# The site -------------------------------------------------------------------------------------------------------------


def _robots(address: str, get: Get) -> urllib.robotparser.RobotFileParser:
    """What the site asks of programs; a site that says nothing allows all."""
    robots = urllib.robotparser.RobotFileParser()
    try:
        rules = get(f"https://{urlsplit(address).netloc}/robots.txt", PAGE_BYTES).decode(errors="replace")
    except AnsweredError as error:
        if error.code in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN):
            rules = "User-agent: *\nDisallow: /"
        elif error.code >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        else:
            rules = ""
    robots.parse(rules.splitlines())
    return robots


def _listed(sitemap: str, get: Get, *, deeper: bool = True) -> Iterator[str]:
    """The pages of a sitemap, or of the sitemaps that it lists."""
    root = parsed_xml(_unpacked(get(sitemap, MAX_BYTES)), "un plan de site")
    kind = str(root.tag).rpartition("}")[2]
    found = [(place.text or "").strip() for place in root.iter() if str(place.tag).rpartition("}")[2] == "loc"]
    if kind == "urlset":
        yield from found
    elif kind == "sitemapindex" and deeper and len(found) <= MAX_SITEMAPS:
        for one in found:
            if _same_host(one, sitemap):
                yield from _listed(one, get, deeper=False)
    else:
        raise HarvestError("le fichier n'est pas un plan de site (sitemap) que l'on sache lire")


def _unpacked(content: bytes) -> bytes:
    """A sitemap may be published compressed (sitemaps.org, « Sitemap file location »); never more than it may weigh."""
    if not content.startswith(_GZIP):
        return content
    try:
        whole = gzip.GzipFile(fileobj=io.BytesIO(content)).read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise HarvestError("le plan du site est un fichier compressé abîmé") from None
    if len(whole) > MAX_BYTES:
        raise HarvestError("le plan du site, une fois décompressé, est trop lourd")
    return whole


def _same_host(page: str, sitemap: str) -> bool:
    try:
        one, other = urlsplit(page), urlsplit(sitemap)
    except ValueError:
        return False
    return (one.scheme, one.netloc.lower()) == (other.scheme, other.netloc.lower())


# The page -------------------------------------------------------------------------------------------------------------


def courses_in(content: bytes) -> Iterator[Mapping[str, Data]]:
    """The courses that a page describes, by JSON-LD or else by microdata."""
    if not content.strip():
        return
    try:
        root = html.fromstring(content, parser=html.HTMLParser(encoding=_encoding(content), huge_tree=False))
    except (ValueError, LookupError, html.etree.ParserError):
        return
    found = [item for text in root.xpath('//script[@type="application/ld+json"]/text()') for item in _linked(str(text))]
    yield from found or [_item(node) for node in root.xpath("//*[@itemscope]") if _has_type("Course", _type_of(node))]


def _encoding(content: bytes) -> str | None:
    """UTF-8 where it is; else what the page says."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _linked(text: str) -> Iterator[Mapping[str, Data]]:
    try:
        yield from _courses(json.loads(text, strict=False))
    except (ValueError, RecursionError):
        return


def _courses(data: Data) -> Iterator[Mapping[str, Data]]:
    """Courses, wherever they stand: alone, in a graph, in a list."""
    if isinstance(data, list):
        for item in data:
            yield from _courses(item)
    elif isinstance(data, dict) and _has_type("Course", data.get("@type")):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _courses(value)


def _has_type(kind: str, types: Data) -> bool:
    return any(str(one).rpartition("/")[2].rpartition(":")[2] == kind for one in _list(types))


def _type_of(node: Any) -> list[str]:
    return str(node.get("itemtype") or "").split()


def _item(node: Any) -> Mapping[str, Data]:
    """An item of microdata: its properties, those of the items inside apart."""
    found: dict[str, Data] = {"@type": _type_of(node)}
    for part in node.xpath(".//*[@itemprop]"):
        owner = next((above for above in part.iterancestors() if above.get("itemscope") is not None), None)
        if owner is not node:
            continue
        value = _item(part) if part.get("itemscope") is not None else _value(part)
        for name in str(part.get("itemprop")).split():
            found[name] = [*_list(found.get(name)), value]
    return found


def _value(node: Any) -> str:
    value = next((node.get(name) for name in ("content", "href", "datetime", "src") if node.get(name)), None)
    return str(value if value is not None else node.text_content())


# The course -----------------------------------------------------------------------------------------------------------


def _row(course: Mapping[str, Data], page: str) -> Row:
    instances = [one for one in _list(course.get("hasCourseInstance")) if isinstance(one, dict)]
    lengths = [course.get("timeRequired"), *(one.get("courseWorkload") for one in instances)]
    modes = [
        mode for one in instances for written in _texts(one.get("courseMode")) if (mode := _MODES.get(written.lower()))
    ]
    row = {
        "cle": _first(course.get("@id")) or _first(course.get("identifier")) or _first(course.get("courseCode")),
        "titre": _first(course.get("name")),
        "resume": _first(course.get("description"))[:SUMMARY_MAX],
        "competences_intitule": _texts(course.get("teaches")),
        "prerequis_condition": _texts(course.get("coursePrerequisites")),
        "duree_heures": next((hours for written in lengths if (hours := _hours(written))), ""),
        "modalites": list(dict.fromkeys(modes))[:1],
        "mises_en_oeuvre_organisme": _provider([course, *instances]),
        "page": page,
    }
    if row["mises_en_oeuvre_organisme"]:
        row["mises_en_oeuvre_adresse"] = page
    return {name: value for name, value in row.items() if value not in ("", [])}


def _provider(described: Sequence[Mapping[str, Data]]) -> str:
    """The organisation that gives the course; never a person."""
    for one in described:
        for name in ("provider", "organizer"):
            for body in _list(one.get(name)):
                if isinstance(body, dict) and "name" in body and not _has_type("Person", body.get("@type")):
                    return _first(body["name"])
    return ""


def _hours(written: Data) -> str:
    found = _HOURS.fullmatch(_first(written))
    if not found or not (found[1] or found[2]):
        return ""
    return f"{int(found[1] or 0) + int(found[2] or 0) / 60:g}".replace(".", ",")


def _texts(value: Data) -> list[str]:
    """The texts of a property: themselves, or the names of the things that it has; without tags."""
    found = []
    for one in _list(value):
        written = one.get("name") or one.get("value") or one.get("@value") if isinstance(one, dict) else one
        if isinstance(written, str | int | float) and (text := " ".join(_TAG.sub(" ", str(written)).split())):
            found.append(text)
    return found


def _first(value: Data) -> str:
    return next(iter(_texts(value)), "")


def _list(value: Data) -> list[Data]:
    return value if isinstance(value, list) else [] if value is None else [value]
