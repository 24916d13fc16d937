"""Records written from data: canonical, safe, never over another."""

import datetime
import re

import pytest
import yaml

from build_tools.contributing.formatting import CannotFormatError, format_text
from build_tools.contributing.record_places import (
    ID_MAX,
    check_proposed,
    propose_id,
    region_prefixes,
    taken_ids,
    target_path,
)
from build_tools.contributing.record_text import record_text
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model.base import SLUG
from build_tools.model.json_schema import build_schema
from tests.conftest import CATALOGUE, MODULE, TODAY
from tests.hostile_texts import HOSTILE

MODULES = sorted((CATALOGUE / "modules").glob("*/*.yml"))
# Who writes a record by hand may leave this line out.
SCHEMA_OF_MODULE = "# yaml-language-server: $schema=../../../schema/module.schema.json"
PREFIXES = {"bretagne": "bre", "grand-est": "ge"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_module_keeps_its_data_and_is_already_in_form(path):
    data = read(path.read_bytes())
    text = record_text(data)
    assert read(text.encode()) == data
    assert format_text(text.encode(), build_schema("module", {})) == text
    assert text.partition("\n")[0] in (path.read_text().partition("\n")[0], SCHEMA_OF_MODULE)


@pytest.mark.parametrize("collection", ["certifications", "demarches"])
def test_other_records_too(collection):
    for path in sorted((CATALOGUE / collection).rglob("*.yml")):
        data = read(path.read_bytes())
        text = record_text(data, collection)
        assert read(text.encode()) == data
        assert format_text(text.encode(), build_schema(collection.removesuffix("s"), {})) == text
        assert text.startswith("# yaml-language-server: $schema=")


def test_the_form_of_each_kind_of_value():
    text = record_text(
        {
            "verifie_le": datetime.date(2026, 11, 21),
            "titre": "Vélo : réparer",
            "resume": "Apprendre à réparer un vélo. " * 5 + "Fin.",
            "secteurs": ["btp", "industrie"],
            "transitions": (),
            "annee": None,
            "metiers_cites": ["cuisinier", "serveur"],
            "competences": [{"intitule": "Réparer", "ecart": None}],
            "duree": {"heures": 14},
            "besoin": {"constat": "12", "recueil": ["enquete"]},
            "sources": [{"document": "guide-8", "page": 3, "extrait": "un, deux"}],
            "deduit": ["statut"],
            "precisions": ["Une réserve."],
        }
    )
    assert (
        text
        == """\
# yaml-language-server: $schema=../../../schema/module.schema.json
titre: "Vélo : réparer"
resume: >-
  Apprendre à réparer un vélo. Apprendre à réparer un vélo. Apprendre à réparer un vélo. Apprendre à réparer
  un vélo. Apprendre à réparer un vélo. Fin.
secteurs: [btp, industrie]
transitions: []
metiers_cites:
  - cuisinier
  - serveur
competences:
  - intitule: Réparer
duree: {heures: 14}
besoin:
  constat: "12"
  recueil: [enquete]
sources:
  - {document: guide-8, page: 3, extrait: "un, deux"}
deduit: [statut]
precisions:
  - Une réserve.
verifie_le: 2026-11-21
"""
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_stays_a_text_whatever_it_holds(hostile):
    data = {"titre": hostile, "metiers_cites": [hostile], "sources": [{"extrait": hostile}], hostile[:99]: hostile}
    text = record_text(data)
    assert read(text.encode()) == data
    assert format_text(text.encode(), build_schema("module", {})) == text
    assert text.startswith("# yaml-language-server")
    assert yaml.safe_load(text)["metiers_cites"][0] in (hostile, datetime.date(2026, 11, 21))


@pytest.mark.parametrize("impossible", ["nul \x00", "\ud800", "\u2028", float("inf")])
def test_what_yaml_cannot_say_is_refused_not_changed(impossible):
    with pytest.raises(CannotFormatError):
        record_text({"titre": impossible})


def test_an_id_is_the_prefix_and_the_words_of_the_title():
    assert propose_id("Réparer un vélo : l'œuvre", "bretagne", (), PREFIXES) == "bre-reparer-un-velo-l-oeuvre"
    taken = {"bre-velo", "bre-velo-2"}
    assert propose_id("Vélo", "bretagne", taken, PREFIXES) == "bre-velo-3"
    with pytest.raises(KeyError):
        propose_id("Vélo", "../..", (), PREFIXES)


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "C:\\Windows", "中文", "", "a" * 500, "mot " * 100, "x\n/y", "CON", "-", ".git"]
)
def test_no_title_leads_elsewhere(title):
    proposed = propose_id(title, "grand-est", (), PREFIXES)
    assert re.fullmatch(SLUG, proposed)
    assert len(proposed) <= ID_MAX
    path = target_path(CATALOGUE, "grand-est", proposed)
    assert path.parent == CATALOGUE / "modules" / "grand-est"


@pytest.mark.parametrize(
    ("region", "name"), [("..", "a"), ("bretagne", "../a"), ("", "a"), ("bretagne", ""), ("a/b", "c"), ("a", "b\n")]
)
def test_a_path_is_made_of_slugs_only(region, name):
    with pytest.raises(ValueError, match="fiche"):
        target_path(CATALOGUE, region, name)


def test_a_linked_folder_leads_nowhere(catalogue_copy, tmp_path):
    (tmp_path / "ailleurs").mkdir()
    (catalogue_copy / "modules" / "bretagne").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(ValueError, match="lien"):
        target_path(catalogue_copy, "bretagne", "bre-velo")


def test_taken_ids_are_those_that_ever_were(catalogue_copy):
    module = catalogue_copy / MODULE
    module.write_text(module.read_text() + "remplace: [nor-lin]\n")
    (catalogue_copy / "vocabulaires" / "retraits.yml").write_text(
        "termes:\n  - {id: nor-ancien, libelle: Ancien, collection: modules, date: 2026-11-20, motif: Doublon.}\n"
    )
    assert taken_ids(load(catalogue_copy)) == {module.stem, "nor-lin", "nor-ancien"}


def test_prefixes_are_those_of_the_vocabulary():
    prefixes = region_prefixes(load(CATALOGUE))
    assert len(prefixes) == 18
    assert prefixes["auvergne-rhone-alpes"] == "aura"


def test_a_proposed_record_is_checked_as_if_it_were_there(catalogue_copy):
    data = read((catalogue_copy / MODULE).read_bytes()) | {"titre": "Peigner le chanvre", "remplace": []}
    path = target_path(catalogue_copy, "normandie", "nor-peigner-le-chanvre")
    report = check_proposed(load(catalogue_copy), {path: record_text(data).encode()}, TODAY)
    assert report.errors == 0
    assert not path.exists()

    wrong = check_proposed(load(catalogue_copy), {path: record_text(data | {"nature": "magique"}).encode()}, TODAY)
    assert [problem.rule for problem in wrong.problems if problem.severity == "error"] == ["schema-terme"]
