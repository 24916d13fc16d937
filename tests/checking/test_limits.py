"""What a file of the pull request must not do: take the machine's memory or time, or have another file read."""

import os
import subprocess
import sys

import pytest

from tests.conftest import MODULE, ROOT, catalogue_command
from tests.nasty_files import NASTY

pytestmark = pytest.mark.slow


# Kibibytes of address space: what Python and the libraries take, and at most 300 MB for the file.
_KIBIBYTES = 1_200_000
_SECONDS = 5
LIMITED = ("sh", "-c", f'ulimit -v {_KIBIBYTES}; ulimit -t {_SECONDS}; exec "$@"', "sh")


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_takes_little_time_and_memory(catalogue_copy, name):
    raw, rule = NASTY[name]
    (catalogue_copy / MODULE).write_bytes(raw)
    done = catalogue_command("check", f"catalogue/{MODULE}", cwd=catalogue_copy.parent, prefix=LIMITED)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"[{rule}]" in done.stdout


def test_a_huge_file_is_not_read_whole(catalogue_copy):
    with (catalogue_copy / MODULE).open("r+b") as file:
        file.truncate(3 * 2**30)
    for command in (["check"], ["check", "--fix"], ["fmt", "--check"]):
        done = catalogue_command(*command, cwd=catalogue_copy.parent, prefix=LIMITED)
        assert (done.returncode, done.stderr) == (1, "")
        assert "[yaml-taille]" in done.stdout


WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, arguments: event == "open" and opened.append(str(arguments[0])))
from build_tools.cli import main
main(sys.argv[1:])
print("\\n".join(opened), file=sys.stderr)
"""


@pytest.mark.parametrize("command", [["check"], ["check", "--fix"], ["fmt", "--check"]])
def test_nothing_outside_the_catalogue_is_read(catalogue_copy, tmp_path, command):
    vault = tmp_path / "coffre"
    (vault / "vocabulaires").mkdir(parents=True)
    for name in ("fiche.yml", "vocabulaires/themes.yml"):
        (vault / name).write_text("mot de passe\n")
    (catalogue_copy / MODULE).unlink()
    (catalogue_copy / MODULE).symlink_to(vault / "fiche.yml")
    (catalogue_copy / "modules" / "bretagne").symlink_to(vault)
    (catalogue_copy / "vocabulaires" / "themes.yml").unlink()
    (catalogue_copy / "vocabulaires" / "themes.yml").symlink_to(vault / "vocabulaires" / "themes.yml")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *command, "--catalogue", catalogue_copy],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "vocabulaires/regions.yml" in done.stderr  # the watch works
    assert "fiche.yml" not in done.stderr
    assert "coffre" not in done.stderr
    assert "modules/bretagne" not in done.stderr
    assert "mot de passe" not in done.stdout


def test_thousands_of_unknown_keys_are_refused_at_once(catalogue_copy):
    path = catalogue_copy / MODULE
    path.write_text(path.read_text() + "".join(f"k{i}: 1\n" for i in range(19_000)))
    done = catalogue_command("check", cwd=catalogue_copy.parent, prefix=LIMITED)
    assert (done.returncode, done.stderr) == (1, "")
    assert "19000 clés n’existent pas ici" in done.stdout
    assert len(done.stdout) < 50_000


def test_thousands_of_nested_folders_are_refused_at_once(catalogue_copy):
    here = os.open(catalogue_copy / "modules", os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("a", dir_fd=here)
        below = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    done = catalogue_command("check", cwd=catalogue_copy.parent, prefix=LIMITED)
    assert (done.returncode, done.stderr) == (1, "")
    assert "[fichier-place]" in done.stdout
    assert catalogue_command("fmt", "--check", cwd=catalogue_copy.parent, prefix=LIMITED).stderr == ""
    subprocess.run(["rm", "-rf", catalogue_copy / "modules" / "a"], check=True)  # too deep for Python's own removal
