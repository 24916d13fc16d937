"""Finishing a built chrome: fill the section pages, stamp a page for every record and term, write the sitemap.

The same function serves MkDocs (from its hook) and Zensical (which runs no hooks).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path, PurePath
from xml.sax.saxutils import escape

from build_tools.contributing.spreadsheet.template import write_template
from build_tools.exports.export import Manifest, write_exports
from build_tools.exports.published import Published
from build_tools.parallel import Progress, beside, map_forked
from build_tools.site.dossier_pages import dossier_pages
from build_tools.site.form import write_form_data
from build_tools.site.needs import write_needs_index
from build_tools.site.pages import MODULE, Page, data_pages
from build_tools.site.policy import seal_pages
from build_tools.site.search import documents_of_pages, write_index
from build_tools.site.sections import sections
from build_tools.site.shell import GABARIT_ADDRESS, Shell, ShellError, cut
from build_tools.site.stamping import Stamper, write_page

PARALLEL_FROM = 1500
_CHUNK = 200
SITEMAP = "sitemap.xml"


def finish_site(site: Path, published: Published, progress: Progress | None = None) -> None:
    """Turn the chrome freshly built in `site` into the whole site, in place.

    Raises ShellError if the chrome is not as expected, SearchError if the search index cannot be made.
    """
    stamper = Stamper(published, take_shell(site))
    seal_pages(site)
    hand_written = documents_of_pages(site)
    # Three things at once keep two processors busy to the end; each in one process, or memory would not do.
    shared = (os.cpu_count() or 1) > 2
    index = partial(write_index, site, published.catalogue, hand_written)
    exports = partial(write_exports, published, site, parallel=shared)
    with beside(index) as index_written, beside(exports) as exported:
        write_form_data(site, published)
        write_template(published, site)
        write_needs_index(site, stamper.likeness.index)
        pages = (*dossier_pages(published), *data_pages(published.catalogue))
        stamp_pages(site, stamper, pages, progress, parallel=shared)
        _fill_sections(site, stamper, exported())
        index_written()
    _write_sitemap(site, published.addresses.site)


def take_shell(site: Path) -> Shell:
    """The gabarit of a freshly built chrome, cut; it is not published. Raises ShellError."""
    gabarit = site / GABARIT_ADDRESS / "index.html"
    if not gabarit.is_file():
        raise ShellError("l'habillage construit n'a pas de page gabarit.")
    shell = cut(gabarit.read_text(encoding="utf-8"))
    shutil.rmtree(site / GABARIT_ADDRESS.split("/")[0])
    return shell


def stamp_pages(
    site: Path, stamper: Stamper, pages: Sequence[Page], progress: Progress | None = None, *, parallel: bool = True
) -> None:
    """Write the pages into `site`; with `parallel`, many pages over all processors."""
    stamper.prepare()
    modules = [page for page in pages if page.template == MODULE]
    lists = [page for page in pages if page.template != MODULE]
    # All that lists modules goes to one process, so that the cards are rendered once; it has the most to do.
    chunks = [lists, *(modules[start : start + _CHUNK] for start in range(0, len(modules), _CHUNK))]

    def stamp(number: int) -> int:
        for page in chunks[number]:
            write_page(str(site), page, stamper.html(page))
        return len(chunks[number])

    parallel = parallel and len(modules) >= PARALLEL_FROM
    done = 0
    with closing(map_forked(stamp, range(len(chunks)), parallel=parallel)) as counts:
        for count in counts:
            done += count
            if progress:
                progress(done, len(pages))


def _fill_sections(site: Path, stamper: Stamper, manifest: Manifest) -> None:
    for section in sections(stamper.published, manifest):
        path = site / section.file
        path.write_text(stamper.section(section, path.read_text(encoding="utf-8")), encoding="utf-8")


def _write_sitemap(site: Path, site_url: str) -> None:
    """A sitemap of all pages when the site's address is known; none otherwise, rather than a wrong one."""
    (site / f"{SITEMAP}.gz").unlink(missing_ok=True)
    (site / SITEMAP).unlink(missing_ok=True)
    if site_url:
        pages = (path.relative_to(site) for path in site.rglob("*.html"))
        (site / SITEMAP).write_text(sitemap(pages, site_url), encoding="utf-8")


def sitemap(paths: Iterable[PurePath], site_url: str) -> str:
    """The sitemap of the pages at these paths inside the site."""
    pages = (path.as_posix() for path in sorted(paths) if path.name != "404.html")
    addresses = (f"{site_url}/{page.removesuffix('index.html')}" for page in pages)
    lines = [f"<url><loc>{escape(address)}</loc></url>" for address in addresses]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(lines) + "\n</urlset>\n"
