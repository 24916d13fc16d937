"""Without enough memory or room on the disk a build says so in French, and the last site stays."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.site.build_directory import SITE_MARKER, mark_site
from tests.command import FELL
from tests.site.site_tools import environment, tree

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="limites de Linux")]

_OLD = b"le dernier bon site"
# What a programmer reads, and no user.
_TRACES = ("Traceback", "backtrace", "panicked", "Error:", FELL)


def _build(project: Path, limit: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build_tools", "build", *options]
    return subprocess.run(
        ["sh", "-c", f"{limit}; exec {shlex.join(command)}"],
        cwd=project,
        env=environment({"RUST_BACKTRACE": "1"}),  # as on the machines of those who write Rust
        capture_output=True,
        text=True,
        timeout=120,
    )


def _old_site(site: Path) -> None:
    site.mkdir()
    mark_site(site)
    (site / "404.html").write_bytes(_OLD)


def _assert_kept(site: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert not any(trace in done.stderr + done.stdout for trace in _TRACES), done.stderr
    assert done.returncode == 1, done.stderr
    assert "catalogue\u00a0: " in done.stderr
    assert tree(site).keys() == {"404.html", SITE_MARKER}
    assert (site / "404.html").read_bytes() == _OLD
    assert list(site.parent.glob(".site-*")) == []


@pytest.mark.parametrize("kibibytes", range(110_000, 360_000, 15_000))
def test_without_enough_memory(project: Path, kibibytes: int) -> None:
    _old_site(project / "site")
    done = _build(project, f"ulimit -v {kibibytes}")
    if done.returncode == 0:  # enough, on this machine
        return
    if done.returncode < 0:  # a library of the system fell first: what counts is that the last site stays
        assert (project / "site").is_dir()
        return
    before, french, told = done.stderr.rpartition("catalogue\u00a0: ")
    if "panicked" in before:  # a library in Rust spoke first, in its own words
        done.stderr = french + told
    _assert_kept(project / "site", done)


@pytest.mark.parametrize("blocks", [1, 20, 200, 700])
def test_with_files_that_may_not_grow(project: Path, blocks: int) -> None:
    _old_site(project / "site")
    _assert_kept(project / "site", _build(project, f"ulimit -f {blocks}"))


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    disk = tmp_path / "disque"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("il faut le droit de monter un disque")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_on_a_full_disk(project: Path, tiny_disk: Path) -> None:
    _old_site(tiny_disk / "site")
    done = _build(project, "true", "--out", str(tiny_disk / "site"))
    _assert_kept(tiny_disk / "site", done)
    assert "le disque est plein" in done.stderr
