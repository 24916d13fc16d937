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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from build_tools.errors import ProblemsError
from build_tools.spare_memory import give_back, lacks_memory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

# What a pipe takes at once without waiting for a reader, on any system: 4,096 bytes.
_SIZE = 4
_IN_A_PIPE = 1000
_PICKLED_TOGETHER = 200

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


class WorkerLostError(ProblemsError):
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

    As many processes as there are processors, this one included, each take the next items when they have done theirs:
    none waits long for another, however much some items take. Those that this process took stand for all in the calls
    of `progress`. Raises what `work` raises, and WorkerLostError.
    """
    count = min(os.cpu_count() or 1, len(items) or 1) if parallel and hasattr(os, "fork") else 1
    if count == 1:
        return list(_done(work, items, range(len(items)), progress).values())
    import pickle  # here and below: most runs are short, and need none

    with ExitStack() as processes:
        shared = processes.enter_context(_shared_list(len(items)))
        elsewhere = partial(_pickled, work, items, shared)
        others = [processes.enter_context(run_in_background(elsewhere)) for _ in range(1, count)]
        results = _done(work, items, shared, progress)
        for other in others:
            for part in other():
                results |= pickle.loads(part)  # noqa: S301  # our own
    if progress:
        progress(len(items), len(items))
    return [results[number] for number in range(len(items))]


def _done(
    work: Callable[[ItemT], ResultT], items: Sequence[ItemT], numbers: Iterable[int], progress: Progress | None
) -> dict[int, ResultT]:
    results = {}
    for number in numbers:
        results[number] = work(items[number])
        if progress:
            progress(number + 1, len(items))
    return results


def _pickled(work: Callable[[ItemT], ResultT], items: Sequence[ItemT], numbers: Iterable[int]) -> list[bytes]:
    """The same, pickled on the way: done at the end, the other processes would wait for it."""
    import pickle

    parts, results = [], {}
    for number in numbers:
        results[number] = work(items[number])
        if len(results) == _PICKLED_TOGETHER:
            parts.append(pickle.dumps(results))
            results = {}
    return [*parts, pickle.dumps(results)]


@contextmanager
def _shared_list(count: int) -> Iterator[Iterator[int]]:
    """The numbers below `count`, each given once to whoever asks first: this process, or those forked from it.

    They wait in a pipe, in order: the system gives what one reads there to no other.
    """
    numbers, to_write = os.pipe()
    step = -(-count // _IN_A_PIPE)
    try:
        with open(to_write, "wb") as written:  # noqa: PTH123  # closed at once: the last number ends the list
            written.write(b"".join(first.to_bytes(_SIZE, "big") for first in range(0, count, step)))
        yield (
            number
            for read in iter(partial(os.read, numbers, _SIZE), b"")
            for number in range(int.from_bytes(read, "big"), min(int.from_bytes(read, "big") + step, count))
        )
    finally:
        os.close(numbers)


@contextmanager
def run_in_background(work: Callable[[], ResultT]) -> Iterator[Callable[[], ResultT]]:
    """Run `work` in a forked process meanwhile; gives what waits for its result, or raises what it raised.

    Where forking is not possible, the work is done when its result is asked for. Raises WorkerLostError.
    """
    if not hasattr(os, "fork"):
        yield work
        return
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
    except Exception as error:  # whatever it is, it is raised again where the result is asked for
        answer = None, MemoryError() if lacks_memory(error) else error
    if isinstance(answer[1], MemoryError):
        give_back()
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
    """End a worker and the commands that it runs, such as Pagefind, which outlive a worker that the system killed."""
    if worker.pid:
        for kill in (os.killpg, os.kill):  # it may not have its group yet, or have ended
            with suppress(ProcessLookupError):
                kill(worker.pid, signal.SIGKILL)
    worker.join()
