"""catalogue links: whether the addresses that the catalogue cites still answer."""

from __future__ import annotations

import argparse

from build_tools import clock
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, sound_catalogue
from build_tools.errors import OK, PROBLEMS, UsageError


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    links = commands.add_parser(
        "links",
        help="visite les adresses citées",
        description="Visite les adresses que le catalogue cite. Une adresse n'est signalée qu'après trois échecs "
        "de suite, comptés dans la mémoire d'une fois à l'autre. Le rapport est en Markdown.",
    )
    add_catalogue(links)
    links.add_argument(
        "--memory", type=a_path, required=True, metavar="FICHIER", help="mémoire des échecs, lue puis écrite (JSON)"
    )
    links.add_argument("--exceptions", type=a_path, metavar="FICHIER", help="adresses tolérées jusqu'à une date (YAML)")
    links.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.upkeep.link_memory import (
        read_exceptions,
        read_memory,
        updated_memory,
        verdict_of,
        write_memory,
    )
    from build_tools.upkeep.links import addresses, visit_all
    from build_tools.upkeep.tickets import links_ticket

    if not options.memory.parent.is_dir():
        raise UsageError(f"le dossier « {options.memory.parent} » n'existe pas.")
    catalogue = sound_catalogue(catalogue_folder(options))
    memory = read_memory(options.memory)
    exceptions = read_exceptions(options.exceptions) if options.exceptions else ()
    write_memory(options.memory, memory)  # before visits of which nothing could be remembered
    today, cited = clock.today(), addresses(catalogue)
    outcomes = list(visit_all(cited))
    memory = updated_memory(memory, outcomes, today)
    write_memory(options.memory, memory)
    verdict = verdict_of(outcomes, memory, exceptions, today)
    print(links_ticket(verdict, cited, len(outcomes)), end="")
    return PROBLEMS if verdict.anything else OK
