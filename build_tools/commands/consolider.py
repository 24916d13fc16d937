"""catalogue consolider: the learners' grids of several centres, put together."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import clock
from build_tools.commands.parser import (
    OK,
    PROBLEMS,
    Commands,
    ProblemsError,
    UsageError,
    add_catalogue,
    catalogue_folder,
    new_file,
    new_workbook,
    sound_catalogue,
)
from build_tools.text.typography import french

if TYPE_CHECKING:
    from build_tools.model import Catalogue


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    parser = commands.add_parser(
        "consolider",
        help="réunit les grilles d'apprenants de plusieurs centres",
        description="Lit les grilles (.xlsx, .ods) d'un dossier et de ses sous-dossiers, et dit ce qui est fort, "
        "faible, nouveau, transversal ou particulier à une entreprise. Ce qui est mal rempli est dit cellule par "
        "cellule ; aucun nom n'est gardé.",
    )
    parser.add_argument("folder", type=Path, metavar="DOSSIER", help="le dossier des grilles remplies")
    parser.add_argument("--out", type=new_workbook, metavar="FICHIER.xlsx", help="y écrit le tableau consolidé")
    parser.add_argument(
        "--drafts", type=new_file, metavar="FICHIER", help="y écrit des débuts de fiches d'écarts (YAML)"
    )
    parser.add_argument("--region", default="", metavar="RÉGION", help="la région de ces débuts de fiches")
    add_catalogue(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.grids import report
    from build_tools.contributing.grids.consolidating import consolidate
    from build_tools.contributing.grids.reading import GridReader, grid_files
    from build_tools.contributing.grids.skills import skills_of
    from build_tools.writing import replace_file

    _refuse_wrong_use(options)
    if not grid_files(options.folder):
        raise UsageError(f"« {options.folder} » ne contient aucune grille (.xlsx ou .ods).")
    catalogue = sound_catalogue(catalogue_folder(options))
    _refuse_unknown_region(options.region, catalogue)
    official = catalogue.referentiel_of
    reader = GridReader(options.folder, {name: skills_of(c, official) for name, c in catalogue.certifications.items()})
    grids = reader.grids()
    for problem in reader.problems:
        print(french(str(problem)), file=sys.stderr)
    if not grids:
        raise ProblemsError("aucune grille n'a pu être lue : rien n'est écrit.")
    found, labels = consolidate(grids), catalogue.label_of_certification
    print(report.as_text(found, labels))
    if options.out:
        replace_file(options.out, report.workbook(found, labels, clock.now()))
        print(french(f"\nLe tableau est dans « {options.out} »."))
    if options.drafts:
        replace_file(options.drafts, report.drafts(found, options.region).encode())
        print(french(f"Les débuts de fiches d'écarts sont dans « {options.drafts} »."))
    return PROBLEMS if reader.problems else OK


def _refuse_wrong_use(options: argparse.Namespace) -> None:
    if not options.folder.is_dir():
        raise UsageError(f"« {options.folder} » n'est pas un dossier.")
    written = [path.absolute() for path in (options.out, options.drafts) if path]
    if any(path.is_relative_to(options.folder.absolute()) for path in written):
        raise UsageError("--out et --drafts s'écrivent ailleurs que dans le dossier des grilles.")


def _refuse_unknown_region(region: str, catalogue: Catalogue) -> None:
    if region and region not in catalogue.vocabularies.regions:
        raise UsageError(f"« {region} » n'est pas une région : {', '.join(catalogue.vocabularies.regions)}.")
