"""`catalogue serve` follows the changes, and keeps the last good site when a record is broken."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.site_tools import copy_project, environment, record_file, run

pytestmark = pytest.mark.slow


RECORD = "nor-teillage-du-lin"
ADDRESS = f"modules/{RECORD}/"
TITLE = "Compétences liées au teillage (filière lin)"
SECONDS = 30


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A project that is being served."""

    project: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes]

    def page(self, address: str) -> str:
        """A page as the browser gets it, or nothing while there is none."""
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}") as answer:
            return str(answer.read().decode("utf-8"))
        return ""

    def said(self) -> str:
        """All that the command has printed."""
        return self.log.read_text(encoding="utf-8")

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for a change to show."""
        end = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < end, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.1)

    def edit(self, old: str, new: str) -> None:
        """Change the text of the record."""
        file = record_file(self.project, RECORD)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A copy of the project, served; ended as by Ctrl+C, after which nothing is left of it."""
    project = copy_project(tmp_path_factory.mktemp("serve") / "projet")
    port, log = _free_port(), project.parent / "journal.txt"
    temporary = project.parent / "temporaire"
    temporary.mkdir()
    with log.open("wb") as output:
        command = [sys.executable, "-m", "build_tools", "serve", "--port", str(port)]
        process = subprocess.Popen(
            command, cwd=project, env=environment({"TMPDIR": str(temporary)}), stdout=output, stderr=output
        )
        server = Served(project, port, log, process)
        try:
            server.wait_until(lambda: f"http://127.0.0.1:{port}/" in server.said())
            server.wait_until(lambda: TITLE in server.page(ADDRESS))
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        assert process.returncode == 0, server.said()
        assert "Traceback" not in server.said()
        assert list(temporary.iterdir()) == []


def test_the_page_follows_a_change_of_the_record(served: Served) -> None:
    served.edit(TITLE, "Teillage renommé")
    served.wait_until(lambda: "Teillage renommé" in served.page(ADDRESS))
    served.wait_until(lambda: "Teillage renommé" in served.page("modules/"))
    served.edit("Teillage renommé", TITLE)
    served.wait_until(lambda: TITLE in served.page(ADDRESS))


def test_a_broken_record_is_shown_and_the_last_good_site_stays(served: Served) -> None:
    served.edit("region: normandie", "region: normandy")
    served.wait_until(lambda: f"{RECORD}.yml:6:" in served.said())
    assert TITLE in served.page(ADDRESS)
    served.edit("region: normandy", "region: normandie")
    served.edit(TITLE, "Teillage réparé")
    served.wait_until(lambda: "Teillage réparé" in served.page(ADDRESS))
    served.edit("Teillage réparé", TITLE)


def test_the_site_follows_a_change_of_a_hand_written_page(served: Served) -> None:
    page = served.project / "docs" / "methode.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nUne phrase neuve.\n", encoding="utf-8")
    served.wait_until(lambda: "Une phrase neuve." in served.page("methode/"))


@pytest.mark.long
def test_hundreds_of_quick_edits_leave_a_short_log_and_the_last_text(served: Served) -> None:
    """Good and broken by turns, with faults by the hundred: a terminal's log once grew to 61 MB in minutes."""
    regions = served.project / "catalogue" / "vocabulaires" / "regions.yml"
    good = regions.read_text(encoding="utf-8")
    before = served.log.stat().st_size
    for i in range(400):
        regions.write_text(good.replace("id: normandie", f"id: normandie-{i}") if i % 2 else good, encoding="utf-8")
        time.sleep(0.02 if i % 40 else 1)  # now and then long enough to be looked at
    regions.write_text(good, encoding="utf-8")
    served.edit(TITLE, "Teillage de la fin")
    served.wait_until(lambda: "Teillage de la fin" in served.page(ADDRESS))
    served.edit("Teillage de la fin", TITLE)
    served.wait_until(lambda: TITLE in served.page(ADDRESS))
    assert served.log.stat().st_size - before < 500_000
    assert "Traceback" not in served.said()


@pytest.mark.long
def test_a_page_in_another_encoding_and_a_folder_that_vanishes_do_not_end_it(served: Served) -> None:
    page = served.project / "docs" / "methode.md"
    good = page.read_bytes()
    page.write_bytes("# Méthode\n".encode("latin-1"))
    served.wait_until(lambda: "methode.md" in served.said())
    page.write_bytes(good)
    folder, aside = served.project / "catalogue" / "modules", served.project.parent / "modules"
    folder.rename(aside)
    time.sleep(2)
    aside.rename(folder)
    catalogue, aside = served.project / "catalogue", served.project.parent / "catalogue"
    catalogue.rename(aside)
    time.sleep(2)
    aside.rename(catalogue)
    time.sleep(2)
    served.edit(TITLE, "Teillage revenu")
    served.wait_until(lambda: "Teillage revenu" in served.page(ADDRESS))
    served.edit("Teillage revenu", TITLE)
    served.wait_until(lambda: TITLE in served.page(ADDRESS))
    assert "Traceback" not in served.said()


def test_nothing_is_written_into_the_project(served: Served) -> None:
    assert {path.name for path in served.project.iterdir()} == {"mkdocs.yml", "docs", "catalogue", "build_tools"}


def test_a_port_in_use_is_said_in_french(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("build_tools", "serve", "--port", str(port), cwd=project)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"catalogue\u00a0: le port {port} n’est pas libre."


def test_outside_a_project_it_says_where_to_run_it(project: Path, tmp_path: Path) -> None:
    done = run("build_tools", "serve", "--catalogue", str(project / "catalogue"), cwd=tmp_path)
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stderr
    assert "port" not in done.stderr
