"""Modules close to another: on its theme elsewhere, or beside it."""

from __future__ import annotations

from collections.abc import Callable

from build_tools.analysis.matching.index import build_index
from build_tools.analysis.matching.similar import SIMILAR_AT_MOST, Likeness
from build_tools.model import Catalogue, Module

Make = Callable[..., Module]
LINEN = {"titre": "Rouissage à la ferme", "themes": ("filiere-lin",), "certifications": ()}


def _ids(modules: tuple[Module, ...]) -> list[str]:
    return [module.id for module in modules]


def test_the_same_theme_elsewhere_and_what_goes_with_it_are_told_apart(
    make: Make, with_modules: Callable[..., Catalogue]
) -> None:
    me = make("moi", **LINEN, metiers=("H2401",))
    catalogue = with_modules(
        me,
        make("ailleurs", **LINEN, region="normandie"),
        make("ici", **LINEN),
        make("meme-metier", titre="Peignage à la ferme", certifications=(), metiers=("H2401",), region="normandie"),
        make("autre", titre="Cuisine à la ferme", certifications=(), region="normandie"),
    )
    found = Likeness(catalogue, build_index(catalogue)).of(me)
    assert _ids(found.elsewhere) == ["ailleurs"]
    assert sorted(_ids(found.complements)) == ["ici", "meme-metier"]


def test_a_region_that_took_the_module_up_is_not_elsewhere(make: Make, with_modules: Callable[..., Catalogue]) -> None:
    me = make("moi", **LINEN, reprises=("normandie",))
    catalogue = with_modules(me, make("ailleurs", **LINEN, region="normandie"))
    assert Likeness(catalogue, build_index(catalogue)).of(me).elsewhere == ()


def test_the_closest_in_words_comes_first_and_they_are_few(make: Make, with_modules: Callable[..., Catalogue]) -> None:
    me = make("moi", **LINEN)
    far = [make(f"a-{i}", **{**LINEN, "titre": f"Sujet {i}"}, region="normandie") for i in range(SIMILAR_AT_MOST)]
    catalogue = with_modules(me, *far, make("z", **LINEN, region="normandie"))
    found = _ids(Likeness(catalogue, build_index(catalogue)).of(me).elsewhere)
    assert found[0] == "z"
    assert len(found) == SIMILAR_AT_MOST


def test_a_module_is_never_close_to_itself(real_catalogue: Catalogue) -> None:
    likeness = Likeness(real_catalogue, build_index(real_catalogue))
    for module in real_catalogue.modules.values():
        found = likeness.of(module)
        assert module.id not in _ids((*found.elsewhere, *found.complements))
        assert not set(_ids(found.elsewhere)) & set(_ids(found.complements))
