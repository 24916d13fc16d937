"""`catalogue fmt` as a contributor runs it."""

import pytest

from tests.conftest import CATALOGUE, DEMARCHE, MODULE, ROOT, catalogue_command

pytestmark = pytest.mark.slow


NBSP = "\u00a0"


def count(catalogue):
    """How many files the catalogue has."""
    return len(list(catalogue.rglob("*.yml")))


def test_fmt_mends_the_file_says_so_and_has_nothing_left_to_do(catalogue_copy):
    file = catalogue_copy / MODULE
    canonical = file.read_text()
    first, title, rest = canonical.split("\n", 2)
    file.write_text(f"{first}\n{rest}{title}   \n\n")
    file.chmod(0o640)
    here = catalogue_copy.parent

    check = catalogue_command("fmt", "--check", cwd=here)
    assert check.returncode == 1
    assert check.stdout.splitlines() == [
        f"catalogue/{MODULE}{NBSP}: à mettre en forme",
        f"{count(catalogue_copy)} fichiers{NBSP}: 1 à mettre en forme{NBSP}: catalogue fmt.",
    ]
    assert file.read_text() != canonical

    done = catalogue_command("fmt", cwd=here)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"catalogue/{MODULE}{NBSP}: mis en forme",
        f"{count(catalogue_copy)} fichiers{NBSP}: 1 mis en forme.",
    ]
    assert file.read_text() == canonical
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(file.parent.iterdir()) == [file]

    again = catalogue_command("fmt", "--check", cwd=here)
    assert (again.returncode, again.stdout) == (0, f"{count(catalogue_copy)} fichiers{NBSP}: rien à changer.\n")


def test_only_the_given_paths_are_formatted(catalogue_copy):
    for record in (MODULE, DEMARCHE):
        (catalogue_copy / record).write_text((catalogue_copy / record).read_text() + "\n\n")
    done = catalogue_command("fmt", f"catalogue/{MODULE}", cwd=catalogue_copy.parent)
    assert done.stdout.splitlines()[-1] == f"1 fichier{NBSP}: 1 mis en forme."
    assert (catalogue_copy / DEMARCHE).read_text().endswith("\n\n\n")


def test_a_file_that_cannot_be_read_is_told_as_the_checker_tells_it_and_left_alone(catalogue_copy):
    file = catalogue_copy / MODULE
    file.write_text(broken := "titre: 'Vélo\n")
    here = catalogue_copy.parent
    done = catalogue_command("fmt", cwd=here)
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == catalogue_command("check", cwd=here).stdout.splitlines()[0]
    assert done.stdout.splitlines()[-1] == f"{count(catalogue_copy)} fichiers{NBSP}: 1 laissé tel quel."
    assert file.read_text() == broken


@pytest.mark.parametrize("arguments", [["fmt", "absent.yml"], ["fmt", "."], ["fmt", "--catalogue", "absent"]])
def test_wrong_use(catalogue_copy, arguments):
    done = catalogue_command(*arguments, cwd=catalogue_copy.parent)
    assert (done.returncode, done.stdout) == (2, "")


def test_the_real_catalogue_is_in_canonical_form():
    done = catalogue_command("fmt", "--check", "--catalogue", CATALOGUE, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize("command", [("fmt",), ("check", "--fix")])
def test_nothing_is_written_through_a_planted_link(catalogue_copy, command):
    file = catalogue_copy / MODULE
    first, title, rest = file.read_text().split("\n", 2)
    file.write_text(f"{first}\n{rest}{title}   \n\n")
    outside = catalogue_copy.parent / "dehors.sh"
    outside.write_text("à garder")
    outside.chmod(0o755)
    file.with_name(f".{file.name}.tmp").symlink_to(outside)
    catalogue_command(*command, cwd=catalogue_copy.parent)
    assert outside.read_text() == "à garder"
    assert file.stat().st_mode & 0o111 == 0
    assert "Les liens symboliques ne sont pas admis" in catalogue_command("check", cwd=catalogue_copy.parent).stdout
