"""Work given to forked processes: what was prepared before is inherited, only results travel.

The processes end with the work: at once when something fails or is interrupted here, and within half a second when
this process is killed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from build_tools.spare_memory import give_back

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


class WorkerLostError(Exception):
    """The system killed one of the processes that did the work; the message is for the user."""

    def __init__(self) -> None:
        super().__init__(
            "un processus de travail a été arrêté par le système, sans doute faute de mémoire. "
            "Fermez d'autres programmes, puis relancez la commande."
        )


def parallel_map(
    work: Callable[[ItemT], ResultT], items: Sequence[ItemT], progress: Progress | None = None, *, parallel: bool
) -> list[ResultT]:
    """The results of `work` on each item, in order; in this process unless `parallel` and forking is possible here.

    Items are distributed in turn among as many processes as there are processors, this one included: its own
    progress stands for that of the others in the calls of `progress`. Raises what `work` raises, and WorkerLostError.
    """
    count = min(os.cpu_count() or 1, len(items) or 1) if parallel and hasattr(os, "fork") else 1

    def all_of(first: int) -> list[ResultT]:
        results = []
        for number in range(first, len(items), count):
            results.append(work(items[number]))
            if progress and first == 0:
                progress(min(number + count, len(items)), len(items))
        return results

    with ExitStack() as processes:
        others = [processes.enter_context(run_in_background(partial(all_of, first))) for first in range(1, count)]
        parts = [all_of(0), *(other() for other in others)]
    return [parts[number % count][number // count] for number in range(len(items))]


@contextmanager
def run_in_background(work: Callable[[], ResultT]) -> Iterator[Callable[[], ResultT]]:
    """Run `work` in a forked process meanwhile; gives what waits for its result, or raises what it raised.

    Where forking is not possible, the work is done when its result is asked for. Raises WorkerLostError.
    """
    if not hasattr(os, "fork"):
        yield work
        return
    # Only here: most runs are short, and this import took a twentieth of the check of one file.
    import multiprocessing

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(work, theirs, os.getpid()))
    worker.start()
    theirs.close()  # or the end of the worker would not be seen
    answer = cache(partial(_answer, ours))
    try:
        yield partial(_result, answer)
        answer()
        worker.join()
    except BaseException:
        give_back()
        _kill(worker)
        raise
    finally:
        ours.close()


def _answer(connection: Connection) -> tuple[Any, Exception | None]:
    """What comes from the worker: a result or an error."""
    try:
        result, error = connection.recv()
    except EOFError:
        return None, WorkerLostError()
    return result, error


def _result(answer: Callable[[], tuple[Any, Exception | None]]) -> Any:
    result, error = answer()
    if error is not None:
        raise error
    return result


def _work(work: Callable[[], Any], connection: Connection, parent: int) -> None:
    """What the worker does."""
    begin_worker(parent)
    answer: tuple[Any, Exception | None]
    try:
        answer = work(), None
    except MemoryError:
        give_back()
        answer = None, MemoryError()
    except Exception as error:  # whatever it is, it is raised again where the result is asked for
        answer = None, error
    connection.send(answer)


def begin_worker(parent: int) -> None:
    """In a new worker: a group of its own, so that only its parent is interrupted by Ctrl+C and ends the others.

    Nothing that it prints as an error is shown, unless Python runs in its development mode.
    """
    os.setpgrp()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if not sys.flags.dev_mode:  # its parent says in French what went wrong, not the library that fell
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    except RuntimeError:  # no memory for a thread: the parent sees that this process is lost, and says so
        os._exit(1)


def _end_with(parent: int) -> None:
    """Wait for the death of the parent, then end this process and the commands that it runs."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.killpg(0, signal.SIGKILL)


def _kill(worker: BaseProcess) -> None:
    """End a worker and the commands that it runs, such as Pagefind."""
    if worker.is_alive() and worker.pid:
        for kill in (os.killpg, os.kill):  # it may not have its group yet, or have ended
            with suppress(ProcessLookupError):
                kill(worker.pid, signal.SIGKILL)
    worker.join()
