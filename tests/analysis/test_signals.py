"""Signals: the measure as anyone computes it by hand, and its evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from build_tools.analysis.signals import signals, silent_regions
from build_tools.model import Catalogue, Module

Make = Callable[..., Module]
WithModules = Callable[..., Catalogue]
PAGE = Path(__file__).parents[2] / "build_tools" / "site" / "templates" / "sections" / "signaux.html"
CAP = [{"certification": "tp-tailleur-de-pierre"}]
WELDING = {"themes": ("soudure-et-calculs-techniques",), "certifications": ()}


def _labels(regions: tuple[object, ...]) -> list[str]:
    return [str(getattr(region, "id", region)) for region in regions]


def test_the_example_of_the_page_computed_by_hand(make: Make, with_modules: WithModules) -> None:
    """Two modules in Bretagne, one in Occitanie, one certification in common: 2 × 3 + 3 × 1 + 1 × 2 = 11."""
    catalogue = with_modules(
        make("a", **{**WELDING, "certifications": CAP}),
        make("b", **WELDING),
        make("c", **{**WELDING, "certifications": CAP}, region="occitanie"),
    )
    (signal,) = signals(catalogue)
    assert (len(signal.regions), len(signal.modules), len(signal.common)) == (2, 3, 1)
    assert signal.strength == 2 * 3 + 3 * 1 + 1 * 2 == 11
    assert "<strong>11 points</strong>" in PAGE.read_text(encoding="utf-8")


def test_one_region_alone_is_no_signal_unless_another_took_the_module_up(make: Make, with_modules: WithModules) -> None:
    assert signals(with_modules(make("a", **WELDING), make("b", **WELDING))) == ()
    (signal,) = signals(with_modules(make("a", **WELDING, reprises=("normandie",))))
    assert sorted(_labels(signal.regions)) == ["bretagne", "normandie"]


def test_the_same_official_skill_is_in_common(make: Make, with_modules: WithModules) -> None:
    """The example of the page goes on: one official skill in common makes 13 points."""
    welding = {**WELDING, "certifications": CAP, "savoirs": ("100007",)}
    catalogue = with_modules(make("a", **welding), make("b", **WELDING), make("c", **welding, region="occitanie"))
    (signal,) = signals(catalogue)
    assert [(common.kind, common.id) for common in signal.common][-1] == ("competence", "100007")
    assert signal.strength == 2 * 3 + 3 * 1 + 2 * 2 == 13
    assert "<strong>13 points</strong>" in PAGE.read_text(encoding="utf-8")


def test_only_the_same_occupation_is_in_common_not_one_of_its_field(make: Make, with_modules: WithModules) -> None:
    def common(one: str, other: str) -> list[tuple[str, str]]:
        mine, its = make("a", **WELDING, metiers=(one,)), make("b", **WELDING, metiers=(other,), region="occitanie")
        return [(c.kind, c.id) for signal in signals(with_modules(mine, its)) for c in signal.common]

    assert common("I1601", "I1619") == []
    assert common("I1601", "I1601") == [("metier", "I1601")]


def test_regions_without_the_theme_are_told_from_those_of_which_nothing_is_known(
    make: Make, with_modules: WithModules
) -> None:
    catalogue = with_modules(
        make("a", **WELDING),
        make("b", **WELDING, region="occitanie"),
        make("c", themes=("cycle",), region="normandie"),
    )
    (signal,) = signals(catalogue)
    assert _labels(signal.absent) == ["normandie"]
    silent = _labels(silent_regions(catalogue))
    assert "corse" in silent
    assert not {"bretagne", "occitanie", "normandie"} & set(silent)


def test_regions_come_by_their_names(make: Make, with_modules: WithModules) -> None:
    made = ("occitanie", "martinique", "ile-de-france", "guadeloupe", "bretagne")
    catalogue = with_modules(*(make(region, **WELDING, region=region) for region in made))
    (signal,) = signals(catalogue)
    assert _labels(signal.regions) == ["bretagne", "guadeloupe", "ile-de-france", "martinique", "occitanie"]
    silent = _labels(silent_regions(catalogue))
    assert silent[:3] == ["auvergne-rhone-alpes", "bourgogne-franche-comte", "centre-val-de-loire"]


def test_signals_come_by_strength(real_catalogue: Catalogue) -> None:
    found = signals(real_catalogue)
    strengths = [signal.strength for signal in found]
    assert strengths == sorted(strengths, reverse=True)
    assert all(len(signal.regions) >= 2 and signal.modules for signal in found)
