"""Sites made once for a whole run of the tests, which only read them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.checking.check import check
from build_tools.exports.published import Addresses
from build_tools.loading.catalogue import load
from build_tools.model import Module
from build_tools.site.post_build import complete_site
from build_tools.site.theme_build import build_theme
from tests.conftest import published
from tests.site.hostile import hostile
from tests.site.once import once
from tests.site.site_tools import PROJECT, build


def real_site(factory: pytest.TempPathFactory) -> Path:
    """The real site, as `catalogue build` makes it."""
    return once(factory, "reel", lambda folder: build(PROJECT, folder / "site"))


def theme(factory: pytest.TempPathFactory) -> Path:
    """The theme alone, before any page is rendered; copy it to finish it."""

    def make(folder: Path) -> Path:
        build_theme("mkdocs", PROJECT, folder / "site")
        return folder / "site"

    return once(factory, "habillage", make)


# What no record of the catalogue has yet: lengths that are not fixed, modules asked for before, a skill in common.
_DOCUMENTED: dict[str, dict[str, Any]] = {
    "ge-ccs-esante": {"duree": {"heures": 14}, "competences": [{"intitule": "Écouter"}, {"intitule": "Rendre compte"}]},
    "ge-gestes-et-postures": {
        "duree": {"min": 28, "max": 70},
        "competences": [{"intitule": "Porter"}, {"intitule": "écouter."}],
        "prerequis": [{"module": "ge-ccs-esante"}, {"condition": "Avoir un logement"}],
    },
    "cvl-cuisiner-a-la-francaise": {"duree": {"choix": [21, 49]}},
    "cvl-mobilite-services-a-la-personne": {
        "duree": {"heures": 1400, "entreprise": 70},
        "prerequis": [{"module": "occ-cybersecurite"}],
    },
}


def documented_site(factory: pytest.TempPathFactory) -> Path:
    """The site of the real catalogue where some modules of one certification are documented further."""

    def make(folder: Path) -> Path:
        found = check(load(PROJECT / "catalogue")).catalogue
        assert found is not None
        further = {
            name: Module.model_validate({**found.modules[name].model_dump(exclude_unset=True), **fields})
            for name, fields in _DOCUMENTED.items()
        }
        shutil.copytree(theme(factory), folder / "site")
        complete_site(folder / "site", published(replace(found, modules={**found.modules, **further})))
        return folder / "site"

    return once(factory, "documente", make)


REPOSITORY = "https://forge.test/projet/catalogue"


def repository_site(factory: pytest.TempPathFactory) -> Path:
    """The site of the real catalogue where one module replaces another, published from a known repository."""

    def make(folder: Path) -> Path:
        found = check(load(PROJECT / "catalogue")).catalogue
        assert found is not None
        name = "aura-valorisation-des-dechets"
        data = found.modules[name].model_dump(exclude_unset=True)
        module = Module.model_validate({**data, "remplace": ["aura-ancien-nom"]})
        catalogue = replace(found, modules={**found.modules, name: module})
        shutil.copytree(theme(factory), folder / "site")
        complete_site(folder / "site", replace(published(catalogue), addresses=Addresses(repository=REPOSITORY)))
        return folder / "site"

    return once(factory, "depot", make)


def hostile_site(factory: pytest.TempPathFactory) -> Path:
    """The site of a small catalogue whose every free text attacks the page."""

    def make(folder: Path) -> Path:
        catalogue = hostile(folder / "catalogue")
        shutil.copytree(theme(factory), folder / "site")
        complete_site(folder / "site", published(catalogue))
        return folder / "site"

    return once(factory, "hostile", make)
