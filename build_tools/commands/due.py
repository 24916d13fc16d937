"""catalogue due: records to read again in front of their sources."""

from __future__ import annotations

import argparse

from build_tools import clock
from build_tools.commands.parser import (
    Commands,
    add_catalogue,
    catalogue_folder,
    iso_day,
    sound_catalogue,
    whole_number,
)
from build_tools.errors import OK


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    due = commands.add_parser(
        "due",
        help="liste les fiches à relire, par région",
        description="Liste, par région et en Markdown, les fiches à relire en face de leurs sources.",
    )
    add_catalogue(due)
    due.add_argument(
        "--within", type=whole_number(0, 1200), default=0, metavar="MOIS", help="aussi celles à relire d'ici là (0)"
    )
    due.add_argument("--today", type=iso_day, metavar="AAAA-MM-JJ", help="jour à prendre pour aujourd'hui")
    due.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.upkeep.due import due
    from build_tools.upkeep.tickets import due_ticket

    catalogue = sound_catalogue(catalogue_folder(options))
    print(due_ticket(due(catalogue, options.today or clock.today(), options.within)), end="")
    return OK
