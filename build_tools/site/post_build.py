"""Finishing a built theme: fill the section pages, render a page for every record and term, write the sitemap.

The same function serves MkDocs (from its hook) and Zensical (which runs no hooks).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path, PurePath
from xml.sax.saxutils import escape

from build_tools.contributing.spreadsheet.template import write_template
from build_tools.exports.export import Manifest, write_exports
from build_tools.exports.published import Published
from build_tools.parallel import Progress, parallel_map, run_in_background
from build_tools.site.browser_reader import write_reader
from build_tools.site.build_directory import mark_site
from build_tools.site.csp import add_csp_hashes
from build_tools.site.dossier_pages import dossier_pages
from build_tools.site.form_data import write_form_data
from build_tools.site.grid_pages import write_grids
from build_tools.site.last_changes import last_changes
from build_tools.site.needs import write_needs_index
from build_tools.site.not_found import let_not_found_stand_anywhere
from build_tools.site.page import Page
from build_tools.site.page_layout import LAYOUT_ADDRESS, PageLayout, PageLayoutError, cut
from build_tools.site.pages import list_pages, module_pages
from build_tools.site.rendering import Renderer, write_page
from build_tools.site.search import documents_of_pages, write_index
from build_tools.site.sections import sections

PARALLEL_FROM = 1500
SITEMAP = "sitemap.xml"


def complete_site(site: Path, published: Published, progress: Progress | None = None) -> None:
    """Turn the theme freshly built in `site` into the whole site, in place.

    Raises PageLayoutError if the theme is not as expected, SearchError if the search index cannot be made.
    """
    renderer = Renderer(published, take_layout(site))
    drop_unused(site)
    mark_site(site)
    add_csp_hashes(site)
    let_not_found_stand_anywhere(site)
    hand_written = documents_of_pages(site)
    index = partial(write_index, site, published.catalogue, hand_written)
    exports = partial(write_exports, published, site)
    # A large catalogue's exports come last, shared out: beside the others they would take more than 1 GB in all.
    is_large = len(published.catalogue.modules) >= PARALLEL_FROM
    exporting = nullcontext(exports) if is_large else run_in_background(exports)
    shared = (os.cpu_count() or 1) > 2
    with run_in_background(index) as index_written, exporting as exported:
        write_form_data(site, published)
        write_template(published, site)
        write_grids(published, site)
        write_reader(site, published)
        write_needs_index(site, renderer.likeness.index)
        render_pages(site, renderer, partial(_lists, published), progress, parallel=shared)
        if is_large:
            index_written()
        _fill_sections(site, renderer, exported())
        index_written()
    _write_sitemap(site, published)


def drop_unused(site: Path) -> None:
    """The theme's own search, which no page of ours has, and maps of minified code, which only its authors read."""
    scripts = site / "assets" / "javascripts"
    for folder in ("lunr", "workers"):
        shutil.rmtree(scripts / folder, ignore_errors=True)
    for path in (site / "assets").rglob("*.map"):
        path.unlink()


def take_layout(site: Path) -> PageLayout:
    """The page layout of a freshly built theme, cut; it is not published. Raises PageLayoutError."""
    gabarit = site / LAYOUT_ADDRESS / "index.html"
    if not gabarit.is_file():
        raise PageLayoutError("l'habillage construit n'a pas de page gabarit.")
    layout = cut(gabarit.read_text(encoding="utf-8"))
    shutil.rmtree(site / LAYOUT_ADDRESS.split("/")[0])
    return layout


def render_pages(
    site: Path,
    renderer: Renderer,
    lists: Callable[[], Iterable[Page]],
    progress: Progress | None = None,
    *,
    parallel: bool = True,
) -> None:
    """Write the pages of modules into `site`, and those that `lists` gives; with `parallel`, over all processors.

    All that lists modules is made in one process, so that the cards are rendered once. Few modules are shared out in
    any case: that takes little memory.
    """
    modules = list(module_pages(renderer.catalogue))
    if parallel and len(modules) >= PARALLEL_FROM:
        with run_in_background(lambda: _render(site, renderer, lists())) as lists_rendered:
            _render_modules(site, renderer, modules, progress, parallel=True)
            lists_rendered()
    else:
        _render(site, renderer, lists())
        _render_modules(site, renderer, modules, progress, parallel=len(modules) < PARALLEL_FROM)


def _lists(published: Published) -> Iterator[Page]:
    yield from dossier_pages(published)
    yield from list_pages(published.catalogue)


def _render(site: Path, renderer: Renderer, pages: Iterable[Page]) -> None:
    for page in pages:
        write_page(str(site), page, renderer.html(page))


def _render_modules(
    site: Path, renderer: Renderer, pages: Sequence[Page], progress: Progress | None, *, parallel: bool
) -> None:
    renderer.prepare()
    parallel_map(lambda page: _render(site, renderer, (page,)), pages, progress, parallel=parallel)


def _fill_sections(site: Path, renderer: Renderer, manifest: Manifest) -> None:
    for section in sections(renderer.published, manifest):
        path = site / section.file
        path.write_text(renderer.section(section, path.read_text(encoding="utf-8")), encoding="utf-8")


def _write_sitemap(site: Path, published: Published) -> None:
    """A sitemap of all pages when the site's address is known; none otherwise, rather than a wrong one."""
    (site / f"{SITEMAP}.gz").unlink(missing_ok=True)
    (site / SITEMAP).unlink(missing_ok=True)
    if published.addresses.site:
        pages = (path.relative_to(site) for path in site.rglob("*.html"))
        text = sitemap(pages, published.addresses.site, last_changes(published))
        (site / SITEMAP).write_text(text, encoding="utf-8")


def sitemap(paths: Iterable[PurePath], site_url: str, dates: Mapping[str, str]) -> str:
    """The sitemap of the pages at these paths inside the site; `dates` gives the day of the last change of some."""
    pages = (path.as_posix() for path in sorted(paths) if path.name != "404.html")
    addresses = (page.removesuffix("index.html") for page in pages)
    lines = [
        f"<url><loc>{escape(f'{site_url}/{address}')}</loc>{_last_change(dates.get(address))}</url>"
        for address in addresses
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return head + "\n".join(lines) + "\n</urlset>\n"


def _last_change(day: str | None) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""
