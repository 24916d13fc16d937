"""Every record and every term has its page and its data, with every fact that it states."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from build_tools.analysis.signals import signals
from build_tools.loading import yaml_reader
from build_tools.model import Catalogue
from build_tools.model.kinds import KINDS
from build_tools.site.elsewhere import elsewhere
from build_tools.site.pages import data_pages
from build_tools.text.typography import french
from tests.site.html_facts import PageFacts
from tests.site.site_tools import PROJECT

pytestmark = pytest.mark.slow


LIGHT = 32_000
COLLECTIONS = {name: kind.schema for name, kind in KINDS.items()}

Pages = dict[str, PageFacts]


def test_every_record_and_every_term_has_its_page(catalogue: Catalogue, pages: Pages) -> None:
    words = catalogue.vocabularies
    kinds = {
        **{name: catalogue.records(name) for name in KINDS},
        "regions": words.regions,
        "secteurs": words.secteurs,
        "transitions": words.transitions,
        "themes": words.themes,
        "sources": words.documents,
        "metiers": catalogue.by_occupation,
    }
    wanted = {f"{kind}/{identifier}/index.html" for kind, terms in kinds.items() for identifier in terms}
    assert wanted - set(pages) == set()


def test_every_data_page_that_the_code_describes_is_written_and_no_gabarit_is_left(
    catalogue: Catalogue, pages: Pages
) -> None:
    assert {page.address + page.file for page in data_pages(catalogue)} <= set(pages)
    assert [name for name in pages if "gabarit" in name] == []


def test_every_module_page_is_light(catalogue: Catalogue, site: Path) -> None:
    sizes = {m: (site / "modules" / m / "index.html").stat().st_size for m in catalogue.modules}
    assert {module: size for module, size in sizes.items() if size >= LIGHT} == {}


def test_every_module_page_shows_its_title_region_summary_and_skills(catalogue: Catalogue, pages: Pages) -> None:
    missing = []
    for module in catalogue.modules.values():
        text = pages[f"modules/{module.id}/index.html"].content
        facts = [module.titre, module.resume, catalogue.vocabularies.label("regions", module.region)]
        facts += [skill.intitule for skill in module.competences]
        missing += [(module.id, fact) for fact in facts if french(fact) not in text]
    assert missing == []


def test_every_module_page_shows_every_source_with_its_page_and_excerpt(catalogue: Catalogue, pages: Pages) -> None:
    missing = []
    for module in catalogue.modules.values():
        page = pages[f"modules/{module.id}/index.html"]
        for source in module.sources:
            wanted = [f"page {source.page}"] if source.page else []
            wanted += [french(source.extrait)] if source.extrait else []
            missing += [(module.id, fact) for fact in wanted if fact not in page.content]
            missing += [(module.id, source.document)] * (f"../../sources/{source.document}/" not in page.links)
    assert missing == []


def test_every_module_page_leads_to_all_that_it_is_filed_under(catalogue: Catalogue, pages: Pages) -> None:
    missing = []
    for module in catalogue.modules.values():
        links = pages[f"modules/{module.id}/index.html"].links
        targets = [f"regions/{module.region}"]
        targets += [f"demarches/{module.demarche}"] if module.demarche else []
        for kind in ("secteurs", "transitions", "themes", "metiers"):
            targets += [f"{kind}/{identifier}" for identifier in getattr(module, kind)]
        targets += [f"certifications/{item.certification}" for item in module.certifications]
        missing += [(module.id, target) for target in targets if f"../../{target}/" not in links]
    assert missing == []


@pytest.mark.parametrize("kind", ["regions", "secteurs", "transitions", "themes", "demarches", "certifications"])
def test_every_entry_lists_exactly_its_modules(catalogue: Catalogue, pages: Pages, kind: str) -> None:
    index = {
        "regions": catalogue.by_region,
        "secteurs": catalogue.by_sector,
        "transitions": catalogue.by_transition,
        "themes": catalogue.by_theme,
        "demarches": catalogue.by_demarche,
        "certifications": catalogue.by_certification,
    }[kind]
    assert index
    for identifier, modules in index.items():
        links = pages[f"{kind}/{identifier}/index.html"].links
        listed = {x.split("/")[-2] for x in links if x.startswith("../../modules/") and x != "../../modules/"}
        others = _shown_beside(catalogue, identifier) if kind == "regions" else set()
        assert listed - others == {module.id for module in modules}, identifier


def _shown_beside(catalogue: Catalogue, region: str) -> set[str]:
    """The modules of other regions that a region's page shows: those taken up, and those that could be."""
    taken_up = {module.id for module in catalogue.by_taken_up_region.get(region, ())}
    missing = elsewhere(catalogue, region, signals(catalogue)).missing
    return taken_up | {module.id for theme in missing for module in theme.modules}


def test_each_list_of_all_modules_is_complete(catalogue: Catalogue, pages: Pages) -> None:
    orders = ["modules/index.html", *(f"modules/par-{o}/index.html" for o in ("region", "secteur", "annee", "duree"))]
    for name in orders:
        shown = [link.rstrip("/").rsplit("/", 1)[-1] for link in pages[name].links]
        assert [module for module in catalogue.modules if shown.count(module) != 1] == [], name


def test_a_region_without_module_says_so_and_asks_for_one(catalogue: Catalogue, pages: Pages) -> None:
    assert "corse" not in catalogue.by_region
    page = pages["regions/corse/index.html"]
    assert "Aucun module recensé" in page.content
    assert "../../contribuer/" in page.links


@pytest.mark.parametrize(("collection", "kind"), COLLECTIONS.items())
def test_the_answer_of_the_api_states_the_same_facts_as_the_record(
    catalogue: Catalogue, site: Path, collection: str, kind: str
) -> None:
    schema = json.loads((PROJECT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for identifier in getattr(catalogue, collection):
        data = json.loads((site / f"api/v1/{collection}/{identifier}.json").read_text(encoding="utf-8"))[kind]
        assert data.pop("id") == identifier
        assert [error.message for error in validator.iter_errors(data)] == [], identifier
        file = PROJECT / "catalogue" / catalogue.files[(collection, identifier)]
        assert data == yaml_reader.read(file.read_bytes())
