"""catalogue report: what a proposed change does, for those who read the pull request."""

from __future__ import annotations

import argparse

from build_tools.commands.parser import Commands, add_catalogue, catalogue_folder
from build_tools.errors import OK, PROBLEMS


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    report = commands.add_parser(
        "report",
        help="dit ce qu'une proposition change",
        description="Compare le catalogue avec une référence Git : champs, problèmes, doublons, pages, complétude. "
        "Le rapport est en Markdown.",
    )
    add_catalogue(report)
    report.add_argument("--base", required=True, metavar="REF", help="référence Git (par exemple origin/main)")
    report.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.git.base import base_of
    from build_tools.loading.files import normal
    from build_tools.review.changes import review
    from build_tools.review.in_markdown import as_markdown

    folder = normal(catalogue_folder(options))
    found = review(folder, base_of(folder, options.base))
    print(as_markdown(found), end="")
    return PROBLEMS if found.errors else OK
