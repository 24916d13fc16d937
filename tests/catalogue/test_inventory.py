"""Nothing that the inventory of the sources names is lost."""

import pytest
import yaml


@pytest.fixture(scope="module")
def inventory(reference):
    return yaml.safe_load((reference.parent / "sources" / "inventory.yaml").read_text())


def test_every_module_has_its_record(real_catalogue, inventory):
    assert len(inventory["modules"]) == 96
    assert {module["id"] for module in inventory["modules"]} == set(real_catalogue.modules)


def test_every_demarche_has_its_record(real_catalogue, inventory):
    assert len(inventory["demarches"]) == 24
    assert {demarche["id"] for demarche in inventory["demarches"]} == set(real_catalogue.demarches)


def test_every_module_keeps_its_region_and_its_demarche(real_catalogue, inventory):
    regions = {region.libelle: region.id for region in real_catalogue.vocabularies.regions.values()}
    for said in inventory["modules"]:
        module = real_catalogue.modules[said["id"]]
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
