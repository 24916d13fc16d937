"""Nothing that the inventory of the sources names is lost: each is there, or under another name, or withdrawn."""

import pytest
import yaml


@pytest.fixture(scope="module")
def inventory(reference):
    return yaml.safe_load((reference.parent / "sources" / "inventory.yaml").read_text())


@pytest.fixture(scope="module")
def now(real_catalogue):
    """The module that an id of the inventory names today; none once it is withdrawn."""
    renamed = {old: module for module in real_catalogue.modules.values() for old in module.remplace}

    def found(name):
        return real_catalogue.modules.get(name) or renamed.get(name)

    return found


def withdrawn(catalogue, collection):
    return {gone.id for gone in catalogue.vocabularies.retraits.values() if gone.collection == collection}


def test_every_module_has_its_record(real_catalogue, inventory, now):
    names = {module["id"] for module in inventory["modules"]}
    assert len(names) == 96
    assert {name for name in names if not now(name)} <= withdrawn(real_catalogue, "modules")


def test_every_demarche_has_its_record(real_catalogue, inventory):
    names = {demarche["id"] for demarche in inventory["demarches"]}
    assert len(names) == 24
    assert names - set(real_catalogue.demarches) <= withdrawn(real_catalogue, "demarches")


def test_every_module_keeps_its_region_and_its_demarche(real_catalogue, inventory, now):
    regions = {region.libelle: region.id for region in real_catalogue.vocabularies.regions.values()}
    for said in inventory["modules"]:
        if module := now(said["id"]):
            assert (module.region, module.demarche) == (regions[said["region"]], said.get("demarche")), module.id


def test_every_theme_without_region_is_a_mention(real_catalogue, inventory):
    mentioned = {
        source.extrait
        for theme in real_catalogue.vocabularies.themes.values()
        for mention in theme.mentions
        for source in mention.sources
    }
    themes = inventory["themes_without_region"]
    assert len(themes) == 73
    assert [theme["theme"] for theme in themes if theme["evidence"] not in mentioned] == []
