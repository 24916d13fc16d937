"""The index of the real catalogue, made once."""

from __future__ import annotations

import pytest

from build_tools.analysis.matching.index import Index, build_index
from build_tools.model import Catalogue


@pytest.fixture(scope="session")
def index(real_catalogue: Catalogue) -> Index:
    """The real modules by their words."""
    return build_index(real_catalogue)
