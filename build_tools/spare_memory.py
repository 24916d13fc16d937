"""Some memory set aside at the start, for putting things in order when there is no more, and how its lack shows."""

from __future__ import annotations

import errno
import sys

# Sixteen megabytes of addresses; the system gives no memory for them, as nobody writes there.
_SIZE = 16 * 2**20
_spare: list[bytearray] = []
# What the system's loader says when memory is missing, in whatever language (dl-load.c of the GNU C library, musl).
_NO_ROOM_FOR_A_LIBRARY = ("failed to map segment", "cannot allocate memory", "Cannot allocate memory")
# What Python says when a part of it ran out of memory without saying so (_Py_CheckFunctionResult), or needs a thread.
_WITHOUT_REASON = ("without setting an exception", "without exception set", "error return without")
_PANIC, _NO_OBJECT = "PanicException", "pointer is null"  # PyO3, where Python could make no object
_NO_ROOM_FOR_A_THREAD = "can't start new thread"


def set_aside() -> None:
    """Keep some memory, and keep quiet what Python would print of an object that could not be put in order."""
    _spare.append(bytearray(_SIZE))
    sys.unraisablehook = _unraisable


def give_back() -> None:
    """Memory is missing: from here on what was set aside may be used."""
    _spare.clear()


def lacks_memory(error: BaseException) -> bool:
    """Does an error come from a lack of memory? Libraries that clean up after one often raise another."""
    match error:
        case MemoryError() | OSError(errno=errno.ENOMEM):
            return True
        case ImportError() if any(words in str(error) for words in _NO_ROOM_FOR_A_LIBRARY):
            return True
        case SystemError() if any(words in str(error) for words in _WITHOUT_REASON):
            return True
        case BaseException() if type(error).__name__ == _PANIC and _NO_OBJECT in str(error):
            return True
        case RuntimeError() if _NO_ROOM_FOR_A_THREAD in str(error):
            return True
    before = error.__cause__ or error.__context__
    return before is not None and lacks_memory(before)


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    if issubclass(lost.exc_type, MemoryError):  # it is told once, by the command itself
        give_back()
    else:
        sys.__unraisablehook__(lost)
