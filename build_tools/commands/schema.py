"""catalogue schema: the JSON Schemas, messages and issue forms, generated again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from build_tools.commands.console import in_colour
from build_tools.commands.parser import (
    OK,
    PROBLEMS,
    Commands,
    add_catalogue,
    catalogue_folder,
)
from build_tools.text.typography import french


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    schema = commands.add_parser("schema", help="écrit les schémas JSON et les formulaires de tickets GitHub")
    add_catalogue(schema)
    schema.add_argument("--out", type=Path, default=Path("schema"), metavar="DOSSIER", help="où les écrire (schema)")
    schema.add_argument(
        "--forms",
        type=Path,
        default=Path(".github", "ISSUE_TEMPLATE"),
        metavar="DOSSIER",
        help="où écrire les formulaires (.github/ISSUE_TEMPLATE)",
    )
    schema.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.check import check_catalogue
    from build_tools.checking.reports import as_text
    from build_tools.contributing.issues.templates import write_templates
    from build_tools.exports.json_schemas import write_schemas

    folder = catalogue_folder(options)
    report = check_catalogue(folder, [folder / "vocabulaires"])
    if report.errors:
        print(as_text(report, colour=in_colour(sys.stderr)), file=sys.stderr)
        return PROBLEMS
    written = write_schemas(folder, options.out)
    print(french(f"{len(written)} schémas écrits dans « {options.out} »."))
    forms = write_templates(folder, options.forms)
    print(french(f"{len(forms)} formulaires écrits dans « {options.forms} »."))
    return OK
