"""From a page as plain values to its file: its template, the layout around it, what programs read in its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from build_tools.analysis.matching.similar import Likeness, likeness_of
from build_tools.exports.api import ROOT as API
from build_tools.exports.feeds import Feed, feed_of_page
from build_tools.exports.published import Published
from build_tools.exports.rdf import Names
from build_tools.exports.schema_org import SchemaOrg, script
from build_tools.git.history import Dates
from build_tools.model import Catalogue, Module
from build_tools.model.base import SourcedRecord
from build_tools.model.kinds import KIND_OF_SCHEMA
from build_tools.site.form import FORMS
from build_tools.site.page import Page
from build_tools.site.page_head import LISTS, STYLES, linked_data, list_data, other_formats
from build_tools.site.page_layout import PageLayout, PageLayoutError, highlight_tab
from build_tools.site.sections import Section
from build_tools.site.templating import BUBBLE, DEDUCED_TARGET, environment
from build_tools.text.typography import french, long_date
from build_tools.writing import write_file

# Every rendered page is two folders deep, like the page layout, so that its relative links hold.
ROOT = "../../"
# What the theme writes where a hand-written page says of which day its data is.
DAY = "<!-- catalogue:jour -->"
# One picture for each page of these sections, drawn by tests/browser/make_sharing_images.py.
PICTURES = "assets/images/partage/"
_PICTURED = ("regions", "secteurs", "transitions")


@dataclass(frozen=True)
class RecordLinks:
    """Links at the foot of a record's page; an empty one is not shown."""

    file: str
    edit: str = ""
    report: str = ""
    json: str = ""
    permanent: str = ""
    dates: Dates | None = None


@dataclass(frozen=True)
class Renderer:
    """Everything that rendering needs, prepared once; shared with worker processes by forking."""

    published: Published
    layout: PageLayout
    find_likeness: Callable[[Catalogue], Likeness] = likeness_of
    _cards: dict[tuple[str, str], str] = field(default_factory=dict)
    _layouts: dict[str, PageLayout] = field(default_factory=dict)
    _bubbles: dict[str, str] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        """The records and vocabularies."""
        return self.published.catalogue

    @cached_property
    def likeness(self) -> Likeness:
        """The modules by their words, and which are close to which."""
        return self.find_likeness(self.catalogue)

    @cached_property
    def env(self) -> Environment:
        """The templates, with what all of them see."""
        return environment(
            catalogue=self.catalogue,
            words=self.catalogue.vocabularies,
            card=self.card,
            similar=lambda module: self.likeness.of(module),  # for the pages of modules only: it takes its time
            data_day=self.published.day,
            site_address=self.published.addresses.site,
        )

    def prepare(self) -> None:
        """Make what every page needs, once, before other processes inherit it."""
        _ = (
            self.env,
            self.feeds,
            self.catalogue.files,
            self.likeness.words,
            self.likeness.positions,
            self.likeness.traits,
        )

    def card(self, root: str, module: Module, level: int, anchor: str = "") -> Markup:
        """The card of a module in a list, under a heading of `level`; `anchor` is its id on the page, if it has one.

        Cards are kept, whatever their level: at 10,000 modules the lists show each of them a dozen times, and
        rendering them took half of the build.
        """
        key = (root, module.id)
        if key not in self._cards:
            self._cards[key] = self.env.get_template("_card.html").render(root=root, module=module)
        html = self._cards[key].replace("<h0", f"<h{level}", 1).replace("</h0>", f"</h{level}>", 1)
        if anchor:
            html = html.replace("<article", f'<article id="{escape(anchor)}"', 1)
        return Markup(html)  # noqa: S704  # made by an autoescaping template

    def html(self, page: Page) -> bytes:
        """A rendered page in UTF-8."""
        context = {**page.context, "root": ROOT, "feed": self.feeds.get(page.address)}
        if record := record_of(page):
            context["links"] = self._links(page, record)
        address = page.address + ("" if page.file == "index.html" else page.file)
        foot = self.env.get_template("_pied_papier.html").render(title=page.title, address=address)
        return self._layout_of(page.section).fill(
            title=page.title,
            description=page.description,
            address=address,
            body=self._body(page.template, context) + foot,
            head=self._head(page),
        )

    def section(self, section: Section, html: str) -> str:
        """The data put into the placeholder of a hand-written page, whose `html` the theme has."""
        mark = f"<!-- catalogue:{section.placeholder} -->"
        if html.count(mark) != 1:
            raise PageLayoutError(f"« {section.file} » contient {html.count(mark)} fois « {mark} » au lieu d'une.")
        body = self._body(section.template, {**section.context(), "root": section.root})
        day = french(f" · données du {long_date(self.published.day)}")
        html = html.replace(mark, body).replace(DAY, day, 1)
        return html.replace("</head>", f"{self._list_data(section, html)}</head>", 1)

    def _list_data(self, section: Section, html: str) -> str:
        """What a hand-written page lists, for search engines."""
        if section.file not in LISTS:
            return ""
        title = unescape(html[html.index("<title>") + len("<title>") : html.index("</title>")])
        describe = SchemaOrg(self.published, Names.seen_from(self.published, section.file))
        return script(list_data(describe, section.file, title))

    def _body(self, template: str, context: Mapping[str, Any]) -> str:
        """A template's HTML; where it marks something as deduced, the bubble that explains the word comes with it."""
        body = self.env.get_template(template).render(context)
        if DEDUCED_TARGET in body and BUBBLE not in body:
            body += self._bubble(context["root"])
        return body

    def _bubble(self, root: str) -> str:
        """The bubble on the pages from which `root` is the way to the site's."""
        if root not in self._bubbles:
            self._bubbles[root] = self.env.get_template("_bulle.html").render(root=root)
        return self._bubbles[root]

    @cached_property
    def feeds(self) -> Mapping[str, Feed]:
        """Address of a page → the feed about its subject."""
        return feed_of_page(self.catalogue)

    @cached_property
    def schema_org(self) -> SchemaOrg:
        """What a rendered page says of its record in schema.org's words."""
        return SchemaOrg(self.published, Names.seen_from(self.published, "modules/fiche/index.html"))

    def _layout_of(self, section: str) -> PageLayout:
        """The layout with the section's tab marked, made when it is first needed."""
        if section not in self._layouts:
            self._layouts[section] = highlight_tab(self.layout, section)
        return self._layouts[section]

    def _head(self, page: Page) -> str:
        """The page's style sheets, and what programs read of it: its linked data, other formats, a withdrawal."""
        if page.template == "retrait.html":
            return self.env.get_template("retrait_head.html").render({**page.context, "root": ROOT})
        json_ld = linked_data(self.schema_org, page)
        names = STYLES.get(page.template, ())
        styles = "".join(f'<link rel="stylesheet" href="{ROOT}assets/stylesheets/{name}.css">' for name in names)
        return styles + (script(json_ld) if json_ld else "") + self._links_of_head(page) + self._picture(page)

    def _picture(self, page: Page) -> str:
        """The picture that social networks show: they want its whole address, so there is none without the site's."""
        site = self.published.addresses.site
        if not site:
            return ""
        name = escape(picture_of(page))
        return f'<meta property="og:image" content="{escape(site)}/{PICTURES}{name}.png">'

    def _links_of_head(self, page: Page) -> str:
        """The page's own feed, for the reader's browser to find, and its other formats."""
        found = {"feed": self.feeds.get(page.address), "formats": list(other_formats(page))}
        return self.env.get_template("_head_links.html").render(root=ROOT, **found) if any(found.values()) else ""

    def _links(self, page: Page, record: SourcedRecord) -> RecordLinks:
        relative = self.catalogue.files[(page.section, record.id)]
        file = f"catalogue/{relative}"
        site, repository = self.published.addresses.site, self.published.addresses.repository
        edit = f"{repository}/edit/main/{file}" if repository else ""
        form = FORMS.get(page.section)
        return RecordLinks(
            file=file,
            edit=f"{ROOT}{form.address}?fiche={record.id}" if form else edit,
            report=f"{repository}/issues/new?title=Erreur%20:%20{record.id}" if repository else "",
            json=f"{ROOT}{API}{page.section}/{record.id}.json",
            permanent=f"{site}/{page.address}" if site else "",
            dates=self.published.dates.get(relative),
        )


def picture_of(page: Page) -> str:
    """The name of a page's picture: that of its region, sector or transition; a module takes its first sector's."""
    module: Module | None = page.context.get("module")
    if module:
        return f"secteurs-{module.secteurs[0]}" if module.secteurs else f"regions-{module.region}"
    own = page.section in _PICTURED and page.template != "retrait.html"
    return page.address.strip("/").replace("/", "-") if own else "site"


def record_of(page: Page) -> SourcedRecord | None:
    """The record that a page is about, if it is about one."""
    name = next((name for name in KIND_OF_SCHEMA if name in page.context), None)
    record: SourcedRecord | None = page.context[name] if name else None
    return record


def write_page(site: str, page: Page, html: bytes) -> None:
    """Write a rendered page below the folder `site`. Raises OSError."""
    write_file(f"{site}/{page.address}{page.file}", html)
