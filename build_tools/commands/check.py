"""catalogue check: what is wrong with the records."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.console import echo, in_colour, progress
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, inside, selected
from build_tools.errors import OK, PROBLEMS, UsageError

if TYPE_CHECKING:
    from build_tools.checking.check import Report
    from build_tools.checking.published import PublishedFiles


_FORMATS = ("text", "json", "github", "sarif", "junit")


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    check = commands.add_parser("check", help="vérifie les fiches", description="Vérifie les fiches du catalogue.")
    check.add_argument("paths", nargs="*", type=a_path, metavar="CHEMIN", help="fichiers ou dossiers (sinon tout)")
    add_catalogue(check)
    check.add_argument("--format", choices=_FORMATS, default="text", help="forme du compte rendu")
    check.add_argument(
        "--base", metavar="REF", help="référence Git : refuse que disparaisse une adresse qui y est publiée"
    )
    check.add_argument("--changed", action="store_true", help="ne rend compte que des fichiers changés depuis --base")
    check.add_argument(
        "--baseline",
        type=a_path,
        metavar="FICHIER",
        help="problèmes connus qui passent tant que la fiche ne change pas",
    )
    check.add_argument(
        "--update-baseline", action="store_true", help="retire de --baseline ce qui ne sert plus, sans rien ajouter"
    )
    check.add_argument("--fix", action="store_true", help="répare d'abord ce qui n'a qu'une bonne réponse, et le dit")
    check.add_argument("--stdin", action="store_true", help="lit une fiche sur l'entrée standard (avec --filename)")
    check.add_argument(
        "--filename", type=a_path, metavar="CHEMIN", help="le fichier dont l'entrée standard donne le contenu"
    )
    check.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.check import check
    from build_tools.checking.reports import render
    from build_tools.loading.catalogue import load
    from build_tools.loading.files import normal
    from build_tools.loading.yaml_reader import MAX_BYTES

    folder = normal(catalogue_folder(options))
    _refuse_contradictions(options)
    only, edited, published = selected(options, folder), {}, None
    changed: list[Path] = []
    if options.stdin:
        if sys.stdin is None or options.filename.is_dir():
            raise UsageError("--stdin lit une fiche sur l'entrée standard ; --filename dit laquelle.")
        edited = {inside(options.filename, folder, options): sys.stdin.buffer.read(MAX_BYTES + 1)}
        only = list(edited)
    if options.base is not None:
        changed, published = _since(options.base, folder)
        only = changed if options.changed else only
    if options.fix:
        _fix(folder, only)
    report = check(load(folder, edited), only, progress("Vérification"), published=published)
    if options.baseline:
        report = _with_baseline(report, options, folder, only, changed)
    texts = {os.path.relpath(path): content.decode("utf-8-sig", "replace") for path, content in edited.items()}
    print(render(report, options.format, colour=in_colour(sys.stdout), texts=texts))
    return PROBLEMS if report.errors else OK


def _refuse_contradictions(options: argparse.Namespace) -> None:
    if options.changed and options.base is None:
        raise UsageError("--changed demande --base : depuis quelle référence Git ?")
    if options.stdin != (options.filename is not None):
        raise UsageError("--stdin et --filename vont ensemble.")
    if options.update_baseline and not options.baseline:
        raise UsageError("--update-baseline demande --baseline : quel fichier ?")
    if options.stdin and options.fix:
        raise UsageError("--fix écrit dans les fichiers : il ne va pas avec --stdin.")
    if sum((bool(options.paths), options.changed, options.stdin)) > 1:
        raise UsageError("choisissez entre des chemins, --changed et --stdin.")


def _with_baseline(
    report: Report, options: argparse.Namespace, folder: Path, only: Sequence[Path] | None, changed: Sequence[Path]
) -> Report:
    from build_tools.checking.baseline import apply_baseline, needed, read_baseline, write_baseline

    entries = read_baseline(options.baseline)
    if options.update_baseline and len(kept := needed(entries, report, folder, only)) < len(entries):
        write_baseline(options.baseline, kept)
        entries = read_baseline(options.baseline)
    return apply_baseline(report, entries, options.baseline, folder, only, changed)


def _fix(folder: Path, only: Sequence[Path] | None) -> None:
    """Repair what can be, and write it apart from the report, which a program may read."""
    from build_tools.checking.reports.visible import visible
    from build_tools.contributing.formatted_files import write
    from build_tools.contributing.repair import repaired_files

    for done in repaired_files(folder, only):
        write(done.outcome)
        for repair in done.repairs:
            place = f"{done.outcome.shown}:{repair.line}:{repair.column}"
            unseen = f" : {repair.unseen}" if repair.unseen else ""
            line = f"{place} : « {visible(repair.before)} » devient « {visible(repair.after)} »{unseen}"
            echo(line, err=True)


def _since(reference: str, folder: Path) -> tuple[list[Path], PublishedFiles]:
    """What has changed in the catalogue since the reference, and what it published."""
    from build_tools.checking.published import published_at
    from build_tools.git.base import base_of

    base = base_of(folder, reference)
    return base.changed(), published_at(base)
