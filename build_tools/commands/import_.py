"""catalogue import: a spreadsheet read into records."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from build_tools import clock
from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, new_workbook, without_errors
from build_tools.errors import OK, PROBLEMS, ProblemsError, UsageError

if TYPE_CHECKING:
    from build_tools.contributing.spreadsheet.columns import Column
    from build_tools.loading.catalogue import Loaded


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    parser = commands.add_parser(
        "import",
        help="fait des fiches des lignes d'un tableur",
        description="Lit un tableur (.xlsx, .ods, .csv) ou un flux LHEO (.xml), écrit une fiche par bonne ligne et dit "
        "ce qui ne va pas, par cellule. Une fiche qui existe n'est changée qu'avec --update.",
    )
    parser.add_argument(
        "file", type=a_path, metavar="FICHIER", help="le tableur : .xlsx, .ods ou .csv ; ou un flux LHEO, .xml"
    )
    parser.add_argument("--ecarts", action="store_true", help="lit des écarts, une ligne par écart")
    parser.add_argument(
        "--check",
        action="store_true",
        help="dit comment chaque colonne est lue et ce qui serait fait, sans rien écrire",
    )
    parser.add_argument("--update", action="store_true", help="écrit aussi les mises à jour de fiches qui existent")
    parser.add_argument(
        "--default",
        action="append",
        default=[],
        metavar="COLONNE=VALEUR",
        help="valeur des cellules vides d'une colonne pour les nouvelles fiches, par exemple « Région=Bretagne »",
    )
    parser.add_argument(
        "--annotated", type=new_workbook, metavar="FICHIER.xlsx", help="rend le tableur avec une colonne de problèmes"
    )
    add_catalogue(parser)
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.harvest.entries import lheo_book
    from build_tools.contributing.harvest.fetching import HarvestError
    from build_tools.contributing.spreadsheet.annotated import annotated_file
    from build_tools.contributing.spreadsheet.book import SpreadsheetError
    from build_tools.contributing.spreadsheet.importing import ImportRefusedError, plan_import, write_plan
    from build_tools.contributing.spreadsheet.reading import read_book
    from build_tools.contributing.spreadsheet.summary import reading_lines, summary_lines
    from build_tools.loading.catalogue import load
    from build_tools.writing import replace_file

    _refuse_wrong_use(options)
    defaults = _defaults(options.default)
    loaded = load(catalogue_folder(options))
    catalogue = without_errors(loaded)
    if options.ecarts:
        return _gaps(options, loaded)
    try:
        is_lheo = options.file.suffix.lower() == ".xml"
        book = lheo_book(options.file.read_bytes()) if is_lheo else read_book(options.file)
        plan = plan_import(loaded, catalogue, book, defaults)
    except (SpreadsheetError, ImportRefusedError, HarvestError) as error:
        raise ProblemsError(f"« {options.file} » : {error}") from error
    for line in reading_lines(plan, whole=options.check):
        print(line)
    written = [] if options.check else write_plan(plan, update=options.update)
    for line in summary_lines(plan, written):
        print(line)
    if options.annotated:
        replace_file(options.annotated, annotated_file(plan, catalogue))
        echo(f"Le tableur annoté est dans « {options.annotated} ».")
    return PROBLEMS if plan.errors else OK


def _gaps(options: argparse.Namespace, loaded: Loaded) -> int:
    """Read a sheet of gaps; write the good rows, say what is wrong with the others, cell by cell."""
    from build_tools.contributing.spreadsheet.book import SpreadsheetError
    from build_tools.contributing.spreadsheet.gap_sheet import read_gap_rows, write_gap_rows
    from build_tools.contributing.spreadsheet.reading import read_book

    try:
        rows = read_gap_rows(read_book(options.file), loaded, clock.today())
    except SpreadsheetError as error:
        raise ProblemsError(f"« {options.file} » : {error}") from error
    for row in rows:
        for cell, remark in row.remarks:
            place = f"ligne {row.number}" + (f", cellule {cell}" if cell else "")
            hint = f" → {remark.hint}" if remark.hint else ""
            echo(f"{place}, {remark.label} : {remark.message}{hint}")
    good = [row for row in rows if row.accepted]
    for path in [row.path for row in good if row.path] if options.check else write_gap_rows(rows):
        print(path.relative_to(loaded.folder.parent).as_posix())
    wrong = len(rows) - len(good)
    done = "à écrire" if options.check else "écrites"
    echo(f"Fiches d'écarts {done} : {len(good)} ; lignes à revoir : {wrong}.")
    return PROBLEMS if wrong else OK


def _refuse_wrong_use(options: argparse.Namespace) -> None:
    if not options.file.is_file():
        raise UsageError(f"« {options.file} » n'est pas un fichier.")
    if options.ecarts and (options.update or options.annotated or options.default):
        raise UsageError("--ecarts ne va qu'avec --check : un écart qui existe se corrige dans sa fiche.")
    if options.check and options.update:
        raise UsageError("--check n'écrit rien : il ne va pas avec --update.")


def _defaults(given: list[str]) -> dict[Column, str]:
    """The options `COLONNE=VALEUR`. Raises UsageError for an unknown column or an empty value."""
    from build_tools.contributing.spreadsheet.headers import column_called

    found = {}
    for default in given:
        name, _, value = default.partition("=")
        column = column_called(name)
        if column is None or not value.strip():
            raise UsageError(f"--default « {default} » : écrivez le nom d'une colonne, « = », puis sa valeur.")
        found[column] = value
    return found
