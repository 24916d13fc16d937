"""Files for maps and language models: valid, escaped, and true."""

import json
import re
from dataclasses import replace

import pytest
from lxml import etree
from markdown import markdown

from build_tools.exports.export import write_exports
from build_tools.exports.for_machines import GEOJSON, LLMS, MARKDOWN, OPEN_SEARCH, ROBOTS, files_for_machines, plain
from build_tools.exports.lheo import OFFERS
from tests.conftest import published
from tests.exports.nasty import NASTY

SITE = "https://catalogue.exemple.fr"


@pytest.fixture(scope="module")
def files(nasty):
    return {file.path: file.content.decode() for file in files_for_machines(published(nasty, SITE))}


def test_the_map_counts_every_module_once_at_a_place_of_its_region(files, nasty):
    collection = json.loads(files[GEOJSON])
    features = {feature["properties"]["id"]: feature for feature in collection["features"]}
    assert collection["type"] == "FeatureCollection"
    assert set(features) == set(nasty.vocabularies.regions)
    assert sum(feature["properties"]["modules"] for feature in features.values()) == len(nasty.modules)
    longitude, latitude = features["bretagne"]["geometry"]["coordinates"]
    assert -5.2 < longitude < -1 < 47 < latitude < 49
    assert all(feature["geometry"]["type"] == "Point" for feature in features.values())
    for feature in features.values():
        said = feature["properties"]
        assert said["modules_deployes_selon_une_source"] <= said["modules_deployes"] <= said["modules"]


def test_no_text_of_a_record_is_markup(files):
    html = markdown(files[MARKDOWN])
    assert "<script" not in html
    assert "<a " not in html
    for text in NASTY:
        assert "<" not in markdown(plain(text)).removeprefix("<p>").removesuffix("</p>"), text


def test_the_text_holds_every_module_and_says_what_is_deduced(files, nasty):
    assert files[MARKDOWN].count("\n## ") == len(nasty.modules)
    assert files[MARKDOWN].count("aucune source ne l’énonce") == sum(bool(m.deduit) for m in nasty.modules.values())


def test_the_text_gives_each_fact_that_it_calls_deduced_and_marks_it(real_catalogue):
    what = {f.path: f.content.decode() for f in files_for_machines(published(real_catalogue, SITE))}[MARKDOWN]
    labels = {"statut": "Statut", "annee": "Depuis", "publics": "Publics", "besoin.constat": "Besoin"}
    labels |= {"metiers": "Métiers", "metiers_cites": "Métiers cités", "certifications": "Complète, sans la délivrer"}
    for module, said in zip(real_catalogue.modules.values(), what.split("\n## ")[1:], strict=True):
        lines = {line[2:].partition("\u00a0:")[0]: line for line in said.splitlines() if line.startswith("- ")}
        for name, label in labels.items():
            assert (name in module.deduit) == lines.get(label, "").endswith("(déduit)"), (module.id, name)


def test_robots_and_models_are_told_where_things_are(files, nasty):
    assert f"Sitemap: {SITE}/sitemap.xml" in files[ROBOTS]
    assert f"({SITE}/data/catalogue.md)" in files[LLMS]
    without = {file.path: file.content.decode() for file in files_for_machines(published(nasty))}
    assert "Sitemap" not in without[ROBOTS]
    assert "(data/catalogue.md)" in without[LLMS]


def test_every_file_that_models_are_told_of_is_written(small_catalogue, tmp_path):
    for catalogue in (small_catalogue, with_offers(small_catalogue)):
        files = write_exports(published(catalogue, SITE), tmp_path, parallel=False).files
        told = re.findall(rf"\({SITE}/(\S+)\)", (tmp_path / LLMS).read_text(encoding="utf-8"))
        assert [path for path in told if path not in files] == []
        assert (OFFERS in told) is any(module.mises_en_oeuvre for module in catalogue.modules.values())


def with_offers(catalogue):
    name, module = next(iter(catalogue.modules.items()))
    offered = {**module.model_dump(exclude_unset=True), "mises_en_oeuvre": [{"organisme": "Greta"}]}
    return replace(catalogue, modules={**catalogue.modules, name: type(module).model_validate(offered)})


def test_a_browser_can_search_the_catalogue_from_its_own_bar(files, nasty):
    read = etree.fromstring(files[OPEN_SEARCH].encode())
    names = "{http://a9.com/-/spec/opensearch/1.1/}"
    templates = {url.get("type"): url.get("template") for url in read.findall(f"{names}Url")}
    assert templates["text/html"] == f"{SITE}/recherche/?q={{searchTerms}}"
    assert 0 < len(read.findtext(f"{names}ShortName")) <= 16
    assert OPEN_SEARCH not in {file.path for file in files_for_machines(published(nasty))}
