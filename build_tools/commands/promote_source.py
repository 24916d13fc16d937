"""catalogue promote-source: a page that records describe on the spot becomes a document of the list."""

from __future__ import annotations

import argparse
import os
import re
from typing import TYPE_CHECKING

from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, add_catalogue, catalogue_folder
from build_tools.errors import OK, PROBLEMS, UsageError
from build_tools.text.typography import french, plural

if TYPE_CHECKING:
    from build_tools.contributing.promoting import Promotion
    from build_tools.loading.catalogue import Loaded

_SHOWN = 20


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    promote = commands.add_parser(
        "promote-source",
        help="fait d'une page citée un document de la liste",
        description="Fait entrer dans la liste des documents une page que des fiches décrivent sur place, retrouvée "
        "par son adresse, et la fait citer par son identifiant dans ces fiches. Sans adresse, montre celles que "
        "plusieurs fiches citent.",
    )
    promote.add_argument("address", nargs="?", metavar="ADRESSE", help="l'adresse de la page")
    promote.add_argument("--id", default="", metavar="ID", help="identifiant du document (fait du site et du titre)")
    promote.add_argument("--write", action="store_true", help="écrit ; sans elle, montre ce qui changerait")
    add_catalogue(promote)
    promote.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.formatting import CannotFormatError
    from build_tools.contributing.promoting import promotion
    from build_tools.contributing.splicing import CommentLostError
    from build_tools.loading.catalogue import load
    from build_tools.model.base import SLUG

    loaded = load(catalogue_folder(options))
    if not options.address:
        return _candidates(loaded)
    if options.id and not re.fullmatch(SLUG, options.id):
        raise UsageError(f"« {options.id} » n'est pas un identifiant : minuscules, chiffres et tirets.")
    if options.id and options.id in {term["id"] for term in loaded.terms("documents")}:
        raise UsageError(f"l'identifiant « {options.id} » est déjà celui d'un document.")
    try:
        found = promotion(loaded, options.address, options.id)
    except (CommentLostError, CannotFormatError):
        echo(
            "Une fiche qui cite cette page ne peut pas être réécrite sans perdre un commentaire : rien n'est écrit.",
            err=True,
        )
        return PROBLEMS
    if found is None:
        echo(f"Aucune fiche ne décrit la page « {options.address} ».", err=True)
        return PROBLEMS
    return _report_and_write(found, options.write)


def _candidates(loaded: Loaded) -> int:
    from build_tools.contributing.promoting import cited_pages

    pages = [page for page in cited_pages(loaded) if len(page.places) > 1]
    if not pages:
        echo("Aucune page décrite sur place n'est citée par plusieurs fiches.")
    for page in pages[:_SHOWN]:
        print(french(f"{plural(len(page.places), 'fiche', 'fiches')} : {page.most('titre')}"), page.address, sep="\n  ")
    return OK


def _report_and_write(found: Promotion, write: bool) -> int:
    from build_tools.writing import replace_file

    for key, name in (("titre", "titres"), ("editeur", "éditeurs"), ("date", "dates")):
        if others := found.page.differing(key):
            listed = ", ".join(f"« {text} »" for text in others)
            echo(f"Les fiches donnent plusieurs {name} : {listed}. Le plus fréquent est gardé.", err=True)
    for path, text in sorted(found.texts.items()):
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode())
        echo(f"{os.path.relpath(path)} : {'écrit' if write else 'à écrire'}")
    for place in found.by_hand:
        echo(f"{place} : cite aussi cette page, à corriger à la main", err=True)
    what = "nouveau document" if found.is_new else "document de la liste"
    files = plural(len(found.page.places), "fiche", "fiches")
    echo(f"« {found.id} », {what}, cité par {files}." + ("" if write else " Pour l'écrire : --write."))
    return OK
