"""The command as a user runs it, in a process forked from the tests' own: what it imports is there already.

Starting Python anew takes four times as long as most of these commands. What a new process alone shows (closed
streams, signals, a terminal) is tested with a new one.
"""

from __future__ import annotations

import datetime
import importlib
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO

import build_tools
from build_tools.cli import leave
from build_tools.clock import VARIABLE

# The day of the tests: what is recent or to come does not depend on when they run.
TODAY = datetime.date(2026, 11, 21)
# What a command says of an error that nothing foresaw: never what a test waits for.
FELL = "une erreur du programme, et non de vos fiches"
_SECONDS = 60
_PROJECT = Path(__file__).resolve().parent.parent


def catalogue_command(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, prefix: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run `catalogue` in `cwd`, with `env` beside the tests' own; `prefix` is a command that runs it."""
    said = [*map(str, arguments)]
    environment = _plain_environment() | _day(said, cwd) | (env or {})
    if not prefix and hasattr(os, "fork"):
        done = _forked(said, cwd, environment)
    else:
        done = subprocess.run(
            [*prefix, sys.executable, "-m", "build_tools", *said],
            cwd=cwd,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
        )
    assert FELL not in done.stderr, done.stderr
    return done


def _day(arguments: list[str], cwd: Path) -> dict[str, str]:
    """The clock of the tests' day, for whatever is no work on the real catalogue, which has the day that it is."""
    if cwd == _PROJECT or any(Path(argument) == _PROJECT / "catalogue" for argument in arguments):
        return {}
    return clock_at(TODAY)


def clock_at(day: datetime.date) -> dict[str, str]:
    """What tells the project's commands that it is noon of that day."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return {VARIABLE: str(int(noon.timestamp()))}


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COLUMNS"))}


@cache
def _import_all() -> None:
    """Once for all commands of this process."""
    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _forked(arguments: list[str], cwd: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    _import_all()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        child = os.fork()
        if not child:
            _run(arguments, cwd, environment, out, err)
        code = _wait(child, arguments)
        return subprocess.CompletedProcess(arguments, code, _read(out), _read(err))


def _run(arguments: list[str], cwd: Path, environment: dict[str, str], out: IO[bytes], err: IO[bytes]) -> None:
    """What the child does; it never comes back."""
    try:
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(environment)
        os.setpgrp()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, stream in ((0, os.open(os.devnull, os.O_RDONLY)), (1, out.fileno()), (2, err.fileno())):
            os.dup2(stream, number)
        sys.stdin = open(0, closefd=False, encoding="utf-8")  # noqa: SIM115
        sys.stdout = open(1, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
        sys.stderr = open(2, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
        sys.argv = ["catalogue", *arguments]
        leave()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(1)


def _wait(child: int, arguments: list[str]) -> int:
    until = time.monotonic() + _SECONDS
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise subprocess.TimeoutExpired(arguments, _SECONDS)
        time.sleep(0.005)


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8")
