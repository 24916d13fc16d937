"""Seeing that files change, as soon as they do."""

from __future__ import annotations

import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

# Not those of reading: whoever looks at a change would see himself.
_CHANGES: list[type[FileSystemEvent]] = [
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
]
# Seconds after which a folder that another took the place of, or that vanished and came back, is watched again.
_LOOKED_FOR = 1.0
# Seconds without a change after which a save or a checkout of many files is over, and what it may last at most.
_QUIET = 0.03
_LONGEST = 2.0


class _ChangeHandler(FileSystemEventHandler):
    def __init__(self, changed: Event, file: Path | None) -> None:
        self._changed = changed
        self._file = file

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Say that something has changed, if it is what is watched."""
        if self._file is None or str(self._file) in (event.src_path, event.dest_path):
            self._changed.set()


@contextmanager
def watching(paths: Sequence[Path], look: Callable[[], None]) -> Iterator[None]:
    """Meanwhile call `look` in a thread after each change of a file, or below a folder, of `paths`.

    Changes that come together are one, and those that come while it looks are looked at afterwards.
    """
    watch = _Watch(tuple(paths))
    Thread(target=_follow, args=(watch, look), daemon=True).start()
    try:
        yield
    finally:
        watch.stop()


class _Watch:
    """Observes the paths; the system forgets a folder that is removed or renamed, so `again` may be needed."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.changed = Event()
        self.over = False
        self._paths = paths
        self._observer: BaseObserver | None = None
        self._seen: list[tuple[int, int] | None] = []
        self._observe()

    def again(self) -> None:
        """Observe anew, and take that for a change, if a path is no longer what it was."""
        if [_identity(path) for path in self._paths] == self._seen:
            return
        self._stop_observer()
        self._observe()
        self.changed.set()

    def stop(self) -> None:
        """Observe no more."""
        self.over = True
        self._stop_observer()

    def _stop_observer(self) -> None:
        if self._observer:
            self._observer.stop()

    def _observe(self) -> None:
        self._seen = [_identity(path) for path in self._paths]
        there = [path for path, seen in zip(self._paths, self._seen, strict=True) if seen]
        self._observer = _start(Observer(), there, self.changed) or _start(PollingObserver(), there, self.changed)


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of a folder, which change when another takes its place; zeros for a file, None for nothing."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else (0, 0)


def _start(observer: BaseObserver, paths: Sequence[Path], changed: Event) -> BaseObserver | None:
    """The observer at work; None if the system has no room for so many watched folders."""
    try:
        for path in paths:
            # An editor may put a new file in the place of the old one: its folder knows.
            folder, file = (path, None) if path.is_dir() else (path.parent, path)
            observer.schedule(_ChangeHandler(changed, file), str(folder), recursive=file is None, event_filter=_CHANGES)
        observer.start()
    except OSError:
        return None
    return observer


def _follow(watch: _Watch, look: Callable[[], None]) -> None:
    changed = watch.changed
    while not watch.over:
        if not changed.wait(_LOOKED_FOR):
            watch.again()
            continue
        end = time.monotonic() + _LONGEST
        while changed.is_set() and time.monotonic() < end:
            changed.clear()
            time.sleep(_QUIET)
        changed.clear()
        watch.again()
        look()
