"""Where to go on from a page that holds little: themes and occupations near its own, by facts of our lists alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.model import Catalogue
from build_tools.model.ordering import by_label
from build_tools.model.vocabulary import Occupation, Theme
from build_tools.site.occupation_families import family_of

SHOWN = 6


@dataclass(frozen=True)
class NearTheme:
    """A theme with modules: how many of them both themes have, and the sectors and transitions of both."""

    theme: Theme
    count: int
    shared: int
    secteurs: tuple[str, ...]
    transitions: tuple[str, ...]


def near_themes(catalogue: Catalogue, theme: Theme) -> tuple[NearTheme, ...]:
    """The nearest themes: those of the same modules first, then of most of the same sectors and transitions."""
    together = Counter(name for module in catalogue.by_theme.get(theme.id, ()) for name in module.themes)
    found = (
        NearTheme(
            other,
            len(catalogue.by_theme[other.id]),
            together[other.id],
            tuple(name for name in theme.secteurs if name in other.secteurs),
            tuple(name for name in theme.transitions if name in other.transitions),
        )
        for other in catalogue.vocabularies.themes.values()
        if other.id != theme.id and catalogue.by_theme.get(other.id)
    )
    near = (one for one in found if one.shared or one.secteurs or one.transitions)
    return tuple(sorted(near, key=_nearest_first)[:SHOWN])


def _nearest_first(near: NearTheme) -> tuple[int, int, int, str]:
    return -near.shared, -len(near.secteurs + near.transitions), -near.count, by_label(near.theme)


def near_occupations(catalogue: Catalogue, code: str) -> tuple[tuple[Occupation, int], ...]:
    """Other occupations of the same family of the ROME, with how many modules each has; the fullest first."""
    words = catalogue.vocabularies.metiers
    others: Iterable[tuple[Occupation, int]] = (
        (words[other], len(modules))
        for other, modules in catalogue.by_occupation.items()
        if other != code and family_of(other) == family_of(code)
    )
    return tuple(sorted(others, key=lambda one: (-one[1], by_label(one[0])))[:SHOWN])
