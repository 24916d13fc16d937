"""catalogue ledger: every identifier ever published, kept for ever."""

from __future__ import annotations

import argparse
import sys

from build_tools.commands.parser import OK, PROBLEMS, Commands, add_catalogue, catalogue_folder
from build_tools.text.typography import french
from build_tools.writing import replace_file


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    ledger = commands.add_parser(
        "ledger",
        help="ajoute les nouveaux identifiants au registre",
        description="Ajoute les identifiants publiés à « identifiants.txt » ; n'en retire jamais.",
    )
    add_catalogue(ledger)
    ledger.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.check import check_catalogue, known_ids_of
    from build_tools.checking.ledger import LEDGER, with_present
    from build_tools.checking.reports import as_text

    folder = catalogue_folder(options)
    report = check_catalogue(folder.absolute())
    if report.catalogue is None:
        print(as_text(report), file=sys.stderr)
        return PROBLEMS
    path = folder / LEDGER
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    after = with_present(before, report.catalogue, known_ids_of(report.catalogue))
    if after == before:
        print(french(f"« {path} » : rien à ajouter."))
        return OK
    replace_file(path, after.encode())
    print(french(f"« {path} » écrit : {after.count('/') - before.count('/')} identifiants ajoutés."))
    return OK
