"""A region among the others: what they have and it has not, its years, and the searches that these lead to."""

from __future__ import annotations

from dataclasses import replace

from build_tools.analysis.signals import signals
from build_tools.model import Catalogue
from build_tools.site.elsewhere import MODULES_SHOWN, THEMES_SHOWN, elsewhere


def test_no_theme_is_both_here_and_missing(catalogue: Catalogue) -> None:
    found = signals(catalogue)
    for region in catalogue.vocabularies.regions:
        here = {theme for module in catalogue.by_region.get(region, ()) for theme in module.themes}
        missing = elsewhere(catalogue, region, found).missing
        assert len(missing) <= THEMES_SHOWN
        assert [one.theme.id for one in missing if one.theme.id in here] == []
        assert [one for one in missing if not 0 < len(one.modules) <= MODULES_SHOWN] == []
        counts = [len(one.regions) for one in missing]
        assert counts == sorted(counts, reverse=True)


def test_the_years_and_the_undated_are_all_the_modules(catalogue: Catalogue) -> None:
    for region, modules in catalogue.by_region.items():
        found = elsewhere(catalogue, region, ())
        assert sum(year.count for year in found.years) + found.undated == len(modules)
        assert [year for year in found.years if year.deduced > year.count] == []


def test_the_other_regions_are_in_order_and_share_what_both_have(catalogue: Catalogue) -> None:
    others = elsewhere(catalogue, "normandie", ()).others
    assert "normandie" not in {other.region.id for other in others}
    assert len(others) == len(catalogue.by_region) - 1
    here = {theme for module in catalogue.by_region["normandie"] for theme in module.themes}
    assert {theme.id for other in others for theme in other.common} <= here


def test_a_region_without_module_has_no_year_and_shares_nothing(catalogue: Catalogue) -> None:
    modules = {module.id: module for module in catalogue.modules.values() if module.region != "corse"}
    without = replace(catalogue, modules=modules)
    found = elsewhere(without, "corse", signals(without))
    assert found.years == ()
    assert found.missing
    assert [other for other in found.others if other.common] == []
