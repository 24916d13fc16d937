"""catalogue new: a new record, from questions in the terminal or from options."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.parser import (
    OK,
    PROBLEMS,
    Commands,
    UsageError,
    add_catalogue,
    catalogue_folder,
    iso_day,
)
from build_tools.text.typography import french

if TYPE_CHECKING:
    from build_tools.contributing.issues.proposal import Proposal
    from build_tools.contributing.new_terms import Official
    from build_tools.loading.catalogue import Loaded

# Option → key of the question that it answers.
_OPTIONS = {
    "titre": ("titre", "titre du module"),
    "region": ("region", "région qui l'a créé"),
    "resume": ("resume", "une ou deux phrases : ce que l'on apprend, pour qui"),
    "nature": ("nature", "sorte de compétence"),
    "secteurs": ("secteurs", "secteurs, séparés par des virgules"),
    "transitions": ("transitions", "transitions, séparées par des virgules"),
    "document": ("sources.document", "la source : adresse de la page ou du document, ou nom d'un document de la liste"),
    "titre-source": ("sources.titre", "titre de la page, si vous donnez son adresse"),
    "editeur": ("sources.editeur", "qui publie la page, si vous donnez son adresse"),
    "page": ("sources.page", "page de la source"),
    "certifications": ("certifications", "certifications complétées : titre ou code, séparées par « ; »"),
    "themes": ("themes", "thèmes, séparés par « ; »"),
    "demarche": ("demarche", "démarche régionale dont il vient"),
    "extrait": ("sources.extrait", "douze mots au plus, recopiés de la source"),
}

# Answers of one item for each line, which an option separates by semicolons.
_LISTED = ("certifications", "themes")


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    new = commands.add_parser(
        "new",
        help="écrit une nouvelle fiche",
        description="Écrit une nouvelle fiche de module, commentée et valide. Dans un terminal, pose les questions "
        "dont la réponse n'est pas donnée en option.",
    )
    for option, (_, help_) in _OPTIONS.items():
        new.add_argument(f"--{option}", metavar="TEXTE", help=help_)
    new.add_argument(
        "--export", type=Path, metavar="FICHIER", help="export de France compétences, pour les certifications nouvelles"
    )
    new.add_argument("--today", type=iso_day, metavar="DATE", help="le jour de la relecture (aujourd'hui)")
    add_catalogue(new)
    new.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.new_record import remark_line, with_hints
    from build_tools.contributing.record_text import write_new
    from build_tools.loading.catalogue import load

    loaded = load(catalogue_folder(options))
    today = options.today or date.today()
    try:
        proposal = _proposal(options, loaded, today)
    except EOFError:
        print(french("\nInterrompu : rien n'est écrit."), file=sys.stderr)
        return PROBLEMS
    for remark in proposal.remarks:
        print(french(remark_line(remark)), file=sys.stderr)
    if not proposal.accepted or proposal.path is None:
        print(proposal.text)
        print(french("Rien n'est écrit : corrigez ces points, puis relancez la commande."), file=sys.stderr)
        return PROBLEMS
    write_new(proposal.path, with_hints(proposal.text, loaded, today))
    for path, text in proposal.records.items():
        write_new(path, text)
        print(french(f"{path.relative_to(loaded.folder.parent).as_posix()} : fiche de certification écrite, à relire."))
    place = proposal.path.relative_to(loaded.folder.parent).as_posix()
    print(french(f"{place} : fiche écrite. Complétez-la dans un éditeur, puis lancez « catalogue check {place} »."))
    return OK


def _proposal(options: argparse.Namespace, loaded: Loaded, today: date) -> Proposal:
    """What the options say, and the answers to what they leave out."""
    from build_tools.contributing.issues.proposal import propose
    from build_tools.contributing.new_record import Conversation, needed_questions

    given = {
        key: said
        for option, (key, _) in _OPTIONS.items()
        if (said := getattr(options, option.replace("-", "_"))) is not None
    }
    required = {question.key for question in needed_questions() if question.required}
    missing = [option for option, (key, _) in _OPTIONS.items() if key in required - given.keys()]
    for key in _LISTED:
        if key in given:
            given[key] = given[key].replace(";", "\n")
    official = _official(options.export)
    if not missing:
        return propose(given, loaded, today, official)
    if not sys.stdin.isatty():
        named = ", ".join(f"--{option}" for option in missing)
        raise UsageError(f"il manque : {named}. Dans un terminal, la commande pose les questions.")
    return Conversation(loaded, today, input, lambda line: print(french(line)), official).proposal(given)


def _official(path: Path | None) -> Official:
    """What the export says by code; nothing without one. Raises UsageError."""
    from build_tools.nomenclatures.rncp import ExportFileError, read_export

    if path is None:
        return {}
    if not path.is_file():
        raise UsageError(f"« {path} » n'existe pas.")
    try:
        return read_export(path).records
    except ExportFileError as error:
        raise UsageError(f"« {path} » : {error}.") from None
