"""Finishing a built chrome: fill the section pages, stamp a page for every record and term, write the sitemap.

The same function serves MkDocs (from its hook) and Zensical (which runs no hooks).
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import escape

from jinja2 import Environment
from markupsafe import Markup

from build_tools.analysis.matching.index import build_index
from build_tools.analysis.matching.similar import Likeness
from build_tools.contributing.spreadsheet.template import write_template
from build_tools.exports.export import write_exports
from build_tools.exports.feeds import Feed, feed_of_page
from build_tools.exports.published import Published
from build_tools.exports.rdf import Names
from build_tools.exports.record_json import record_json
from build_tools.exports.schema_org import SchemaOrg, script
from build_tools.model import Catalogue, Module
from build_tools.model.base import SourcedRecord
from build_tools.parallel import Progress, map_forked
from build_tools.site.dossier_pages import dossier_pages
from build_tools.site.field_guide import field_label
from build_tools.site.form import FORM, write_form_data
from build_tools.site.history import Dates
from build_tools.site.needs import write_needs_index
from build_tools.site.pages import Page, data_pages
from build_tools.site.policy import seal_pages
from build_tools.site.search import write_index
from build_tools.site.sections import Section, sections
from build_tools.site.shell import GABARIT_ADDRESS, Shell, ShellError, cut, highlight_tab
from build_tools.site.templating import environment

PARALLEL_FROM = 1500
_CHUNK = 200
# Every stamped page lies two folders deep, like the gabarit, so that its relative links hold.
ROOT = "../../"
_RECORD_KEYS = {"module": "modules", "demarche": "demarches", "certification": "certifications"}


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
class Stamper:
    """Everything that stamping needs, prepared once; shared with worker processes by forking."""

    published: Published
    site: Path
    shell: Shell
    pages: Sequence[Page] = ()
    cards: dict[tuple[str, str, int], Markup] = field(default_factory=dict)

    @property
    def catalogue(self) -> Catalogue:
        """The records and vocabularies."""
        return self.published.catalogue

    @cached_property
    def likeness(self) -> Likeness:
        """The modules by their words, and which are close to which."""
        return Likeness(self.catalogue, build_index(self.catalogue))

    @cached_property
    def env(self) -> Environment:
        """The templates, with what all of them see."""
        words = self.catalogue.vocabularies
        return environment(
            catalogue=self.catalogue,
            words=words,
            field_label=field_label,
            card=self.card,
            similar=self.likeness.of,
        )

    @cached_property
    def shells(self) -> Mapping[str, Shell]:
        """Section → the shell with that section's tab marked."""
        return {section: highlight_tab(self.shell, section) for section in {page.section for page in self.pages}}

    def card(self, root: str, module: Module, level: int) -> Markup:
        """The card of a module in a list, under a heading of `level`.

        Cards are kept: at 10,000 modules the lists show each of them a dozen times, and rendering them took
        half of the build.
        """
        key = (root, module.id, level)
        if key not in self.cards:
            html = self.env.get_template("_card.html").render(root=root, module=module, level=level)
            self.cards[key] = Markup(html)  # noqa: S704  # made by an autoescaping template
        return self.cards[key]

    def stamp(self, page: Page) -> None:
        """Write one page, and its record's JSON if it has one."""
        folder = self.site / page.address
        folder.mkdir(parents=True, exist_ok=True)
        context = {**page.context, "root": ROOT}
        record = self._record(page)
        if record is not None:
            context["links"] = self._links(page, record)
            (folder / "fiche.json").write_bytes(record_json(record).encode())
        body = self.env.get_template(page.template).render(context)
        address = page.address + ("" if page.file == "index.html" else page.file)
        html = self.shells[page.section].fill(
            title=page.title, description=page.description, address=address, body=body, head=self._head(page)
        )
        (folder / page.file).write_bytes(html.encode())

    @cached_property
    def feeds(self) -> Mapping[str, Feed]:
        """Address of a page → the feed about its subject."""
        return feed_of_page(self.catalogue)

    @cached_property
    def schema_org(self) -> SchemaOrg:
        """What a stamped page says of its record in schema.org's words."""
        return SchemaOrg(self.published, Names.seen_from(self.published, "modules/fiche/index.html"))

    def _head(self, page: Page) -> str:
        """What programs read of a page: the linked data of a module, the feed about its subject, a withdrawal."""
        if page.template == "retrait.html":
            return self.env.get_template("retrait_head.html").render({**page.context, "root": ROOT})
        module = page.context.get("module")
        return (script(self.schema_org.course(module)) if module else "") + self._feed_links(page)

    def _feed_links(self, page: Page) -> str:
        """The page's own feed, for the reader's browser to find."""
        feed = self.feeds.get(page.address)
        return self.env.get_template("_feed_links.html").render(feed=feed, root=ROOT) if feed else ""

    def stamp_range(self, numbers: range) -> int:
        """Write the pages of these numbers; returns how many."""
        for number in numbers:
            self.stamp(self.pages[number])
        return len(numbers)

    def fill(self, section: Section) -> None:
        """Put the data into a hand-written page's placeholder."""
        path = self.site / section.file
        html = path.read_text(encoding="utf-8")
        mark = f"<!-- catalogue:{section.placeholder} -->"
        if html.count(mark) != 1:
            raise ShellError(f"« {section.file} » contient {html.count(mark)} fois « {mark} » au lieu d'une.")
        body = self.env.get_template(section.template).render({**section.context, "root": section.root})
        path.write_text(html.replace(mark, body), encoding="utf-8")

    def _record(self, page: Page) -> SourcedRecord | None:
        name = next((name for name in _RECORD_KEYS if name in page.context), None)
        record: SourcedRecord | None = page.context[name] if name else None
        return record

    def _links(self, page: Page, record: SourcedRecord) -> RecordLinks:
        relative = self.catalogue.files[(page.section, record.id)]
        file = f"catalogue/{relative}"
        site, repository = self.published.addresses.site, self.published.addresses.repository
        edit = f"{repository}/edit/main/{file}" if repository else ""
        return RecordLinks(
            file=file,
            edit=f"{ROOT}{FORM}?fiche={record.id}" if page.section == "modules" else edit,
            report=f"{repository}/issues/new?title=Erreur%20:%20{record.id}" if repository else "",
            json="fiche.json",
            permanent=f"{site}/{page.address}" if site else "",
            dates=self.published.dates.get(relative),
        )


def finish_site(site: Path, published: Published, progress: Progress | None = None) -> None:
    """Turn the chrome freshly built in `site` into the whole site, in place.

    Raises ShellError if the chrome is not as expected, SearchError if the search index cannot be made.
    """
    catalogue = published.catalogue
    gabarit = site / GABARIT_ADDRESS / "index.html"
    if not gabarit.is_file():
        raise ShellError("l'habillage construit n'a pas de page gabarit.")
    shell = cut(gabarit.read_text(encoding="utf-8"))
    shutil.rmtree(site / GABARIT_ADDRESS.split("/")[0])
    seal_pages(site)
    hand_written = [path.relative_to(site) for path in sorted(site.rglob("index.html"))]
    write_index(site, catalogue, hand_written)
    write_form_data(site, published)
    manifest = write_exports(published, site)
    write_template(published, site)
    pages = (*dossier_pages(published), *data_pages(catalogue))
    stamper = Stamper(published, site, shell, pages)
    write_needs_index(site, stamper.likeness.index)
    for section in sections(published, manifest):
        stamper.fill(section)
    _stamp_all(stamper, progress)
    _write_sitemap(site, published.addresses.site)


def _stamp_all(stamper: Stamper, progress: Progress | None) -> None:
    total = len(stamper.pages)
    # All lists go to one process, so that the cards that they share are rendered once.
    lists = total - len(stamper.catalogue.modules)
    ranges = [range(lists), *(range(start, min(start + _CHUNK, total)) for start in range(lists, total, _CHUNK))]
    # Prepared once, before forking.
    _ = stamper.env, stamper.shells, stamper.feeds, stamper.likeness.words, stamper.likeness.positions
    done = 0
    for count in map_forked(stamper.stamp_range, ranges, parallel=total >= PARALLEL_FROM):
        done += count
        if progress:
            progress(done, total)


def _write_sitemap(site: Path, site_url: str) -> None:
    """A sitemap of all pages when the site's address is known; none otherwise, rather than a wrong one."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    (site / "sitemap.xml").unlink(missing_ok=True)
    if not site_url:
        return
    pages = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")) if path.name != "404.html")
    addresses = (f"{site_url}/{page.removesuffix('index.html')}" for page in pages)
    lines = [f"<url><loc>{escape(address)}</loc></url>" for address in addresses]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    (site / "sitemap.xml").write_text(head + "\n".join(lines) + "\n</urlset>\n", encoding="utf-8")
