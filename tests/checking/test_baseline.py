"""`--baseline`: known problems pass, nothing is added, and what is no longer needed fails."""

import pytest

from tests.checking.conftest import git
from tests.conftest import DEMARCHE, MODULE, catalogue_command

pytestmark = pytest.mark.slow


NBSP = "\u00a0"
ENTRY = f"  - {{fichier: {MODULE}, regle: schema-cle-inconnue}}\n"


def spoil(catalogue, record):
    (catalogue / record).write_text((catalogue / record).read_text() + "inconnue: 1\n")


@pytest.fixture
def project(catalogue_copy):
    """A catalogue with one known problem, and its baseline."""
    spoil(catalogue_copy, MODULE)
    (catalogue_copy.parent / "base.yml").write_text(f"derogations:\n{ENTRY}")
    return catalogue_copy.parent


def check(project, *arguments):
    return catalogue_command("check", "--baseline", "base.yml", *arguments, cwd=project)


def test_a_known_problem_passes(project):
    done = check(project)
    assert (done.returncode, done.stdout) == (0, f"3 fiches vérifiées{NBSP}: aucun problème.\n")


def test_any_other_problem_does_not(project):
    spoil(project / "catalogue", DEMARCHE)
    done = check(project)
    assert done.returncode == 1
    assert done.stdout.startswith(f"catalogue/{DEMARCHE}:")


def test_an_entry_that_is_no_longer_needed_fails_at_its_line(project):
    (project / "base.yml").write_text(f"derogations:\n{ENTRY}  - {{fichier: {DEMARCHE}, regle: texte-cri}}\n")
    done = check(project)
    assert done.returncode == 1
    assert done.stdout.startswith("base.yml:3:5: erreur [derogation-inutile]")


def test_updating_removes_what_is_not_needed_and_adds_nothing(project):
    spoil(project / "catalogue", DEMARCHE)
    (project / "base.yml").write_text(f"derogations:\n  - {{fichier: absent.yml, regle: texte-cri}}\n{ENTRY}")
    assert check(project, "--update-baseline").returncode == 1  # the démarche's problem stays one
    assert (project / "base.yml").read_text() == f"derogations:\n{ENTRY}"


def test_updating_may_leave_an_empty_list(catalogue_copy):
    project = catalogue_copy.parent
    (project / "base.yml").write_text(f"derogations:\n{ENTRY}")
    assert check(project, "--update-baseline").returncode == 0
    assert (project / "base.yml").read_text() == "derogations: []\n"
    assert check(project).returncode == 0


def test_an_entry_of_a_file_that_is_not_looked_at_is_not_judged(project):
    (project / "catalogue" / MODULE).write_text("titre: [\n")
    assert check(project, f"catalogue/{DEMARCHE}").returncode == 0


def test_a_record_that_changes_is_held_to_every_rule(published):
    project = published.parent
    spoil(published, MODULE)
    (project / "base.yml").write_text(f"derogations:\n{ENTRY}")
    git(project, "commit", "--quiet", "--all", "--message=connu")
    git(project, "branch", "--force", "main")
    assert check(project, "--base", "main").returncode == 0
    (published / MODULE).write_text((published / MODULE).read_text() + "\n")
    assert check(project, "--base", "main").returncode == 1


@pytest.mark.parametrize("text", ["", "derogations: 3\n", "derogations:\n  - a\n", "derogations:\n  - {fichier: a}\n"])
def test_a_file_that_is_no_baseline_is_wrong_use(project, text):
    (project / "base.yml").write_text(text)
    done = check(project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "base.yml" in done.stderr


def test_wrong_use(catalogue_copy):
    here = catalogue_copy.parent
    assert catalogue_command("check", "--update-baseline", cwd=here).returncode == 2
    assert catalogue_command("check", "--baseline", "absent.yml", cwd=here).returncode == 2
