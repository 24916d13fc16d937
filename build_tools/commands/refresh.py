"""catalogue refresh: the records against the exports of France compétences and France Travail."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.console import progress
from build_tools.commands.parser import (
    OK,
    PROBLEMS,
    Commands,
    Parser,
    UsageError,
    add_catalogue,
    catalogue_folder,
    iso_day,
)
from build_tools.text.typography import french
from build_tools.writing import replace_file

if TYPE_CHECKING:
    from build_tools.model import Catalogue


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    refresh = commands.add_parser("refresh", help="confirme ou met à jour depuis un fichier officiel")
    files = refresh.add_subparsers(title="fichiers officiels", metavar="NOM", required=True, parser_class=Parser)

    rncp = files.add_parser(
        "rncp",
        help="codes, intitulés, niveaux, états et suites des certifications",
        description="Compare les certifications avec un export de France compétences (XML V4.1, zip de XML ou de CSV).",
    )
    rncp.add_argument("file", type=Path, metavar="FICHIER", help="export-fiches-rncp-v4-1-AAAA-MM-JJ.zip, par exemple")
    rncp.add_argument("--date", type=iso_day, metavar="AAAA-MM-JJ", help="jour de l'export, si son nom ne le dit pas")
    rncp.add_argument("--document", metavar="ID", help="document du vocabulaire qui prouve (nécessaire avec --write)")
    rncp.set_defaults(command=_refresh_rncp)

    rome = files.add_parser(
        "rome",
        help="vocabulaire des métiers",
        description="Compare le vocabulaire des métiers avec le fichier officiel du ROME 4.0 (France Travail).",
    )
    rome.add_argument("file", type=Path, metavar="FICHIER.csv", help="unix_referentiel_code_rome_v461_utf8.csv")
    rome.add_argument("--version", metavar="N", help="version du ROME 4.0, si le nom du fichier ne la dit pas (461)")
    rome.add_argument("--date", type=iso_day, metavar="AAAA-MM-JJ", help="jour de la dernière mise à jour du ROME")
    rome.add_argument(
        "--remplace",
        action="append",
        default=[],
        metavar="ANCIEN=NOUVEAU",
        help="ce qui prend la suite d'un code retiré (A1101=A1215,A1216) ; peut se répéter",
    )
    rome.add_argument("--force", action="store_true", help="écrit même si le fichier est plus ancien ou moins complet")
    rome.set_defaults(command=_refresh_rome)
    for parser in (rncp, rome):
        parser.add_argument("--write", action="store_true", help="écrit les différences dans les fiches")
        add_catalogue(parser)


def _refresh_rncp(options: argparse.Namespace) -> int:
    from build_tools.nomenclatures.refresh import RefreshError, in_words, updates, write
    from build_tools.nomenclatures.rncp import ExportFileError, read_export

    folder, catalogue = _official_file_and_catalogue(options)
    if catalogue is None:
        return PROBLEMS
    try:
        export = read_export(options.file)
    except ExportFileError as error:
        print(french(f"catalogue : « {options.file} » : {error}."), file=sys.stderr)
        return PROBLEMS
    day = options.date or export.day
    if day is None:
        raise UsageError("le nom du fichier ne dit pas de quel jour est l'export : ajoutez --date AAAA-MM-JJ.")
    if options.write and options.document not in catalogue.vocabularies.documents:
        raise UsageError("avec --write, --document doit nommer un document de « vocabulaires/documents ».")
    found = updates(catalogue, export, day)
    for update in found:
        print(french("\n".join([str(update.path), *in_words(update.findings, day)])))
    told = sum(update.changes for update in found)
    print(french(f"Certifications que le fichier connaît : {len(found)}. Différences : {told}."))
    if not options.write:
        print(french("Rien n'a été écrit. Pour écrire : --write, avec --document."))
        return OK
    try:
        written = write(folder, found, day, options.document)
    except RefreshError as error:
        print(french(f"catalogue : {error}."), file=sys.stderr)
        return PROBLEMS
    print(french(f"Fiches écrites : {len(written)}. Relisez-les, puis lancez « catalogue check »."))
    return OK


def _refresh_rome(options: argparse.Namespace) -> int:
    from build_tools.nomenclatures.rome import (
        RomeFileError,
        differences,
        occupations,
        occupations_yaml,
        refuse_cut,
        refuse_older,
        version_in,
        withdrawn_codes,
    )

    folder, catalogue = _official_file_and_catalogue(options)
    if catalogue is None:
        return PROBLEMS
    said = version_in(options.file.name)
    if said and options.version and said != options.version:
        raise UsageError(f"--version dit {options.version}, le nom du fichier {said}.")
    version, target = options.version or said or "461", folder / "vocabulaires" / "metiers.yml"
    try:
        before = target.read_text(encoding="utf-8")
        day = options.date.isoformat() if options.date else ""
        gone = withdrawn_codes(before, options.file, version, _follows(options.remplace))
        text = occupations_yaml(options.file, version, day, gone)
    except RomeFileError as error:
        print(french(f"catalogue : « {options.file} » n'est pas le référentiel du ROME ({error})."), file=sys.stderr)
        return PROBLEMS
    ours = occupations(before)
    if options.write and not options.force:
        try:
            refuse_older(before, version)
            refuse_cut(ours, occupations(text))
        except RomeFileError as error:
            words = f"catalogue : « {options.file} » : {error}. Rien n'est écrit ; --force passe outre."
            print(french(words), file=sys.stderr)
            return PROBLEMS
    used = {code: len(modules) for code, modules in catalogue.by_occupation.items()}
    lines = differences(ours, occupations(text), used)
    print(french("\n".join([*lines, f"Différences : {len(lines)}."])))
    if options.write:
        replace_file(target, text.encode())
        print(french(f"« {target} » écrit."))
    elif lines:
        print(french("Rien n'a été écrit. Pour écrire : --write."))
    return OK


def _follows(given: list[str]) -> dict[str, list[str]]:
    """What follows each withdrawn code: « A1101=A1215,A1216 ». Raises UsageError."""
    found = {}
    for said in given:
        if not re.fullmatch(r"[A-N][0-9]{4}=[A-N][0-9]{4}(,[A-N][0-9]{4})*", said):
            raise UsageError(f"« {said} » : écrivez --remplace A1101=A1215,A1216.")
        old, _, new = said.partition("=")
        found[old] = new.split(",")
    return found


def _official_file_and_catalogue(options: argparse.Namespace) -> tuple[Path, Catalogue | None]:
    """The folder and its catalogue, or None once its errors are said. Raises UsageError without an official file."""
    from build_tools.checking.check import check
    from build_tools.checking.reports import as_text
    from build_tools.loading.catalogue import load

    if not options.file.is_file():
        raise UsageError(f"« {options.file} » n'existe pas.")
    folder = catalogue_folder(options)
    report = check(load(folder.absolute()), progress=progress("Vérification"))
    if report.catalogue is None:
        print(as_text(report), file=sys.stderr)
    return folder, report.catalogue
