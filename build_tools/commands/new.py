"""catalogue new: a new record, from questions in the terminal or from options."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
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
    from build_tools.loading.catalogue import Loaded

# Option → key of the question that it answers.
_OPTIONS = {
    "titre": ("titre", "titre du module"),
    "region": ("region", "région qui l'a créé"),
    "resume": ("resume", "une ou deux phrases : ce que l'on apprend, pour qui"),
    "nature": ("nature", "sorte de compétence"),
    "secteurs": ("secteurs", "secteurs, séparés par des virgules"),
    "transitions": ("transitions", "transitions, séparées par des virgules"),
    "document": ("sources.document", "document source"),
    "page": ("sources.page", "page de la source"),
    "extrait": ("sources.extrait", "douze mots au plus, recopiés de la source"),
}


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
    except (EOFError, KeyboardInterrupt):
        print(
            french("\nInterrompu : rien n'est écrit. Vos réponses sont gardées : relancez la commande."),
            file=sys.stderr,
        )
        return PROBLEMS
    for remark in proposal.remarks:
        print(french(remark_line(remark)), file=sys.stderr)
    if not proposal.accepted or proposal.path is None:
        print(proposal.text)
        print(french("Rien n'est écrit : corrigez ces points, puis relancez la commande."), file=sys.stderr)
        return PROBLEMS
    write_new(proposal.path, with_hints(proposal.text, loaded, today))
    _answers_file(loaded).unlink(missing_ok=True)
    place = proposal.path.relative_to(loaded.folder.parent).as_posix()
    print(french(f"{place} : fiche écrite. Complétez-la dans un éditeur, puis lancez « catalogue check {place} »."))
    return OK


def _proposal(options: argparse.Namespace, loaded: Loaded, today: date) -> Proposal:
    """What the options say, and the answers to what they leave out."""
    from build_tools.contributing.issues.proposal import propose
    from build_tools.contributing.new_record import Conversation, needed_questions

    given = {key: said for option, (key, _) in _OPTIONS.items() if (said := getattr(options, option)) is not None}
    required = {question.key for question in needed_questions() if question.required}
    missing = [option for option, (key, _) in _OPTIONS.items() if key in required - given.keys()]
    if not missing:
        return propose(given, loaded, today)
    if not sys.stdin.isatty():
        named = ", ".join(f"--{option}" for option in missing)
        raise UsageError(f"il manque : {named}. Dans un terminal, la commande pose les questions.")
    kept = _answers_file(loaded)
    given = {**_resumed(kept), **given}
    return Conversation(loaded, today, input, _say, lambda said: _keep(kept, said)).proposal(given)


def _say(line: str) -> None:
    print(french(line))


def _answers_file(loaded: Loaded) -> Path:
    """Where the answers wait until the record is written: beside the catalogue, outside what is published."""
    return loaded.folder.parent / ".catalogue-new.json"


def _resumed(kept: Path) -> dict[str, str]:
    """The answers of an interrupted conversation, if their author wants them back."""
    try:
        said = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        return {}
    _say("Vos réponses de la dernière fois sont là :")
    for key, value in said.items():
        _say(f"  {key} : {value}")
    return said if input(french("Les reprendre ? [O/n] ")).strip().lower() not in ("n", "non") else {}


def _keep(kept: Path, said: Mapping[str, str]) -> None:
    from build_tools.writing import replace_file

    replace_file(kept, json.dumps(dict(said), ensure_ascii=False, indent=1).encode())
