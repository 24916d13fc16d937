"""The learner's grid of each certification: a page to print, and the workbook to fill beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools.contributing.grids.layout import GRID, HEAD, OUTSIDE, TABLES
from build_tools.contributing.grids.skills import basis_of, skills_of, text_of
from build_tools.contributing.grids.writing import grid_workbook
from build_tools.exports.published import Published
from build_tools.model import Catalogue
from build_tools.site.page import Page, described
from build_tools.writing import write_file

SECTION = "grilles"
WORKBOOK = "grille.xlsx"
# Empty rows on paper for what the standard does not have.
_ROWS_ON_PAPER = 8


def grid_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The printable grid of every certification."""
    for name, certification in catalogue.certifications.items():
        label = catalogue.label_of_certification[name]
        yield Page(
            f"{SECTION}/{name}/",
            f"Grille de l'apprenant : {label}",
            described(f"Ce que l'on fait en entreprise, face au référentiel « {label} » : à imprimer."),
            "grille.html",
            {
                "name": name,
                "label": label,
                "rows": skills_of(certification, catalogue.referentiel_of),
                "text": text_of(certification, catalogue.referentiel_of),
                "basis": basis_of(certification, catalogue.referentiel_of),
                "head": HEAD[1:],
                "columns": TABLES[GRID],
                "free_columns": TABLES[OUTSIDE],
                "free_rows": range(_ROWS_ON_PAPER),
            },
        )


def grids_context(catalogue: Catalogue) -> Mapping[str, Any]:
    """What the page about grids lists: each certification, and how many rows its grid has."""
    official = catalogue.referentiel_of
    return {"grids": [(name, len(skills_of(found, official))) for name, found in catalogue.certifications.items()]}


def write_grids(published: Published, site: Path) -> None:
    """Write the workbook of every certification beside its page; the same bytes for the same commit."""
    catalogue = published.catalogue
    for name, certification in catalogue.certifications.items():
        skills = skills_of(certification, catalogue.referentiel_of)
        basis = basis_of(certification, catalogue.referentiel_of)
        content = grid_workbook(name, catalogue.label_of_certification[name], skills, published.moment, basis)
        write_file(f"{site}/{SECTION}/{name}/{WORKBOOK}", content)
