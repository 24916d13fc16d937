"""catalogue grille: the learner's grid of a certification, to fill in a company."""

from __future__ import annotations

import argparse

from build_tools import clock
from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, add_catalogue, catalogue_folder, new_workbook, sound_catalogue
from build_tools.errors import OK, UsageError
from build_tools.text.typography import plural


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
    from build_tools.contributing.grids.skills import basis_of, skills_of
    from build_tools.contributing.grids.writing import grid_workbook
    from build_tools.writing import replace_file

    catalogue = sound_catalogue(catalogue_folder(options))
    name = options.certification
    if name not in catalogue.certifications:
        labels = {label: known for known, label in catalogue.label_of_certification.items()}
        hint = did_you_mean(name, catalogue.certifications.keys(), labels, list_all=False)
        raise UsageError(f"« {name} » n'est pas une certification du catalogue. {hint}".strip())
    certification, official = catalogue.certifications[name], catalogue.referentiel_of
    skills, basis = skills_of(certification, official), basis_of(certification, official)
    content = grid_workbook(name, catalogue.label_of_certification[name], skills, clock.now(), basis)
    replace_file(options.out, content)
    rows = f"{plural(len(skills), 'ligne')} du référentiel" if skills else "sans ligne du référentiel"
    echo(f"La grille est dans « {options.out} » : {rows}. {basis}".strip())
    if not skills:
        echo(
            "Le catalogue ne connaît aucun bloc de cette certification : seules les lignes libres sont à remplir.",
            err=True,
        )
    return OK
