"""Seeing that files change, as soon as they do."""

from __future__ import annotations

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
# Seconds without a change after which a save or a checkout of many files is over, and what it may last at most.
_QUIET = 0.03
_LONGEST = 2.0


class _Seen(FileSystemEventHandler):
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
    changed = Event()
    observer = _start(Observer(), paths, changed) or _start(PollingObserver(), paths, changed)
    Thread(target=_follow, args=(changed, look), daemon=True).start()
    try:
        yield
    finally:
        if observer:
            observer.stop()


def _start(observer: BaseObserver, paths: Sequence[Path], changed: Event) -> BaseObserver | None:
    """The observer at work; None if the system has no room for so many watched folders."""
    try:
        for path in paths:
            # An editor may put a new file in the place of the old one: its folder knows.
            folder, file = (path, None) if path.is_dir() else (path.parent, path)
            observer.schedule(_Seen(changed, file), str(folder), recursive=file is None, event_filter=_CHANGES)
        observer.start()
    except OSError:
        return None
    return observer


def _follow(changed: Event, look: Callable[[], None]) -> None:
    while True:
        changed.wait()
        end = time.monotonic() + _LONGEST
        while changed.is_set() and time.monotonic() < end:
            changed.clear()
            time.sleep(_QUIET)
        changed.clear()
        look()
