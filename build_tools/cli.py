"""The `catalogue` command: parses arguments, calls the rooms, prints what they say."""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from build_tools.typography import french

if TYPE_CHECKING:
    from build_tools.checking.check import Report
    from build_tools.checking.published import Published
    from build_tools.model import Catalogue
    from build_tools.parallel import Progress

OK, PROBLEMS, WRONG_USE = 0, 1, 2
_FORMATS = ("text", "json", "github", "sarif", "junit")

# argparse says these in English; the left part is what it writes, the right part what our users read.
_ARGPARSE_FRENCH = (
    ("the following arguments are required:", "il manque :"),
    ("unrecognized arguments:", "arguments inconnus :"),
    ("invalid choice:", "valeur inconnue :"),
    ("(choose from", "(au choix :"),
    ("expected one argument", "une valeur est attendue"),
    ("ignored explicit argument", "cette option ne prend pas de valeur :"),
    ("invalid int value:", "un nombre entier est attendu :"),
)


class UsageError(Exception):
    """Wrong use of the command; the message is for the user."""


class _Parser(argparse.ArgumentParser):
    """argparse in French, with exit code 2 and no English left."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", "--aide", action="help", help="affiche cette aide")

    def format_help(self) -> str:
        return french(super().format_help().replace("usage: ", "Utilisation : ", 1))

    def format_usage(self) -> str:
        return french(super().format_usage().replace("usage: ", "Utilisation : ", 1))

    def error(self, message: str) -> NoReturn:
        for english, translation in _ARGPARSE_FRENCH:
            message = message.replace(english, translation)
        message = re.sub(r"^argument (.+?):", r"argument \1 :", message)
        self.exit(WRONG_USE, french(f"{self.format_usage()}{self.prog} : {message}\n"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 (fine), 1 (problems found) or 2 (wrong use)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what we write is French, whatever the system's encoding
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    if command is not _serve:
        # A short-lived process: the collector finds nothing to free and took a third of the time at 10,000 records.
        gc.disable()
    try:
        code = command(options)
        print(end="", flush=True)  # so that a failure to write shows here
        return code
    except UsageError as error:
        print(french(f"catalogue : {error}"), file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:  # the reader of our output went away, as in « catalogue check | head »
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        where = f"« {error.filename} » : " if error.filename else ""
        print(french(f"catalogue : {where}lecture ou écriture impossible."), file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print(french("\ncatalogue : interrompu."), file=sys.stderr)
        return PROBLEMS


def _parser() -> _Parser:
    parser = _Parser(
        prog="catalogue", description="Vérifie le catalogue des modules additionnels et construit son site."
    )
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True, parser_class=_Parser)

    check = commands.add_parser("check", help="vérifie les fiches", description="Vérifie les fiches du catalogue.")
    check.add_argument("paths", nargs="*", type=Path, metavar="CHEMIN", help="fichiers ou dossiers (sinon tout)")
    _add_catalogue(check)
    check.add_argument("--format", choices=_FORMATS, default="text", help="forme du compte rendu")
    check.add_argument(
        "--base", metavar="REF", help="référence Git : refuse que disparaisse une adresse qui y est publiée"
    )
    check.add_argument("--changed", action="store_true", help="ne rend compte que des fichiers changés depuis --base")
    check.add_argument(
        "--baseline", type=Path, metavar="FICHIER", help="problèmes connus qui passent tant que la fiche ne change pas"
    )
    check.add_argument(
        "--update-baseline", action="store_true", help="retire de --baseline ce qui ne sert plus, sans rien ajouter"
    )
    check.add_argument("--fix", action="store_true", help="répare d'abord ce qui n'a qu'une bonne réponse, et le dit")
    check.add_argument("--stdin", action="store_true", help="lit une fiche sur l'entrée standard (avec --filename)")
    check.add_argument(
        "--filename", type=Path, metavar="CHEMIN", help="le fichier dont l'entrée standard donne le contenu"
    )
    check.set_defaults(command=_check)

    fmt = commands.add_parser(
        "fmt",
        help="met les fiches en forme",
        description="Met les fiches en forme (ordre des clés, guillemets, largeur) sans changer ce qu'elles disent.",
    )
    fmt.add_argument("paths", nargs="*", type=Path, metavar="CHEMIN", help="fichiers ou dossiers (sinon tout)")
    fmt.add_argument("--check", action="store_true", help="dit ce qui changerait, sans rien écrire")
    _add_catalogue(fmt)
    fmt.set_defaults(command=_fmt)

    build = commands.add_parser("build", help="construit le site", description="Vérifie, puis construit le site.")
    _add_catalogue(build)
    build.add_argument("--out", type=Path, default=Path("site"), metavar="DOSSIER", help="où écrire le site (site)")
    build.add_argument(
        "--engine", choices=("mkdocs", "zensical"), default="mkdocs", help="qui fait l'habillage des pages"
    )
    build.set_defaults(command=_build)

    serve = commands.add_parser("serve", help="montre le site et le refait à chaque changement")
    _add_catalogue(serve)
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="port (8000)")
    serve.set_defaults(command=_serve)

    export = commands.add_parser(
        "export", help="écrit toutes les données ouvertes", description="Vérifie, puis exporte."
    )
    _add_catalogue(export)
    export.add_argument("--out", type=Path, required=True, metavar="DOSSIER", help="où les écrire ; neuf ou vide")
    export.set_defaults(command=_export)

    schema = commands.add_parser("schema", help="écrit les schémas JSON dans schema/")
    _add_catalogue(schema)
    schema.add_argument("--out", type=Path, default=Path("schema"), metavar="DOSSIER", help="où les écrire (schema)")
    schema.set_defaults(command=_schema)

    _add_refresh(commands)
    return parser


def _add_refresh(commands: argparse._SubParsersAction[_Parser]) -> None:
    refresh = commands.add_parser("refresh", help="confirme ou met à jour depuis un fichier officiel")
    files = refresh.add_subparsers(title="fichiers officiels", metavar="NOM", required=True, parser_class=_Parser)

    rncp = files.add_parser(
        "rncp",
        help="codes, intitulés, niveaux, états et suites des certifications",
        description="Compare les certifications avec un export de France compétences (XML V4.1, zip de XML ou de CSV).",
    )
    rncp.add_argument("file", type=Path, metavar="FICHIER", help="export-fiches-rncp-v4-1-AAAA-MM-JJ.zip, par exemple")
    rncp.add_argument("--date", type=_day, metavar="AAAA-MM-JJ", help="jour de l'export, si son nom ne le dit pas")
    rncp.add_argument("--document", metavar="ID", help="document du vocabulaire qui prouve (nécessaire avec --write)")
    rncp.set_defaults(command=_refresh_rncp)

    rome = files.add_parser(
        "rome",
        help="vocabulaire des métiers",
        description="Compare le vocabulaire des métiers avec le fichier officiel du ROME 4.0 (France Travail).",
    )
    rome.add_argument("file", type=Path, metavar="FICHIER.csv", help="unix_referentiel_code_rome_v460_utf8.csv")
    rome.add_argument("--version", default="460", metavar="N", help="version du ROME 4.0 (460)")
    rome.set_defaults(command=_refresh_rome)
    for parser in (rncp, rome):
        parser.add_argument("--write", action="store_true", help="écrit les différences dans les fiches")
        _add_catalogue(parser)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n'est pas une date (année-mois-jour)") from None


def _add_catalogue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--catalogue", type=Path, default=Path("catalogue"), metavar="DOSSIER", help="dossier du catalogue (catalogue)"
    )


def _catalogue_folder(options: argparse.Namespace) -> Path:
    folder: Path = options.catalogue
    if not folder.is_dir():
        raise UsageError(
            f"le dossier « {folder} » n'existe pas. Lancez la commande à la racine du projet, ou --catalogue."
        )
    return folder


def _check(options: argparse.Namespace) -> int:
    from build_tools.checking.check import check_catalogue
    from build_tools.checking.reports import render
    from build_tools.loading.files import normal
    from build_tools.loading.yaml_reader import MAX_BYTES

    folder = normal(_catalogue_folder(options))
    _refuse_contradictions(options)
    only, edited, published = _selected(options, folder), {}, None
    changed: list[Path] = []
    if options.stdin:
        if sys.stdin is None or options.filename.is_dir():
            raise UsageError("--stdin lit une fiche sur l'entrée standard ; --filename dit laquelle.")
        edited = {_inside(options.filename, folder, options): sys.stdin.buffer.read(MAX_BYTES + 1)}
        only = list(edited)
    if options.base is not None:
        changed, published = _since(options.base, folder)
        only = changed if options.changed else only
    if options.fix:
        _fix(folder, only)
    report = check_catalogue(folder, only, _progress("Vérification"), edited, published=published)
    if options.baseline:
        report = _excused(report, options, folder, only, changed)
    texts = {os.path.relpath(path): content.decode("utf-8-sig", "replace") for path, content in edited.items()}
    print(render(report, options.format, colour=_in_colour(sys.stdout), texts=texts))
    return PROBLEMS if report.errors else OK


def _refuse_contradictions(options: argparse.Namespace) -> None:
    if options.changed and options.base is None:
        raise UsageError("--changed demande --base : depuis quelle référence Git ?")
    if options.stdin != (options.filename is not None):
        raise UsageError("--stdin et --filename vont ensemble.")
    if options.update_baseline and not options.baseline:
        raise UsageError("--update-baseline demande --baseline : quel fichier ?")
    if options.stdin and options.fix:
        raise UsageError("--fix écrit dans les fichiers : il ne va pas avec --stdin.")
    if sum((bool(options.paths), options.changed, options.stdin)) > 1:
        raise UsageError("choisissez entre des chemins, --changed et --stdin.")


def _excused(
    report: Report, options: argparse.Namespace, folder: Path, only: Sequence[Path] | None, changed: Sequence[Path]
) -> Report:
    from build_tools.checking.baseline import BaselineError, excuse, needed, read_baseline, write_baseline

    try:
        entries = read_baseline(options.baseline)
        if options.update_baseline and len(kept := needed(entries, report, folder, only)) < len(entries):
            write_baseline(options.baseline, kept)
            entries = read_baseline(options.baseline)
        return excuse(report, entries, options.baseline, folder, only, changed)
    except BaselineError as error:
        raise UsageError(str(error)) from error


def _fix(folder: Path, only: Sequence[Path] | None) -> None:
    """Mend what can be, and say it apart from the report, which a program may read."""
    from build_tools.checking.reports.visible import visible
    from build_tools.contributing.fmt import write
    from build_tools.contributing.repair import repaired_files

    for done in repaired_files(folder, only):
        write(done.outcome)
        for repair in done.repairs:
            place = f"{done.outcome.shown}:{repair.line}:{repair.column}"
            print(
                french(f"{place} : « {visible(repair.before)} » devient « {visible(repair.after)} »"), file=sys.stderr
            )


def _since(reference: str, folder: Path) -> tuple[list[Path], Published]:
    """What has changed in the catalogue since the reference, and what it published."""
    from build_tools.checking.git import GitError, base_of
    from build_tools.checking.published import published_at

    try:
        base = base_of(folder, reference)
        return base.changed(), published_at(base)
    except GitError as error:
        raise UsageError(str(error)) from error


def _selected(options: argparse.Namespace, folder: Path) -> list[Path] | None:
    """The given files and folders, which must be inside the catalogue; None where none is given."""
    for path in options.paths:
        if not path.exists():
            raise UsageError(f"« {path} » n'existe pas.")
    return [_inside(path, folder, options) for path in options.paths] or None


def _inside(given: Path, folder: Path, options: argparse.Namespace) -> Path:
    from build_tools.loading.files import normal

    path = normal(given)
    if path != folder and folder not in path.parents:
        raise UsageError(f"« {given} » n'est pas dans le dossier du catalogue « {options.catalogue} ».")
    return path


def _fmt(options: argparse.Namespace) -> int:
    from build_tools.checking.reports import problem_text
    from build_tools.contributing.fmt import outcomes, write
    from build_tools.loading.files import normal

    folder = normal(_catalogue_folder(options))
    found = list(outcomes(folder, _selected(options, folder)))
    for outcome in found:
        if outcome.problem:
            print(problem_text(outcome.problem, colour=_in_colour(sys.stdout)))
        elif outcome.impossible:
            print(french(f"{outcome.shown} : laissé tel quel, sa mise en forme changerait ce qu'il dit"))
        elif outcome.changed:
            print(french(f"{outcome.shown} : {'à mettre en forme' if options.check else 'mis en forme'}"))
            if not options.check:
                write(outcome)
    changed = sum(outcome.changed for outcome in found)
    refused = sum(outcome.impossible or outcome.problem is not None for outcome in found)
    said = [f"{changed} {'à mettre en forme : catalogue fmt' if options.check else 'mis en forme'}"] * bool(changed)
    said += [f"{refused} laissé{'s' if refused > 1 else ''} tel{'s' if refused > 1 else ''} quel"] * bool(refused)
    files = f"{len(found)} fichier{'s' if len(found) > 1 else ''}"
    print(french(f"{files} : {', '.join(said) or 'rien à changer'}."))
    return PROBLEMS if refused or (options.check and changed) else OK


def _build(options: argparse.Namespace) -> int:
    from build_tools.checking.reports import as_text, summary
    from build_tools.site.build import BuildError, build_site

    folder = _catalogue_folder(options)
    try:
        report = build_site(folder, options.out, engine=options.engine, step=_timed_step, progress=_progress)
    except BuildError as error:
        print(french(f"catalogue : {error}"), file=sys.stderr)
        return PROBLEMS
    if report.catalogue is None:
        print(as_text(report, colour=_in_colour(sys.stderr)), file=sys.stderr)
        print(french("Le site n'a pas été construit ; le précédent reste en place."), file=sys.stderr)
        return PROBLEMS
    print(summary(report))
    print(french(f"Site construit dans « {options.out} ». Pour le voir : catalogue serve (ou make serve)."))
    return OK


def _serve(options: argparse.Namespace) -> int:
    from build_tools.site.serve import serve

    return serve(_catalogue_folder(options), options.port)


def _export(options: argparse.Namespace) -> int:
    from build_tools.checking.check import check_catalogue
    from build_tools.checking.reports import as_text
    from build_tools.exports.export import MANIFEST, write_exports
    from build_tools.exports.published import Published
    from build_tools.typography import number

    folder, out = _catalogue_folder(options), options.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"« {out} » n'est pas un dossier vide. Choisissez-en un autre.")
    report = check_catalogue(folder, progress=_progress("Vérification"))
    if report.catalogue is None:
        print(as_text(report), file=sys.stderr)
        print(french("Rien n'a été exporté."), file=sys.stderr)
        return PROBLEMS
    with _timed_step("Exports"):
        manifest = write_exports(Published.read(report.catalogue, folder), out)
    print(french(f"{number(len(manifest.files))} fichiers écrits dans « {out} » ; « {MANIFEST} » les décrit."))
    return OK


def _schema(options: argparse.Namespace) -> int:
    from build_tools.checking.check import check_catalogue
    from build_tools.checking.reports import as_text
    from build_tools.exports.json_schemas import write_schemas

    folder = _catalogue_folder(options)
    report = check_catalogue(folder, [folder / "vocabulaires"])
    if report.errors:
        print(as_text(report, colour=_in_colour(sys.stderr)), file=sys.stderr)
        return PROBLEMS
    written = write_schemas(folder, options.out)
    print(french(f"{len(written)} schémas écrits dans « {options.out} »."))
    return OK


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
        raise UsageError("avec --write, --document doit nommer un document de « vocabulaires/documents.yml ».")
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
    from build_tools.nomenclatures.rome import RomeFileError, differences, occupations, occupations_yaml

    folder, catalogue = _official_file_and_catalogue(options)
    if catalogue is None:
        return PROBLEMS
    try:
        text = occupations_yaml(options.file, options.version)
    except RomeFileError as error:
        print(french(f"catalogue : « {options.file} » n'est pas le référentiel du ROME ({error})."), file=sys.stderr)
        return PROBLEMS
    used = {code: len(modules) for code, modules in catalogue.by_occupation.items()}
    lines = differences(catalogue.vocabularies.metiers.values(), occupations(text), used)
    print(french("\n".join([*lines, f"Différences : {len(lines)}."])))
    if options.write:
        target = folder / "vocabulaires" / "metiers.yml"
        target.write_text(text, encoding="utf-8")
        print(french(f"« {target} » écrit."))
    elif lines:
        print(french("Rien n'a été écrit. Pour écrire : --write."))
    return OK


def _official_file_and_catalogue(options: argparse.Namespace) -> tuple[Path, Catalogue | None]:
    """The folder and its catalogue, or None once its errors are said. Raises UsageError without an official file."""
    from build_tools.checking.check import check_catalogue
    from build_tools.checking.reports import as_text

    if not options.file.is_file():
        raise UsageError(f"« {options.file} » n'existe pas.")
    folder = _catalogue_folder(options)
    report = check_catalogue(folder.absolute(), progress=_progress("Vérification"))
    if report.catalogue is None:
        print(as_text(report), file=sys.stderr)
    return folder, report.catalogue


@contextmanager
def _timed_step(name: str) -> Iterator[None]:
    """Print how long a step took."""
    start = time.perf_counter()
    yield
    print(french(f"{name} : {time.perf_counter() - start:.2f} s"), flush=True)


def _in_colour(stream: TextIO | None) -> bool:
    """Colour is for terminals (a closed stream is None), and for those who do not refuse it (no-color.org)."""
    return (
        stream is not None and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _progress(label: str) -> Progress | None:
    """A progress bar on a terminal, nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        width = 30
        filled = width * done // max(total, 1)
        end = "\r\033[K" if done == total else ""
        bar = "█" * filled + "░" * (width - filled)
        print(f"\r{label} {bar} {done}/{total}{end}", end="", file=sys.stderr, flush=True)

    return show
