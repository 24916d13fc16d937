"""A figure that one may quote: how many modules, where, how many by deduction, and the way to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.exports.selections import NAME
from build_tools.model import Module
from build_tools.site.facets import search_address


@dataclass(frozen=True)
class Quotable:
    """A count of modules. Addresses are below the site's root.

    `placed` are those that the catalogue deduced to belong to the selection, `marked` those whose record has any
    deduced field, `sector_deduced` those whose sector is, `undated` those without a year. `search` lists them all,
    `placed_search` the first of these.
    """

    count: int
    regions: int
    placed: int
    marked: int
    sector_deduced: int
    undated: int
    search: str
    placed_search: str
    file: str


def quotable(
    modules: Sequence[Module], address: str, choice: tuple[str, str] | None = None, field: str = ""
) -> Quotable:
    """The figure of a page at `address` that counts the modules of a choice, told by one `field` of their records."""
    return Quotable(
        count=len(modules),
        regions=len({module.region for module in modules}),
        placed=sum(field in module.deduit for module in modules),
        marked=sum(bool(module.deduit) for module in modules),
        sector_deduced=sum("secteurs" in module.deduit for module in modules),
        undated=sum(module.annee is None for module in modules),
        search=search_address(choice) if choice else search_address(),
        placed_search=search_address(choice, ("deduit", field)) if choice else "",
        file=address + NAME,
    )
