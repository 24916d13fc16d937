"""Files that are made together, when one of them is first asked for: the exports, the search index."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from build_tools.parallel import begin_worker
from build_tools.site.build import BuildError, as_build_errors

_ERROR = "erreur.txt"
_NICE = 5


def file_below(folder: Path, path: str) -> Path | None:
    """The ordinary file at a path below a folder; None if there is none, or if the path or a link leads out of it."""
    try:
        real = (folder / path).resolve()
        inside = real.is_relative_to(folder.resolve())
        return real if inside and real.is_file() else None
    except (OSError, ValueError):  # too long a name, a null character
        return None


class Bundle:
    """Files that `make` writes below a folder; in a separate process, which pages do not wait for, if `apart`.

    That process inherits what it needs by forking, so it must be started while no other thread is at work in ours:
    one might hold a lock, which nobody would release over there.
    """

    def __init__(self, make: Callable[[Path], object], folder: Path, *, apart: bool) -> None:
        self.files = folder / "fichiers"
        self._make = make
        self._folder = folder
        self._apart = apart and hasattr(os, "fork")
        self._process: BaseProcess | None = None
        self._given_up = False

    @property
    def is_made(self) -> bool:
        """Whether the files are there."""
        return self.files.is_dir()

    def start(self) -> None:
        """Begin to make the files, if that has not been done. Raises BuildError."""
        if self.is_made or self._process:
            return
        if self._apart:
            self._process = get_context("fork").Process(target=self._make_apart, args=(os.getpid(),))
            self._process.start()
        else:
            self._make_here()

    def wait(self) -> bool:
        """Wait for the files; False if they were given up. Raises BuildError if they could not be made."""
        if self._process:
            self._process.join()
        if self.is_made or self._given_up:
            return self.is_made
        error = self._folder / _ERROR
        raise BuildError(
            error.read_text(encoding="utf-8") if error.is_file() else "ces fichiers n'ont pas pu être faits."
        )

    def stop(self) -> None:
        """Give up what is not made yet."""
        self._given_up = True
        if self._process and self._process.pid and self._process.is_alive():
            with suppress(ProcessLookupError):  # its group is not there yet
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.join()

    def _make_here(self) -> None:
        unfinished = self._folder / "en-cours"
        unfinished.mkdir(parents=True, exist_ok=True)
        with as_build_errors():
            self._make(unfinished)
        unfinished.replace(self.files)

    def _make_apart(self, parent: int) -> None:
        begin_worker(parent)
        os.nice(_NICE)
        self._folder.mkdir(parents=True, exist_ok=True)
        tempfile.tempdir = str(self._folder)  # removed with the rest, even if it is stopped
        try:
            self._make_here()
        except BuildError as error:
            (self._folder / _ERROR).write_text(str(error), encoding="utf-8")
