"""catalogue harvest: lists that others publish, read at their source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import clock
from build_tools.commands.parser import OK, PROBLEMS, Commands, UsageError, add_catalogue, catalogue_folder, iso_day
from build_tools.text.typography import french, plural

if TYPE_CHECKING:
    from build_tools.contributing.harvest.comparing import Plan
    from build_tools.loading.catalogue import Loaded

_STATES = "collectes-etat"
_SHOWN = 20


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    harvest = commands.add_parser(
        "harvest",
        help="lit les listes que des Régions publient",
        description="Lit à leur adresse les listes déclarées dans « catalogue/collectes », et propose les fiches "
        "nouvelles et les faits changés. Ce qu'une personne a changé reste ; une entrée disparue est une question.",
    )
    harvest.add_argument("id", nargs="?", metavar="ID", help="une seule liste (sinon toutes)")
    harvest.add_argument("--file", type=Path, metavar="FICHIER", help="le fichier de la liste, déjà téléchargé")
    harvest.add_argument("--write", action="store_true", help="écrit ; sans elle, montre ce qui changerait")
    harvest.add_argument(
        "--state", type=Path, metavar="DOSSIER", help=f"ce qui est retenu des listes ({_STATES}, près du catalogue)"
    )
    harvest.add_argument("--today", type=iso_day, metavar="DATE", help="le jour de la collecte (aujourd'hui)")
    add_catalogue(harvest)
    harvest.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.contributing.harvest.fetching import HarvestError
    from build_tools.loading.catalogue import load

    folder = catalogue_folder(options)
    names = [file.id for file in load(folder).harvests if options.id in (None, file.id)]
    if options.id and not names:
        raise UsageError(f"aucune collecte « {options.id} » dans « {folder}/collectes ».")
    if options.file and len(names) != 1:
        raise UsageError("avec --file, nommez la collecte.")
    if options.file and not options.file.is_file():
        raise UsageError(f"« {options.file} » n'existe pas.")
    if not names:
        print(french("Aucune collecte n'est déclarée dans « collectes »."))
    code = OK
    for name in names:
        try:
            _harvest(name, load(folder), options)
        except HarvestError as error:
            print(french(f"{name} : {error}. Ce qui était connu est gardé."), file=sys.stderr)
            code = PROBLEMS
    return code


def _harvest(name: str, loaded: Loaded, options: argparse.Namespace) -> None:
    """Read one list and tell what it changes. Raises HarvestError."""
    from build_tools.contributing.harvest.comparing import plan_harvest, terms_without_modules
    from build_tools.contributing.harvest.entries import read_list
    from build_tools.contributing.harvest.fetching import Fetched, HarvestError, fetch
    from build_tools.contributing.harvest.state import State, read_state, write_state
    from build_tools.model.collecte import Collecte

    file = next(file for file in loaded.harvests if file.id == name)
    try:
        harvest = Collecte.model_validate(loaded.read(file).mapping)
    except ValueError:
        raise HarvestError("sa déclaration a des erreurs : « catalogue check » les montre") from None
    state_path = (options.state or loaded.folder.parent / _STATES) / f"{name}.json"
    state, today = read_state(state_path), options.today or clock.today()
    found = Fetched(options.file.read_bytes(), {}) if options.file else fetch(harvest.adresse, state.fetched)
    if found.content is None:
        print(french(f"{name} : la liste est la même que la dernière fois."))
        return
    read = read_list(found.content, harvest, terms_without_modules(loaded, today))
    for said, taken in read.columns:
        print(french(f"  « {said} » : {taken or 'non lue'}"))
    for notice in read.notices[:_SHOWN]:
        print(french(f"  {notice}"))
    plan = plan_harvest(name, harvest, read.entries, state.values, loaded, today)
    _tell(name, plan)
    if options.write:
        _write(plan)
        write_state(state_path, State(found.memory or state.fetched, plan.values))
    elif plan.changes:
        print(french("Rien n'a été écrit. Pour écrire : --write."))


def _tell(name: str, plan: Plan) -> None:
    new, changed = [c for c in plan.changes if c.is_new], [c for c in plan.changes if not c.is_new]
    counts = (
        plural(len(new), "fiche nouvelle", "fiches nouvelles"),
        plural(len(changed), "fiche changée", "fiches changées"),
        plural(plan.unchanged, "fiche inchangée", "fiches inchangées"),
        plural(len(plan.refused), "entrée refusée", "entrées refusées"),
    )
    print(french(f"{name} : {', '.join(counts)}."))
    lines = [f"nouvelle : {change.path.stem}" for change in new]
    lines += [f"changée : {change.path.stem} ({', '.join(change.changes) or 'origine'})" for change in changed]
    lines += [f"certification nouvelle : {path.stem}" for path in plan.records]
    lines += [
        f"gardé : {record}, « {key} », changé par une personne ; la liste dit autre chose" for record, key in plan.kept
    ]
    lines += [f"à décider : {record} n'est plus dans la liste ; la fiche reste" for record in plan.vanished]
    lines += [f"refusée : {key} : {why}" for key, why in plan.refused]
    for line in lines[:_SHOWN]:
        print(french(f"  {line}"))
    if len(lines) > _SHOWN:
        print(french(f"  et {len(lines) - _SHOWN} autres"))


def _write(plan: Plan) -> None:
    from build_tools.contributing.record_text import write_new
    from build_tools.writing import replace_file

    for path, text in plan.records.items():
        write_new(path, text)
    for change in plan.changes:
        if change.is_new:
            write_new(change.path, change.text)
        else:
            replace_file(change.path, change.text.encode())
