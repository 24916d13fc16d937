"""From a saved record to its new title in the open page, in a real browser: the loop of whoever writes records."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as NeverShown

from benchmarks.make_records import with_title
from benchmarks.measuring import CommandError, environment
from benchmarks.results import Edits
from tests.browser.find_chromium import find_chromium

EDITS = 10
START_TIMEOUT = 300  # seconds until the first page is served
EDIT_TIMEOUT = 60  # seconds until an edit is taken as never shown
_PAUSE = 1000  # milliseconds between two edits: the page has loaded and listens again
_SHOWN = "title => document.querySelector('h1')?.textContent.replace(/\\s+/g, ' ').includes(title)"
_MADE = shutil.ignore_patterns(".venv*", "site", ".site-*", ".*_cache", ".hypothesis")


def edits_of_real(project: Path, folder: Path) -> Edits:
    """The loop in a copy of the whole project, its Git history included, in the new folder `folder`."""
    shutil.copytree(project, folder, ignore=_not_copied(project), symlinks=True)
    return _edits(folder, folder / "catalogue", real=True)


def _not_copied(project: Path) -> Callable[[str, list[str]], set[str]]:
    """What copytree leaves out: what was made beside the project's own files."""
    return lambda folder, names: _MADE(folder, names) if Path(folder) == project else set()


def edits_of_made(project: Path, catalogue: Path) -> Edits:
    """The loop on a made catalogue, whose first record gets other titles."""
    return _edits(project, catalogue, real=False)


def _edits(project: Path, catalogue: Path, *, real: bool) -> Edits:
    """Raises CommandError if the site is not served."""
    files = sorted((catalogue / "modules").rglob("*.yml"))
    start = time.perf_counter()
    with _served(project, catalogue, f"modules/{files[0].stem}/") as address, sync_playwright() as playwright:
        started = time.perf_counter() - start
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        seconds = tuple(_each_edit(page, files[0]))
        browser.close()
    return Edits(len(files), real, started, seconds)


def _each_edit(page: Page, file: Path) -> Iterator[float]:
    """Seconds of each edit; the first that is never shown is the last."""
    for number in range(1, EDITS + 1):
        page.wait_for_timeout(_PAUSE)
        title = f"Essai de modification {number:02}"
        text = with_title(file.read_text(encoding="utf-8"), title)
        start = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        try:
            page.wait_for_function(_SHOWN, arg=title, timeout=EDIT_TIMEOUT * 1000)
        except NeverShown:
            yield float("inf")
            return
        yield time.perf_counter() - start


@contextmanager
def _served(project: Path, catalogue: Path, path: str) -> Iterator[str]:
    """The address of a page of the site that `catalogue serve` shows, once it answers."""
    port = _free_port()
    command = (sys.executable, "-m", "build_tools", "serve", "--catalogue", catalogue, "--port", str(port))
    with tempfile.TemporaryDirectory(dir=catalogue.parent) as temporary, tempfile.TemporaryFile() as output:
        variables = environment() | {"TMPDIR": temporary}
        server = subprocess.Popen(
            command, cwd=project, env=variables, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}/{path}"
            if not _answers(address, server):
                output.seek(0)
                raise CommandError(f"catalogue serve does not show {path}: {output.read().decode(errors='replace')}")
            yield address
        finally:
            _stop(server)


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether the page is there before the server ends or the time is up."""
    end = time.monotonic() + START_TIMEOUT
    while server.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    """As Ctrl+C does, then without asking."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
