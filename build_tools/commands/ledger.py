"""catalogue ledger: every identifier ever published, kept for ever."""

from __future__ import annotations

import argparse
from pathlib import Path

from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, add_catalogue, catalogue_folder, without_errors
from build_tools.errors import OK, PROBLEMS
from build_tools.writing import replace_file


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    ledger = commands.add_parser(
        "ledger",
        help="ajoute les nouveaux identifiants au registre",
        description="Ajoute les identifiants publiés à « identifiants.txt » ; n'en retire jamais.",
    )
    ledger.add_argument("--check", action="store_true", help="dit ce qui manque, sans rien écrire")
    add_catalogue(ledger)
    ledger.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.check import known_ids_of
    from build_tools.checking.ledger import LEDGER, names_in, with_present
    from build_tools.checking.permanence_check import read_ledger
    from build_tools.loading.catalogue import load

    folder = catalogue_folder(options).absolute()
    path = folder / LEDGER
    before = read_ledger(load(folder))
    # A mere lack of order is set right here: it must not stop the check that comes first.
    catalogue = without_errors(load(folder, {path: _in_order(before).encode()} if before else None))
    after = with_present(before, catalogue, known_ids_of(catalogue))
    new = [f"{collection}/{name}" for collection, name in sorted(names_in(after) - names_in(before))]
    if after != before and not options.check:
        replace_file(path, after.encode())
    echo(_summary(catalogue_folder(options) / LEDGER, new, changed=after != before, check=options.check))
    return PROBLEMS if options.check and after != before else OK


def _in_order(text: str) -> str:
    """Each line once, in order; also those that cannot be read, which the check then reports."""
    return "\n".join(sorted(set(text.splitlines())))


def _summary(path: Path, new: list[str], *, changed: bool, check: bool) -> str:
    if not changed:
        return f"« {path} » : rien à ajouter."
    plural = "s" if len(new) > 1 else ""
    if not check:
        return f"« {path} » écrit : {len(new)} identifiant{plural} ajouté{plural}."
    named = "".join(f"\n  {name}" for name in new)
    return f"« {path} » : {len(new)} identifiant{plural} à ajouter, par « catalogue ledger ».{named}"
