"""catalogue from-issue: a record from the body of a GitHub issue, or the answer that says what it lacks."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools import clock
from build_tools.commands.console import echo, standard_input
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, iso_day
from build_tools.errors import OK, PROBLEMS, UsageError


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    issue = commands.add_parser(
        "from-issue",
        help="fait une fiche d'un ticket GitHub",
        description="Lit le texte d'un ticket GitHub écrit par un formulaire, écrit la fiche s'il n'y manque rien, et "
        "prépare la réponse à son auteur.",
    )
    issue.add_argument("file", metavar="FICHIER", help="le texte du ticket ; « - » : l'entrée standard")
    issue.add_argument(
        "--answer", type=a_path, metavar="FICHIER", help="où écrire la réponse (sinon, elle est affichée)"
    )
    issue.add_argument("--dry-run", action="store_true", help="ne fait que la réponse, sans écrire la fiche")
    issue.add_argument("--today", type=iso_day, metavar="DATE", help="le jour de la relecture (aujourd'hui)")
    add_catalogue(issue)
    issue.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.issues.answer import answer_text
    from build_tools.contributing.issues.proposal import read_proposal, write_proposal
    from build_tools.loading.catalogue import load

    loaded = load(catalogue_folder(options))
    folder = loaded.folder
    proposal = read_proposal(_body(options.file), loaded, options.today or clock.today())
    answer = answer_text(proposal, folder)
    if options.answer:
        options.answer.write_text(answer, encoding="utf-8")
    else:
        print(answer, end="")
    if not proposal.accepted:
        errors = sum(remark.severity == "error" for remark in proposal.remarks)
        echo(f"Pas de fiche : {errors} point{'s' if errors > 1 else ''} à revoir.", err=True)
        return PROBLEMS
    if not options.dry_run:
        write_proposal(proposal)
        assert proposal.path, "an accepted proposal has a place"
        echo(f"{proposal.path.relative_to(folder.parent).as_posix()} : fiche écrite.", err=True)
    return OK


def _body(name: str) -> bytes:
    """The body, of which no more is read than an issue may have."""
    from build_tools.contributing.issues.body import BODY_MAX

    if name == "-":
        return standard_input().read(4 * BODY_MAX + 1)
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"« {name} » n'existe pas, ou n'est pas un fichier.")
    with path.open("rb") as file:
        return file.read(4 * BODY_MAX + 1)
