"""catalogue export: all open data in a folder."""

from __future__ import annotations

import argparse

from build_tools.commands.console import echo, timed_step, warn
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, sound_catalogue
from build_tools.errors import OK, UsageError


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    export = commands.add_parser(
        "export", help="écrit toutes les données ouvertes", description="Vérifie, puis exporte."
    )
    add_catalogue(export)
    export.add_argument("--out", type=a_path, required=True, metavar="DOSSIER", help="où les écrire ; neuf ou vide")
    export.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.exports.export import MANIFEST, write_exports
    from build_tools.exports.published import Published
    from build_tools.text.typography import number

    folder, out = catalogue_folder(options), options.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"« {out} » n'est pas un dossier vide. Choisissez-en un autre.")
    if out.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"« {out} » est dans le catalogue, qui ne contient que des fiches. Choisissez-en un autre.")
    catalogue = sound_catalogue(folder)
    with timed_step("Exports"):
        published = Published.read(catalogue, folder)
        manifest = write_exports(published, out)
    if published.history.gap:
        warn(published.history.gap)
    echo(f"{number(len(manifest.files))} fichiers écrits dans « {out} » ; « {MANIFEST} » les décrit.")
    return OK
