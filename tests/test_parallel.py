"""Work shared with forked processes gives what one process gives."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import pytest

from build_tools.parallel import parallel_map, run_in_background


def test_results_come_in_the_order_of_the_items_whoever_made_them() -> None:
    def slow_first(number: int) -> tuple[int, int]:
        time.sleep(0.05 if number < 2 else 0)
        return number * number, os.getpid()

    results = list(parallel_map(slow_first, range(20), parallel=True))
    assert [square for square, _ in results] == [number * number for number in range(20)]
    if (os.cpu_count() or 1) > 1:
        assert len({pid for _, pid in results}) > 1


def test_few_items_stay_in_this_process() -> None:
    assert set(parallel_map(lambda _: os.getpid(), range(5), parallel=False)) == {os.getpid()}


@pytest.mark.parametrize("number", [0, 19])
def test_an_error_of_any_item_is_raised(number: int) -> None:
    def fail(item: int) -> int:
        if item == number:
            raise ValueError(f"item {item}")
        return item

    with pytest.raises(ValueError, match=f"item {number}"):
        list(parallel_map(fail, range(20), parallel=True))


def test_nothing_to_do_is_done() -> None:
    assert list(parallel_map(str, (), parallel=True)) == []


def test_work_beside_runs_in_another_process_and_gives_its_result() -> None:
    with run_in_background(os.getpid) as result:
        assert result() != os.getpid()


def test_two_works_beside_do_not_mix() -> None:
    def give(text: str) -> Callable[[], str]:
        return lambda: text

    with run_in_background(give("a")) as first, run_in_background(give("b")) as second:
        assert (second(), first()) == ("b", "a")


def test_an_error_beside_is_raised_when_its_result_is_asked_for() -> None:
    def fail() -> None:
        raise OSError(28, "disk full", "page.html")

    with run_in_background(fail) as result, pytest.raises(OSError, match="disk full") as error:
        result()
    assert error.value.filename == "page.html"


def test_threads_take_turns_as_before_once_the_work_is_done() -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.003)
    try:
        assert list(parallel_map(str, range(3), parallel=True)) == ["0", "1", "2"]
        assert sys.getswitchinterval() == pytest.approx(0.003)
    finally:
        sys.setswitchinterval(usual)
