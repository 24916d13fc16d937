"""catalogue codeowners: who reviews the records of each region."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, sound_catalogue
from build_tools.errors import OK
from build_tools.writing import replace_file


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    owners = commands.add_parser(
        "codeowners",
        help="écrit qui relit les fiches de chaque région",
        description="Écrit .github/CODEOWNERS : l'équipe à qui GitHub demande de relire les fiches d'une région.",
    )
    add_catalogue(owners)
    github = Path(".github")
    owners.add_argument("--teams", type=a_path, default=github / "equipes.yml", metavar="FICHIER", help="les équipes")
    owners.add_argument("--out", type=a_path, default=github / "CODEOWNERS", metavar="FICHIER", help="où l'écrire")
    owners.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.upkeep.codeowners import codeowners, read_teams

    regions = sound_catalogue(catalogue_folder(options)).vocabularies.regions
    replace_file(options.out, codeowners(read_teams(options.teams, regions), regions).encode())
    echo(f"« {options.out} » écrit.")
    return OK
