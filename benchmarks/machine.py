"""The machine that a benchmark ran on, in words that others can compare with theirs."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

_MEMORY_FOLDER = Path("/dev/shm")


def work_folder(room: int) -> Path:
    """The memory file system if there is one with `room` bytes free, else the folder of temporary files."""
    if _file_system(_MEMORY_FOLDER) == "tmpfs" and shutil.disk_usage(_MEMORY_FOLDER).free >= room:
        return _MEMORY_FOLDER
    return Path(tempfile.gettempdir())


def describe(folder: Path) -> Sequence[tuple[str, str]]:
    """(what, which), for a benchmark whose files are in `folder`."""
    system = _file_system(folder)
    processor = _first("/proc/cpuinfo", r"model name\s*:\s*(.+)")
    memory = int(_first("/proc/meminfo", r"MemTotal:\s*(\d+)")) * 1024
    return (
        ("Processor", f"{processor}, {len(os.sched_getaffinity(0))} cores"),
        ("Memory", f"{memory / 1e9:.1f} GB"),
        ("System", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("Load before", f"{os.getloadavg()[0]:.2f}"),
        ("Files on", f"{system}, in memory" if system == "tmpfs" else f"{system}, on disk"),
    )


def _first(file: str, pattern: str) -> str:
    found = re.search(pattern, Path(file).read_text(encoding="utf-8"))
    return found.group(1) if found else "0"


def _file_system(folder: Path) -> str:
    """The type of the file system that holds a folder."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    holding = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    # The deepest place; of two at the same one, the later hides the earlier.
    return max(enumerate(holding), key=lambda numbered: (len(numbered[1][0]), numbered[0]))[1][1]
