"""catalogue grille: the learner's grid of a certification, to fill in a company."""

from __future__ import annotations

import argparse
import sys

from build_tools import clock
from build_tools.commands.parser import (
    OK,
    Commands,
    UsageError,
    add_catalogue,
    catalogue_folder,
    new_workbook,
    sound_catalogue,
)
from build_tools.text.typography import french, plural


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    parser = commands.add_parser(
        "grille",
        help="écrit la grille de l'apprenant d'une certification",
        description="Écrit un classeur .xlsx à remplir en entreprise : les compétences du référentiel, bloc par bloc, "
        "et des lignes pour ce qu'il ne prévoit pas. « catalogue consolider » réunit les grilles remplies.",
    )
    parser.add_argument("--certification", required=True, metavar="IDENTIFIANT", help="la certification visée")
    parser.add_argument("--out", type=new_workbook, required=True, metavar="FICHIER.xlsx", help="le fichier à écrire")
    add_catalogue(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.suggestions import did_you_mean
    from build_tools.contributing.grids.skills import skills_of
    from build_tools.contributing.grids.writing import grid_workbook
    from build_tools.writing import replace_file

    catalogue = sound_catalogue(catalogue_folder(options))
    name = options.certification
    if name not in catalogue.certifications:
        labels = {label: known for known, label in catalogue.label_of_certification.items()}
        hint = did_you_mean(name, catalogue.certifications.keys(), labels, list_all=False)
        raise UsageError(f"« {name} » n'est pas une certification du catalogue. {hint}".strip())
    skills = skills_of(catalogue.certifications[name], catalogue.referentiel_of)
    content = grid_workbook(name, catalogue.label_of_certification[name], skills, clock.now())
    replace_file(options.out, content)
    said = f"{plural(len(skills), 'ligne')} du référentiel" if skills else "sans ligne du référentiel"
    print(french(f"La grille est dans « {options.out} » : {said}."))
    if not skills:
        print(
            french(
                "Le catalogue ne connaît aucun bloc de cette certification : seules les lignes libres sont à remplir."
            ),
            file=sys.stderr,
        )
    return OK
