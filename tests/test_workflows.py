"""The workflows: least rights, pinned actions, no text of strangers in a script, commands that run on a laptop too."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from build_tools.checking.ledger import LEDGER
from build_tools.commands import command_parser
from build_tools.commands.schema import _files_of_the_project
from build_tools.upkeep.link_memory import read_exceptions
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LEDGER_FILE = Path("catalogue", LEDGER)
ACTION = ROOT / ".github" / "actions" / "outils" / "action.yml"
_COMMAND = re.compile(r"\.venv/bin/catalogue ([^\n]+)")
_END = ("|", "||", "&&", ">", ">>", ";", "2>", "then")


def read(path):
    return yaml.load(path.read_text(), yaml.BaseLoader)


def steps(workflow):
    jobs = workflow["jobs"].values() if "jobs" in workflow else [workflow["runs"]]
    return [step for job in jobs for step in job["steps"]]


def commands():
    for path in WORKFLOWS:
        for step in steps(read(path)):
            for line in _COMMAND.findall(step.get("run", "").replace("\\\n", " ").replace("$NUMBER", "12")):
                words = shlex.split(line)
                end = next((i for i, word in enumerate(words) if word.rstrip(";") in _END), len(words))
                yield pytest.param([word.rstrip(";") for word in words[:end]], id=f"{path.stem}: {' '.join(words[:2])}")


@pytest.mark.parametrize("arguments", list(commands()))
def test_a_step_is_a_command_that_exists(arguments):
    assert callable(command_parser().parse_args(arguments).command)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_right_that_a_job_does_not_ask_for(path):
    workflow = read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert int(job["timeout-minutes"]) <= 60
        assert job["runs-on"] == "ubuntu-24.04"


def test_nothing_pushes_over_what_people_wrote():
    """Only `catalogue github push`, which looks first, may replace a branch."""
    for path in WORKFLOWS:
        assert not re.search(r"git push [^\n]*(--force|-f )", path.read_text()), path.stem


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.stem)
def test_actions_are_pinned_and_scripts_hold_no_text_of_github_s(path):
    for line in path.read_text().splitlines():
        if "uses:" in line:
            assert re.search(
                r"uses: (actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/actions/outils)$", line
            ), line
    for step in steps(read(path)):
        assert "${{" not in step.get("run", "")


def test_who_looks_at_strangers_proposals_may_write_nothing():
    for path in WORKFLOWS:
        workflow = read(path)
        if "pull_request" in workflow["on"]:
            rights = [right for job in workflow["jobs"].values() for right in job["permissions"].items()]
            assert set(rights) == {("contents", "read")}


def test_the_trusted_comment_checks_out_nothing_of_the_proposal():
    workflow = read(ROOT / ".github" / "workflows" / "comment.yml")
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert set(step["with"]) == {"persist-credentials"}


def test_the_tolerated_links_can_be_read():
    assert isinstance(read_exceptions(ROOT / ".github" / "liens-toleres.yml"), tuple)


def test_no_file_that_strangers_fill_becomes_a_text_on_github_by_itself():
    """Only `catalogue github` cuts it to what calls nobody."""
    for path in WORKFLOWS:
        assert "--body-file" not in path.read_text(), path.stem


def test_every_file_that_is_generated_is_put_on_the_branch():
    """Else who proposes would be told for ever of a file that nobody renews."""
    added = next(
        step["run"] for step in steps(read(WORKFLOWS[0].with_name("generated.yml"))) if "git add" in step.get("run", "")
    )
    paths = added[added.index("git add --all") : added.index("if git diff")].replace("\\\n", " ").split()
    left = [
        path
        for path in (*_files_of_the_project(), LEDGER_FILE, Path(".github/CODEOWNERS"))
        if not any(path.is_relative_to(one) for one in paths)
    ]
    assert left == []
