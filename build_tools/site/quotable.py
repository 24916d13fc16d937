"""A figure that one may quote: how many modules, where, how many by deduction, and the way to each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.exports.selections import NAME
from build_tools.model import Module
from build_tools.site.facets import UNKNOWN, search_address


@dataclass(frozen=True)
class Quotable:
    """A count of modules. Addresses are below the site's root.

    `placed` are those that the catalogue deduced to belong to the selection, `marked` those whose record has any
    deduced field, `sector_deduced` those whose sector is, `undated` those without a year. `…_search` lists
    those that it names, `search` all of them.
    """

    count: int
    regions: int
    placed: int
    marked: int
    sector_deduced: int
    undated: int
    search: str
    placed_search: str
    marked_search: str
    undated_search: str
    file: str


def quotable(
    modules: Sequence[Module], address: str, choice: tuple[str, str] | None = None, field: str = ""
) -> Quotable:
    """The figure of a page at `address` that counts the modules of a choice, given by one `field` of their records."""
    chosen = (choice,) if choice else ()
    marked = [module for module in modules if module.deduit]
    return Quotable(
        count=len(modules),
        regions=len({module.region for module in modules}),
        placed=sum(field in module.deduit for module in modules),
        marked=len(marked),
        sector_deduced=sum("secteurs" in module.deduit for module in modules),
        undated=sum(module.annee is None for module in modules),
        search=search_address(*chosen),
        placed_search=search_address(*chosen, ("deduit", field)) if choice else "",
        marked_search=search_address(*chosen, *(("deduit", name) for name in _deduced_names(marked))),
        undated_search=search_address(*chosen, ("annee", UNKNOWN)),
        file=address + NAME,
    )


def _deduced_names(modules: Sequence[Module]) -> Sequence[str]:
    """The fewest fields, of those that only a deduction gives, such that each of the modules deduces one."""
    names: list[str] = []
    left = list(modules)
    while left:
        counts = Counter(name for module in left for name in module.deduit)
        names.append(max(counts, key=lambda name: (counts[name], name)))
        left = [module for module in left if names[-1] not in module.deduit]
    return names
