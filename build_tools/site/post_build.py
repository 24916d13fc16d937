"""Finishing a built theme: fill the section pages, render a page for every record and term, write the sitemap.

The same function serves MkDocs (from its hook) and Zensical (which runs no hooks).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path, PurePath
from typing import Any
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
from build_tools.site.module_preloads import add_module_preloads
from build_tools.site.needs import write_needs_index
from build_tools.site.not_found import make_not_found_relative
from build_tools.site.page import Page
from build_tools.site.page_layout import LAYOUT_ADDRESS, PageLayout, PageLayoutError, cut
from build_tools.site.pages import list_pages, module_pages
from build_tools.site.rendering import Renderer, write_page
from build_tools.site.search import documents_of_pages, finish_index, prepare_index, write_index
from build_tools.site.sections import DATA_PAGE, Section, sections

# So many modules take too much memory for all to be done at once.
LARGE = 1500
# A few modules are rendered before another process has started.
PARALLEL_FROM = 50
# Modules' pages that a process renders before it asks for more.
_CHUNK = 20
SITEMAP = "sitemap.xml"


def complete_site(site: Path, published: Published, progress: Progress | None = None) -> None:
    """Turn the theme freshly built in `site` into the whole site, in place.

    Raises PageLayoutError if the theme is not as expected, SearchError if the search index cannot be made.
    """
    renderer = Renderer(published, prepare_theme(site))
    hand_written = documents_of_pages(site)
    render = partial(render_pages, site, renderer, partial(_lists, published), progress)
    theme = partial(_complete_theme, site, renderer)
    exports = partial(write_exports, published, site, parallel=False)
    if len(published.catalogue.modules) < LARGE:
        with run_in_background(partial(write_index, site, published.catalogue, hand_written)) as indexed:
            manifest, _ = render(beside=(exports, theme))
            indexed()
    else:
        with tempfile.TemporaryDirectory(prefix="catalogue-index-") as name:
            folder = Path(name)
            documents = partial(prepare_index, site, published.catalogue, folder, hand_written)
            prepared, _ = render(beside=(documents, theme))
            # Now that the other processes have given their memory back: Pagefind takes 0.15 MB for each document.
            with ThreadPoolExecutor(1) as thread:
                indexing = thread.submit(finish_index, site, folder, prepared)
                manifest = exports()
                indexing.result()
    _fill(site, renderer, sections(published, manifest), {DATA_PAGE})
    _write_sitemap(site, published)


def prepare_theme(site: Path) -> PageLayout:
    """Make the theme freshly built in `site` ready to be completed; returns its page layout. Raises PageLayoutError."""
    layout = take_layout(site)
    drop_unused(site)
    mark_site(site)
    add_csp_hashes(site)
    add_module_preloads(site)
    make_not_found_relative(site)
    return layout


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
    beside: Sequence[Callable[[], Any]] = (),
) -> list[Any]:
    """Write the pages of modules into `site`, and those that `lists` gives, over all processors.

    All that lists modules is made in one process, so that the cards are rendered once. The work `beside` is shared out
    with the pages; its results are returned.
    """
    modules = list(module_pages(renderer.catalogue))
    renderer.prepare()
    few = (modules[first : first + _CHUNK] for first in range(0, len(modules), _CHUNK))
    render = partial(_render, site, renderer)
    work: list[Callable[[], Any]] = [*beside, lambda: render(lists()), *(partial(render, some) for some in few)]
    shown = partial(_show_modules, progress, len(modules)) if progress else None
    return parallel_map(_do, work, shown, parallel=len(modules) >= PARALLEL_FROM)[: len(beside)]


def _show_modules(progress: Progress, modules: int, done: int, _: int) -> None:
    """The progress of works of a few modules, in modules: that of all the work is near enough."""
    progress(min(done * _CHUNK, modules), modules)


def _do(work: Callable[[], Any]) -> Any:
    return work()


def _complete_theme(site: Path, renderer: Renderer) -> None:
    """What the theme's own pages need of the catalogue, but for the one that shows the exports."""
    published = renderer.published
    write_form_data(site, published)
    write_template(published, site)
    write_grids(published, site)
    write_reader(site, published)
    write_needs_index(site, renderer.likeness.index)
    found = sections(published, Manifest({}))
    _fill(site, renderer, found, {section.file for section in found} - {DATA_PAGE})


def _lists(published: Published) -> Iterator[Page]:
    yield from dossier_pages(published)
    yield from list_pages(published.catalogue)


def _render(site: Path, renderer: Renderer, pages: Iterable[Page]) -> None:
    for page in pages:
        write_page(str(site), page, renderer.html(page))


def _fill(site: Path, renderer: Renderer, found: Iterable[Section], files: Set[str]) -> None:
    """Let the data fill these files of the theme."""
    for section in found:
        if section.file in files:
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
