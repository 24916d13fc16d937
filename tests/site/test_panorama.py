"""Figures of the Panorama: counted by hand on a few modules, equal to the catalogue on the real one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from build_tools.exports.export import Manifest
from build_tools.exports.selections import HEADER
from build_tools.model import Catalogue, Module
from build_tools.site.matrix import LEVELS, Cell
from build_tools.site.page_layout import PageLayout
from build_tools.site.panorama import MONTHS_AT_MOST, Distribution, Panorama, Recurrence, panorama
from build_tools.site.rendering import Renderer
from build_tools.site.sections import sections
from build_tools.text.typography import percent
from tests.conftest import published
from tests.site.html_facts import PageFacts, read_html

SAID = {"document": "guide-8", "page": 31}


def _module(identifier: str, **fields: object) -> Module:
    """A module that says only what every module must, and what is given."""
    plain = {
        "titre": f"Module {identifier}",
        "resume": "Un module écrit pour compter.",
        "region": "normandie",
        "secteurs": (),
        "transitions": (),
        "nature": "technique",
        "sources": (SAID,),
        "verifie_le": "2026-11-21",
    }
    return Module.model_validate({**plain, "id": identifier, **fields})


def _with(catalogue: Catalogue, *modules: Module) -> Catalogue:
    return replace(catalogue, modules={module.id: module for module in modules})


@pytest.fixture(scope="module")
def few(catalogue: Catalogue) -> Catalogue:
    """Four modules of two regions; `a` counts in two cells of the table, `d` says next to nothing."""
    return _with(
        catalogue,
        _module(
            "a",
            secteurs=("btp", "industrie"),
            transitions=("ecologique",),
            themes=("cycle", "maintenance"),
            statut="deploye",
            annee=2019,
            duree={"min": 7, "max": 35},
            besoin={"constat": "Les entreprises cherchent des soudeurs."},
            deduit=("statut", "besoin.constat", "competences.ecart"),
            competences=({"intitule": "Souder", "ecart": "nouveau"}, {"intitule": "Mesurer"}),
            publics=("jeunes", "salaries"),
            certifications=({"certification": "tp-tailleur-de-pierre"}, {"certification": "tp-tailleur-de-pierre"}),
        ),
        _module("b", secteurs=("btp",), transitions=("ecologique", "numerique"), themes=("cycle",), region="occitanie"),
        _module(
            "c",
            secteurs=("btp",),
            annee=2021,
            duree={"heures": 14, "entreprise": 1},
            nature="transverse",
            besoin={"constat": "Oui."},
        ),
        _module("d", verifie_le="2025-01-31"),
    )


@pytest.fixture(scope="module")
def figures(few: Catalogue) -> Panorama:
    return panorama(few)


def _counts(distribution: Distribution) -> dict[str, int]:
    """The rows that count something."""
    return {row.label: row.count for row in distribution.rows if row.count}


def _row(figures: Panorama, label: str) -> tuple[Cell, ...]:
    return next(row.cells for row in figures.matrix.rows if row.heading.label == label)


def _page(catalogue: Catalogue, name: str = "panorama") -> PageFacts:
    """The own part of a page, filled with a catalogue."""
    found = sections(published(catalogue), Manifest({}))
    section = next(section for section in found if section.placeholder == name)
    renderer = Renderer(published(catalogue), PageLayout(()))
    html = f"<head><title>Page</title></head><main><!-- catalogue:{name} --></main>"
    return read_html(renderer.section(section, html))


def _plain(page: PageFacts) -> str:
    return page.content.replace("\u00a0", " ")


# Sectors and transitions


def test_a_module_counts_in_each_of_its_cells_and_once_in_each_total(figures: Panorama) -> None:
    columns = [column.label for column in figures.matrix.columns]
    assert columns == [
        "Transition écologique",
        "Transition numérique",
        "Transition démographique",
        "Aucune transition citée",
    ]
    assert [column.whole.count for column in figures.matrix.columns] == [2, 1, 0, 2]
    assert [cell.count for cell in _row(figures, "Bâtiment et travaux publics")] == [2, 1, 0, 1]
    assert [cell.count for cell in _row(figures, "Industrie")] == [1, 0, 0, 0]
    assert [cell.count for cell in _row(figures, "Secteur non précisé")] == [0, 0, 0, 1]
    wholes = {row.heading.label: row.heading.whole.count for row in figures.matrix.rows}
    assert (wholes["Bâtiment et travaux publics"], wholes["Industrie"], wholes["Secteur non précisé"]) == (3, 1, 1)
    assert figures.matrix.total == 4


def test_the_table_begins_with_the_largest_sector_and_ends_with_what_is_not_said(figures: Panorama) -> None:
    labels = [row.heading.label for row in figures.matrix.rows]
    assert labels[:2] == ["Bâtiment et travaux publics", "Industrie"]
    assert labels[-1] == "Secteur non précisé"


def test_cells_lead_to_the_explorer_with_both_facets_and_empty_ones_nowhere(figures: Panorama) -> None:
    cells = _row(figures, "Bâtiment et travaux publics")
    assert cells[0].address == "recherche/?secteur=btp&transition=ecologique"
    assert cells[2].address == ""
    assert cells[3].address == "recherche/?secteur=btp&transition=non-precise"
    assert _row(figures, "Secteur non précisé")[3].address == "recherche/?secteur=non-precise&transition=non-precise"
    assert figures.matrix.rows[0].heading.address == "secteurs/btp/"
    assert figures.matrix.rows[0].heading.whole.address == "recherche/?secteur=btp"


def test_the_scale_goes_up_to_the_fullest_cell_and_leaves_out_what_is_not_said(figures: Panorama) -> None:
    assert [cell.level for cell in _row(figures, "Bâtiment et travaux publics")] == [LEVELS, 3, 0, 0]
    assert [cell.level for cell in _row(figures, "Secteur non précisé")] == [0, 0, 0, 0]
    assert figures.matrix.densest == (("Bâtiment et travaux publics", "Transition écologique", 2),)


# Distributions


def test_each_distribution_counts_what_is_said_and_what_is_not(figures: Panorama) -> None:
    assert _counts(figures.regions) == {"Normandie": 3, "Occitanie": 1}
    assert _counts(figures.natures) == {"Technique": 3, "Transverse": 1}
    assert (_counts(figures.statuses), figures.statuses.silent.count) == ({"Déployé": 1}, 3)
    assert (_counts(figures.audiences), figures.audiences.given) == ({"Jeunes": 1, "Salariés": 1}, 1)
    assert (_counts(figures.gaps), figures.gaps.given, figures.gaps.total) == ({"Nouveau": 1}, 1, 2)
    assert figures.gaps.deduced == 1
    assert (_counts(figures.modes), figures.modes.given) == ({}, 0)
    assert (_counts(figures.certifications), figures.certifications.given) == ({"TP Tailleur de pierre": 1}, 1)


def test_a_ranked_distribution_begins_with_the_largest_and_keeps_the_empty_rows(
    figures: Panorama, few: Catalogue
) -> None:
    assert [row.count for row in figures.regions.rows[:3]] == [3, 1, 0]
    assert len(figures.regions.rows) == len(few.vocabularies.regions)
    assert [row.label for row in figures.regions.leaders] == ["Normandie"]
    assert len(figures.audiences.leaders) == 2
    assert figures.modes.leaders == ()


def test_years_have_no_hole(figures: Panorama) -> None:
    assert [(row.label, row.count) for row in figures.years.rows] == [("2019", 1), ("2020", 0), ("2021", 1)]
    assert figures.years.silent.count == 2
    assert figures.years.rows[0].address == "recherche/?annee=2019"
    assert figures.years.rows[1].address == ""


def test_durations_count_with_their_longest_length_company_included(figures: Panorama) -> None:
    assert _counts(figures.lengths) == {"De 15 à 35 h": 2}
    assert figures.hours is not None
    hours = figures.hours
    assert (hours.known, hours.shortest, hours.median, hours.longest, hours.total) == (2, 15, 25, 35, 50)


def test_a_recurrent_theme_is_one_of_several_regions(figures: Panorama, few: Catalogue) -> None:
    label = few.vocabularies.label("themes", "cycle")
    assert figures.themes == (Recurrence(label, "themes/cycle/", "recherche/?theme=cycle", regions=2, modules=2),)


def test_recurrent_themes_are_told_of_the_same_number_on_both_pages(few: Catalogue) -> None:
    """Of the themes that have modules: with those that are only mentioned, the pages would disagree."""
    said = "1 des 2 thèmes qui ont des modules revient dans plusieurs régions."
    assert len(few.by_theme) == 2 < len(few.vocabularies.themes)
    assert [said in _plain(_page(few, name)) for name in ("panorama", "signaux")] == [True, True]


def test_a_theme_without_module_has_no_other_ones(few: Catalogue) -> None:
    mentioned = [theme for theme in few.vocabularies.themes.values() if theme.mentions]
    assert mentioned
    text = _plain(_page(few, "themes"))
    assert "aucun module," not in text
    assert re.search(r"[0-9]+ modules? cités? sans région", text)


# Documentation


def test_each_field_tells_what_is_stated_from_what_is_deduced(figures: Panorama) -> None:
    shares = {share.key: (share.stated, share.deduced) for share in figures.fields}
    assert shares["statut"] == (0, 1)
    assert shares["duree"] == (2, 0)
    assert shares["besoin"] == (1, 1)  # deduced by its observation
    assert shares["competences"] == (1, 0)  # the gap alone is deduced
    assert shares["themes"] == (0, 2)  # always the catalogue's own classification
    assert shares["secteurs"] == (3, 0)
    assert shares["evaluation"] == (0, 0)
    assert figures.deduced == 1
    assert [share.given for share in figures.fields] == sorted((share.given for share in figures.fields), reverse=True)


def test_fields_are_all_those_that_may_be_missing_under_their_french_names(figures: Panorama) -> None:
    assert figures.required == ("Titre", "Résumé", "Région", "Nature")
    keys = {share.key for share in figures.fields}
    of_the_record = {"id", "sources", "deduit", "precisions", "confiance", "verifie_le", "remplace"}
    assert keys == set(Module.model_fields) - of_the_record - {"titre", "resume", "region", "nature"}
    assert {share.label for share in figures.fields if share.key in ("duree", "annee")} == {"Durée", "Année"}


def test_each_region_s_share_is_of_its_own_records(figures: Panorama) -> None:
    normandie, occitanie = figures.by_region
    year = [fact.label for fact in normandie.facts].index("Année")
    assert (normandie.label, normandie.modules, normandie.facts[year].count, normandie.facts[year].total) == (
        "Normandie",
        3,
        2,
        3,
    )
    assert normandie.facts[year].level == 4
    assert (occitanie.modules, occitanie.facts[year].count) == (1, 0)


def test_freshness_counts_months_from_the_latest(figures: Panorama) -> None:
    assert figures.freshness is not None
    assert [(month.label, month.count) for month in figures.freshness.months] == [("2026-11", 3), ("2025-01", 1)]
    assert (figures.freshness.oldest.isoformat(), figures.freshness.earlier) == ("2025-01-31", 0)


def test_old_months_are_counted_together(catalogue: Catalogue) -> None:
    months = [f"20{year}-{month:02}-01" for year in (24, 25) for month in range(1, 13)]
    found = panorama(_with(catalogue, *(_module(f"m-{day}", verifie_le=day) for day in months))).freshness
    assert found is not None
    assert (len(found.months), found.months[0].label, found.earlier) == (MONTHS_AT_MOST, "2025-12", 12)


# The real catalogue, none at all, one record


def test_totals_agree_with_the_real_catalogue(catalogue: Catalogue) -> None:
    figures, modules = panorama(catalogue), catalogue.modules.values()
    whole = len(catalogue.modules)
    assert figures.matrix.total == figures.regions.total == figures.lengths.total == whole
    for once in (
        figures.regions,
        figures.natures,
        figures.statuses,
        figures.years,
        figures.lengths,
        figures.confidence,
    ):
        assert sum(row.count for row in once.rows) + once.silent.count == whole
    for row in figures.matrix.rows:
        sector = row.heading.address.removeprefix("secteurs/").removesuffix("/")
        counted = len(catalogue.by_sector.get(sector, ())) if sector else sum(not m.secteurs for m in modules)
        assert row.heading.whole.count == counted
        assert sum(cell.count for cell in row.cells) >= counted
    cells = sum(cell.count for row in figures.matrix.rows for cell in row.cells)
    assert cells == sum(max(len(m.secteurs), 1) * max(len(m.transitions), 1) for m in modules)
    assert sum(region.modules for region in figures.by_region) == whole


def test_the_page_of_the_real_catalogue_says_its_figures(pages: dict[str, PageFacts], catalogue: Catalogue) -> None:
    page = pages["panorama/index.html"]
    assert f"Base\u00a0: {len(catalogue.modules)}\u00a0modules, au " in page.content
    assert "../recherche/?secteur=btp&transition=ecologique" in page.links
    assert "../contribuer/champs/#module-duree" in page.links


def test_every_figure_is_cited_with_its_day_and_the_column_that_it_counts(pages: dict[str, PageFacts]) -> None:
    cited = re.findall(r"Citer ce chiffre(.*?)colonne\s+deduit", pages["panorama/index.html"].content)
    assert len(cited) > 10
    for citation in cited:
        assert re.search(r"Catalogue des modules additionnels, données du \d", citation), citation
        column = re.search(r", colonne (\w+)", citation)
        if re.search("métiers visés|champs facultatifs", citation):  # of several columns
            continue
        assert column, citation
        assert column[1] in HEADER


def test_a_number_leads_to_its_modules_where_the_label_leads_elsewhere(figures: Panorama) -> None:
    normandie = next(row for row in figures.regions.rows if row.label == "Normandie")
    assert (normandie.address, normandie.search) == ("regions/normandie/", "recherche/?region=normandie")
    assert {row.search for row in figures.natures.rows} == {""}


def test_no_module_is_said_in_words(catalogue: Catalogue) -> None:
    empty = _with(catalogue)
    figures = panorama(empty)
    assert (figures.hours, figures.freshness, figures.themes, figures.by_region) == (None, None, (), ())
    page = _page(empty)
    assert "Aucun module recensé" in page.content
    assert page.headings == []


def test_one_module_is_said_in_the_singular(catalogue: Catalogue) -> None:
    content = _page(_with(catalogue, _module("seul", annee=2020, duree={"heures": 7}))).content
    assert "Base\u00a0: 1\u00a0module, au " in content
    assert re.search(r"17\s+régions sur 18 n’en ont aucun", content)
    assert "région sur 18" in content
    assert "1\u00a0modules" not in content
    assert "1\u00a0fiches" not in content
    assert "Elle est de 7\u00a0h." in content


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "0 %"), (0, 9, "0 %"), (1, 3, "33 %"), (1, 1000, "< 1 %"), (999, 1000, "> 99 %"), (7, 7, "100 %")],
)
def test_a_share_is_never_rounded_to_nothing_or_to_everything(part: int, whole: int, said: str) -> None:
    assert percent(part, whole).replace("\u00a0", " ") == said
