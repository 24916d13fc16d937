"""catalogue doctor: what is missing in a clone, and in its repository on GitHub."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, a_path, add_catalogue
from build_tools.errors import OK, PROBLEMS
from build_tools.text.typography import plural

if TYPE_CHECKING:
    from build_tools.upkeep.doctor import Point

_SIGNS = {"bien": "oui   ", "manque": "manque", "a-voir": "à voir"}
_ANSWER_MAX = 20_000_000


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    doctor = commands.add_parser(
        "doctor",
        help="dit ce qui manque pour travailler et publier",
        description="Regarde ce que demande une copie du dépôt et, avec --github, les réglages du dépôt sur GitHub. La "
        "page « Installer le dépôt » dit comment obtenir les réponses de son API.",
    )
    doctor.add_argument(
        "--github",
        type=a_path,
        nargs="+",
        metavar="FICHIER",
        help="réponses de l'API de GitHub (JSON), en un fichier ou plus",
    )
    add_catalogue(doctor)
    doctor.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.loading.files import normal
    from build_tools.upkeep.doctor import check_clone

    catalogue = normal(options.catalogue)
    project = catalogue.parent
    points = list(check_clone(project, catalogue))
    missing = _print_points("La copie du dépôt", points)
    if options.github:
        missing += _print_points("Le dépôt sur GitHub", _repository(options.github, project))
    echo(f"\nÀ faire : {plural(missing, 'point')}." if missing else "\nRien ne manque.")
    return PROBLEMS if missing else OK


def _print_points(heading: str, points: list[Point]) -> int:
    echo(f"{heading} :")
    for point in points:
        echo(f"  {_SIGNS[point.state]}  {point.what}")
        if point.cure:
            echo(f"          → {point.cure}")
    return sum(point.state == "manque" for point in points)


def _repository(paths: list[Path], project: Path) -> list[Point]:
    from build_tools.upkeep.repository_settings import check_repository, read_answers

    text = ""
    for path in paths:
        with path.open("rb") as file:
            text += file.read(_ANSWER_MAX).decode("utf-8", "replace") + "\n"
    return list(check_repository(read_answers(text), project))
