"""Gaps between needs and standards: which of them a module answers, and where the others are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from build_tools.model import Catalogue, Ecart
from build_tools.text.folding import alphabetical

State = Literal["sans-module", "en-projet", "avec-module"]
STATES: Mapping[State, str] = {
    "sans-module": "sans module",
    "en-projet": "module en projet",
    "avec-module": "un module y répond",
}


@dataclass(frozen=True)
class GapGroup:
    """Gaps of one certification, region or sector; `address` is its page from the site's root, if it has one."""

    label: str
    address: str
    gaps: tuple[Ecart, ...]


@dataclass(frozen=True)
class GapCount:
    """How many gaps a certification, region or sector has, and how many of them still wait for a module."""

    label: str
    address: str
    total: int
    waiting: int


def gap_state(catalogue: Catalogue, gap: Ecart) -> State:
    """Whether a module answers the gap; one that was only a project does not yet."""
    modules = [catalogue.modules[name] for name in gap.modules if name in catalogue.modules]
    if not modules:
        return "sans-module"
    return "en-projet" if all(module.statut == "en-projet" for module in modules) else "avec-module"


def waiting_gaps(catalogue: Catalogue) -> tuple[Ecart, ...]:
    """The gaps that no module answers yet, by their words."""
    found = (gap for gap in catalogue.ecarts.values() if gap_state(catalogue, gap) != "avec-module")
    return in_order(found)


def waiting_for(catalogue: Catalogue, certification: str) -> tuple[Ecart, ...]:
    """The gaps of a certification that no module answers yet."""
    found = catalogue.ecarts_by_certification.get(certification, ())
    return tuple(gap for gap in found if gap_state(catalogue, gap) != "avec-module")


def in_order(gaps: Iterable[Ecart]) -> tuple[Ecart, ...]:
    """Gaps by their words, accents apart."""
    return tuple(sorted(gaps, key=lambda gap: (alphabetical(gap.competence), gap.id)))


def by_certification(catalogue: Catalogue, gaps: Iterable[Ecart]) -> tuple[GapGroup, ...]:
    """Gaps by certification; those of which no source names one come last."""
    labels = catalogue.label_of_certification
    return _grouped(
        gaps,
        lambda gap: [part.certification for part in gap.certifications],
        lambda name: (labels.get(name, name), f"certifications/{name}/"),
        "Aucune certification nommée par les sources",
    )


def by_region(catalogue: Catalogue, gaps: Iterable[Ecart]) -> tuple[GapGroup, ...]:
    """Gaps by the region where they were found."""
    words = catalogue.vocabularies
    return _grouped(gaps, lambda gap: [gap.region], lambda name: (words.label("regions", name), f"regions/{name}/"), "")


def by_sector(catalogue: Catalogue, gaps: Iterable[Ecart]) -> tuple[GapGroup, ...]:
    """Gaps by sector: their own, or else those of the modules that answer them."""
    words = catalogue.vocabularies
    return _grouped(
        gaps,
        lambda gap: sectors_of(catalogue, gap),
        lambda name: (words.label("secteurs", name), f"secteurs/{name}/"),
        "Aucun secteur connu",
    )


def sectors_of(catalogue: Catalogue, gap: Ecart) -> Sequence[str]:
    """The sectors of a gap; where its record gives none, those of its modules."""
    answers = (catalogue.modules[name] for name in gap.modules if name in catalogue.modules)
    return gap.secteurs or tuple(dict.fromkeys(sector for module in answers for sector in module.secteurs))


def of_sector(catalogue: Catalogue, sector: str) -> tuple[Ecart, ...]:
    """The gaps of a sector."""
    return in_order(gap for gap in catalogue.ecarts.values() if sector in sectors_of(catalogue, gap))


def counted(catalogue: Catalogue, groups: Iterable[GapGroup]) -> tuple[GapCount, ...]:
    """What each group holds, in figures."""
    return tuple(
        GapCount(
            group.label,
            group.address,
            len(group.gaps),
            sum(gap_state(catalogue, gap) != "avec-module" for gap in group.gaps),
        )
        for group in groups
    )


def _grouped(
    gaps: Iterable[Ecart],
    keys: Callable[[Ecart], Iterable[str]],
    named: Callable[[str], tuple[str, str]],
    other: str,
) -> tuple[GapGroup, ...]:
    """Groups by their label; what has no key comes last, under the words `other`."""
    found: dict[str, list[Ecart]] = {}
    for gap in in_order(gaps):
        for key in dict.fromkeys(keys(gap)) or ("",):
            found.setdefault(key, []).append(gap)
    rest = found.pop("", [])
    groups = [GapGroup(*named(key), tuple(group)) for key, group in found.items()]
    groups.sort(key=lambda group: alphabetical(group.label))
    return (*groups, *([GapGroup(other, "", tuple(rest))] if rest else []))
