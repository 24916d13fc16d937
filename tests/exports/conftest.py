"""Everything exported once for the tests that read it."""

from collections.abc import Mapping

import pytest

from build_tools.exports.export import EXPORTS
from build_tools.exports.published import File, Published
from build_tools.model import Catalogue
from tests.conftest import published
from tests.exports.nasty import nasty_catalogue


def all_files(what: Published) -> Mapping[str, File]:
    """Path → file of every export."""
    return {file.path: file for export in EXPORTS for file in export(what)}


@pytest.fixture(scope="session")
def nasty(real_catalogue: Catalogue) -> Catalogue:
    """The real catalogue and one module of hostile texts, all its fields filled."""
    return nasty_catalogue(real_catalogue)


@pytest.fixture(scope="session")
def nasty_files(nasty: Catalogue) -> Mapping[str, File]:
    """Everything that is exported of it, without a site's address."""
    return all_files(published(nasty))
