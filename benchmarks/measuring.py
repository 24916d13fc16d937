"""What a command costs: wall and processor seconds and peak memory of all its processes, size of what it writes."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import BinaryIO, Self

from build_tools.site import browser_reader

SAMPLES_PER_SECOND = 10
# Sampling must not slow what it looks at: it takes at most this share of one processor.
_SHARE = 0.03
_OUTPUT_MAX = 2000  # characters of a failed command's own words
# They change what ours writes (absolute addresses) or how Python starts.
_LEFT_OUT = ("SITE_URL", "REPO_URL", "PYTHON")


class CommandError(Exception):
    """A measured command returned another code than 0; the message holds its last words."""


@dataclass(frozen=True)
class Measure:
    """The cost of one run.

    `seconds` by the clock, `cpu_seconds` of the command and of every process that it waited for, `peak_memory` in
    bytes: the largest sum of the proportional set sizes of all its processes, sampled.
    """

    seconds: float
    cpu_seconds: float
    peak_memory: int

    def then(self, later: Measure) -> Measure:
        """The cost of both runs, one after the other."""
        return Measure(
            self.seconds + later.seconds,
            self.cpu_seconds + later.cpu_seconds,
            max(self.peak_memory, later.peak_memory),
        )


@dataclass(frozen=True)
class Output:
    """What a command wrote: bytes, number of files, median bytes of a record's page."""

    size: int
    files: int
    page: int


def measure(command: Sequence[str | Path], cwd: Path) -> Measure:
    """Run a command to its end. Raises CommandError, and OSError if it cannot start."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        # In a session of its own: all its processes can be found, even those of a dead parent.
        process = subprocess.Popen(
            command, cwd=cwd, env=environment(), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            with _PeakMemory(process.pid) as peak:
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - start
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise CommandError(f"{' '.join(map(str, command))[:300]}\nreturned {process.returncode}: {_end_of(output)}")
    return Measure(seconds, usage.ru_utime + usage.ru_stime, peak.bytes)


def environment() -> dict[str, str]:
    """The environment of every measured command."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}


def weigh(folder: Path) -> Output:
    """The output in `folder`; the page of a record is `modules/<id>/index.html` there, whatever made it.

    The reader of spreadsheets is a tool for those who drop one, the same at any size: it is no output.
    """
    reader = folder / browser_reader.FOLDER
    sizes = [path.stat().st_size for path in _files_below(folder) if not path.is_relative_to(reader)]
    pages = [path.stat().st_size for path in folder.glob("modules/*/index.html")]
    return Output(sum(sizes), len(sizes), round(median(pages)) if pages else 0)


def _files_below(folder: Path) -> Iterable[Path]:
    return (Path(place) / name for place, _, names in os.walk(folder) for name in names)


def _end_of(output: BinaryIO) -> str:
    output.seek(0)
    return output.read().decode(errors="replace").strip()[-_OUTPUT_MAX:]


class _PeakMemory:
    """Samples the memory of a session's processes in a thread for as long as the block lasts."""

    def __init__(self, session: int) -> None:
        self.bytes = 0
        self._session = session
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            start = time.perf_counter()
            self.bytes = max(self.bytes, _memory_of_session(self._session))
            pause = max(1 / SAMPLES_PER_SECOND, (time.perf_counter() - start) / _SHARE)


def _memory_of_session(session: int) -> int:
    """Bytes; memory that several processes share is counted once."""
    processes = (int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit())
    return sum(_memory(process) for process in processes if _is_in(process, session))


def _is_in(process: int, session: int) -> bool:
    try:
        return os.getsid(process) == session
    except OSError:  # it has ended, or is not ours
        return False


def _memory(process: int) -> int:
    """Bytes of a process's proportional set size; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
