"""The steps of the workflow of issues, run as they are written, in a repository with a remote on this machine."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import MODULE, ROOT, TODAY, catalogue_command, clock_at
from tests.contributing.issues.rendering import good, rendered
from tests.git_repository import git
from tests.upkeep.fake_github import fake_github

JOBS = yaml.safe_load((ROOT / ".github" / "workflows" / "issue.yml").read_text())["jobs"]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not shutil.which("jq"), reason="les étapes du travail demandent jq")]


def remote_of(repository: Path) -> Path:
    """Beside the folder of the test, which other tests do not share."""
    return repository.with_name(f"{repository.name}-distant.git")


@pytest.fixture
def repository(catalogue_copy):
    """A clone whose remote has the small catalogue on its main branch."""
    folder = catalogue_copy.parent
    remote = remote_of(folder)
    git(folder, "init", "--bare", "--quiet", "--initial-branch", "main", str(remote))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    command = folder / ".venv" / "bin" / "catalogue"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m build_tools "$@"\n')
    command.chmod(0o755)
    (folder / ".gitignore").write_text(".venv/\nproposition/\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Début")
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "push", "--quiet", "origin", "main")
    return folder


def run_step(job: str, name: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """One step of a job, by the beginning of its name, as GitHub's runner starts it."""
    script = next(step["run"] for step in JOBS[job]["steps"] if step.get("name", "").startswith(name))
    # The service's own names for the author of commits stay; the machine's settings do not count.
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GH_TOKEN": "",
        "NUMBER": "12",
        "BASE": "main",
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, **settings, **clock_at(TODAY), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def read_issue(folder: Path, body: str | None) -> dict[str, str]:
    """Run the first job on an issue; returns its outputs."""
    event, output = folder.parent / "event.json", folder.parent / "output"
    event.write_text(json.dumps({"issue": {"number": 12, "body": body}}))
    output.write_text("")
    shutil.rmtree(folder / "proposition", ignore_errors=True)
    done = run_step("read", "Make the record", folder, GITHUB_EVENT_PATH=str(event), GITHUB_OUTPUT=str(output))
    assert done.returncode == 0, done.stderr
    # The next job starts from a fresh copy, with what the first one leaves.
    git(folder, "reset", "--quiet", "--hard", "main")
    return dict(line.split("=") for line in output.read_text().splitlines())


def test_from_an_issue_to_a_branch_that_the_checker_accepts(repository):
    assert read_issue(repository, good()) == {"accepted": "true"}
    done = run_step("answer", "Put the record", repository)
    assert done.returncode == 0, done.stderr

    other = repository.with_name(f"{repository.name}-relecture")
    git(
        repository,
        "clone",
        "--quiet",
        "--branch",
        "fiche/ticket-12",
        str(remote_of(repository)),
        str(other),
    )
    assert (other / "catalogue" / "modules" / "normandie" / "nor-reparer-un-velo-cargo.yml").is_file()
    check = catalogue_command("check", "--base", "origin/main", cwd=other)
    assert check.returncode == 0, check.stdout
    report = catalogue_command("report", "--base", "origin/main", cwd=other)
    assert report.returncode == 0, report.stderr
    assert "Réparer un vélo cargo" in report.stdout


@pytest.mark.long
def test_an_issue_that_was_edited_makes_its_branch_again(repository):
    for title in ("Réparer un vélo cargo", "Réparer un vélo pliant"):
        git(repository, "switch", "--quiet", "main")
        read_issue(repository, good(titre=title))
        if title.endswith("pliant"):
            git(repository, "branch", "--quiet", "-D", "fiche/ticket-12")
        assert run_step("answer", "Put the record", repository).returncode == 0
    files = subprocess.run(
        ["git", "-C", repository, "diff", "--name-only", "origin/main", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert files.stdout == "catalogue/modules/normandie/nor-reparer-un-velo-pliant.yml\n"


@pytest.mark.long
def test_what_a_reviewer_added_to_the_branch_is_never_overwritten(repository):
    read_issue(repository, good())
    assert run_step("answer", "Put the record", repository).returncode == 0
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Relu")
    git(repository, "push", "--quiet", "origin", "HEAD:fiche/ticket-12")
    git(repository, "switch", "--quiet", "main")
    git(repository, "branch", "--quiet", "-D", "fiche/ticket-12")

    read_issue(repository, good(titre="Réparer un vélo pliant"))
    assert run_step("answer", "Put the record", repository).returncode == 0
    kept = subprocess.run(
        ["git", "-C", repository, "log", "--format=%s", "origin/main..origin/fiche/ticket-12"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert kept.stdout.splitlines() == ["Relu", "Record proposed by issue 12"]
    answer = (repository / "proposition" / "reponse.md").read_text().replace("\u00a0", " ")
    assert "n’est pas refaite : une personne y a ajouté 1 commit" in answer
    assert "Réparer un vélo pliant" in answer


@pytest.mark.long
@pytest.mark.parametrize("body", [None, "", "Bonjour", "### Titre\n\nVélo", "\x00" * 100, "mot " * 300_000])
def test_an_issue_to_mend_is_answered_and_changes_nothing(repository, body):
    assert read_issue(repository, body) == {}
    assert (repository / "proposition" / "fiche.patch").read_bytes() == b""
    assert "Merci pour votre proposition" in (repository / "proposition" / "reponse.md").read_text()


@pytest.mark.long
def test_a_correction_changes_its_record_only(repository):
    text = (repository / "catalogue" / MODULE).read_text().replace("titre: ", "titre: Le ")
    body = rendered("fiche.yml", fiche=text, identifiant=Path(MODULE).stem, engagements=True)
    assert read_issue(repository, body) == {"accepted": "true"}
    assert run_step("answer", "Put the record", repository).returncode == 0
    assert (repository / "catalogue" / MODULE).read_text() == text


@pytest.mark.long
def test_a_patch_that_touches_anything_else_is_refused(repository):
    read_issue(repository, good())
    (repository / "catalogue" / "LICENCE.md").write_text("autre")
    git(repository, "add", "--all")
    patch = subprocess.run(["git", "-C", repository, "diff", "--cached"], capture_output=True, check=True).stdout
    git(repository, "reset", "--quiet", "--hard", "main")
    with (repository / "proposition" / "fiche.patch").open("ab") as file:
        file.write(patch)
    done = run_step("answer", "Put the record", repository)
    assert done.returncode == 1
    assert "touches more than a record" in done.stdout


@pytest.mark.long
def test_the_pull_request_and_the_answer_are_each_one_kept_up_to_date(repository):
    read_issue(repository, good())
    assert run_step("answer", "Put the record", repository).returncode == 0
    with fake_github() as github:
        for _ in range(2):
            for name in ("Open its pull request", "Answer the author"):
                done = run_step("answer", name, repository, BASE="main", **github.environment)
                assert done.returncode == 0, done.stderr
        [request] = github.pulls
        [comment] = github.comments[12]
    assert (request["head"], request["base"]) == ("fiche/ticket-12", "main")
    assert request["title"] == "Module\u00a0: Réparer un vélo cargo (ticket 12)"
    assert "Closes #12" in request["body"]
    assert "titre: Réparer un vélo cargo" in comment["body"]
    assert f"{request['html_url']}" in comment["body"]


@pytest.mark.long
def test_the_pull_request_has_its_record_s_title_whatever_was_merged_meanwhile(repository):
    merged = repository / Path("catalogue", MODULE).with_name("zzz-un-autre-module.yml")
    merged.write_text((repository / "catalogue" / MODULE).read_text().replace("titre: ", "titre: Autre "))
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Une autre fiche")
    git(repository, "push", "--quiet", "origin", "HEAD:main")
    git(repository, "reset", "--quiet", "--hard", "HEAD~1")
    read_issue(repository, good())
    git(repository, "fetch", "--quiet", "origin")
    assert run_step("answer", "Put the record", repository).returncode == 0
    with fake_github() as github:
        assert run_step("answer", "Open its pull request", repository, **github.environment).returncode == 0
        assert [pull["title"] for pull in github.pulls] == ["Module\u00a0: Réparer un vélo cargo (ticket 12)"]


@pytest.mark.long
def test_the_answer_is_given_even_where_workflows_may_not_open_pull_requests(repository):
    read_issue(repository, good())
    with fake_github() as github:
        environment = github.environment | {"GITHUB_TOKEN": "autre"}
        done = run_step("answer", "Open its pull request", repository, BASE="main", **environment)
        assert done.returncode == 0
        assert "::warning::" in done.stdout
        assert run_step("answer", "Answer the author", repository, **github.environment).returncode == 0
        assert github.comments[12]
