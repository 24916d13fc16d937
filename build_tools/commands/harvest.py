"""catalogue harvest: lists that others publish, read at their source."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import clock
from build_tools.checking.reports.visible import visible
from build_tools.commands.console import echo
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder, existing_file, iso_day
from build_tools.errors import OK, PROBLEMS, ProblemsError, UsageError
from build_tools.text.typography import long_date, plural, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from build_tools.contributing.harvest.comparing import Plan
    from build_tools.contributing.harvest.entries import ReadList
    from build_tools.contributing.spreadsheet.cells import Terms
    from build_tools.loading.catalogue import Loaded
    from build_tools.loading.files import CatalogueFile
    from build_tools.model.collecte import Collecte

_STATES = "collectes-etat"
_SHOWN = 20
_LINE_MAX = 500


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    harvest = commands.add_parser(
        "harvest",
        help="lit les listes que des Régions publient",
        description="Lit à leur adresse les listes déclarées dans « catalogue/collectes », et propose les fiches "
        "nouvelles et les faits changés. Ce qu'une personne a changé reste ; une entrée disparue est une question. "
        "Une entrée refusée n'empêche pas les autres d'entrer ; le code de sortie est alors 1.",
    )
    harvest.add_argument("id", nargs="?", metavar="ID", help="une seule liste (sinon celles dont le jour est venu)")
    harvest.add_argument("--all", action="store_true", help="toutes les listes, même si leur jour n'est pas venu")
    harvest.add_argument("--due", action="store_true", help="dit seulement les listes dont le jour est venu")
    harvest.add_argument(
        "--file", type=existing_file, metavar="FICHIER", help="le fichier de la liste, déjà téléchargé"
    )
    harvest.add_argument("--write", action="store_true", help="écrit ; sans elle, montre ce qui changerait")
    harvest.add_argument(
        "--state", type=a_path, metavar="DOSSIER", help=f"ce qui est retenu des listes ({_STATES}, près du catalogue)"
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
    _refuse_wrong_use(options, names, folder)
    if not names and not options.due:
        echo("Aucune collecte n'est déclarée dans « collectes ».")
    code = OK
    try:
        chosen = names if options.id or options.all else _due(names, load(folder), options)
    except HarvestError as error:
        raise ProblemsError(f"{error}.") from error
    for name in chosen:
        try:
            if options.due:
                print(name)
            elif _harvest(name, load(folder), options):
                code = PROBLEMS
        except HarvestError as error:
            echo(f"{name} : {error}. Ce qui était connu est gardé.", err=True)
            code = PROBLEMS
    return code


def _refuse_wrong_use(options: argparse.Namespace, names: Sequence[str], folder: Path) -> None:
    if options.id is not None and not names:
        raise UsageError(f"aucune collecte « {options.id} » dans « {folder}/collectes ».")
    if options.file and len(names) != 1:
        raise UsageError("avec --file, nommez la collecte.")
    if options.id and options.all:
        raise UsageError("--all lit toutes les listes : il ne va pas avec le nom d'une seule.")
    if options.due and (options.id or options.file or options.write or options.all):
        raise UsageError("--due dit seulement quelles listes sont à lire : il ne va avec aucune autre option.")


def _due(names: Sequence[str], loaded: Loaded, options: argparse.Namespace) -> list[str]:
    """The lists whose day has come; the others are printed with theirs. Raises HarvestError."""
    from build_tools.contributing.harvest.schedule import next_reading, read_days

    days, today = read_days(_states(loaded, options)), options.today or clock.today()
    due = []
    for name in names:
        frequency = str(loaded.read(_file_of(name, loaded)).mapping.get("rythme", "hebdomadaire"))
        when = next_reading(frequency, days.get(name), today)
        if when and when <= today:
            due.append(name)
        elif not options.due:
            later = f"à relire à partir du {long_date(when.isoformat())}" if when else "relue à la main seulement"
            echo(f"{name} : laissée, {later} ; pour la lire : catalogue harvest {name}")
    return due


def _states(loaded: Loaded, options: argparse.Namespace) -> Path:
    folder: Path = options.state or loaded.folder.parent / _STATES
    return folder


def _file_of(name: str, loaded: Loaded) -> CatalogueFile:
    return next(file for file in loaded.harvests if file.id == name)


def _harvest(name: str, loaded: Loaded, options: argparse.Namespace) -> bool:
    """Read one list and tell what it changes; whether some of its entries were refused. Raises HarvestError."""
    from build_tools.contributing.harvest.comparing import plan_harvest, terms_without_modules
    from build_tools.contributing.harvest.fetching import HarvestError
    from build_tools.contributing.harvest.schedule import write_day
    from build_tools.contributing.harvest.state import State, fingerprint, read_state, write_state
    from build_tools.model.collecte import Collecte

    try:
        harvest = Collecte.model_validate(loaded.read(_file_of(name, loaded)).mapping)
    except ValueError:
        raise HarvestError("sa déclaration a des erreurs : « catalogue check » les montre") from None
    folder = _states(loaded, options)
    state, today = read_state(folder / f"{name}.json"), options.today or clock.today()
    declared = {"declaration": fingerprint(loaded.read(_file_of(name, loaded)).raw)}
    known = state.fetched if declared.items() <= state.fetched.items() else {}
    read, memory = _read(harvest, known, terms_without_modules(loaded, today), options.file)
    has_refused = False
    if read is None:
        echo(f"{name} : la liste est la même que la dernière fois.")
    else:
        for header, taken in read.columns:
            _say(f"« {header} » : {taken or 'non lue'}")
        for notice in read.notices[:_SHOWN]:
            _say(notice)
        plan = plan_harvest(name, harvest, read, state.values, loaded, today)
        _print_plan(name, plan)
        has_refused = bool(plan.refused)
        if options.write:
            _write(plan)
            # What waits for somebody is told again at the next reading, even of the same file.
            waits = plan.refused or plan.asked or plan.vanished
            write_state(folder / f"{name}.json", State({} if waits else {**memory, **declared}, plan.values))
        elif plan.changes:
            echo("Rien n'a été écrit. Pour écrire : --write.")
    if options.write:
        write_day(folder, name, today)
    return has_refused


def _read(
    harvest: Collecte, memory: Mapping[str, str], terms: Terms, file: Path | None
) -> tuple[ReadList | None, Mapping[str, str]]:
    """The list as it is now, None if it is as the memory remembers it; and the new memory. Raises HarvestError."""
    from build_tools.contributing.harvest.entries import read_list, read_site
    from build_tools.contributing.harvest.fetching import fetch
    from build_tools.contributing.harvest.pages import read_pages

    def get(address: str, most: int) -> bytes:
        return fetch(address, {}, max_bytes=most).content or b""

    if file:
        return read_list(file.read_bytes(), harvest, terms), {}
    if harvest.format == "schema-org":
        return read_site(read_pages(harvest.adresse, harvest.pages or "", get), harvest, terms), {}
    found = fetch(harvest.adresse, memory)
    return (None if found.content is None else read_list(found.content, harvest, terms)), found.memory


def _print_plan(name: str, plan: Plan) -> None:
    new, changed = [c for c in plan.changes if c.is_new], [c for c in plan.changes if not c.is_new]
    counts = (
        plural(len(new), "fiche nouvelle", "fiches nouvelles"),
        plural(len(changed), "fiche changée", "fiches changées"),
        plural(plan.unchanged, "fiche inchangée", "fiches inchangées"),
        plural(len(plan.asked) + len(plan.vanished), "question", "questions"),
        plural(len(plan.refused), "entrée refusée", "entrées refusées"),
    )
    echo(f"{name} : {', '.join(counts)}.")
    groups = (
        [f"à décider : {key} : {question}" for key, question in plan.asked],
        [f"à décider : {record} n'est plus dans la liste ; la fiche reste" for record in plan.vanished],
        [
            f"gardé : {record}, « {key} », changé par une personne ; la liste dit autre chose"
            for record, key in plan.kept
        ],
        [f"refusée : {key} : {why}" for key, why in plan.refused],
        [f"certification nouvelle : {path.stem}" for path in plan.records],
        [f"changée : {change.path.stem} ({', '.join(change.changes) or 'origine'})" for change in changed],
        [f"nouvelle : {change.path.stem}" for change in new],
    )
    for lines in groups:  # what asks for a person first; of each kind the first ones, whatever the others are
        for line in lines[:_SHOWN]:
            _say(line)
        if len(lines) > _SHOWN:
            echo(f"  et {len(lines) - _SHOWN} de plus, « {lines[0].partition(' : ')[0]} »")


def _say(line: str) -> None:
    """Print a line that holds words of the list, which anybody may have written."""
    echo(f"  {shorten(visible(line), _LINE_MAX)}")


def _write(plan: Plan) -> None:
    from build_tools.contributing.record_places import write_new
    from build_tools.writing import replace_file

    for path, text in plan.records.items():
        write_new(path, text)
    for change in plan.changes:
        if change.is_new:
            write_new(change.path, change.text)
        else:
            replace_file(change.path, change.text.encode())
