"""Finishing a built chrome: fill the section pages, stamp a page for every record and term, write the sitemap.

The same function serves MkDocs (from its hook) and Zensical (which runs no hooks).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from build_tools.contributing.spreadsheet.template import write_template
from build_tools.exports.export import Manifest, write_exports
from build_tools.exports.published import Published
from build_tools.parallel import Progress, beside, map_forked
from build_tools.site.dossier_pages import dossier_pages
from build_tools.site.form import write_form_data
from build_tools.site.needs import write_needs_index
from build_tools.site.pages import Page, data_pages
from build_tools.site.policy import seal_pages
from build_tools.site.search import documents_of_pages, write_index
from build_tools.site.sections import sections
from build_tools.site.shell import GABARIT_ADDRESS, Shell, ShellError, cut
from build_tools.site.stamping import Stamper, write_page

PARALLEL_FROM = 1500
_CHUNK = 200


def finish_site(site: Path, published: Published, progress: Progress | None = None) -> None:
    """Turn the chrome freshly built in `site` into the whole site, in place.

    Raises ShellError if the chrome is not as expected, SearchError if the search index cannot be made.
    """
    stamper = Stamper(published, take_shell(site))
    seal_pages(site)
    hand_written = documents_of_pages(site)
    with beside(partial(write_index, site, published.catalogue, hand_written)) as index_written:
        write_form_data(site, published)
        manifest = write_exports(published, site)
        write_template(published, site)
        with beside(partial(_fill_sections, site, stamper, manifest)) as sections_filled:
            write_needs_index(site, stamper.likeness.index)
            stamp_pages(site, stamper, progress)
            sections_filled()
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


def _fill_sections(site: Path, stamper: Stamper, manifest: Manifest) -> None:
    for section in sections(stamper.published, manifest):
        path = site / section.file
        path.write_text(stamper.section(section, path.read_text(encoding="utf-8")), encoding="utf-8")


def stamp_pages(site: Path, stamper: Stamper, progress: Progress | None = None) -> None:
    """Write the page of every record and term into `site`."""
    pages = (*dossier_pages(stamper.published), *data_pages(stamper.catalogue))
    total = len(pages)
    # All lists go to one process, so that the cards that they share are rendered once.
    lists = total - len(stamper.catalogue.modules)
    chunks = [pages[:lists], *(pages[start : start + _CHUNK] for start in range(lists, total, _CHUNK))]
    stamper.prepare()
    done = 0
    write = partial(_stamp_chunk, str(site), stamper, chunks)
    with closing(map_forked(write, range(len(chunks)), parallel=total >= PARALLEL_FROM)) as written:
        for number, _ in enumerate(written):
            done += len(chunks[number])
            if progress:
                progress(done, total)


def _stamp_chunk(site: str, stamper: Stamper, chunks: Sequence[Sequence[Page]], number: int) -> None:
    for page in chunks[number]:
        write_page(site, page, stamper.html(page))


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
