"""Files for maps and language models: valid, escaped, and true."""

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from lxml import etree
from markdown import markdown
from markdown_it import MarkdownIt

from build_tools.exports.catalogue_markdown import MARKDOWN, plain
from build_tools.exports.export import write_exports
from build_tools.exports.for_machines import GEOJSON, LLMS, OPEN_SEARCH, ROBOTS, files_for_machines
from build_tools.exports.lheo import OFFERS
from build_tools.model.kinds import KINDS
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


def test_the_map_says_what_each_number_counts_and_counts_gaps(files, nasty):
    collection = json.loads(files[GEOJSON])
    told = collection["catalogue"]["champs"]
    numbers = {"id", "nom", "code_insee", "iso_3166_2"} ^ collection["features"][0]["properties"].keys()
    assert told.keys() == numbers
    counted = [feature["properties"] for feature in collection["features"]]
    assert sum(said["ecarts"] for said in counted) == len(nasty.ecarts) > 0
    without = sum(not gap.modules for gap in nasty.ecarts.values())
    assert sum(said["ecarts_sans_module"] for said in counted) == without


def test_no_text_of_a_record_is_markup(files):
    html = markdown(files[MARKDOWN])
    assert "<script" not in html
    assert "<a " not in html
    for text in NASTY:
        assert "<" not in markdown(plain(text)).removeprefix("<p>").removesuffix("</p>"), text


@pytest.mark.parametrize(
    "text",
    [
        "nor-teillage-du-lin",
        "https://exemple.fr/modules/nor-teillage-du-lin/",
        "https://exemple.fr/a_b/page(1).html?q=1&r=2",
        "Ré-entraînement (21 h) !",
        "du 3+2 au 4+1",
    ],
)
def test_names_and_addresses_can_be_copied_as_they_stand(text):
    assert plain(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "- un",
        "+ un",
        "12. un",
        "2024) un",
        "=== un",
        "# un",
        "    un",
        "_un_ et __deux__",
        "&eacute; &#233;",
        "---",
        "~~un~~",
    ],
)
def test_what_markdown_would_read_at_the_head_of_a_line_or_anywhere_is_kept_as_text(text):
    html = MarkdownIt("commonmark").render(f"{plain(text)}\n").strip()
    assert html.startswith("<p>"), html
    assert unescape(html.removeprefix("<p>").removesuffix("</p>")) == text.strip()


def test_each_document_that_is_cited_has_its_address(real_catalogue):
    what = {f.path: f.content.decode() for f in files_for_machines(published(real_catalogue, SITE))}[MARKDOWN]
    records, documents = what.split("\n# Documents cités\n")
    for kind in KINDS:
        for record in real_catalogue.records(kind).values():
            assert f"\n- Page\u00a0: {SITE}/{kind}/{record.id}/\n" in f"{records}\n"
            for source in record.sources:
                address = real_catalogue.vocabularies.document_of(source).adresse
                assert not address or f" {address}" in (documents if source.document else records)


def test_the_text_holds_every_record_and_says_what_is_deduced(files, nasty):
    records = [record for kind in KINDS for record in nasty.records(kind).values()]
    assert files[MARKDOWN].count("\n## ") == len(records)
    assert files[MARKDOWN].count("aucune source ne l’énonce") == sum(bool(record.deduit) for record in records)


def test_each_kind_is_a_part_of_the_text_in_the_words_of_its_model(real_catalogue):
    what = {f.path: f.content.decode() for f in files_for_machines(published(real_catalogue, SITE))}[MARKDOWN]
    parts = [part.split("\n", 1)[0] for part in what.split("\n# ")[1:]]
    assert parts == [*(kind.several for kind in KINDS.values()), "Documents cités"]
    home_care = what.split("## TP Assistant de vie aux familles\n")[1].split("\n## ")[0].replace("\u00a0", " ")
    assert "- Type : Titre professionnel\n" in home_care
    assert "RNCP37715 (intitulé : Assistant de vie aux familles, niveau : 3, échéance : 5 juillet 2028" in home_care
    assert "état : inactif, état au : 31 janvier 2025, remplace : RNCP231" in home_care
    assert "déduit : état" in home_care


def test_the_text_gives_each_fact_that_it_calls_deduced_and_marks_it(real_catalogue):
    what = {f.path: f.content.decode() for f in files_for_machines(published(real_catalogue, SITE))}[MARKDOWN]
    labels = {"statut": "Statut", "annee": "Depuis", "publics": "Publics", "besoin.constat": "Besoin"}
    labels |= {"metiers": "Métiers", "metiers_cites": "Métiers cités", "certifications": "Complète, sans la délivrer"}
    modules = what.split(f"\n# {KINDS['demarches'].several}\n")[0]
    for module, said in zip(real_catalogue.modules.values(), modules.split("\n## ")[1:], strict=True):
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
