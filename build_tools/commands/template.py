"""catalogue template: the spreadsheet to fill."""

from __future__ import annotations

import argparse

from build_tools import clock
from build_tools.commands.console import echo
from build_tools.commands.parser import (
    Commands,
    add_catalogue,
    catalogue_folder,
    new_workbook,
    refuse_unknown_region,
    sound_catalogue,
)
from build_tools.errors import OK, UsageError


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    parser = commands.add_parser(
        "template",
        help="écrit un modèle de tableur à remplir",
        description="Écrit un classeur .xlsx à remplir, une ligne par module, que « catalogue import » lit.",
    )
    parser.add_argument("--out", type=new_workbook, required=True, metavar="FICHIER.xlsx", help="le fichier à écrire")
    parser.add_argument("--ecarts", action="store_true", help="un modèle d'écarts, une ligne par écart")
    parser.add_argument(
        "--region", default="", metavar="RÉGION", help="y met les fiches de cette région, pour les corriger"
    )
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
        content = gap_template(clock.now())
    else:
        catalogue = sound_catalogue(folder)
        refuse_unknown_region(options.region, catalogue)
        content = template(catalogue, clock.now(), catalogue.by_region.get(options.region, ()))
    replace_file(options.out, content)
    echo(f"Le modèle est dans « {options.out} ».")
    return OK
