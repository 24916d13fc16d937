"""The search index: what it knows of each page, how texts are written and weighed, and the tables beside it."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from build_tools.model.kinds import KINDS
from build_tools.model.ordering import by_title
from build_tools.site import search, search_tables
from build_tools.site.facets import facets
from build_tools.site.pagefind import SearchError, number_pages
from build_tools.site.search import (
    FACETS,
    SELECTION,
    WORDS,
    Indexer,
    documents_of_pages,
    write_document,
    write_index,
)
from build_tools.site.search_document import Document, as_html, searchable, words_of
from build_tools.site.search_tables import CARDS, INDEX, facet_tables, in_order_of_title
from build_tools.text.typography import french
from tests.conftest import copy_small_catalogue
from tests.site.hostile import hostile
from tests.site.site_tools import differing

pytestmark = pytest.mark.slow


LICENCE = "licence/index.html"
VELO = "cvl-reparation-velos-assistance-electrique"


@pytest.fixture(scope="module")
def indexer(catalogue: Catalogue) -> Indexer:
    """The documents of the real catalogue."""
    return Indexer(catalogue)


@pytest.fixture
def small(tmp_path: Path) -> Catalogue:
    """A catalogue of one module."""
    found = check(load(copy_small_catalogue(tmp_path / "catalogue"))).catalogue
    assert found is not None
    return found


def _table(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Vélos À ASSISTANCE électrique", "velo a assistance electrique"),
        ("L’œuvre d'art, cœlacanthe", "l oeuvre d art, coelacanthe"),
        ("Ça, là, où, maïs", "ca, la, ou, mai"),
        ("accès, corps, dons", "acces, corps, dons"),
        ("œnologie curriculum vitæ", "oenologie curriculum vitae"),
    ],
)
def test_texts_are_written_without_accents_case_ligatures_apostrophes_or_plurals(written: str, expected: str) -> None:
    assert searchable(written) == expected


def test_compound_words_are_known_in_one_word_and_by_their_parts() -> None:
    words = words_of(Document("x/", "page", "E-commerce, SST, industrie 5.0", [(1, "RNCP4821 à B0"), (1, "")]))
    assert words == {"ecommerce", "commerce", "sst", "industrie", "50", "rncp4821", "b0"}


def test_hostile_text_stays_text_in_what_pagefind_reads() -> None:
    attack = '"><script>x</script> & <img onerror=y>'
    html = as_html(Document("x/", "module", attack, [(1, attack)], shown=(("resume", attack),)))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") == 4


def test_short_words_are_indexed_whole() -> None:
    html = as_html(Document("x/", "page", "VAE ou PAC", [(1, "le vélo, B0, la région")]))
    assert ">vae0 ou0 pac0<" in html
    assert ">le0 velo0, b0, la0 region<" in html


def test_the_title_weighs_most_then_skills_and_certification_then_the_rest(catalogue: Catalogue) -> None:
    indexer = Indexer(catalogue)
    weights: dict[str, float] = {}
    for weight, text in indexer.module(catalogue.modules["nor-teillage-du-lin"]).searched:
        for mark in ("filiere lin)", "operation qui separe", "conduite d equipements", "fibre, textile", "normandes"):
            if mark in text:
                weights.setdefault(mark, weight)
    assert (
        weights["filiere lin)"]
        > weights["operation qui separe"]
        > weights["conduite d equipements"]
        > weights["normandes"]
    )


def test_a_module_is_known_by_synonyms_codes_occupations_and_the_initials_of_its_region(indexer: Indexer) -> None:
    document = indexer.module(indexer.catalogue.modules[VELO])
    text = " ".join(text for _, text in document.texts)
    assert {"VAE", "I1619", "CVL", "37153", "RNCP37153"} <= set(re.findall(r"\w+", text))
    assert "Mécanicien / Mécanicienne cycles" in text
    assert dict(document.shown)["lieu"] == "Centre-Val de Loire"


def test_the_name_of_its_region_is_no_word_of_a_module(indexer: Indexer) -> None:
    html = as_html(indexer.module(indexer.catalogue.modules[VELO]))
    assert "Centre" not in html
    assert "centre val" not in html


def test_every_record_and_term_with_a_page_has_one_document(indexer: Indexer, site: Path) -> None:
    documents = [*map(indexer.module, indexer.catalogue.modules.values()), *indexer.others()]
    addresses = [document.address for document in documents]
    assert len(addresses) == len(set(addresses))
    assert [address for address in addresses if not (site / address / "index.html").is_file()] == []
    records = {*KINDS, "certificateurs"}
    sections = records | {"themes", "secteurs", "regions", "transitions", "metiers", "competences"}
    rendered = {
        f"{path.parent.relative_to(site).as_posix()}/"
        for section in sections
        for path in (site / section).glob("*/index.html")
        if not path.parent.name.startswith("par-")
    }
    assert rendered == set(addresses)


def test_hand_written_pages_are_indexed_but_the_home_page(site: Path, tmp_path: Path, small: Catalogue) -> None:
    found = {document.address for document in documents_of_pages(_copy(site, tmp_path / "two", "index.html", LICENCE))}
    assert found == {"licence/"}
    words = set(_table(_indexed(tmp_path / "two", small) / WORDS))
    assert "reutiliser" in words  # in the description of the licence page
    (tmp_path / "none").mkdir()
    without = _table(_indexed(tmp_path / "none", small) / WORDS)
    assert _table(_indexed(_copy(site, tmp_path / "one", "index.html"), small) / WORDS) == without


def _copy(site: Path, target: Path, *pages: str) -> Path:
    """A folder with some hand-written pages of the real site."""
    for page in pages:
        (target / page).parent.mkdir(parents=True, exist_ok=True)
        (target / page).write_bytes((site / page).read_bytes())
    return target


def _indexed(site: Path, catalogue: Catalogue) -> Path:
    write_index(site, catalogue, documents_of_pages(site))
    return site


def test_a_large_catalogue_is_indexed_in_parts_dealt_in_the_order_of_titles(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PART", 60)
    documents = tmp_path / "documents"
    prepared = search.prepare_index(tmp_path, catalogue, documents, [])
    in_order = _by_title(catalogue)
    for part in (0, 1):
        dealt = {path.stem for path in (documents / str(part) / "modules").iterdir()}
        assert dealt == set(in_order[part::2])
    search.finish_index(tmp_path, documents, prepared)
    table = _table(tmp_path / FACETS)
    assert (table["modules"], len(table["pages"])) == (len(in_order), 2)
    assert (tmp_path / INDEX / "pagefind.js").is_file()
    assert not list((tmp_path / INDEX / "1").glob("*.js"))


def _listed(part: Path) -> set[str]:
    """The names of a part's pages, from the list that Pagefind's script reads."""
    text = gzip.decompress(next(part.glob("*.pf_meta")).read_bytes())
    return {name.decode() for name in re.findall(rb"[0-9a-f]{8}_\d+", text)}


def test_a_page_is_named_by_its_part_and_its_row_and_no_page_of_two_parts_alike(
    tmp_path: Path, indexer: Indexer
) -> None:
    modules = list(indexer.catalogue.modules.values())[:24]
    numbers = {f"modules/{module.id}/": number for number, module in enumerate(modules)}
    starts = []
    for part in ("0", "1"):
        for module in modules:
            write_document(tmp_path / "documents" / part, indexer.module(module))
        search.index_part(tmp_path / "documents" / part, tmp_path / part)
        starts.append(number_pages(tmp_path / part, numbers))
        names = {f"{starts[-1]}{number}" for number in range(24)}
        assert _listed(tmp_path / part) == names
        assert {path.stem for path in (tmp_path / part / "fragment").iterdir()} == names


@pytest.mark.parametrize(("title", "number"), [("Un autre titre", 0), ("Un titre", 1)])
def test_a_page_that_changes_or_moves_has_a_name_that_no_older_list_holds(
    tmp_path: Path, indexer: Indexer, title: str, number: int
) -> None:
    module = next(iter(indexer.catalogue.modules.values()))
    for folder, written, place in (("avant", "Un titre", 0), ("après", title, number)):
        write_document(tmp_path / f"{folder}-", indexer.module(module.model_copy(update={"titre": written})))
        search.index_part(tmp_path / f"{folder}-", tmp_path / folder)
        number_pages(tmp_path / folder, {f"modules/{module.id}/": place})
    before, after = ({name.split("_")[0] for name in _listed(tmp_path / folder)} for folder in ("avant", "après"))
    assert before.isdisjoint(after)


def test_the_pages_that_are_no_modules_are_numbered_after_them(site: Path, catalogue: Catalogue) -> None:
    [start] = _table(site / FACETS)["pages"]
    numbers = [int(path.stem.removeprefix(start)) for path in (site / INDEX / "fragment").iterdir()]
    assert min(numbers) == len(catalogue.modules)
    assert _listed(site / INDEX) == {f"{start}{number}" for number in range(max(numbers) + 1)}


def test_the_cards_of_modules_are_a_few_in_a_file_in_the_order_of_titles(site: Path, catalogue: Catalogue) -> None:
    cards = _table(site / FACETS)["cartes"]
    files = [_table(site / CARDS / f"{name}.bin") for name in cards["fichiers"]]
    assert {len(file) for file in files[:-1]} == {cards["par_fichier"]}
    found = [card for file in files for card in file]
    assert [card["url"] for card in found] == [f"/modules/{name}/" for name in _by_title(catalogue)]
    module = catalogue.modules[VELO]
    meta = next(card["meta"] for card in found if card["url"] == f"/modules/{VELO}/")
    assert (meta["title"], meta["lieu"], meta["genre"]) == (french(module.titre), "Centre-Val de Loire", "module")
    addresses = {json.loads(gzip.decompress(f.read_bytes())[12:])["url"] for f in (site / INDEX / "fragment").iterdir()}
    assert "/regions/bretagne/" in addresses
    assert addresses.isdisjoint(card["url"] for card in found)


def test_a_card_that_changes_is_in_a_file_of_another_name(tmp_path: Path, small: Catalogue) -> None:
    write_index(tmp_path / "a", small, [])
    changed = {name: module.model_copy(update={"resume": "Autre."}) for name, module in small.modules.items()}
    write_index(tmp_path / "b", replace(small, modules=changed), [])
    names = [_table(tmp_path / name / FACETS)["cartes"]["fichiers"] for name in ("a", "b")]
    assert len(names[0]) == len(names[1]) == 1
    assert names[0] != names[1]


def _by_title(catalogue: Catalogue) -> list[str]:
    return [module.id for module in sorted(catalogue.modules.values(), key=by_title)]


def test_two_indexes_of_the_same_catalogue_are_the_same_bytes(tmp_path: Path, small: Catalogue) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_index(tmp_path / name, small, [])
    assert (tmp_path / "a" / INDEX / "pagefind.js").is_file()
    assert differing(tmp_path / "a", tmp_path / "b") == []


def test_the_interfaces_of_pagefind_are_not_published(site: Path) -> None:
    names = {path.name for path in (site / INDEX).iterdir()}
    assert "pagefind.js" in names
    assert [name for name in names if "ui" in name or "highlight" in name or "unknown" in name] == []


def test_an_index_that_cannot_be_made_is_said(tmp_path: Path, small: Catalogue) -> None:
    prepared = search.prepare_index(tmp_path, small, tmp_path / "documents", [])
    (tmp_path / "plein").mkdir()
    (tmp_path / "plein" / INDEX).write_text("in the way", encoding="utf-8")
    with pytest.raises(SearchError, match="Pagefind n'a pas pu faire l'index"):
        search.finish_index(tmp_path / "plein", tmp_path / "documents", prepared)


def test_the_tables_have_one_row_for_each_module_in_the_order_of_titles(site: Path, catalogue: Catalogue) -> None:
    facets, selection = _table(site / FACETS), _table(site / SELECTION)
    ids = [row[0] for row in selection["fiches"]]
    assert ids == _by_title(catalogue)
    assert facets["titres"] == [french(catalogue.modules[id_].titre) for id_ in ids]
    region = facets["facettes"]["region"]
    assert [region["valeurs"][row[0]] for row in region["fiches"]] == [catalogue.modules[id_].region for id_ in ids]
    assert facets["ordres"]["annee"] == [catalogue.modules[id_].annee for id_ in ids]
    assert {len(column) for column in facets["ordres"].values()} == {len(ids)}


def test_a_large_catalogue_has_the_facets_of_figures_apart(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = in_order_of_title(catalogue)
    monkeypatch.setattr(search_tables, "TITLES", len(rows) - 1)
    table, apart = facet_tables(facets(catalogue), rows)
    assert set(table["a_part"]) == set(apart) == search_tables.APART
    assert not search_tables.APART & set(table["facettes"])
    monkeypatch.setattr(search_tables, "TITLES", len(rows))
    assert set(facet_tables(facets(catalogue), rows)[0]["facettes"]) >= search_tables.APART


def test_an_exported_row_has_labels_and_nothing_for_what_is_unknown(site: Path, catalogue: Catalogue) -> None:
    selection = _table(site / SELECTION)
    rows = {row[0]: dict(zip(selection["colonnes"], row, strict=True)) for row in selection["fiches"]}
    row = rows["nor-teillage-du-lin"]
    assert row["titre"] == catalogue.modules["nor-teillage-du-lin"].titre
    assert row["region"] == ["Normandie"]
    assert (row["duree"], row["duree_min"]) == ([], None)
    assert row["page"] == "modules/nor-teillage-du-lin/"
    assert row["verifie_le"] == catalogue.modules["nor-teillage-du-lin"].verifie_le.isoformat()
    assert row["licence"] == "etalab-2.0"
    assert row["sources"]
    assert "Thèmes (déduit)" in row["deduit"]


def test_the_list_of_words_is_sorted_as_the_engine_needs(site: Path) -> None:
    words = _table(site / WORDS)
    assert words == sorted(set(words))
    assert {"vae", "velo", "rncp37715", "ecommerce"} <= set(words)
    assert [word for word in words if not re.fullmatch(r"[a-z0-9]{2,}", word)] == []


def test_attacks_are_indexed_as_words(tmp_path: Path) -> None:
    catalogue = hostile(tmp_path / "catalogue")
    module = next(iter(catalogue.modules.values()))
    html = as_html(Indexer(catalogue).module(module))
    assert re.findall(r"<(?!/?(?:!doctype|html|head|body|meta|p)\b)", html) == []


def test_a_certification_without_code_or_abbreviation_is_indexed(catalogue: Catalogue) -> None:
    plain = {i: replace_codes(c) for i, c in catalogue.certifications.items()}
    assert all(words_of(document) for document in Indexer(replace(catalogue, certifications=plain)).others())


def replace_codes(certification: Any) -> Any:
    """The same certification without its codes."""
    return certification.model_copy(update={"enregistrements": (), "abrege": None})
