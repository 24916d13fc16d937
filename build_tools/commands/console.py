"""How commands speak on a terminal: colour, progress, time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO

from build_tools.errors import UsageError
from build_tools.text.typography import french

if TYPE_CHECKING:
    from build_tools.parallel import Progress


@contextmanager
def timed_step(name: str) -> Iterator[None]:
    """Print how long a step took."""
    start = time.perf_counter()
    yield
    print(french(f"{name} : {time.perf_counter() - start:.2f} s"), flush=True)


def standard_input() -> BinaryIO:
    """What is typed or sent to the command. Raises UsageError where there is no such thing (`<&-`, some schedulers)."""
    if sys.stdin is None:
        raise UsageError("l'entrée standard est fermée : donnez un fichier.")
    return sys.stdin.buffer


def in_colour(stream: TextIO | None) -> bool:
    """Colour is for terminals (a closed stream is None), and for those who do not refuse it (no-color.org)."""
    return (
        stream is not None and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def progress(label: str) -> Progress | None:
    """A progress bar on a terminal, nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    width, shown = 30, -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        filled = width * done // max(total, 1)
        if filled == shown and done < total:  # writing on the terminal each time would cost more than the work
            return
        shown = filled
        end = "\r\033[K" if done == total else ""
        bar = "█" * filled + "░" * (width - filled)
        print(f"\r{label} {bar} {done}/{total}{end}", end="", file=sys.stderr, flush=True)

    return show


def echo(text: str, *, err: bool = False) -> None:
    """Print a text in French typography, on the standard output or apart from the results."""
    print(french(text), file=sys.stderr if err else sys.stdout)


def warn(message: str) -> None:
    """Say what stops nothing but should be known, apart from the results."""
    print(french(f"catalogue : attention, {message}"), file=sys.stderr, flush=True)
