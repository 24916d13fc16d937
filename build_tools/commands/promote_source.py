"""catalogue promote-source: a page that records describe on the spot becomes a document of the list."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import TYPE_CHECKING

from build_tools.commands.parser import OK, PROBLEMS, Commands, UsageError, add_catalogue, catalogue_folder
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
        print(
            french(
                "Une fiche qui cite cette page ne peut pas être réécrite sans perdre un commentaire : rien n'est écrit."
            ),
            file=sys.stderr,
        )
        return PROBLEMS
    if found is None:
        print(french(f"Aucune fiche ne décrit la page « {options.address} »."), file=sys.stderr)
        return PROBLEMS
    return _tell_and_write(found, options.write)


def _candidates(loaded: Loaded) -> int:
    from build_tools.contributing.promoting import cited_pages

    pages = [page for page in cited_pages(loaded) if len(page.places) > 1]
    if not pages:
        print(french("Aucune page décrite sur place n'est citée par plusieurs fiches."))
    for page in pages[:_SHOWN]:
        print(french(f"{plural(len(page.places), 'fiche', 'fiches')} : {page.most('titre')}"), page.address, sep="\n  ")
    return OK


def _tell_and_write(found: Promotion, write: bool) -> int:
    from build_tools.writing import replace_file

    for key, name in (("titre", "titres"), ("editeur", "éditeurs"), ("date", "dates")):
        if said := found.page.differing(key):
            listed = ", ".join(f"« {text} »" for text in said)
            print(
                french(f"Les fiches donnent plusieurs {name} : {listed}. Le plus fréquent est gardé."), file=sys.stderr
            )
    for path, text in sorted(found.texts.items()):
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, text.encode())
        print(french(f"{os.path.relpath(path)} : {'écrit' if write else 'à écrire'}"))
    for place in found.by_hand:
        print(french(f"{place} : cite aussi cette page, à corriger à la main"), file=sys.stderr)
    what = "nouveau document" if found.is_new else "document de la liste"
    files = plural(len(found.page.places), "fiche", "fiches")
    print(french(f"« {found.id} », {what}, cité par {files}." + ("" if write else " Pour l'écrire : --write.")))
    return OK
