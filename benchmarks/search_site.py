"""A site with nothing but its search, for catalogues of any size: the explorer, its scripts and its index."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.make_records import make_catalogue
from build_tools.checking.check import check
from build_tools.exports.export import Manifest
from build_tools.exports.published import Published
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from build_tools.site.csp import add_csp_hashes
from build_tools.site.page_layout import LAYOUT_ADDRESS, cut
from build_tools.site.rendering import Renderer
from build_tools.site.search import write_index
from build_tools.site.sections import sections


def made_catalogue(count: int, folder: Path) -> Catalogue:
    """A catalogue of `count` made records, written into `folder`, which must not exist."""
    make_catalogue(count, folder)
    catalogue = check(load(folder)).catalogue
    assert catalogue is not None, "the made records are sound"
    return catalogue


def search_site(theme: Path, catalogue: Catalogue, site: Path) -> None:
    """Copy a built theme to `site`, fill its explorer page and index the catalogue."""
    shutil.copytree(theme, site)
    layout = cut((site / LAYOUT_ADDRESS / "index.html").read_text(encoding="utf-8"))
    add_csp_hashes(site)
    write_index(site, catalogue, [])
    published = Published.read(catalogue, theme)
    renderer = Renderer(published, layout)
    for section in sections(published, Manifest({})):
        if section.placeholder == "recherche":
            path = site / section.file
            path.write_text(renderer.section(section, path.read_text(encoding="utf-8")), encoding="utf-8")
