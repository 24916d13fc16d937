"""What ties the catalogue to editors and to commits."""

import json
import re
import shlex
from pathlib import PurePosixPath

import pytest
import yaml

from build_tools.loading.files import discover
from build_tools.model import VOCABULARIES
from build_tools.model.kinds import KINDS
from tests.conftest import CATALOGUE, MODULE, ROOT, SCHEMAS, catalogue_command

pytestmark = pytest.mark.slow


SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
_MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


def test_every_file_of_the_catalogue_has_its_schema_in_the_editor():
    schemas = {glob: schema for schema, glob in SETTINGS["yaml.schemas"].items()}
    for file in discover(CATALOGUE)[0]:
        path = PurePosixPath("/catalogue", file.place)
        assert [schemas[glob] for glob in schemas if path.match(glob)] == [f"./schema/{file.schema}.schema.json"]
    assert len(schemas) == len(VOCABULARIES) + len(KINDS)


def test_every_schema_that_the_editor_names_is_there():
    assert {(ROOT / schema).resolve() for schema in SETTINGS["yaml.schemas"]} == set(SCHEMAS.glob("*.schema.json"))


def test_the_first_line_of_a_file_names_its_schema_for_other_editors():
    """A record that somebody wrote by hand may do without; all those of the project's own commands have it."""
    lines = {file: _MODELINE.fullmatch(file.path.read_text().split("\n", 1)[0]) for file in discover(CATALOGUE)[0]}
    named_ones = {file: named for file, named in lines.items() if named}
    assert named_ones
    for file, named in named_ones.items():
        assert (file.path.parent / named[1]).resolve() == SCHEMAS / f"{file.schema}.schema.json"


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_each_hook_runs_and_stops_a_bad_commit(catalogue_copy, hook):
    assert set(hook) <= {"id", "name", "description", "entry", "language", "files", "pass_filenames", "require_serial"}
    name, *arguments = shlex.split(hook["entry"])
    changed = [f"catalogue/{MODULE}"]
    assert (name, hook["language"]) == ("catalogue", "python")
    assert re.search(hook["files"], changed[0])
    given = changed if hook.get("pass_filenames", True) else []
    assert catalogue_command(*arguments, *given, cwd=catalogue_copy.parent).returncode == 0
    (catalogue_copy / MODULE).write_text("titre: [\n")
    assert catalogue_command(*arguments, *given, cwd=catalogue_copy.parent).returncode == 1
