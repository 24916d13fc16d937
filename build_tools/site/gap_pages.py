"""The pages of gaps: one each, and what the list of all shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.analysis import gaps
from build_tools.model import Catalogue
from build_tools.site.page import Page, described

# The template of a gap's page.
GAP = "ecart.html"
# Beyond this the list of all is left to the pages of certifications, regions and sectors.
LISTED_AT_MOST = 300


def gap_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The page of every gap."""
    words = catalogue.vocabularies
    for gap in catalogue.ecarts.values():
        region = words.label("regions", gap.region)
        about = gap.constat or f"Une compétence que les entreprises attendent, relevée en région {region}."
        yield Page(
            f"ecarts/{gap.id}/",
            f"Écart constaté : {gap.competence} ({region})",
            described(about),
            GAP,
            {"ecart": gap},
        )


def gaps_context(catalogue: Catalogue) -> Mapping[str, Any]:
    """What the list of all gaps shows."""
    everything = gaps.in_order(catalogue.ecarts.values())
    waiting = gaps.waiting_gaps(catalogue)
    ways = (
        ("certification", "Par certification", gaps.by_certification),
        ("region", "Par région", gaps.by_region),
        ("secteur", "Par secteur", gaps.by_sector),
    )
    return {
        "everything": everything,
        "waiting": waiting,
        "waiting_by": [(name, title, by(catalogue, waiting)) for name, title, by in ways],
        "counts_by": [(name, title, gaps.counted(catalogue, by(catalogue, everything))) for name, title, by in ways],
        "listed": gaps.by_region(catalogue, everything) if len(everything) <= LISTED_AT_MOST else (),
    }
