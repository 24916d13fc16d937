"""Finishing a built chrome: fill the section pages, stamp a page for every record and term, write the sitemap.

The same function serves MkDocs (from its hook) and Zensical (which runs no hooks).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from build_tools.site.pages import Page, list_pages, module_pages
from build_tools.site.policy import seal_pages
from build_tools.site.search import documents_of_pages, write_index
from build_tools.site.sections import sections
from build_tools.site.shell import GABARIT_ADDRESS, Shell, ShellError, cut
from build_tools.site.stamping import Stamper, write_page
from build_tools.site.workplace import mark_site

PARALLEL_FROM = 1500
_CHUNK = 200
SITEMAP = "sitemap.xml"


def finish_site(site: Path, published: Published, progress: Progress | None = None) -> None:
    """Turn the chrome freshly built in `site` into the whole site, in place.

    Raises ShellError if the chrome is not as expected, SearchError if the search index cannot be made.
    """
    stamper = Stamper(published, take_shell(site))
    mark_site(site)
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
        stamp_pages(site, stamper, partial(_lists, published), progress, parallel=shared)
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
    site: Path,
    stamper: Stamper,
    lists: Callable[[], Iterable[Page]],
    progress: Progress | None = None,
    *,
    parallel: bool = True,
) -> None:
    """Write the pages of modules into `site`, and those that `lists` gives; with `parallel`, over all processors.

    All that lists modules is made in one process, so that the cards are rendered once.
    """
    modules = list(module_pages(stamper.catalogue))
    if parallel and len(modules) >= PARALLEL_FROM:
        with beside(lambda: _stamp(site, stamper, lists())) as lists_stamped:
            _stamp_modules(site, stamper, modules, progress, parallel=True)
            lists_stamped()
    else:
        _stamp(site, stamper, lists())
        _stamp_modules(site, stamper, modules, progress, parallel=False)


def _lists(published: Published) -> Iterator[Page]:
    yield from dossier_pages(published)
    yield from list_pages(published.catalogue)


def _stamp(site: Path, stamper: Stamper, pages: Iterable[Page]) -> None:
    for page in pages:
        write_page(str(site), page, stamper.html(page))


def _stamp_modules(
    site: Path, stamper: Stamper, pages: Sequence[Page], progress: Progress | None, *, parallel: bool
) -> None:
    stamper.prepare()
    chunks = [pages[start : start + _CHUNK] for start in range(0, len(pages), _CHUNK)]
    stamped = map_forked(lambda number: _stamp(site, stamper, chunks[number]), range(len(chunks)), parallel=parallel)
    with closing(stamped):
        for number, _ in enumerate(stamped, 1):
            if progress:
                progress(min(number * _CHUNK, len(pages)), len(pages))


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
