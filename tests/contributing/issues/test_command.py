"""`catalogue from-issue` as a workflow or a person runs it."""

import subprocess
import sys

import pytest

from tests.conftest import catalogue_command
from tests.contributing.issues.rendering import good, rendered

pytestmark = pytest.mark.slow


FILE = "modules/normandie/nor-reparer-un-velo-cargo.yml"


def from_issue(catalogue, body, *arguments):
    (catalogue.parent / "ticket.md").write_text(body)
    return catalogue_command("from-issue", "ticket.md", *arguments, cwd=catalogue.parent)


def test_a_good_issue_is_a_file_and_an_answer(catalogue_copy):
    done = from_issue(catalogue_copy, good(), "--answer", "reponse.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"catalogue/{FILE}" in done.stderr
    assert "La fiche est complète." in (catalogue_copy.parent / "reponse.md").read_text()
    assert catalogue_command("check", cwd=catalogue_copy.parent).returncode == 0
    assert catalogue_command("fmt", "--check", cwd=catalogue_copy.parent).returncode == 0


def test_an_issue_to_mend_is_an_answer_only(catalogue_copy):
    done = from_issue(catalogue_copy, rendered(titre="Vélo"))
    assert done.returncode == 1
    assert "points sont à revoir" in done.stdout
    assert not (catalogue_copy / FILE).exists()


def test_an_answer_may_be_had_without_writing(catalogue_copy):
    done = from_issue(catalogue_copy, good(), "--dry-run")
    assert done.returncode == 0
    assert "titre: Réparer un vélo cargo" in done.stdout
    assert not (catalogue_copy / FILE).exists()


def test_the_standard_input(catalogue_copy):
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", "from-issue", "-"],
        cwd=catalogue_copy.parent,
        input=good().encode(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert (catalogue_copy / FILE).is_file()


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"### Titre\n\n\xe9t\xe9", bytes(range(256)) * 100])
def test_bytes_of_any_kind_have_an_answer(catalogue_copy, body):
    (catalogue_copy.parent / "ticket.md").write_bytes(body)
    done = catalogue_command("from-issue", "ticket.md", cwd=catalogue_copy.parent)
    assert done.returncode == 1
    assert "Merci pour votre proposition" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["absent.md"], ["."], [], ["ticket.md", "--today", "hier"]])
def test_wrong_use(catalogue_copy, arguments):
    (catalogue_copy.parent / "ticket.md").write_text(good())
    done = catalogue_command("from-issue", *arguments, cwd=catalogue_copy.parent)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_several_issues_one_after_the_other(catalogue_copy):
    """A bad one between two good ones changes nothing for them."""
    codes = [
        from_issue(catalogue_copy, body).returncode
        for body in (good(), good(titre="Un", nature="?"), good(titre="Réparer un vélo pliant"))
    ]
    assert codes == [0, 1, 0]
    assert len(list((catalogue_copy / "modules" / "normandie").glob("nor-reparer-*.yml"))) == 2
