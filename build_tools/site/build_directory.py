"""Where a site is built before it is shown: a folder beside the output, for one build at a time.

A build may be killed at any moment. So a lock that the system frees says whether a build is alive, every build has a
new empty folder, and the next one removes what is left.

Nothing is ever removed but what builds made: the folder is a real one, held open, that carries our marker; a link or a
folder of somebody else's under that name is refused.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from build_tools.errors import ProblemsError
from build_tools.spare_memory import give_back
from build_tools.text.typography import french

_OLD = "old"
_LOCK = "lock"
_MARKER = "construction-du-catalogue"
# The marker of a site that we built, and may replace.
SITE_MARKER = "site-du-catalogue.txt"
_SITE_TEXT = "Ce dossier est fait par « catalogue build », qui le remplace en entier : n'y rangez rien.\n"
_OURS = frozenset({_LOCK, _MARKER})
_HELD = os.open in os.supports_dir_fd  # not on Windows, where folders cannot be held open
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
# Of Linux: <fcntl.h> and <linux/fs.h>.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_PAUSES = (0, 0.05, 0.2, 0.5)  # seconds


class BuildDirectoryError(ProblemsError):
    """The folder where a site is built belongs to somebody else; the message is for the user."""


@dataclass(frozen=True)
class _Place:
    """The folder beside the output. `held` is its descriptor, so that no link can take its place meanwhile."""

    path: Path
    held: int | None

    def at(self, name: str) -> str:
        """What names a file of the folder, for a call that gets `held` as its `dir_fd`."""
        return name if self.held is not None else str(self.path / name)

    def names(self) -> set[str]:
        """What the folder holds."""
        return set(os.listdir(self.path if self.held is None else self.held))  # noqa: PTH208  # of a descriptor

    def is_ordinary(self, name: str) -> bool:
        """Whether an ordinary file, not a link, has this name."""
        return stat.S_ISREG(os.stat(self.at(name), dir_fd=self.held, follow_symlinks=False).st_mode)

    def open(self, name: str) -> int:
        """The descriptor of a file of the folder, made if it is not there; no link is followed."""
        return os.open(self.at(name), os.O_CREAT | os.O_RDWR | _NO_FOLLOW, dir_fd=self.held)

    def remove(self, name: str) -> None:
        """Remove a file, a link itself, or a folder with all that it holds."""
        mode = os.stat(self.at(name), dir_fd=self.held, follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            shutil.rmtree(self.at(name), ignore_errors=True, dir_fd=self.held)
        else:
            os.unlink(self.at(name), dir_fd=self.held)


def mark_site(site: Path) -> None:
    """Say in the folder itself that it is a site of ours."""
    (site / SITE_MARKER).write_text(french(_SITE_TEXT), encoding="utf-8")


@contextmanager
def build_directory(out: Path, waiting: Callable[[], None] | None = None) -> Iterator[Path]:
    """A new empty folder on the disk of `out`, an absolute path, for one build of that site at a time.

    Before it waits for the end of another build it calls `waiting`. What Python's libraries set aside meanwhile goes
    there too. Raises OSError, BuildDirectoryError.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with _exclusive(out.parent / f".site-{out.name}", waiting) as place:
        _recover(place, out)
        usual, work = tempfile.tempdir, tempfile.mkdtemp(dir=place.path)
        try:
            tempfile.tempdir = tempfile.mkdtemp(dir=work)
            yield Path(work)
        except MemoryError:
            give_back()
            raise
        finally:
            tempfile.tempdir = usual
            _clear(place)


def put_in_place(fresh: Path, out: Path) -> None:
    """Let the folder `fresh` of a build directory take the place of `out`: nobody sees half a site. Raises OSError."""
    fresh.chmod(0o755)
    if _exchange(fresh, out):
        return
    aside = fresh.parent / _OLD
    try:
        if out.exists():
            out.replace(aside)
        fresh.replace(out)
    except BaseException:
        if aside.exists() and not out.exists():
            aside.replace(out)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one moment; False where there are not two, or the system or the disk cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _recover(place: _Place, out: Path) -> None:
    """Give back the site of a build that was killed between two renamings, then remove what builds have left."""
    for old in place.path.glob(f"*/{_OLD}"):
        if not (os.path.lexists(out) or old.is_symlink() or old.parent.is_symlink()):
            old.replace(out)
    _clear(place)


def _clear(place: _Place) -> None:
    """Remove all but the lock and the marker. What cannot be removed harms nobody: no build reads another's folder.

    A command that ran when a build was stopped may write there for an instant more.
    """
    for pause in _PAUSES:
        time.sleep(pause)
        for left in place.names() - _OURS:
            with suppress(OSError):
                place.remove(left)
        if place.names() <= _OURS:
            return


@contextmanager
def _exclusive(path: Path, waiting: Callable[[], None] | None) -> Iterator[_Place]:
    """Hold the lock of a folder, which is made, and removed in the end if it is empty."""
    place, lock = _locked(path, waiting)
    try:
        yield place
    finally:
        with suppress(OSError):
            if place.names() <= _OURS:  # what could not be removed keeps its marker, or the next build would refuse it
                place.remove(_MARKER)  # before the lock: whoever has a new lock has written a new marker
                place.remove(_LOCK)
                path.rmdir()
        os.close(lock)
        _close(place)


def _locked(path: Path, waiting: Callable[[], None] | None) -> tuple[_Place, int]:
    """The folder and the descriptor of its lock, once nobody else holds it.

    Workers inherit the descriptor, so the lock outlives a killed build's. Raises BuildDirectoryError.
    """
    while True:
        place = _opened(path)
        try:
            lock = place.open(_LOCK)
        except FileNotFoundError:  # another build has just ended, and removed the folder
            _close(place)
            continue
        _wait_for(lock, waiting)
        with suppress(FileNotFoundError):  # or its lock, for which we have waited
            if os.path.samestat(os.fstat(lock), os.stat(place.at(_LOCK), dir_fd=place.held)):
                os.close(place.open(_MARKER))
                return place, lock
        os.close(lock)
        _close(place)


def _opened(path: Path) -> _Place:
    """The folder, made if it is not there. Raises BuildDirectoryError if it is a link or not one of ours."""
    while True:
        if os.path.lexists(path) and (path.is_symlink() or not path.is_dir()):
            raise _not_ours(path)
        path.mkdir(exist_ok=True)
        try:
            place = _Place(path, os.open(path, os.O_DIRECTORY | _NO_FOLLOW) if _HELD else None)
            names = place.names()
            ours = all(place.is_ordinary(name) for name in names & _OURS)
        except FileNotFoundError:  # another build has just ended
            continue
        if ours and (_MARKER in names or names <= {_LOCK}):
            return place
        _close(place)
        raise _not_ours(path)


def _close(place: _Place) -> None:
    if place.held is not None:
        os.close(place.held)


def _not_ours(path: Path) -> BuildDirectoryError:
    return BuildDirectoryError(
        f"« {path} » sert à construire le site, mais ce n'est pas un dossier que « catalogue build » a fait. "
        "Déplacez-le ou retirez-le, puis relancez la commande."
    )


def _wait_for(lock: int, waiting: Callable[[], None] | None) -> None:
    try:
        import fcntl
    except ImportError:  # not on Windows, where nothing keeps two builds apart
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if waiting:
            waiting()
        fcntl.flock(lock, fcntl.LOCK_EX)
