"""The real site, its theme and small catalogues, built once for all the tests that only read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from tests.site import made
from tests.site.html_facts import PageFacts, read_site
from tests.site.once import once
from tests.site.site_tools import PROJECT, copy_project


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real catalogue."""
    found = check(load(PROJECT / "catalogue")).catalogue
    assert found is not None
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site; tests only read it."""
    return made.real_site(tmp_path_factory)


@pytest.fixture(scope="session")
def pages(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageFacts]:
    """Every page of the real site, read once."""
    return once(tmp_path_factory, "pages", lambda _: read_site(site))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to change."""
    return copy_project(tmp_path / "projet")
