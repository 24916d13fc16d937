"""catalogue match: which modules answer a list of needs, and why."""

from __future__ import annotations

import argparse

from build_tools.commands.needs import add_drafts, read_needs, write_drafts
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, sound_catalogue
from build_tools.errors import OK


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    match = commands.add_parser(
        "match",
        help="dit quels modules répondent à des besoins",
        description="Lit une liste de compétences, une offre d'emploi ou un référentiel, une ligne par besoin, et dit "
        "quels modules y répondent et pourquoi.",
    )
    match.add_argument("file", type=a_path, metavar="FICHIER", help="le texte des besoins ; - pour l'entrée standard")
    add_catalogue(match)
    match.add_argument("--format", choices=("text", "json"), default="text", help="forme des réponses")
    add_drafts(match, "y écrit un début de fiche pour chaque besoin sans réponse")
    match.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.analysis.matching.index import build_index
    from build_tools.analysis.matching.match import answer
    from build_tools.analysis.matching.report import as_json, as_text

    folder, needs = catalogue_folder(options), read_needs(options.file)
    catalogue = sound_catalogue(folder)
    index = build_index(catalogue)
    answers = [answer(index, need) for need in needs]
    print(as_json(answers) if options.format == "json" else as_text(answers))
    write_drafts(options.drafts, answers)
    return OK
