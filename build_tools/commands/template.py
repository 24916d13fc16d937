"""catalogue template: the spreadsheet to fill."""

from __future__ import annotations

import argparse

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
from build_tools.text.typography import french


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    parser = commands.add_parser(
        "template",
        help="écrit un modèle de tableur à remplir",
        description="Écrit un classeur .xlsx à remplir, une ligne par module, que « catalogue import » lit.",
    )
    parser.add_argument("--out", type=new_workbook, required=True, metavar="FICHIER.xlsx", help="le fichier à écrire")
    parser.add_argument("--ecarts", action="store_true", help="un modèle d'écarts, une ligne par écart")
    parser.add_argument("--region", metavar="RÉGION", help="y met les fiches de cette région, pour les corriger")
    add_catalogue(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.spreadsheet.gap_sheet import gap_template
    from build_tools.contributing.spreadsheet.template import template
    from build_tools.writing import replace_file

    if options.ecarts and options.region:
        raise UsageError("--region met des modules dans le modèle : elle ne va pas avec --ecarts.")
    folder = catalogue_folder(options)
    if options.ecarts:
        replace_file(options.out, gap_template(clock.now()))
        print(french(f"Le modèle est dans « {options.out} »."))
        return OK
    catalogue = sound_catalogue(folder)
    if options.region and options.region not in catalogue.vocabularies.regions:
        raise UsageError(f"« {options.region} » n'est pas une région : {', '.join(catalogue.vocabularies.regions)}.")
    modules = catalogue.by_region.get(options.region, ()) if options.region else ()
    replace_file(options.out, template(catalogue, clock.now(), modules))
    print(french(f"Le modèle est dans « {options.out} »."))
    return OK
