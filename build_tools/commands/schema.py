"""catalogue schema: the JSON Schemas, messages and issue forms, generated again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.commands.console import echo, in_colour
from build_tools.commands.parser import Commands, a_path, add_catalogue, catalogue_folder
from build_tools.errors import OK, PROBLEMS
from build_tools.writing import replace_file

if TYPE_CHECKING:
    from build_tools.exports.form_versions import Form


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    schema = commands.add_parser(
        "schema",
        help="écrit les schémas JSON, les formulaires de tickets GitHub et la page des commandes",
    )
    add_catalogue(schema)
    schema.add_argument("--out", type=a_path, default=Path("schema"), metavar="DOSSIER", help="où les écrire (schema)")
    schema.add_argument(
        "--forms",
        type=a_path,
        default=Path(".github", "ISSUE_TEMPLATE"),
        metavar="DOSSIER",
        help="où écrire les formulaires (.github/ISSUE_TEMPLATE)",
    )
    schema.add_argument("--check", action="store_true", help="dit quels fichiers sont à refaire, sans rien écrire")
    schema.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.check import check
    from build_tools.checking.reports import as_text
    from build_tools.contributing.issues.templates import write_templates
    from build_tools.exports.form_versions import FILE, not_raised
    from build_tools.exports.json_schemas import write_schemas
    from build_tools.loading.catalogue import load

    folder = catalogue_folder(options)
    report = check(load(folder), [folder / "vocabulaires"])
    if report.errors:
        print(as_text(report, colour=in_colour(sys.stderr)), file=sys.stderr)
        return PROBLEMS
    forgotten = list(not_raised(FILE))
    if options.check:
        return _to_raise(forgotten) if forgotten else _report_late(_not_current(folder, options))
    written = write_schemas(folder, options.out)
    echo(f"{len(written)} schémas écrits dans « {options.out} ».")
    forms = write_templates(folder, options.forms)
    echo(f"{len(forms)} formulaires écrits dans « {options.forms} ».")
    for path, text in _files_of_the_project().items():
        if path == FILE and forgotten:  # it keeps the form that the old version names
            continue
        replace_file(path, text.encode())
        echo(f"« {path} » écrit.")
    return _to_raise(forgotten) if forgotten else OK


def _files_of_the_project() -> dict[Path, str]:
    """Path → text of the generated files that stand where the project has them; a catalogue alone has none."""
    from build_tools.commands import command_parser
    from build_tools.commands.reference import PAGE, reference
    from build_tools.exports import editor_settings, form_versions

    texts = {}
    if PAGE.parent.is_dir():
        texts[PAGE] = reference(command_parser())
    if form_versions.FILE.parent.is_dir():
        texts[form_versions.FILE] = form_versions.versions_text()
        if settings := editor_settings.settings_text(editor_settings.FILE):
            texts[editor_settings.FILE] = settings
    return texts


def _not_current(folder: Path, options: argparse.Namespace) -> list[Path]:
    """The generated files that are not what this catalogue and these commands make."""
    from build_tools.contributing.issues.templates import template_texts
    from build_tools.exports.json_schemas import schema_texts
    from build_tools.exports.messages_json import FILE, messages_text

    expected = {options.out / name: text for name, text in schema_texts(folder).items()}
    expected[options.out / FILE] = messages_text()
    expected |= {options.forms / name: text for name, text in template_texts(folder).items()}
    expected |= _files_of_the_project()
    return [path for path, text in expected.items() if not path.is_file() or path.read_bytes() != text.encode()]


def _to_raise(forgotten: list[Form]) -> int:
    for form in forgotten:
        what = f"La forme publiée « {form.name} » a changé sous sa version {form.version}"
        echo(f"{what} : augmentez {form.constant}, dites-le dans docs/donnees/, puis relancez.", err=True)
    return PROBLEMS


def _report_late(late: list[Path]) -> int:
    if not late:
        echo("Les fichiers générés sont à jour.")
        return OK
    named = "".join(f"\n  {path}" for path in late)
    echo(f"À refaire par « catalogue schema » :{named}")
    return PROBLEMS
