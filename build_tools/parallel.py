"""Work spread over forked processes: what was prepared before is inherited, nothing but items and results travels."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

_work: Callable[[Any], Any] | None = None


def map_forked(work: Callable[[ItemT], ResultT], items: Sequence[ItemT], *, parallel: bool) -> Iterator[ResultT]:
    """The results of `work` on each item, in order; in this process unless `parallel` and forking is possible here."""
    global _work
    if not parallel or (os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    # Only here: most runs are short, and these imports took a twentieth of the check of one file.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    _work = work
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_call, items)


def _call(item: Any) -> Any:
    assert _work is not None, "set before forking"
    return _work(item)
