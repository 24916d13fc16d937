"""What every command shares: arguments in French, the catalogue's folder."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from build_tools.commands.console import progress
from build_tools.errors import WRONG_USE, ProblemsError, UsageError
from build_tools.text.typography import french

if TYPE_CHECKING:
    from build_tools.loading.catalogue import Loaded
    from build_tools.model import Catalogue

# argparse says these in English; the left part is what it writes, the right part what our users read.
_ARGPARSE_FRENCH = (
    ("the following arguments are required:", "il manque :"),
    ("one of the arguments", "il faut une de ces options :"),
    (" is required", ""),
    ("not allowed with argument", "ne va pas avec"),
    ("expected at least one argument", "une valeur au moins est attendue"),
    ("expected at most one argument", "une valeur au plus est attendue"),
    ("unrecognized arguments:", "arguments inconnus :"),
    ("invalid choice:", "valeur inconnue :"),
    ("(choose from", "(au choix :"),
    ("expected one argument", "une valeur est attendue"),
    ("ignored explicit argument", "cette option ne prend pas de valeur :"),
    ("invalid int value:", "un nombre entier est attendu :"),
)


class Parser(argparse.ArgumentParser):
    """argparse in French, with exit code 2 and no English left."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", "--aide", action="help", help="affiche cette aide")

    def format_help(self) -> str:
        """The help, in French."""
        return french(super().format_help().replace("usage: ", "Utilisation : ", 1))

    def format_usage(self) -> str:
        """The line that shows how to call the command, in French."""
        return french(super().format_usage().replace("usage: ", "Utilisation : ", 1))

    def error(self, message: str) -> NoReturn:
        """End with exit code 2 and a message in French."""
        for english, translation in _ARGPARSE_FRENCH:
            message = message.replace(english, translation)
        message = re.sub(r"^argument (.+?):", r"argument \1 :", message)
        self.exit(WRONG_USE, french(f"{self.format_usage()}{self.prog} : {message}\n"))


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""Where a command adds its own parser."""


def existing_file(text: str) -> Path:
    """An argument that names a file to read. Raises ArgumentTypeError."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"« {text} » n'existe pas, ou n'est pas un fichier.")
    return path


def new_file(text: str) -> Path:
    """An argument that names a file to write: what is there may have been edited since. Raises ArgumentTypeError."""
    path = Path(text)
    if path.exists() or path.is_symlink():
        raise argparse.ArgumentTypeError(f"« {text} » existe déjà et n'est pas remplacé : donnez un autre nom.")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"le dossier « {path.parent} » n'existe pas.")
    return path


def new_workbook(text: str) -> Path:
    """An argument that names a workbook to write. Raises ArgumentTypeError."""
    if not text.lower().endswith(".xlsx"):
        raise argparse.ArgumentTypeError(f"« {text} » : donnez un nom en .xlsx.")
    return new_file(text)


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """An argument that counts something, between two numbers."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"« {text} » n'est pas un nombre entier de {least} à {most}")
        return int(text)

    return read


def some_text(text: str) -> str:
    """An argument that says something: an empty one is most often a variable that a script forgot to set."""
    if not text.strip():
        raise argparse.ArgumentTypeError("une valeur est attendue, et celle-ci est vide")
    return text


def a_path(text: str) -> Path:
    """An argument that names a file or a folder; an empty one would name the folder where the command runs."""
    return Path(some_text(text))


def iso_day(text: str) -> date:
    """An argument such as `2026-11-21`. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une date (année-mois-jour)") from None


def add_catalogue(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the folder of the catalogue."""
    parser.add_argument(
        "--catalogue",
        type=a_path,
        default=Path("catalogue"),
        metavar="DOSSIER",
        help="dossier du catalogue (catalogue)",
    )


def catalogue_folder(options: argparse.Namespace) -> Path:
    """The folder of the catalogue. Raises UsageError if there is none."""
    folder: Path = options.catalogue
    if not folder.is_dir():
        raise UsageError(
            f"le dossier « {folder} » n'existe pas. Lancez la commande à la racine du projet, ou --catalogue."
        )
    return folder


def sound_catalogue(folder: Path) -> Catalogue:
    """The catalogue of a folder, checked. Raises ProblemsError once its errors are printed."""
    from build_tools.loading.catalogue import load

    return without_errors(load(folder))


def without_errors(loaded: Loaded) -> Catalogue:
    """A loaded catalogue, checked. Raises ProblemsError once its errors are printed."""
    from build_tools.checking.check import check
    from build_tools.checking.reports import as_text

    report = check(loaded, progress=progress("Vérification"))
    if report.catalogue is None:
        print(as_text(report), file=sys.stderr)
        raise ProblemsError("le catalogue a des erreurs ; corrigez-les d'abord (catalogue check). Rien n'est fait.")
    return report.catalogue


def refuse_unknown_region(region: str, catalogue: Catalogue) -> None:
    """Raises UsageError if this is a name, and none of a region of the catalogue."""
    if region and region not in catalogue.vocabularies.regions:
        raise UsageError(f"« {region} » n'est pas une région : {', '.join(catalogue.vocabularies.regions)}.")


def selected(options: argparse.Namespace, folder: Path) -> list[Path] | None:
    """The given files and folders, which must be inside the catalogue; None where none is given."""
    for path in options.paths:
        if not path.exists():
            raise UsageError(f"« {path} » n'existe pas.")
    return [inside(path, folder, options) for path in options.paths] or None


def inside(given: Path, folder: Path, options: argparse.Namespace) -> Path:
    """The given path, absolute. Raises UsageError if it is not inside `folder`."""
    from build_tools.loading.files import normal

    path = normal(given)
    if path != folder and folder not in path.parents:
        raise UsageError(f"« {given} » n'est pas dans le dossier du catalogue « {options.catalogue} ».")
    return path
