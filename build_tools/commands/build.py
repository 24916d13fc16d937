"""catalogue build: the checked catalogue as a site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build_tools.commands.console import echo, in_colour, progress, timed_step, warn
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder
from build_tools.errors import OK, PROBLEMS


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    build = commands.add_parser("build", help="construit le site", description="Vérifie, puis construit le site.")
    add_catalogue(build)
    build.add_argument("--out", type=a_path, default=Path("site"), metavar="DOSSIER", help="où écrire le site (site)")
    build.add_argument(
        "--engine", choices=("mkdocs", "zensical"), default="mkdocs", help="qui fait l'habillage des pages"
    )
    build.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.reports import as_text, summary
    from build_tools.site.build import build_site

    folder = catalogue_folder(options)
    report = build_site(
        folder,
        options.out,
        engine=options.engine,
        step=timed_step,
        progress=progress,
        waiting=_announce_wait,
        warn=warn,
    )
    if report.catalogue is None:
        print(as_text(report, colour=in_colour(sys.stderr)), file=sys.stderr)
        echo("Le site n'a pas été construit ; le précédent reste en place.", err=True)
        return PROBLEMS
    print(summary(report))
    echo(f"Site construit dans « {options.out} ». Pour le voir : catalogue serve (ou make serve).")
    return OK


def _announce_wait() -> None:
    words = "catalogue : une autre construction de ce site est en cours ; attente de sa fin (Ctrl+C pour renoncer)."
    echo(words, err=True)
