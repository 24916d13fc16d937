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


def test_occupations_of_one_rome_family_are_in_common(make: Make, with_modules: WithModules) -> None:
    catalogue = with_modules(
        make("a", **WELDING, metiers=("K1302",)), make("b", **WELDING, metiers=("K1304",), region="occitanie")
    )
    ((common,),) = [signal.common for signal in signals(catalogue)]
    assert (common.kind, common.id) == ("famille", "K13")


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


def test_signals_come_by_strength(real_catalogue: Catalogue) -> None:
    found = signals(real_catalogue)
    strengths = [signal.strength for signal in found]
    assert strengths == sorted(strengths, reverse=True)
    assert all(len(signal.regions) >= 2 and signal.modules for signal in found)
