"""What the page « Signaux » shows: the recurrent themes with their evidence, and themes by region."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from build_tools.analysis import signals
from build_tools.analysis.gaps import waiting_gaps
from build_tools.model import Catalogue
from build_tools.site.facets import facets, search_address
from build_tools.site.matrix import Matrix, matrix


def signals_context(catalogue: Catalogue) -> dict[str, Any]:
    """The values of the page's template."""
    return {
        "signals": signals.signals(catalogue),
        "silent": signals.silent_regions(catalogue),
        "matrix": themes_by_region(catalogue),
        "points": signals,
        "waiting": waiting_gaps(catalogue),
        "search_address": search_address,
    }


def themes_by_region(catalogue: Catalogue) -> Matrix:
    """Modules by theme and by region that made them; themes and regions without any module are left out."""
    facet = {f.id: f for f in facets(catalogue)}
    whole = matrix(tuple(catalogue.modules.values()), facet["theme"], facet["region"])
    kept = [i for i, column in enumerate(whole.columns) if column.whole.count]
    rows = (replace(row, cells=tuple(row.cells[i] for i in kept)) for row in whole.rows if row.heading.whole.count)
    return Matrix(tuple(whole.columns[i] for i in kept), tuple(rows), whole.total)
