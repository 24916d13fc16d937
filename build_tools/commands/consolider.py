"""catalogue consolider: the learners' grids of several centres, put together."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from build_tools import clock
from build_tools.commands.console import echo
from build_tools.commands.parser import (
    Commands,
    a_path,
    add_catalogue,
    catalogue_folder,
    new_file,
    new_workbook,
    refuse_unknown_region,
    sound_catalogue,
)
from build_tools.errors import OK, PROBLEMS, ProblemsError, UsageError


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    parser = commands.add_parser(
        "consolider",
        help="réunit les grilles d'apprenants de plusieurs centres",
        description="Lit les grilles (.xlsx, .ods) d'un dossier et de ses sous-dossiers, et dit ce qui est fort, "
        "faible, nouveau, transversal ou particulier à une entreprise. Ce qui est mal rempli est dit cellule par "
        "cellule, et chaque fichier qui n'est pas lu est nommé ; les autres comptent. Aucun nom n'est gardé.",
    )
    parser.add_argument("folder", type=a_path, metavar="DOSSIER", help="le dossier des grilles remplies")
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
    from build_tools.contributing.grids.reading import GridReader, files_in
    from build_tools.contributing.grids.skills import basis_of, names_of, skills_of
    from build_tools.writing import replace_file

    _refuse_wrong_use(options)
    if not files_in(options.folder):
        raise UsageError(f"« {options.folder} » est vide : mettez-y les grilles (.xlsx ou .ods).")
    catalogue = sound_catalogue(catalogue_folder(options))
    refuse_unknown_region(options.region, catalogue)
    official = catalogue.referentiel_of
    skills = {name: skills_of(c, official) for name, c in catalogue.certifications.items()}
    reader = GridReader(options.folder, skills, names_of(catalogue))
    grids = reader.grids()
    for problem in reader.problems:
        echo(str(problem), err=True)
    if not grids:
        raise ProblemsError("aucune grille n'a pu être lue : rien n'est écrit.")
    found, labels = consolidate(grids), catalogue.label_of_certification
    print(report.as_text(found, labels))
    if options.out:
        bases = {labels[name]: basis_of(catalogue.certifications[name], official) for name in found.certifications}
        replace_file(options.out, report.workbook(found, labels, clock.now(), bases))
        echo(f"\nLe tableau est dans « {options.out} ».")
    if options.drafts:
        replace_file(options.drafts, report.drafts(found, options.region).encode())
        echo(f"Les débuts de fiches d'écarts sont dans « {options.drafts} ».")
    _print_counts(len(grids), reader.unread)
    return PROBLEMS if reader.problems else OK


def _print_counts(read: int, unread: Sequence[str]) -> None:
    """Last, where it is seen: whether every file is in the table."""
    from build_tools.text.typography import plural

    if unread:
        count = f"{plural(read, 'grille compte', 'grilles comptent')} sur {read + len(unread)} fichiers"
        echo(f"\n{count}. N'y sont pas, pour ce qui est dit plus haut : {', '.join(unread)}.", err=True)


def _refuse_wrong_use(options: argparse.Namespace) -> None:
    if not options.folder.is_dir():
        raise UsageError(f"« {options.folder} » n'est pas un dossier.")
    written = [path.absolute() for path in (options.out, options.drafts) if path]
    if any(path.is_relative_to(options.folder.absolute()) for path in written):
        raise UsageError("--out et --drafts s'écrivent ailleurs que dans le dossier des grilles.")
