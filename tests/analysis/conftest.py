"""A made catalogue around one certification, whose dossier can be read by eye."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from build_tools.model import Catalogue, Module

Make = Callable[..., Module]


@pytest.fixture(scope="session")
def make(real_catalogue: Catalogue) -> Make:
    """Makes a module that completes the aide à domicile, with the given fields and nothing else known."""
    plain: dict[str, Any] = {
        "titre": "Un module",
        "resume": "Un module qui complète le titre d'aide à domicile.",
        "region": "bretagne",
        "secteurs": (),
        "transitions": (),
        "nature": "technique",
        "certifications": [{"certification": "tp-assistant-de-vie-aux-familles"}],
        "sources": [{"document": "guide-8", "page": 31}],
        "verifie_le": "2026-11-21",
    }
    return lambda name, **fields: Module.model_validate({**plain, "id": name, **fields})


@pytest.fixture(scope="session")
def with_modules(real_catalogue: Catalogue) -> Callable[..., Catalogue]:
    """The real catalogue with only these modules."""
    return lambda *modules: replace(real_catalogue, modules={module.id: module for module in modules})
