"""The `catalogue` command: parses arguments, runs a command, turns what goes wrong into a message in French."""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from build_tools import spare_memory
from build_tools.commands import command_parser
from build_tools.commands.console import echo
from build_tools.errors import INTERRUPTED, PROBLEMS, WRONG_USE, CommandError, describe_os_error

_TOO_DEEP = "trop de niveaux imbriqués (dossiers ou listes) : la commande s'arrête."
_NO_MEMORY = "la mémoire manque. Rien n'est changé ; fermez d'autres programmes, puis relancez la commande."

_OURS = str(Path(__file__).parent) + os.sep
_UNFORESEEN = (
    "une erreur du programme, et non de vos fiches, arrête la commande ({error} ; {place}). "
    "Merci de la signaler avec cette ligne."
)


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
    if not sys.flags.dev_mode:
        # A library in Rust that runs out of memory would need more for its backtrace, and waits for itself for ever.
        os.environ["RUST_BACKTRACE"] = "0"
    # A short-lived process: the collector finds nothing to free and took a fifth to a third of the time.
    gc.disable()
    arguments = sys.argv[1:] if arguments is None else arguments
    options = command_parser(*arguments[:1]).parse_args(arguments)
    try:
        return _run(options.command, options)
    except KeyboardInterrupt as stop:
        echo("\ncatalogue : interrompu.", err=True)
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
        echo(f"catalogue : {error}", err=True)
        return error.code
    except BrokenPipeError:  # the reader of our output went away, as in « catalogue check | head »
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except RecursionError:
        echo(f"catalogue : {_TOO_DEEP}", err=True)
        return PROBLEMS
    except BaseException as error:  # a panic of a library in Rust is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        spare_memory.give_back()
        words, code = _why(error)
    # What follows comes after the error is freed, with all that its frames held.
    echo(f"catalogue : {words}", err=True)
    return code


def _why(error: BaseException) -> tuple[str, int]:
    """What an error of the system's or of the program's own means for its user, and the code to end with."""
    if spare_memory.lacks_memory(error):
        return _NO_MEMORY, PROBLEMS
    if isinstance(error, OSError):
        return describe_os_error(error), WRONG_USE
    if sys.flags.dev_mode:
        raise error
    summary = f"{type(error).__name__} : {error}"[:300]
    return _UNFORESEEN.format(error=summary, place=_place(error)), PROBLEMS


def _place(error: BaseException) -> str:
    """The last line of this package that an error went through."""
    place, step = "", error.__traceback__
    while step:
        file = step.tb_frame.f_code.co_filename
        if file.startswith(_OURS):
            place = f"{file.removeprefix(_OURS)}, ligne {step.tb_lineno}"
        step = step.tb_next
    return place


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
