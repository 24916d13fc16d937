"""Work spread over forked processes: what was prepared before is inherited, nothing but items and results travels."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

_work: Callable[[Any], Any] | None = None
_beside: dict[int, Callable[[], Any]] = {}


def map_forked(work: Callable[[ItemT], ResultT], items: Sequence[ItemT], *, parallel: bool) -> Iterator[ResultT]:
    """The results of `work` on each item, in order; in this process unless `parallel` and forking is possible here."""
    others = (os.cpu_count() or 1) - 1
    if parallel and others and hasattr(os, "fork"):
        return _shared(work, items, others)
    return map(work, items)


def _shared(work: Callable[[ItemT], ResultT], items: Sequence[ItemT], others: int) -> Iterator[ResultT]:
    """Shared with this process too: on two processors that spares a third one's memory, and half of the travel."""
    global _work
    # Only here: most runs are short, and these imports took a twentieth of the check of one file.
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor

    _work = work
    # At the usual 5 ms, the thread that feeds the others would wait for this one's work each time, and they with it.
    sys.setswitchinterval(0.0002)
    futures: deque[Future[ResultT]] = deque()
    given: list[Future[ResultT]] = []
    with ProcessPoolExecutor(others, mp_context=multiprocessing.get_context("fork")) as pool:
        for item in items:
            given = [future for future in given if not future.done()]
            if len(given) < 2 * others:  # one in hand and one waiting for each
                given.append(pool.submit(_call, item))
                futures.append(given[-1])
            else:
                futures.append(Future())
                futures[-1].set_result(work(item))
            while futures and futures[0].done():
                yield futures.popleft().result()
        while futures:
            yield futures.popleft().result()


def _call(item: Any) -> Any:
    assert _work is not None, "set before forking"
    return _work(item)


@contextmanager
def beside(work: Callable[[], ResultT]) -> Iterator[Callable[[], ResultT]]:
    """Run `work` in a forked process meanwhile; gives what waits for its result, or raises what it raised.

    Where forking is not possible, the work is done when its result is asked for.
    """
    if not hasattr(os, "fork"):
        yield work
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        _beside[id(pool)] = work
        try:
            yield pool.submit(_call_beside, id(pool)).result
        finally:
            del _beside[id(pool)]


def _call_beside(number: int) -> Any:
    return _beside[number]()
