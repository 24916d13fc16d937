"""Builds that are killed, stopped, short of room, refused or side by side leave the old site or the new one, whole.

There is no cache between builds; these tests also prove that nothing a dead build left is picked up.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.make_records import make_catalogue
from build_tools.site.build_directory import SITE_MARKER, build_directory
from tests.conftest import jargon_in
from tests.site.site_tools import PROJECT, build, differing, environment, tree

pytestmark = [
    pytest.mark.long,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="signaux, montages et échange de dossiers de Linux"),
]

OLD = {"404.html": b"le dernier bon site", SITE_MARKER: b""}
PYTHON = (sys.executable, "-m", "build_tools")
SECONDS = 60


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where an old site stands, small enough to compare."""
    return old_site(tmp_path / "publie" / "site")


def old_site(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, content in OLD.items():
        (folder / name).write_bytes(content)
    return folder


@contextlib.contextmanager
def start(
    *arguments: str | Path, prefix: tuple[str, ...] = (), code: tuple[str, ...] = PYTHON
) -> Iterator[subprocess.Popen[str]]:
    """A running command at the project's root, in a session of its own, by which its workers are found."""
    with subprocess.Popen(
        [*prefix, *code, *map(str, arguments)],
        cwd=PROJECT,
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as command:
        try:
            yield command
        finally:
            command.kill()  # it has ended, unless the test failed


def said(command: subprocess.Popen[str]) -> str:
    """What it wrote to people once it has ended: French, and no traceback."""
    _, errors = command.communicate(timeout=SECONDS)
    assert jargon_in(errors) == []
    return errors


def session(command: subprocess.Popen[str]) -> dict[int, int]:
    """The processes of a command that are alive, itself and its workers, with their groups."""
    groups = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, group, of_session = stat.read_text().rpartition(")")[2].split()[:4]
            if int(of_session) == command.pid and state != "Z":
                groups[int(stat.parent.name)] = int(group)
    return groups


def wait_until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def killed(process: int) -> bool:
    """Kill a process as soon as it is seen: a search index takes few hundredths of a second. False if it has ended."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
        return True
    return False


def workers(command: subprocess.Popen[str]) -> list[int]:
    """The workers that are alive: each leads a group of its own."""
    assert command.poll() is None, "terminé trop tôt"
    return sorted(process for process, group in session(command).items() if process == group != command.pid)


def workers_commands(command: subprocess.Popen[str]) -> list[int]:
    """What workers have started, such as Pagefind."""
    return [process for process, group in session(command).items() if process != group != command.pid]


def pagefinds(command: subprocess.Popen[str]) -> list[int]:
    """Its processes of Pagefind, whoever has started them."""
    return [number for number in session(command) if b"pagefind" in read_program(number)]


def read_program(process: int) -> bytes:
    """The name of the program that a process runs, nothing if it has ended.

    Not its arguments: the folder that they name may be called « pagefind » too, after the test.
    """
    with contextlib.suppress(OSError):
        program, _, _ = Path(f"/proc/{process}/cmdline").read_bytes().partition(b"\0")
        return program.rpartition(b"/")[2]
    return b""


def what_lies_beside(out: Path) -> list[str]:
    """What lies in the folder of a site: the site alone, when builds have cleared their place."""
    return sorted(path.name for path in out.parent.iterdir())


# Killed --------------------------------------------------------------------------------------------------------------


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_is_right(out: Path, site: Path) -> None:
    for moment in (random.Random(8).uniform(0.1, 6) for _ in range(5)):
        with start("build", "--out", out) as command:
            with contextlib.suppress(subprocess.TimeoutExpired):
                command.wait(moment)
            command.kill()
        assert tree(out) == OLD or differing(out, site) == []
        wait_until(lambda: not session(command))
    build(PROJECT, out)
    assert differing(out, site) == []
    assert what_lies_beside(out) == ["site"]


def test_nothing_that_a_dead_build_left_is_picked_up_even_through_a_link(tmp_path: Path, out: Path, site: Path) -> None:
    link = tmp_path / "lien"
    link.symlink_to(out, target_is_directory=True)
    for name in (
        "site/modules/perdu/index.html",
        "site/pagefind/pagefind.js",
        "tmp/documents/index.html",
        "index.html",
    ):
        left = out.parent / ".site-site" / "mort" / name
        left.parent.mkdir(parents=True, exist_ok=True)
        (out.parent / ".site-site" / "construction-du-catalogue").touch()
        left.write_text("d'une construction morte")
    build(PROJECT, link)
    assert link.is_symlink()
    assert differing(out, site) == []
    assert what_lies_beside(out) == ["site"]


def test_the_folder_of_another_site_s_build_is_not_touched(out: Path) -> None:
    with build_directory(out) as work, build_directory(out.with_name("autre")):
        assert work.is_dir()
    assert what_lies_beside(out) == ["site"]


def test_what_could_not_be_removed_does_not_stop_the_next_build(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, build_directory(out):
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
    assert what_lies_beside(out) == [".site-site", "site"]
    with build_directory(out):
        pass
    assert what_lies_beside(out) == ["site"]


EXCHANGES = """
import sys
from itertools import count
from pathlib import Path
from build_tools.site.build_directory import put_in_place, build_directory
out = Path(sys.argv[1])
for number in count():
    with build_directory(out) as work:
        fresh = work / "site"
        fresh.mkdir()
        for name in ("404.html", "index.html"):
            (fresh / name).write_text(str(number))
        put_in_place(fresh, out)
"""


def numbers_of_files(out: Path) -> set[bytes]:
    """What the files of the site hold, read from one folder even if another takes its place meanwhile."""
    folder = os.open(out, os.O_RDONLY)
    try:
        files = [os.open(name, os.O_RDONLY, dir_fd=folder) for name in ("404.html", "index.html")]
    finally:
        os.close(folder)
    found = {os.read(file, 100) for file in files}
    for file in files:
        os.close(file)
    return found


def test_killed_while_folders_are_exchanged_a_whole_site_stands(tmp_path: Path) -> None:
    out = tmp_path / "site"
    chance = random.Random(8)
    for _ in range(12):
        with start(out, code=(sys.executable, "-c", EXCHANGES)) as command:
            wait_until(out.exists)
            time.sleep(chance.uniform(0.1, 0.4))
            command.kill()
        assert len(numbers_of_files(out)) == 1
    with build_directory(out):
        pass
    assert what_lies_beside(out) == ["site"]


def test_at_no_moment_is_there_no_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    seen: set[bytes] = set()
    with start(out, code=(sys.executable, "-c", EXCHANGES)) as command:
        wait_until(lambda: (out / "index.html").exists())
        while len(seen) < 200:
            seen.add((out / "index.html").read_bytes())
        command.kill()


def test_where_folders_cannot_be_exchanged_a_site_put_aside_comes_back(out: Path) -> None:
    aside = out.parent / ".site-site" / "mort" / "old"
    aside.parent.mkdir(parents=True)
    (out.parent / ".site-site" / "construction-du-catalogue").touch()
    out.replace(aside)  # killed here, between two renamings
    with build_directory(out):
        assert tree(out) == OLD
    assert what_lies_beside(out) == ["site"]


def test_workers_and_pagefind_end_with_a_killed_build(out: Path) -> None:
    with start("build", "--out", out) as command:
        wait_until(lambda: workers_commands(command))
        command.kill()
    wait_until(lambda: not session(command))
    assert tree(out) == OLD


# Stopped -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["habillage", "pages"])
def test_a_stopped_build_says_so_and_leaves_nothing(out: Path, stop: signal.Signals, moment: str) -> None:
    with start("build", "--out", out) as command:
        if moment == "pages":
            wait_until(lambda: workers(command))
        else:
            wait_until(lambda: next(out.parent.glob(".site-site/*/site"), None))
        command.send_signal(stop)
        assert said(command).strip() == "catalogue\u00a0: interrompu."
    assert command.returncode == 128 + stop
    assert session(command) == {}
    assert tree(out) == OLD
    assert what_lies_beside(out) == ["site"]


WRITING = """
import os, sys, time
end = time.monotonic() + 0.2
while time.monotonic() < end:
    try:
        os.mkdir(f"{sys.argv[1]}/{time.monotonic_ns()}")
    except FileNotFoundError:
        break
"""


def test_what_a_command_writes_for_an_instant_more_goes_too(out: Path) -> None:
    with build_directory(out) as work:
        index = work / "pagefind"
        index.mkdir()
        command = subprocess.Popen([sys.executable, "-c", WRITING, str(index)])
        wait_until(lambda: next(index.iterdir(), None))
    command.wait()
    assert what_lies_beside(out) == ["site"]


# Side by side --------------------------------------------------------------------------------------------------------


def test_builds_of_one_site_take_turns_and_those_of_others_do_not_wait(out: Path, site: Path) -> None:
    other = out.parent / "plus" / "loin"
    with start("build", "--out", out) as first:
        wait_until(lambda: next(out.parent.glob(".site-site/*"), None))
        with start("build", "--out", out) as second, start("build", "--out", other) as third:
            assert [said(command) for command in (first, third)] == ["", ""]
            assert "une autre construction de ce site est en cours" in said(second)
    assert [first.returncode, second.returncode, third.returncode] == [0, 0, 0]
    assert differing(out, site) == differing(other, site) == []
    assert what_lies_beside(out) == ["plus", "site"]
    assert what_lies_beside(other) == ["loin"]


def test_a_build_that_waits_can_be_stopped(out: Path) -> None:
    with build_directory(out), start("build", "--out", out) as command:
        assert "en cours" in command.stderr.readline()
        command.send_signal(signal.SIGTERM)
        assert said(command).strip() == "catalogue\u00a0: interrompu."
    assert what_lies_beside(out) == ["site"]


# No room, no right ---------------------------------------------------------------------------------------------------


def assert_refused(command: subprocess.Popen[str], reason: str, out: Path) -> None:
    assert reason in said(command)
    assert command.returncode == 1
    assert tree(out) == OLD
    assert what_lies_beside(out) == ["site"]


def may_mount() -> bool:
    return bool(shutil.which("unshare")) and not subprocess.run([*MOUNTS, "true"], capture_output=True).returncode


MOUNTS = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "--map-root-user")
needs_mount = pytest.mark.skipif(not may_mount(), reason="ce système ne permet pas de monter un petit disque")


@pytest.fixture
def small_disk(tmp_path: Path) -> Callable[[str], tuple[str, ...]]:
    """Gives what runs a command with a disk of some size at `tmp_path`/disque, which then tells what is on it."""
    disk = tmp_path / "disque"
    disk.mkdir()

    def prefix(size: str) -> tuple[str, ...]:
        script = f"""
            mount -t tmpfs -o size={size} none "{disk}" && mkdir "{disk}/site"
            echo ancien | tee "{disk}/site/404.html" > "{disk}/site/{SITE_MARKER}"
            "$@"; code=$?
            find "{disk}" -mindepth 1
            exit $code
        """
        return (*MOUNTS, "sh", "-c", script, "sh")

    return prefix


# The whole site takes 30 MB: the disk is full while MkDocs writes, while workers and Pagefind do, near the end.
@needs_mount
@pytest.mark.parametrize("size", ["2m", "9m", "24m"])
def test_a_full_disk_is_said_and_the_old_site_stays(
    small_disk: Callable[[str], tuple[str, ...]], tmp_path: Path, size: str
) -> None:
    out = tmp_path / "disque" / "site"
    with start("build", "--out", out, prefix=small_disk(size)) as command:
        found, errors = command.communicate(timeout=SECONDS)
    assert "lecture ou écriture impossible\u00a0: le disque est plein" in errors
    assert jargon_in(errors) == []
    assert command.returncode == 1
    left = sorted(line for line in found.splitlines() if line.startswith("/"))
    assert left == [str(out), f"{out}/404.html", f"{out}/{SITE_MARKER}"]


INDEX = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from build_tools.site.pagefind import SearchError
from build_tools.site.search import index_part, write_document
from build_tools.site.search_document import Document
out = Path(sys.argv[1])
try:
    with TemporaryDirectory() as folder:
        for n in range(9):
            write_document(Path(folder), Document(f"{n}/", "page", f"Titre {n}", [(1, "mot")]))
        index_part(Path(folder), out)
except SearchError as error:
    print(error)
"""


@needs_mount
def test_an_index_for_which_there_is_no_room_is_refused(
    small_disk: Callable[[str], tuple[str, ...]], tmp_path: Path
) -> None:
    out = tmp_path / "disque" / "pagefind"
    with start(out, prefix=small_disk("200k"), code=(sys.executable, "-c", INDEX)) as command:
        found, _ = command.communicate(timeout=SECONDS)
    assert "Pagefind n'a pas pu écrire l'index de recherche : le disque est plein." in found


def test_a_file_larger_than_the_system_lets_us_write_is_said(out: Path) -> None:
    limit = ("sh", "-c", 'ulimit -f 100; exec "$@"', "sh")
    with start("build", "--out", out, prefix=limit) as command:
        assert_refused(command, "un fichier dépasse la taille permise", out)


# Root writes everywhere, so the right to do so is taken from it.
WITHOUT_RIGHTS = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
needs_setpriv = pytest.mark.skipif(
    bool(WITHOUT_RIGHTS) and not shutil.which("setpriv"), reason="root écrit partout, et la commande setpriv manque ici"
)


@needs_setpriv
@pytest.mark.parametrize("protected", ["site", "."])
def test_a_place_that_may_not_be_written_is_said(out: Path, protected: str) -> None:
    folder = out.parent / protected
    folder.chmod(0o555)
    with start("build", "--out", out, prefix=WITHOUT_RIGHTS) as command:
        said_of = (out.parent / protected).resolve()
        try:
            assert_refused(command, "lecture ou écriture impossible\u00a0: accès refusé", out)
        finally:
            said_of.chmod(0o755)


@needs_mount
def test_a_mounted_disk_is_refused_before_anything_is_built(
    small_disk: Callable[[str], tuple[str, ...]], tmp_path: Path
) -> None:
    with start("build", "--out", tmp_path / "disque", prefix=small_disk("1m")) as command:
        assert "est un point de montage" in said(command)
    assert command.returncode == 1


# Workers that the system kills ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Large enough for workers to share the check."""
    catalogue = tmp_path_factory.mktemp("grand") / "catalogue"
    make_catalogue(2500, catalogue)
    return catalogue


@pytest.mark.parametrize("arguments", [("check",), ("export", "--out", "donnees"), ("build", "--out", "site")])
def test_a_killed_worker_is_said(large_catalogue: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    *others, last = arguments
    folder = [tmp_path / last] if others else [last]
    with start(*others, *folder, "--catalogue", large_catalogue) as command:
        wait_until(lambda: any(map(killed, workers(command))))
        assert "arrêté par le système, sans doute faute de mémoire" in said(command)
    assert command.returncode == 1
    assert session(command) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_killed_worker_of_the_pages_is_said_and_the_old_site_stays(out: Path) -> None:
    with start("build", "--out", out) as command:
        wait_until(lambda: workers_commands(command))
        wait_until(lambda: any(map(killed, workers(command))))
        assert_refused(command, "arrêté par le système, sans doute faute de mémoire", out)
    assert session(command) == {}


def test_a_killed_pagefind_is_said_and_the_old_site_stays(out: Path) -> None:
    with start("build", "--out", out) as command:
        wait_until(lambda: any(map(killed, pagefinds(command))))
        assert_refused(command, "Pagefind n’a pas pu faire l’index de recherche\u00a0: arrêté par le système", out)
