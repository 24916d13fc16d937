"""The whole way of a proposition, in real repositories: issue, record, branch, check, report, comment, merge, name.

`origin` is a bare repository as a host has it; each workflow works in a fresh clone of its own, with the very commands
of `.github/workflows/`.
"""

import json
import subprocess

import pytest

from build_tools.review.in_markdown import MARKER
from tests.conftest import catalogue_command, copy_small_catalogue
from tests.contributing.issues.rendering import good
from tests.git_repository import git
from tests.upkeep.fake_github import fake_github

pytestmark = pytest.mark.slow


RECORD = "catalogue/modules/normandie/nor-reparer-un-velo-cargo.yml"
DAY = ("--today", "2026-11-21")


@pytest.fixture
def clone(tmp_path):
    """Make a fresh clone of `origin` at a branch; `origin` has the published catalogue on `main`."""
    seed, origin = tmp_path / "seed", tmp_path / "origin.git"
    copy_small_catalogue(seed / "catalogue")
    git(seed, "init", "--quiet", "--initial-branch=main")
    git(seed, "add", "--all")
    git(seed, "commit", "--quiet", "--message=publié")
    git(tmp_path, "clone", "--quiet", "--bare", str(seed), str(origin))

    def make(name, branch="main"):
        git(tmp_path, "clone", "--quiet", "--branch", branch, str(origin), name)
        return tmp_path / name

    return make


def command(folder, *arguments, code=0, **environment):
    done = catalogue_command(*arguments, cwd=folder, env=environment)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def from_issue(folder, body, code=0):
    """What the workflow on issues does: the record in the working copy, the answer beside it."""
    (folder.parent / "ticket.md").write_bytes(body.encode())
    command(folder, "from-issue", "../ticket.md", "--answer", "../reponse.md", *DAY, code=code)
    return (folder.parent / "reponse.md").read_text()


def proposed(folder, branch):
    """Commit the working copy on a branch and push it."""
    git(folder, "switch", "--quiet", "--create", branch)
    git(folder, "add", "--all", "--", "catalogue/modules")
    git(folder, "commit", "--quiet", "--message=Ticket", day="2026-11-21")
    git(folder, "push", "--quiet", "origin", branch)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def changed_files(folder):
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    lines = subprocess.run(status, cwd=folder, capture_output=True, text=True, check=True)
    return [line[3:] for line in lines.stdout.splitlines()]


def test_an_issue_becomes_a_record_that_is_checked_reported_merged_and_named(clone, tmp_path):
    author = clone("ticket-12")
    assert "Merci" in from_issue(author, good())
    assert changed_files(author) == [RECORD]
    head = proposed(author, "ticket-12")

    stranger = clone("verification", "ticket-12")
    annotated = command(stranger, "check", "--format", "github", "--base", "origin/main", "--changed")
    assert annotated.startswith("1 fiche vérifiée")
    command(stranger, "check")
    report = command(stranger, "report", "--base", "origin/main")
    assert report.startswith(MARKER)
    assert "1 nouvelle fiche. **Aucun problème nouveau.**" in report.replace("\u00a0", " ")
    assert "| Titre | ajouté : « Réparer un vélo cargo » |" in report.replace("\u00a0", " ")
    assert "`modules/nor-reparer-un-velo-cargo/`" in report
    (tmp_path / "rapport.md").write_text(report)

    with fake_github() as github:
        github.pulls = [{"id": 0, "number": 13, "label": "organisation:ticket-12", "head": {"sha": head}}]
        run = {"head_branch": "ticket-12", "head_sha": head, "head_repository": {"owner": {"login": "organisation"}}}
        (tmp_path / "event.json").write_text(json.dumps({"workflow_run": run}))
        trusted = clone("commentaire")
        for _ in range(2):
            said = ("github", "comment", "../rapport.md", "--event", "../event.json")
            command(trusted, *said, **github.environment)
        assert [comment["body"] for comment in github.comments[13]] == [report]

        merged = clone("fusion")
        git(merged, "merge", "--quiet", "--no-ff", "--message=Fusion", "origin/ticket-12", day="2026-11-22")
        git(merged, "push", "--quiet", "origin", "main")
        published = clone("publication")
        command(published, "check")
        command(published, "export", "--out", "../donnees")
        assert "Réparer un vélo cargo" in (tmp_path / "donnees" / "data" / "modules.csv").read_text(
            encoding="utf-8-sig"
        )
        assert command(published, "github", "tag", **github.environment) == "donnees-2026-11-22\n"


def test_an_issue_that_lacks_something_is_answered_and_leaves_the_repository_as_it_was(clone):
    author = clone("ticket-12")
    answer = from_issue(author, good(nature=None), code=1)
    assert "Nature" in answer
    assert changed_files(author) == []


def test_one_bad_issue_never_blocks_another(clone):
    for name, body, code in (("ticket-1", good(titre=None), 1), ("ticket-2", good(), 0), ("ticket-3", "\x00" * 99, 1)):
        from_issue(clone(name), body, code)
    assert changed_files(clone("autre")) == []


@pytest.mark.parametrize(
    "title",
    [
        "../../../../etc/passwd",
        "a\nregion: bretagne\nb",
        *(
            pytest.param(title, marks=pytest.mark.long)
            for title in (
                "..\\..\\windows",
                "x'; rm -rf / #",
                "$(touch ici) `touch ici` ${{ github.token }}",
                "|-\n  &a *a !!python/object",
            )
        ),
    ],
)
def test_a_hostile_title_writes_nowhere_but_among_the_modules_of_its_region(clone, title):
    author = clone("ticket-12")
    (author.parent / "ticket.md").write_text(good(titre=title))
    catalogue_command("from-issue", "../ticket.md", "--answer", "../reponse.md", *DAY, cwd=author)
    assert all(name.startswith("catalogue/modules/normandie/nor-") for name in changed_files(author))
    assert sorted(path.name for path in author.parent.iterdir()) == [
        "origin.git", "reponse.md", "seed", "ticket-12", "ticket.md",
    ]  # fmt: skip
    if changed_files(author):
        proposed(author, "ticket-12")
        stranger = clone("verification", "ticket-12")
        assert "<!--" not in command(stranger, "report", "--base", "origin/main").replace(MARKER, "")
