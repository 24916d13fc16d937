"""What the commands that answer needs share: their file of needs, the drafts of what nothing answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.console import echo, standard_input
from build_tools.commands.parser import Parser, new_file
from build_tools.errors import UsageError

if TYPE_CHECKING:
    from build_tools.analysis.matching.match import Answer


def read_needs(file: Path) -> list[str]:
    """The needs of a file, or of the standard input (`-`). Raises UsageError if it cannot be read as needs."""
    from build_tools.analysis.matching.reading import BYTES_AT_MOST, UnreadableNeedsError, needs_of, read_text

    if str(file) != "-" and not file.exists():
        raise UsageError(f"le fichier « {file} » n'existe pas.")
    if file.is_dir():
        raise UsageError(f"« {file} » est un dossier ; donnez un fichier de texte.")
    with standard_input() if str(file) == "-" else file.open("rb") as stream:
        content = stream.read(BYTES_AT_MOST + 1)
    try:
        return needs_of(read_text(content))
    except UnreadableNeedsError as error:
        raise UsageError(f"« {file} » : {error}") from error


def add_drafts(parser: Parser, help_: str) -> None:
    """Add the option that names the file of drafts."""
    parser.add_argument("--drafts", type=new_file, metavar="FICHIER", help=help_)


def write_drafts(file: Path | None, answers: Sequence[Answer]) -> None:
    """Write drafts of modules for what has no answer, if a file is named."""
    from build_tools.analysis.matching.drafts import drafts
    from build_tools.writing import replace_file

    if file:
        replace_file(file, drafts(answers).encode())
        echo(f"Débuts de fiches écrits dans « {file} ».", err=True)
