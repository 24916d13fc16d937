"""catalogue fmt: records put in canonical form."""

from __future__ import annotations

import argparse
import sys

from build_tools.commands.console import echo, in_colour
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, selected
from build_tools.errors import OK, PROBLEMS


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    fmt = commands.add_parser(
        "fmt",
        help="met les fiches en forme",
        description="Met les fiches en forme (ordre des clés, guillemets, largeur) sans changer ce qu'elles disent.",
    )
    fmt.add_argument("paths", nargs="*", type=a_path, metavar="CHEMIN", help="fichiers ou dossiers (sinon tout)")
    fmt.add_argument("--check", action="store_true", help="dit ce qui changerait, sans rien écrire")
    add_catalogue(fmt)
    fmt.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.reports import problem_text
    from build_tools.contributing.formatted_files import outcomes, write
    from build_tools.loading.files import normal

    folder = normal(catalogue_folder(options))
    found = list(outcomes(folder, selected(options, folder)))
    for outcome in found:
        if outcome.problem:
            print(problem_text(outcome.problem, colour=in_colour(sys.stdout)))
        elif outcome.impossible:
            echo(f"{outcome.shown} : laissé tel quel, sa mise en forme changerait ce qu'il dit")
        elif outcome.changed:
            if not options.check:
                write(outcome)
            echo(f"{outcome.shown} : {'à mettre en forme' if options.check else 'mis en forme'}")
    changed = sum(outcome.changed for outcome in found)
    refused = sum(outcome.impossible or outcome.problem is not None for outcome in found)
    parts = [f"{changed} {'à mettre en forme : catalogue fmt' if options.check else 'mis en forme'}"] * bool(changed)
    parts += [f"{refused} laissé{'s' if refused > 1 else ''} tel{'s' if refused > 1 else ''} quel"] * bool(refused)
    files = f"{len(found)} fichier{'s' if len(found) > 1 else ''}"
    echo(f"{files} : {', '.join(parts) or 'rien à changer'}.")
    return PROBLEMS if refused or (options.check and changed) else OK
