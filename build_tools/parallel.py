"""Work spread over forked processes: what was prepared before is inherited, nothing but items and results travels.

The processes end with the work: at once when it fails or is interrupted, and within half a second when this process is
killed.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

_inherited: dict[int, Callable[..., Any]] = {}


class WorkerLostError(Exception):
    """The system killed one of the processes that shared the work; the message is for the user."""

    def __init__(self) -> None:
        super().__init__(
            "un processus de travail a été arrêté par le système, sans doute faute de mémoire. "
            "Fermez d'autres programmes, puis relancez la commande."
        )


def parallel_map(
    work: Callable[[ItemT], ResultT], items: Sequence[ItemT], *, parallel: bool
) -> Generator[ResultT, None, None]:
    """The results of `work` on each item, in order; in this process unless `parallel` and forking is possible here.

    Closing it ends the processes. Raises what `work` raises, and WorkerLostError.
    """
    others = (os.cpu_count() or 1) - 1
    if parallel and others and hasattr(os, "fork"):
        yield from _shared(work, items, others)
    else:
        yield from map(work, items)


def _shared(work: Callable[[ItemT], ResultT], items: Sequence[ItemT], others: int) -> Iterator[ResultT]:
    """Shared with this process too: on two processors that spares a third one's memory, and half of the travel."""
    from concurrent.futures import Future

    futures: deque[Future[ResultT]] = deque()
    given: list[Future[ResultT]] = []
    with _forked(others, work) as (give, _), _quick_turns():
        for item in items:
            given = [future for future in given if not future.done()]
            if len(given) < 2 * others:  # one in hand and one waiting for each
                given.append(give(item))
                futures.append(given[-1])
            else:
                futures.append(Future())
                futures[-1].set_result(work(item))
            while futures and futures[0].done():
                yield futures.popleft().result()
        while futures:
            yield futures.popleft().result()


@contextmanager
def _quick_turns() -> Iterator[None]:
    """At the usual 5 ms, the thread that feeds the others would wait each time for this one, and they with it."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.0002)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


@contextmanager
def run_in_background(work: Callable[[], ResultT]) -> Iterator[Callable[[], ResultT]]:
    """Run `work` in a forked process meanwhile; gives what waits for its result, or raises what it raised.

    Where forking is not possible, the work is done when its result is asked for. Raises WorkerLostError.
    """
    if not hasattr(os, "fork"):
        yield work
        return
    with _forked(1, work) as (give, let_end):
        future = give()
        let_end()  # as soon as it is done: its memory may be needed before its result
        yield future.result


@contextmanager
def _forked(
    count: int, work: Callable[..., ResultT]
) -> Iterator[tuple[Callable[..., Future[ResultT]], Callable[[], None]]]:
    """`count` processes that inherit `work`; gives what hands them the arguments of a call, and what ends handing."""
    # Only here: most runs are short, and these imports took a twentieth of the check of one file.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    earlier = set(multiprocessing.active_children())
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(count, context, initializer=begin_worker, initargs=(os.getpid(),))
    workers: set[Any] = set()
    _inherited[id(pool)] = work
    try:
        pool.submit(int)  # the first call forks them all, so that they are known
        workers = set(multiprocessing.active_children()) - earlier
        yield partial(pool.submit, _call, id(pool)), partial(pool.shutdown, wait=False)
        _end(pool, workers)
    except BaseException as error:
        for worker in workers:
            if worker.is_alive():
                _kill(worker.pid)
        _end(pool, workers)
        if isinstance(error, BrokenProcessPool):
            raise WorkerLostError from error
        raise
    finally:
        del _inherited[id(pool)]


def _end(pool: ProcessPoolExecutor, workers: Iterable[BaseProcess]) -> None:
    """Wait for the end of the workers, whether or not the pool has been told to end before."""
    pool.shutdown()
    for worker in workers:
        worker.join()


def _call(number: int, *arguments: Any) -> Any:
    return _inherited[number](*arguments)


def begin_worker(parent: int) -> None:
    """In a new worker: a group of its own, so that only its parent is interrupted by Ctrl+C and ends the others."""
    import threading

    os.setpgrp()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Wait for the death of the parent, then end this process and the commands that it runs."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os.killpg(0, signal.SIGKILL)


def _kill(worker: int) -> None:
    """End a worker and the commands that it runs, such as Pagefind."""
    for kill in (os.killpg, os.kill):  # it may not have its group yet, or have ended
        with suppress(ProcessLookupError):
            kill(worker, signal.SIGKILL)
