"""catalogue refresh: the records against the exports of France compétences and France Travail."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.console import echo
from build_tools.commands.parser import (
    Commands,
    Parser,
    add_catalogue,
    catalogue_folder,
    existing_file,
    iso_day,
    sound_catalogue,
)
from build_tools.errors import OK, ProblemsError, UsageError
from build_tools.writing import replace_file

if TYPE_CHECKING:
    import datetime

    from build_tools.model import Catalogue
    from build_tools.nomenclatures.referentiels import ReferentielUpdate
    from build_tools.nomenclatures.refresh import Update
    from build_tools.nomenclatures.rncp import Export


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    refresh = commands.add_parser("refresh", help="confirme ou met à jour depuis un fichier officiel")
    files = refresh.add_subparsers(title="fichiers officiels", metavar="NOM", required=True, parser_class=Parser)

    rncp = files.add_parser(
        "rncp",
        help="certifications et référentiels : codes, états, suites, blocs, compétences",
        description="Compare les certifications et leurs référentiels avec un export de France compétences (XML V4.1, "
        "zip de XML ou de CSV). Ce qu'une personne a écrit à la main n'est jamais changé.",
    )
    rncp.add_argument(
        "file", type=existing_file, metavar="FICHIER", help="export-fiches-rncp-v4-1-AAAA-MM-JJ.zip, par exemple"
    )
    rncp.add_argument("--date", type=iso_day, metavar="AAAA-MM-JJ", help="jour de l'export, si son nom ne le dit pas")
    rncp.add_argument(
        "--document",
        metavar="ID",
        help="document du vocabulaire qui prouve, export-france-competences par exemple (nécessaire avec --write)",
    )
    rncp.set_defaults(command=_refresh_rncp)

    rome = files.add_parser(
        "rome",
        help="vocabulaire des métiers",
        description="Compare le vocabulaire des métiers avec le fichier officiel du ROME 4.0 (France Travail).",
    )
    rome.add_argument(
        "file", type=existing_file, metavar="FICHIER.csv", help="unix_referentiel_code_rome_v461_utf8.csv"
    )
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
    from build_tools.nomenclatures.referentiels import EXPORT_DOCUMENT, read_for
    from build_tools.nomenclatures.rncp import ExportFileError

    folder = catalogue_folder(options)
    catalogue = sound_catalogue(folder.absolute())
    try:
        export = read_for(catalogue, options.file)
    except ExportFileError as error:
        raise ProblemsError(f"« {options.file} » : {error}.") from error
    day = options.date or export.day
    if day is None:
        raise UsageError("le nom du fichier ne dit pas de quel jour est l'export : ajoutez --date AAAA-MM-JJ.")
    if options.write and options.document not in catalogue.vocabularies.documents:
        raise UsageError("avec --write, --document doit nommer un document de « vocabulaires/documents ».")
    return _RncpRefresh(folder, catalogue, export, day, options.document or EXPORT_DOCUMENT).run(write=options.write)


@dataclass(frozen=True)
class _RncpRefresh:
    """What an export says of the certifications and of their référentiels: printed, then written if asked."""

    folder: Path
    catalogue: Catalogue
    export: Export
    day: datetime.date
    document: str

    def run(self, *, write: bool) -> int:
        from build_tools.nomenclatures.referentiels import referentiel_updates
        from build_tools.nomenclatures.refresh import RefreshError, updates

        certifications = updates(self.catalogue, self.export, self.day)
        referentiels = referentiel_updates(self.catalogue, self.export, self.day, self.document)
        try:
            self._print_summary(certifications, referentiels)
            if not write:
                echo("Rien n'a été écrit. Pour écrire : --write.")
                return OK
            written = self._write(certifications, referentiels)
        except RefreshError as error:
            raise ProblemsError(f"{error}.") from error
        echo(f"Fiches écrites : {written}. Relisez-les, puis lancez « catalogue check ».")
        return OK

    def _print_summary(self, certifications: list[Update], referentiels: list[ReferentielUpdate]) -> None:
        from build_tools.nomenclatures.referentiels import absent_codes
        from build_tools.nomenclatures.referentiels import in_words as in_words_of_referentiel
        from build_tools.nomenclatures.refresh import in_words

        for update in certifications:
            echo("\n".join([str(update.path), *in_words(update.findings, self.day)]))
        changes = sum(update.changes for update in certifications)
        echo(f"Certifications que le fichier connaît : {len(certifications)}. Différences : {changes}.")
        for official in referentiels:
            echo("\n".join(in_words_of_referentiel(official, self.day)))
        if absent := absent_codes(self.catalogue, self.export):
            echo(f"Absents du fichier, gardés tels quels : {', '.join(absent)}.")
        changes = sum(update.changes for update in referentiels)
        echo(f"Référentiels que le fichier connaît : {len(referentiels)}. Différences : {changes}.")
        self._propose(certifications, referentiels)

    def _propose(self, certifications: list[Update], referentiels: list[ReferentielUpdate]) -> None:
        """The skills that the référentiels now cover: never written, shown for a person to confirm."""
        from build_tools.analysis.coverage.proposals import in_words, proposals
        from build_tools.nomenclatures.referentiels import with_updates
        from build_tools.nomenclatures.refresh import certification_after

        renewed = [certification_after(self.folder, u, self.day, self.document) for u in certifications if u.changes]
        after = with_updates(self.catalogue, referentiels, renewed)
        found = list(proposals(self.catalogue, after, self.day))
        if found:
            echo("Compétences désormais couvertes : intégrations à confirmer, que rien n'écrit à votre place.")
        for proposal in found:
            echo("\n".join(in_words(proposal, self.document)))

    def _write(self, certifications: list[Update], referentiels: list[ReferentielUpdate]) -> int:
        from build_tools.contributing.formatting import format_text
        from build_tools.model.json_schema import schema_without_terms
        from build_tools.nomenclatures.referentiels import texts_of, write_texts
        from build_tools.nomenclatures.refresh import write

        schema = schema_without_terms("referentiel")
        texts = texts_of(self.folder, referentiels, lambda raw: format_text(raw, schema))
        written = write(self.folder, certifications, self.day, self.document)
        write_texts(texts)
        return len(written) + len(texts)


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

    folder = catalogue_folder(options)
    catalogue = sound_catalogue(folder.absolute())
    named = version_in(options.file.name)
    if named and options.version and named != options.version:
        raise UsageError(f"--version dit {options.version}, le nom du fichier {named}.")
    version, target = options.version or named or "461", folder / "vocabulaires" / "metiers.yml"
    try:
        before = target.read_text(encoding="utf-8")
        day = options.date.isoformat() if options.date else ""
        gone = withdrawn_codes(before, options.file, version, _follows(options.remplace))
        text = occupations_yaml(options.file, version, day, gone)
    except RomeFileError as error:
        raise ProblemsError(f"« {options.file} » n'est pas le référentiel du ROME ({error}).") from error
    ours = occupations(before)
    if options.write and not options.force:
        try:
            refuse_older(before, version)
            refuse_cut(ours, occupations(text))
        except RomeFileError as error:
            words = f"« {options.file} » : {error}. Rien n'est écrit ; --force passe outre."
            raise ProblemsError(words) from error
    used = {code: len(modules) for code, modules in catalogue.by_occupation.items()}
    lines = differences(ours, occupations(text), used)
    echo("\n".join([*lines, f"Différences : {len(lines)}."]))
    if options.write:
        replace_file(target, text.encode())
        echo(f"« {target} » écrit.")
    elif lines:
        echo("Rien n'a été écrit. Pour écrire : --write.")
    return OK


def _follows(given: list[str]) -> dict[str, list[str]]:
    """What follows each withdrawn code: « A1101=A1215,A1216 ». Raises UsageError."""
    found = {}
    for pair in given:
        if not re.fullmatch(r"[A-N][0-9]{4}=[A-N][0-9]{4}(,[A-N][0-9]{4})*", pair):
            raise UsageError(f"« {pair} » : écrivez --remplace A1101=A1215,A1216.")
        old, _, new = pair.partition("=")
        found[old] = new.split(",")
    return found
