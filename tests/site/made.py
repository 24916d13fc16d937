"""Sites made once for a whole run of the tests, which only read them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.checking.check import check_catalogue
from build_tools.site.chrome import build_chrome
from build_tools.site.finish import Addresses, finish_site
from tests.site.hostile import hostile_catalogue
from tests.site.once import once
from tests.site.site_tools import PROJECT, build


def real_site(factory: pytest.TempPathFactory) -> Path:
    """The real site, as `catalogue build` makes it."""
    return once(factory, "reel", lambda folder: build(PROJECT, folder / "site"))


def chrome(factory: pytest.TempPathFactory) -> Path:
    """The chrome alone, before any page is stamped; copy it to finish it."""

    def make(folder: Path) -> Path:
        build_chrome("mkdocs", PROJECT, folder / "site")
        return folder / "site"

    return once(factory, "habillage", make)


def hostile_site(factory: pytest.TempPathFactory) -> Path:
    """The site of a small catalogue whose every free text attacks the page."""

    def make(folder: Path) -> Path:
        report = check_catalogue(hostile_catalogue(folder / "catalogue"))
        assert report.catalogue is not None, report.problems
        shutil.copytree(chrome(factory), folder / "site")
        finish_site(folder / "site", report.catalogue, Addresses(), {})
        return folder / "site"

    return once(factory, "hostile", make)
