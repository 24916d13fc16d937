"""Running the real command, and comparing what it wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.command import FELL

PROJECT = Path(__file__).resolve().parents[2]
_NO_ADDRESS = {"SITE_URL": "", "REPO_URL": ""}


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The caller's environment, without the addresses that change what is built."""
    return {**os.environ, **_NO_ADDRESS, **extra}


def run(*command: str, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m …` in a project; `extra` are environment variables."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env=environment(extra), capture_output=True, text=True, timeout=120
    )
    assert FELL not in done.stderr, done.stderr
    return done


def build(project: Path, out: Path, *options: str, **extra: str) -> Path:
    """Build the site of a project into `out`, which is returned."""
    done = run("build_tools", "build", "--out", str(out), *options, cwd=project, **extra)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def copy_project(target: Path) -> Path:
    """What a build reads, copied; the code itself is the installed one."""
    target.mkdir()
    shutil.copy(PROJECT / "mkdocs.yml", target)
    for name in ("docs", "catalogue"):
        shutil.copytree(PROJECT / name, target / name)
    (target / "build_tools").symlink_to(PROJECT / "build_tools")
    return target


def tree(folder: Path) -> dict[str, bytes]:
    """Path → content of every file."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def addresses(folder: Path) -> set[str]:
    """The path of every page."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}


def record_file(project: Path, record: str) -> Path:
    """The file of a record, in whichever region it is."""
    return next((project / "catalogue").rglob(f"{record}.yml"))


def differing(left: Path, right: Path) -> list[str]:
    """Paths that are not byte for byte the same in both folders."""
    a, b = tree(left), tree(right)
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))
