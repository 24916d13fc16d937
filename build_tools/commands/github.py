"""catalogue github: what workflows say on GitHub; on a laptop, the same with one's own token."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.console import echo
from build_tools.commands.parser import (
    Commands,
    Parser,
    a_path,
    add_catalogue,
    catalogue_folder,
    some_text,
    whole_number,
)
from build_tools.errors import OK, PROBLEMS, UsageError
from build_tools.text.typography import french, plural

if TYPE_CHECKING:
    from build_tools.upkeep.github import GitHub


_TEXT_MAX = 1_000_000
_COLLECTED = "<!-- catalogue-collecte -->"


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    github = commands.add_parser(
        "github",
        help="écrit sur GitHub : commentaire, ticket, demande de fusion, étiquette",
        description="Écrit sur GitHub. Variables : GITHUB_REPOSITORY, GITHUB_TOKEN, et GITHUB_API_URL au besoin.",
    )
    actions = github.add_subparsers(title="actions", metavar="ACTION", required=True, parser_class=Parser)
    comment = actions.add_parser("comment", help="un commentaire, tenu à jour")
    comment.add_argument("file", type=a_path, metavar="FICHIER", help="le texte, qui commence par « <!-- repère --> »")
    place = comment.add_mutually_exclusive_group(required=True)
    place.add_argument(
        "--number", type=whole_number(1, 999_999_999), metavar="N", help="numéro du ticket ou de la demande de fusion"
    )
    place.add_argument("--event", type=a_path, metavar="FICHIER", help="événement « workflow_run » (GITHUB_EVENT_PATH)")
    comment.add_argument("--ours", action="store_true", help="le texte est le nôtre : il est envoyé tel quel")
    comment.set_defaults(command=_comment)
    request = actions.add_parser("request", help="la demande de fusion d'une branche : fiche d'un ticket, collecte")
    what = request.add_mutually_exclusive_group(required=True)
    what.add_argument("--issue", type=whole_number(1, 999_999_999), metavar="N", help="numéro du ticket de la fiche")
    what.add_argument(
        "--report",
        type=a_path,
        metavar="FICHIER",
        help="le compte rendu d'une collecte (avec --title) : c'est le texte de la demande, puis un commentaire",
    )
    request.add_argument("--title", type=some_text, metavar="TITRE", help="le titre, avec --report")
    request.add_argument("--branch", type=some_text, required=True, metavar="BRANCHE", help="la branche proposée")
    request.add_argument(
        "--base", type=some_text, default="main", metavar="BRANCHE", help="la branche qui la recevra (main)"
    )
    request.add_argument(
        "--record", type=a_path, metavar="FICHIER", help="la fiche, dont la demande prend le titre (avec --issue)"
    )
    request.set_defaults(command=_request)
    push = actions.add_parser("push", help="le dernier commit sur la branche d'une proposition")
    add_catalogue(push)
    push.add_argument(
        "--branch",
        type=some_text,
        required=True,
        metavar="BRANCHE",
        help="la branche, refaite si personne n'y a écrit",
    )
    push.add_argument(
        "--base", type=some_text, default="main", metavar="BRANCHE", help="la branche qui la recevra (main)"
    )
    push.set_defaults(command=_push)
    ticket = actions.add_parser("ticket", help="un ticket, tenu à jour, fermé quand il n'a plus de case à cocher")
    ticket.add_argument("file", type=a_path, metavar="FICHIER", help="le texte")
    ticket.add_argument(
        "--title", type=some_text, required=True, metavar="TITRE", help="le titre, qui sert à retrouver le ticket"
    )
    ticket.set_defaults(command=_ticket)
    tag = actions.add_parser("tag", help="une étiquette sur les données publiées, si elles ont changé")
    add_catalogue(tag)
    tag.set_defaults(command=_tag)


def _comment(options: argparse.Namespace) -> int:
    from build_tools.review.in_markdown import MARKER
    from build_tools.upkeep.github import marker_of

    github, text = _github(), _text(options.file)
    marker = marker_of(text)
    if options.event and marker != MARKER:  # the author of the text must not choose which comment it replaces
        raise UsageError(f"« {options.file} » n'est pas un rapport de « catalogue report ».")
    number = github.pull_request_of(_event(options.event)) if options.event else options.number
    if number is None:
        echo("La demande de fusion a changé depuis, ou elle est fermée : rien à dire.")
        return OK
    if options.event:
        text = _with_other_proposals(github, number, text)
    print(github.comment(number, text, marker, ours=options.ours and not options.event))
    return OK


def _with_other_proposals(github: GitHub, number: int, report: str) -> str:
    """The report behind the files outside the catalogue, and the other open proposals for the same records."""
    from build_tools.review.in_markdown import with_outside_files, with_overlaps
    from build_tools.review.other_proposals import overlaps, records_in
    from build_tools.upkeep.github import paths_in

    files = github.files_of(number)
    ours = list(records_in(files))
    others = {other: list(records_in(github.files_of(other))) for other in github.other_requests(number) if ours}
    return with_outside_files(with_overlaps(report, overlaps(ours, others)), paths_in(files))


def _request(options: argparse.Namespace) -> int:
    from build_tools.upkeep.request_title import title_of_request

    github = _github()
    if bool(options.report) != bool(options.title) or (options.report and options.record):
        raise UsageError("--report et --title vont ensemble, sans --record.")
    if options.report:
        text = f"{_COLLECTED}\n{_text(options.report)}"
        print(github.reported_request(options.branch, options.base, options.title, text))
        return OK
    title = french(title_of_request(options.record, options.issue))
    text = french(
        f"La fiche du ticket #{options.issue}, que cette demande fermera : Closes #{options.issue}\n\n"
        "Si rien ne la vérifie, lancez les vérifications par le bouton « Approve workflows to run ». Pour la changer, "
        "l'auteur modifie son ticket : la branche est alors refaite."
    )
    print(github.request(options.branch, options.base, title, text))
    return OK


def _push(options: argparse.Namespace) -> int:
    from build_tools.git.proposal_branch import TakenOverError, push_proposal

    try:
        push_proposal(catalogue_folder(options), options.branch, options.base)
    except TakenOverError as taken:
        echo(
            f"La branche « {options.branch} » n'est pas refaite : une personne y a ajouté "
            f"{plural(taken.commits, 'commit')}. Qui relit y reporte ce qui a changé, s'il le faut."
        )
        return PROBLEMS
    return OK


def _ticket(options: argparse.Namespace) -> int:
    from build_tools.upkeep.tickets import BOX

    github, text = _github(), _text(options.file)
    if not text.strip():  # what was to fill it stopped: nothing says that there is nothing left to do
        raise UsageError(f"« {options.file} » est vide : le ticket reste comme il est.")
    address = github.ticket(options.title, text, needed=BOX in text)
    print(address or french("Rien à faire, et aucun ticket ouvert."))
    return OK


def _tag(options: argparse.Namespace) -> int:
    from build_tools.git.release import last_release, next_release

    github, folder = _github(), catalogue_folder(options)
    release = next_release(folder)
    if release is None:
        last = last_release(folder)
        if not github.has_release(last):  # a run that stopped after it had named them
            echo(f"L'étiquette « {last} » attend encore ses fichiers.", err=True)
            print(last)
            return OK
        echo("Les données n'ont pas changé depuis leur dernière étiquette.")
        return OK
    github.tag(release.name, release.commit)
    print(release.name)
    return OK


def _github() -> GitHub:
    from build_tools.upkeep.github import GitHub

    return GitHub.from_environment()


def _text(path: Path) -> str:
    """The text, of which no more is read than a comment may need."""
    with path.open("rb") as file:
        return file.read(_TEXT_MAX).decode("utf-8", "replace")


def _event(path: Path) -> dict[str, object]:
    try:
        event = json.loads(path.read_bytes())
    except ValueError:
        event = None
    if not isinstance(event, dict):
        raise UsageError(f"« {path} » n'est pas un événement de GitHub.")
    return event
