"""catalogue compare: a list of needs, or the skills of modules, against a certification's référentiel."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import clock
from build_tools.commands.console import echo
from build_tools.commands.needs import add_drafts, read_needs, write_drafts
from build_tools.commands.parser import (
    Commands,
    a_path,
    add_catalogue,
    catalogue_folder,
    existing_file,
    iso_day,
    sound_catalogue,
)
from build_tools.errors import OK, ProblemsError, UsageError

if TYPE_CHECKING:
    from build_tools.analysis.coverage.measure import OfficialText
    from build_tools.model import Catalogue, Certification, Referentiel
    from build_tools.model.referentiel import Reading


@dataclass(frozen=True)
class _Compared:
    """The text to compare with, what persons read of it, and the certification that it is of, if the catalogue's."""

    text: OfficialText
    readings: tuple[Reading, ...] = ()
    certification: Certification | None = None
    remark: str = ""


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    compare = commands.add_parser(
        "compare",
        help="dit ce que le référentiel d'une certification couvre déjà",
        description="Compare des besoins, un par ligne, avec le référentiel d'une certification : couverte, approchée "
        "ou absente, la phrase officielle, les modules qui répondent, ce qui reste. Sans --besoins, compare les "
        "compétences des modules qui complètent la certification.",
    )
    compare.add_argument(
        "--certification", required=True, metavar="ID|CODE", help="identifiant de la certification, ou code RNCP ou RS"
    )
    compare.add_argument(
        "--besoins", type=a_path, metavar="FICHIER", help="un besoin par ligne ; - pour l'entrée standard"
    )
    compare.add_argument(
        "--export",
        type=existing_file,
        metavar="FICHIER",
        help="export de France compétences (XML, ou zip) où lire le référentiel",
    )
    compare.add_argument("--format", choices=("text", "json", "csv"), default="text", help="forme des réponses")
    add_drafts(compare, "y écrit un début de fiche pour chaque besoin qui reste")
    compare.add_argument("--date", type=iso_day, metavar="AAAA-MM-JJ", help="jour où le référentiel est en vigueur")
    add_catalogue(compare)
    compare.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    folder = catalogue_folder(options)
    given = read_needs(options.besoins) if options.besoins else None
    catalogue = sound_catalogue(folder)
    compared = _compared(catalogue, options)
    if compared.remark:
        echo(f"catalogue : {compared.remark}", err=True)
    needs = _skills(catalogue, compared) if given is None else given
    _print(catalogue, compared, needs, options)
    return OK


def _print(catalogue: Catalogue, compared: _Compared, needs: list[str], options: argparse.Namespace) -> None:
    from build_tools.analysis.coverage.answers import answers, as_csv, as_json, as_text
    from build_tools.analysis.matching.index import build_index

    found = answers(build_index(catalogue), compared.text, needs, compared.readings)
    forms = {"json": lambda: as_json(found), "csv": lambda: as_csv(found)}
    print(forms.get(options.format, lambda: as_text(found, compared.text.code))())
    write_drafts(options.drafts, [each.match for each in found if each.is_open])


def _skills(catalogue: Catalogue, compared: _Compared) -> list[str]:
    """The skills of the modules that complete the certification. Raises UsageError if there is none."""
    own = compared.certification
    modules = catalogue.by_certification.get(own.id, ()) if own else ()
    found = list(dict.fromkeys(skill.intitule for module in modules for skill in module.competences))
    if not found:
        raise UsageError(
            "aucun module du catalogue ne décrit de compétence pour cette certification : --besoins FICHIER."
        )
    return found


# Which text ----------------------------------------------------------------------------------------------------------


def _compared(catalogue: Catalogue, options: argparse.Namespace) -> _Compared:
    from build_tools.analysis.coverage.standing import standing_of

    wanted = options.certification.strip()
    code = _code(wanted)
    own = catalogue.certifications.get(wanted) or _owner(catalogue, code)
    if own is None and not code:
        raise UsageError(f"aucune certification « {wanted} » : donnez son identifiant, ou son code RNCP ou RS.")
    day = options.date or clock.today()
    standing = standing_of(catalogue, own, day) if own else None
    code = code or (standing.code if standing else "")
    if options.export:
        return _of_export(options.export, code, own)
    official = catalogue.referentiel_of.get(code)
    if official and official.is_known:
        return _of_record(official, own, "")
    if wanted != code and standing and standing.compared:
        older = standing.compared
        remark = f"le texte de {code} n'est pas connu : comparé à {older.code}, le dernier dont les blocs ont été lus."
        return _of_record(older, own, remark)
    raise ProblemsError(
        f"le texte du référentiel {code or f'de « {wanted} »'} n'est pas connu. Donnez un export de France "
        "compétences : --export FICHIER."
    )


def _code(text: str) -> str:
    """A code of the registers, however it is typed; empty if it is none."""
    from build_tools.model.base import RNCP_CODE

    plain = re.sub(r"[\s-]", "", text).upper()
    return plain if re.fullmatch(RNCP_CODE, plain) else ""


def _owner(catalogue: Catalogue, code: str) -> Certification | None:
    owners = (c for c in catalogue.certifications.values() if any(e.code == code for e in c.enregistrements))
    return next(owners, None) if code else None


def _of_record(official: Referentiel, own: Certification | None, remark: str) -> _Compared:
    from build_tools.analysis.coverage.measure import official_text
    from build_tools.analysis.coverage.standing import deduced_text

    text = official_text(official)
    if not text.detailed:
        titles = f"de {text.code}, seuls les intitulés des blocs sont connus : « absente » veut dire absente d'eux."
        remark = f"{remark}\n{titles}" if remark else titles
    remark = "\n".join(filter(None, (remark, *deduced_text(official))))
    return _Compared(text, official.lectures, own, remark)


def _of_export(file: Path, code: str, own: Certification | None) -> _Compared:
    from build_tools.nomenclatures.referentiels import referentiel_of_export
    from build_tools.nomenclatures.rncp import ExportFileError

    try:
        official = referentiel_of_export(file, code)
    except ExportFileError as error:
        raise ProblemsError(f"« {file} » : {error}.") from error
    if official is None:
        raise ProblemsError(f"« {file} » ne contient pas la fiche {code or 'demandée'}.")
    if not official.is_known:
        raise ProblemsError(f"« {file} » : la fiche {code} n'a ni bloc ni compétence.")
    return _of_record(official, own, "")
