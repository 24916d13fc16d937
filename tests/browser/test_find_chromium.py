"""The browser is found where it may be, and its absence is never silent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import find_chromium as finder
from tests.browser.find_chromium import find_chromium

pytestmark = pytest.mark.slow


SCRIPT = Path(finder.__file__)


def _executable(path: Path, script: str = "") -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def _run(path: Path, home: Path) -> subprocess.CompletedProcess[str]:
    # A virtual environment without Playwright, an apt-get of our own: nothing is installed for real.
    environment = {"PATH": str(path), "HOME": str(home), "PLAYWRIGHT_BROWSERS_PATH": str(home / "navigateurs")}
    return subprocess.run(
        [sys.executable, "-S", str(SCRIPT)], env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_on_the_path_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    browser = _executable(tmp_path / "bin" / name)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find_chromium() == browser


def test_the_newest_browser_that_playwright_downloaded_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert find_chromium() is None
    _executable(tmp_path / "chromium-999" / "chrome-linux" / "chrome")
    newest = _executable(tmp_path / "chromium-1200" / "chrome-linux64" / "chrome")
    (tmp_path / "chromium-1300" / "chrome-linux").mkdir(parents=True)
    assert find_chromium() == newest


def test_the_script_says_what_it_uses(tmp_path: Path) -> None:
    browser = _executable(tmp_path / "bin" / "chromium")
    done = _run(tmp_path / "bin", tmp_path)
    assert (done.returncode, done.stdout) == (0, f"Browser tests use {browser}.\n")


def test_without_any_browser_the_script_fails_and_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    done = _run(tmp_path / "bin", tmp_path)
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr
    assert f"{sys.executable} -m playwright install chromium" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may install packages")
def test_root_installs_the_package_of_the_system(tmp_path: Path) -> None:
    calls, new = tmp_path / "appels", tmp_path / "bin" / "chromium"
    _executable(
        tmp_path / "bin" / "apt-get",
        f'echo "$@" >> {calls}; if [ "$1" = install ]; then : > {new}; /bin/chmod 755 {new}; fi',
    )
    done = _run(tmp_path / "bin", tmp_path)
    assert done.returncode == 0, done.stderr
    assert calls.read_text(encoding="utf-8").splitlines() == ["update", "install -y chromium"]
    assert done.stdout.endswith(f"Browser tests use {new}.\n")
