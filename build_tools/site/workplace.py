"""Where a site is built before it is shown: a folder beside the output, for one build at a time.

A build may be killed at any moment. So a lock that the system frees says whether a build is alive, every build has a
new empty folder, and the next one removes what is left.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OLD = "old"
_LOCK = "lock"
# Of Linux: <fcntl.h> and <linux/fs.h>.
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def workplace(out: Path, waiting: Callable[[], None] | None = None) -> Iterator[Path]:
    """A new empty folder on the disk of `out`, an absolute path, for one build of that site at a time.

    Before it waits for the end of another build it calls `waiting`. What Python's libraries set aside meanwhile goes
    there too. Raises OSError.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    place = out.parent / f".site-{out.name}"
    with _alone(place, waiting):
        _recover(place, out)
        usual, work = tempfile.tempdir, tempfile.mkdtemp(dir=place)
        try:
            tempfile.tempdir = tempfile.mkdtemp(dir=work)
            yield Path(work)
        finally:
            tempfile.tempdir = usual
            _clear(place)


def put_in_place(fresh: Path, out: Path) -> None:
    """Let the folder `fresh` of a workplace take the place of `out`: nobody sees half a site. Raises OSError."""
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


def _recover(place: Path, out: Path) -> None:
    """Give back the site of a build that was killed between two renamings, then remove what builds have left."""
    for old in place.glob(f"*/{_OLD}"):
        if not out.exists():
            old.replace(out)
    _clear(place)


def _clear(place: Path) -> None:
    """Remove all but the lock. What cannot be removed harms nobody: no build reads another's folder."""
    for left in place.iterdir():
        if left.name != _LOCK:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _alone(place: Path, waiting: Callable[[], None] | None) -> Iterator[None]:
    """Hold the lock of a folder, which is made, and removed in the end if it is empty."""
    lock = _locked(place, waiting)
    try:
        yield
    finally:
        with suppress(OSError):
            (place / _LOCK).unlink()
            place.rmdir()
        os.close(lock)


def _locked(place: Path, waiting: Callable[[], None] | None) -> int:
    """The descriptor of the lock, once nobody else holds it; workers inherit it, so it outlives a killed build's."""
    path = place / _LOCK
    while True:
        place.mkdir(exist_ok=True)
        try:
            lock = os.open(path, os.O_CREAT | os.O_RDWR)
        except FileNotFoundError:  # another build has just ended, and removed the folder
            continue
        _wait_for(lock, waiting)
        with suppress(FileNotFoundError):  # or its lock, for which we have waited
            if os.path.samestat(os.fstat(lock), path.stat()):
                return lock
        os.close(lock)


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
