"""Parcours: what can be grafted on a certification, in order, with hours that add up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from build_tools.model import Catalogue, Module
from build_tools.model.shown import MODULE_FACTS
from build_tools.site.comparison import COMPARED, compared_fields
from build_tools.site.parcours import parcours_of, total_hours
from build_tools.site.templating import TEMPLATES
from build_tools.text.typography import french
from tests.conftest import frozen_module
from tests.site.html_facts import PageFacts

FAMILIES = "tp-assistant-de-vie-aux-familles"


def _lasting(catalogue: Catalogue, *lengths: dict[str, Any] | None) -> list[Module]:
    plain = frozen_module().model_dump(exclude_unset=True)
    return [Module.model_validate({**plain, "id": f"m-{i}", "duree": length}) for i, length in enumerate(lengths)]


@pytest.mark.parametrize(
    ("lengths", "text"),
    [
        pytest.param([{"heures": 14}], "14 h", id="fixe"),
        pytest.param([{"heures": 14}, {"heures": 28}], "42 h", id="somme"),
        pytest.param([{"heures": 14}, {"min": 28, "max": 70}], "de 42 à 84 h", id="de-a"),
        pytest.param([{"choix": [70, 140]}, {"heures": 7}], "de 77 à 147 h", id="choix"),
        pytest.param([{"heures": 280, "entreprise": 70}], "350 h, dont 70 h en entreprise", id="entreprise"),
        pytest.param([{"heures": 1400}], "1\u202f400 h", id="milliers"),
        pytest.param([{"heures": 14}, None], "14 h, durée inconnue pour 1\u00a0module", id="une-inconnue"),
        pytest.param([None, None], "durée inconnue pour 2\u00a0modules", id="toutes-inconnues"),
    ],
)
def test_hours_add_up_and_say_what_is_unknown(
    catalogue: Catalogue, lengths: list[dict[str, Any] | None], text: str
) -> None:
    assert total_hours(_lasting(catalogue, *lengths)).text == text


def test_modules_stand_by_region_then_by_nature_then_by_title(catalogue: Catalogue) -> None:
    parcours = parcours_of(catalogue, catalogue.certifications[FAMILIES])
    modules = catalogue.by_certification[FAMILIES]
    labels = {catalogue.vocabularies.regions[module.region].libelle for module in modules}
    assert [r.label for r in parcours.regions] == sorted(labels)
    assert sum(r.count for r in parcours.regions) == len(modules)
    east = next(r for r in parcours.regions if r.label == "Grand Est")
    order = [term.libelle for term in catalogue.vocabularies["natures"].values()]
    headings = [nature.heading for nature in east.natures]
    assert headings == [label for label in order if label in headings] != []
    titles = [module.titre for module in east.natures[0].modules]
    assert titles == sorted(titles) != []


def test_no_module_is_lost_or_shown_twice(catalogue: Catalogue) -> None:
    for certification in catalogue.certifications.values():
        parcours = parcours_of(catalogue, certification)
        shown = [module.id for region in parcours.regions for nature in region.natures for module in nature.modules]
        assert sorted(shown) == sorted(module.id for module in parcours.modules)
        assert len(shown) == len(set(shown))


def test_only_the_natures_that_are_there_can_be_filtered(catalogue: Catalogue) -> None:
    one = replace(catalogue, modules={m.id: m for m in _lasting(catalogue, None)})
    certification = catalogue.certifications["conduite-d-equipements-de-production"]
    assert parcours_of(one, certification).natures == ("technique",)


def test_every_certification_has_its_page_which_leads_to_it_and_back(
    catalogue: Catalogue, pages: dict[str, PageFacts]
) -> None:
    for identifier in catalogue.certifications:
        assert f"../../certifications/{identifier}/" in pages[f"parcours/{identifier}/index.html"].links
        offered = f"../../parcours/{identifier}/" in pages[f"certifications/{identifier}/index.html"].links
        assert offered == (identifier in catalogue.by_certification)


def test_the_section_tells_certifications_with_modules_from_those_without(
    catalogue: Catalogue, pages: dict[str, PageFacts]
) -> None:
    page = pages["parcours/index.html"]
    for identifier in catalogue.certifications:
        assert f"../parcours/{identifier}/" in page.links
    count = len(catalogue.by_certification[FAMILIES])
    assert f"TP Assistant de vie aux familles{count}\u00a0modules à choisir" in page.content
    assert "CléA numérique" in page.content.split("Certifications sans module recensé")[1]


def test_a_certification_without_module_says_so(pages: dict[str, PageFacts]) -> None:
    assert "Aucun module recensé pour cette certification" in pages["parcours/clea-numerique/index.html"].content


def test_the_page_tells_the_total_of_all_modules(catalogue: Catalogue, pages: dict[str, PageFacts]) -> None:
    for identifier, modules in catalogue.by_certification.items():
        total = french(total_hours(list(modules)).text)
        assert total in french(pages[f"parcours/{identifier}/index.html"].content)


def test_what_is_compared_has_a_french_name_and_is_marked_on_the_module_s_page() -> None:
    template = (TEMPLATES / "module.html").read_text(encoding="utf-8")
    in_few_words = {fact.field for fact in MODULE_FACTS}  # marked by the loop over them
    assert [name for name in COMPARED if f'data-champ="{name}"' not in template and name not in in_few_words] == []
    names = compared_fields()
    assert names["duree"] == "Durée"
    assert [name for name, title in names.items() if not title[0].isupper() or french(title) != title] == []
