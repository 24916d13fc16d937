"""The tables beside the search index: one row for each module, in the order of titles.

Pagefind gives a result's facts only with its fragment, and its own filters took 272 kB at 10,000 modules, to be fetched
before the first count. A list without words needs neither Pagefind's engine nor its index.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.model import Catalogue, Module
from build_tools.model.completeness import points_met
from build_tools.model.ordering import by_title
from build_tools.site.facets import Facet


def in_order_of_title(catalogue: Catalogue) -> list[Module]:
    """The modules as the tables have them."""
    return sorted(catalogue.modules.values(), key=by_title)


def facet_table(facets: Sequence[Facet], rows: Sequence[Module]) -> dict[str, object]:
    """For each facet its values, and for each module the positions of its own; then the keys to sort by."""
    table: dict[str, object] = {}
    for facet in facets:
        of_rows = [facet.of(module) for module in rows]
        values = list(dict.fromkeys(value for own in of_rows for value in own))
        position = {value: i for i, value in enumerate(values)}
        table[facet.id] = {"valeurs": values, "fiches": [[position[value] for value in own] for own in of_rows]}
    orders = {
        "duree": [module.duree.longest if module.duree else None for module in rows],
        "annee": [module.annee for module in rows],
        "maj": [str(module.verifie_le) for module in rows],
        "reperes": [points_met(module) for module in rows],
    }
    return {"facettes": table, "ordres": orders}


def selection(facets: Sequence[Facet], rows: Sequence[Module]) -> dict[str, object]:
    """What an export of results holds: the columns and one row for each module, in the order of titles."""
    names = ["id", "titre", "resume", *(f.id for f in facets), "duree_min", "duree_max", "page"]
    return {"colonnes": names, "fiches": [_row(facets, module) for module in rows]}


def _row(facets: Sequence[Facet], module: Module) -> list[object]:
    """The module's facts with their labels; what the record does not say is an empty list or null."""
    labels = [[facet.labels[value] for value in facet.of(module) if value in facet.labels] for facet in facets]
    length = module.duree
    hours = [length.shortest, length.longest] if length else [None, None]
    return [module.id, module.titre, module.resume, *labels, *hours, f"modules/{module.id}/"]
