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
from build_tools.site.policy import seal_pages
from build_tools.site.search import write_index
from build_tools.site.sections import sections
from build_tools.site.shell import GABARIT_ADDRESS, cut
from build_tools.site.stamping import Stamper


def made_catalogue(count: int, folder: Path) -> Catalogue:
    """A catalogue of `count` made records, written into `folder`, which must not exist."""
    make_catalogue(count, folder)
    catalogue = check(load(folder)).catalogue
    assert catalogue is not None, "the made records are sound"
    return catalogue


def search_site(chrome: Path, catalogue: Catalogue, site: Path) -> None:
    """Copy a built chrome to `site`, fill its explorer page and index the catalogue."""
    shutil.copytree(chrome, site)
    shell = cut((site / GABARIT_ADDRESS / "index.html").read_text(encoding="utf-8"))
    seal_pages(site)
    write_index(site, catalogue, [])
    published = Published.read(catalogue, chrome)
    stamper = Stamper(published, shell)
    for section in sections(published, Manifest({})):
        if section.placeholder == "recherche":
            path = site / section.file
            path.write_text(stamper.section(section, path.read_text(encoding="utf-8")), encoding="utf-8")
