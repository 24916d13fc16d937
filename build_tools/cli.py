"""The `catalogue` command: parses arguments, runs a command, turns what goes wrong into a message in French."""

from __future__ import annotations

import argparse
import errno
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from build_tools import spare_memory
from build_tools.commands import command_parser
from build_tools.commands.parser import INTERRUPTED, PROBLEMS, WRONG_USE, CommandError
from build_tools.parallel import WorkerLostError
from build_tools.text.typography import french
from build_tools.writing import describe_os_error

_TOO_DEEP = "trop de niveaux imbriqués (dossiers ou listes) : la commande s'arrête."
# What the system's loader says when memory is missing, in whatever language (dl-load.c of the GNU C library, musl).
_NO_ROOM_FOR_A_LIBRARY = ("failed to map segment", "cannot allocate memory", "Cannot allocate memory")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 (fine), 1 (problems found), 2 (wrong use), or 128 + the signal that stopped it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what we write is French, whatever the system's encoding
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _stop)
    sys.unraisablehook = _once_more
    spare_memory.set_aside()
    # No plug-in of pydantic has a say here, and looking for some among all that is installed took as long as a rule.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A short-lived process: the collector finds nothing to free and took a fifth to a third of the time.
    gc.disable()
    arguments = sys.argv[1:] if arguments is None else arguments
    options = command_parser(*arguments[:1]).parse_args(arguments)
    try:
        return _run(options.command, options)
    except KeyboardInterrupt as stop:
        print(french("\ncatalogue : interrompu."), file=sys.stderr)
        return INTERRUPTED + (stop.args[0] if stop.args else signal.SIGINT)


def leave() -> NoReturn:
    """Run the command as a program. Exit with os._exit() to skip teardown: freeing 10,000 records took a second."""
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or its reader went away
            stream.flush()
    os._exit(code)


def _run(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    try:
        code = command(options)
        print(end="", flush=True)  # so that a failure to write shows here
        return code
    except CommandError as error:
        print(french(f"catalogue : {error}"), file=sys.stderr)
        return error.code
    except BrokenPipeError:  # the reader of our output went away, as in « catalogue check | head »
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        print(french(f"catalogue : {describe_os_error(error)}"), file=sys.stderr)
        return PROBLEMS if error.errno == errno.ENOMEM else WRONG_USE
    except ImportError as error:
        if not any(words in str(error) for words in _NO_ROOM_FOR_A_LIBRARY):
            raise
    except MemoryError:
        spare_memory.give_back()  # what follows comes after the error is freed, with all that its frames hold
    except (RecursionError, WorkerLostError) as error:
        print(french(f"catalogue : {_TOO_DEEP if isinstance(error, RecursionError) else error}"), file=sys.stderr)
        return PROBLEMS
    words = "catalogue : la mémoire manque. Rien n'est changé ; fermez d'autres programmes, puis relancez la commande."
    print(french(words), file=sys.stderr)
    return PROBLEMS


def _once_more(lost: sys.UnraisableHookArgs) -> None:
    """A stop that came while a library could not raise it comes again a moment later, rather than be lost."""
    if not isinstance(lost.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    number = lost.exc_value.args[0] if lost.exc_value.args else signal.SIGINT
    again = threading.Timer(0.05, os.kill, (os.getpid(), number))
    again.daemon = True
    again.start()


def _stop(number: int, _: FrameType | None) -> None:
    """Asked to end by the system, we put things in order as after Ctrl+C."""
    raise KeyboardInterrupt(number)
