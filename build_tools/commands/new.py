"""catalogue new: a new record, from questions in the terminal or from options."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import clock
from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, add_catalogue, catalogue_folder, existing_file, iso_day
from build_tools.errors import OK, PROBLEMS, UsageError
from build_tools.text.typography import french

if TYPE_CHECKING:
    from build_tools.contributing.issues.proposal import Proposal
    from build_tools.contributing.new_certifications import Official
    from build_tools.loading.catalogue import Loaded

_KINDS = ("module", "ecart")
# Option → the kinds that it is for, the key of the question that it answers, what it is.
_OPTIONS = {
    "titre": (("module",), "titre", "titre du module"),
    "competence": (("ecart",), "competence", "pour un écart : la compétence qui manque, à l'infinitif"),
    "region": (_KINDS, "region", "région qui a créé le module, ou relevé l'écart"),
    "resume": (("module",), "resume", "une ou deux phrases : ce que l'on apprend, pour qui"),
    "nature": (("module",), "nature", "sorte de compétence"),
    "secteurs": (("module",), "secteurs", "secteurs, séparés par des virgules"),
    "transitions": (("module",), "transitions", "transitions, séparées par des virgules"),
    "certification": (("ecart",), "certifications", "pour un écart : la certification, et le code du bloc"),
    "recueil": (("ecart",), "recueil", "pour un écart : comment il a été repéré"),
    "document": (
        _KINDS,
        "sources.document",
        "la source : adresse de la page ou du document, ou nom d'un document de la liste",
    ),
    "titre-source": (("module",), "sources.titre", "titre de la page, si vous donnez son adresse"),
    "editeur": (("module",), "sources.editeur", "qui publie la page, si vous donnez son adresse"),
    "page": (_KINDS, "sources.page", "page de la source"),
    "certifications": (("module",), "certifications", "certifications complétées : titre ou code, séparées par « ; »"),
    "themes": (("module",), "themes", "thèmes, séparés par « ; »"),
    "demarche": (("module",), "demarche", "démarche régionale dont il vient"),
    "extrait": (_KINDS, "sources.extrait", "douze mots au plus, recopiés de la source"),
}
_SOURCE = ("sources.document", "sources.page", "sources.extrait")

# Answers of one item for each line, which an option separates by semicolons.
_LISTED = ("certifications", "themes")


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    new = commands.add_parser(
        "new",
        help="écrit une nouvelle fiche",
        description="Écrit une nouvelle fiche de module ou d'écart, commentée et valide. Dans un terminal, pose les "
        "questions dont la réponse n'est pas donnée en option.",
    )
    new.add_argument("sorte", nargs="?", choices=_KINDS, default="module", help="sorte de fiche (module)")
    for option, (_, _, help_) in _OPTIONS.items():
        new.add_argument(f"--{option}", metavar="TEXTE", help=help_)
    new.add_argument(
        "--export",
        type=existing_file,
        metavar="FICHIER",
        help="export de France compétences, pour les certifications nouvelles",
    )
    new.add_argument("--today", type=iso_day, metavar="DATE", help="le jour de la relecture (aujourd'hui)")
    add_catalogue(new)
    new.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.new_record import remark_line, with_hints
    from build_tools.contributing.record_places import write_new
    from build_tools.loading.catalogue import load

    _refuse_other_kinds(options)
    loaded = load(catalogue_folder(options))
    today = options.today or clock.today()
    try:
        proposal = _proposal(options, loaded, today)
    except (EOFError, KeyboardInterrupt):
        kept = _answers_file(loaded, options.sorte).is_file()
        again = " Vos réponses sont gardées : relancez la commande." if kept else ""
        echo(f"\nInterrompu : rien n'est écrit.{again}", err=True)
        return PROBLEMS
    for remark in proposal.remarks:
        echo(remark_line(remark), err=True)
    if not proposal.accepted or proposal.path is None:
        print(proposal.text)
        echo("Rien n'est écrit : corrigez ces points, puis relancez la commande.", err=True)
        return PROBLEMS
    write_new(proposal.path, with_hints(proposal.text, loaded, today, options.sorte))
    for path, text in proposal.records.items():
        write_new(path, text)
        echo(f"{path.relative_to(loaded.folder.parent).as_posix()} : fiche de certification écrite, à relire.")
    _answers_file(loaded, options.sorte).unlink(missing_ok=True)
    place = proposal.path.relative_to(loaded.folder.parent).as_posix()
    echo(f"{place} : fiche écrite. Complétez-la dans un éditeur, puis lancez « catalogue check {place} ».")
    return OK


def _refuse_other_kinds(options: argparse.Namespace) -> None:
    for option, (kinds, _, _) in _OPTIONS.items():
        if options.sorte not in kinds and getattr(options, option.replace("-", "_")) is not None:
            raise UsageError(f"--{option} ne va pas avec « catalogue new {options.sorte} ».")


def _proposal(options: argparse.Namespace, loaded: Loaded, today: date) -> Proposal:
    """What the options say, and the answers to what they leave out."""
    from build_tools.contributing.issues.proposal import propose
    from build_tools.contributing.new_record import Conversation, needed_questions

    given = {
        key: answer
        for option, (_, key, _) in _OPTIONS.items()
        if (answer := getattr(options, option.replace("-", "_"))) is not None
    }
    if options.sorte == "ecart":
        given = _with_one_source(given)
    else:
        given |= {key: given[key].replace(";", "\n") for key in _LISTED if key in given}
    official = _official(options.export)
    required = {question.key for question in needed_questions(options.sorte) if question.required}
    missing = [option for option, key in _keys(options.sorte) if key in required - given.keys()]
    if not missing:
        return propose(given, loaded, today, options.sorte, official)
    if sys.stdin is None or not sys.stdin.isatty():
        named = ", ".join(f"--{option}" for option in missing)
        raise UsageError(f"il manque : {named}. Dans un terminal, la commande pose les questions.")
    kept = _answers_file(loaded, options.sorte)
    keep = partial(_keep, kept)
    return Conversation(loaded, today, _typed, echo, options.sorte, official, keep).proposal(
        {**_resumed(kept), **given}
    )


def _keys(kind: str) -> list[tuple[str, str]]:
    """Option → key, for a kind; the three options on a gap's source are one question."""
    found = [(option, key) for option, (kinds, key, _) in _OPTIONS.items() if kind in kinds]
    if kind == "ecart":
        return [(option, "sources" if option == "document" else key) for option, key in found]
    return found


def _with_one_source(given: dict[str, str]) -> dict[str, str]:
    parts = [given.get(key, "") for key in _SOURCE]
    rest = {key: answer for key, answer in given.items() if key not in _SOURCE}
    return {**rest, "sources": " ; ".join(parts)} if any(parts) else rest


def _official(path: Path | None) -> Official:
    """What the export says by code; nothing without one. Raises UsageError."""
    from build_tools.nomenclatures.rncp import ExportFileError, read_export

    if path is None:
        return {}
    try:
        return read_export(path).records
    except ExportFileError as error:
        raise UsageError(f"« {path} » : {error}.") from None


def _typed(prompt: str) -> str:
    """A line typed in the terminal; bytes that are no text of its encoding show as « � », which the checker refuses."""
    return input(prompt).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _answers_file(loaded: Loaded, kind: str) -> Path:
    """Where the answers wait until the record is written: beside the catalogue, outside what is published."""
    return loaded.folder.parent / (".catalogue-new.json" if kind == "module" else f".catalogue-new-{kind}.json")


def _resumed(kept: Path) -> dict[str, str]:
    """The answers of an interrupted conversation, if their author wants them back."""
    try:
        answers = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(answers, dict) or not all(isinstance(value, str) for value in answers.values()):
        return {}
    echo("Vos réponses de la dernière fois sont là :")
    for key, value in answers.items():
        echo(f"  {key} : {value}")
    return answers if input(french("Les reprendre ? [O/n] ")).strip().lower() not in ("n", "non") else {}


def _keep(kept: Path, answers: Mapping[str, str]) -> None:
    from build_tools.writing import replace_file

    replace_file(kept, json.dumps(dict(answers), ensure_ascii=False, indent=1).encode())
