"""Some memory set aside at the start, for putting things in order when there is no more."""

from __future__ import annotations

import sys

# Sixteen megabytes of addresses; the system gives no memory for them, as nobody writes there.
_SIZE = 16 * 2**20
_spare: list[bytearray] = []


def set_aside() -> None:
    """Keep some memory, and keep quiet what Python would print of an object that could not be put in order."""
    _spare.append(bytearray(_SIZE))
    sys.unraisablehook = _unraisable


def give_back() -> None:
    """Memory is missing: from here on what was set aside may be used."""
    _spare.clear()


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    if issubclass(lost.exc_type, MemoryError):  # it is told once, by the command itself
        give_back()
    else:
        sys.__unraisablehook__(lost)
