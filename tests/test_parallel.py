"""Work shared with forked processes gives what one process gives."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.parallel import WorkerLostError, parallel_map, run_in_background


def test_results_come_in_the_order_of_the_items_whoever_made_them() -> None:
    def slow_first(number: int) -> tuple[int, int]:
        time.sleep(0.05 if number < 2 else 0)
        return number * number, os.getpid()

    results = parallel_map(slow_first, range(20), parallel=True)
    assert [square for square, _ in results] == [number * number for number in range(20)]
    if (os.cpu_count() or 1) > 1:
        assert len({pid for _, pid in results}) > 1


def test_a_long_item_holds_back_no_other(tmp_path: Path) -> None:
    """Whoever has it does nothing else: it lasts here until all the others are done."""

    def work(number: int) -> int:
        (tmp_path / str(number)).touch()
        ends = time.monotonic() + 20
        while number == 0 and len(list(tmp_path.iterdir())) < 30 and time.monotonic() < ends:
            time.sleep(0.01)
        return os.getpid()

    done_by = parallel_map(work, range(30), parallel=True)
    if (os.cpu_count() or 1) > 1:
        assert done_by.count(done_by[0]) == 1


def test_each_of_many_items_is_done_once() -> None:
    assert parallel_map(str, range(2501), parallel=True) == [str(number) for number in range(2501)]


def test_few_items_stay_in_this_process() -> None:
    assert parallel_map(lambda _: os.getpid(), range(5), parallel=False) == [os.getpid()] * 5


@pytest.mark.parametrize("number", [0, 19])
def test_an_error_of_any_item_is_raised(number: int) -> None:
    def fail(item: int) -> int:
        if item == number:
            raise ValueError(f"item {item}")
        return item

    with pytest.raises(ValueError, match=f"item {number}"):
        parallel_map(fail, range(20), parallel=True)


def test_nothing_to_do_is_done() -> None:
    assert parallel_map(str, (), parallel=True) == []


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


@pytest.mark.parametrize("parallel", [False, True])
def test_progress_only_grows_and_ends_with_all(parallel: bool) -> None:
    seen: list[tuple[int, int]] = []
    parallel_map(str, range(7), lambda *done: seen.append(done), parallel=parallel)
    assert seen == sorted(seen)
    assert seen[-1] == (7, 7)


def _is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended but for whom nobody waited does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="ce système ne dit pas ses processus dans /proc")
def test_a_command_ends_with_the_worker_that_the_system_killed(tmp_path: Path) -> None:
    told = tmp_path / "processus"

    def work() -> None:
        with subprocess.Popen(["sleep", "60"]) as command:
            told.with_suffix(".fresh").write_text(f"{os.getpid()} {command.pid}", encoding="utf-8")
            told.with_suffix(".fresh").rename(told)

    def killed_worker() -> None:
        with run_in_background(work) as done:
            _wait_until(told.exists)
            worker = int(told.read_text(encoding="utf-8").split()[0])
            os.kill(worker, signal.SIGKILL)
            _wait_until(lambda: not _is_alive(worker))
            done()

    with pytest.raises(WorkerLostError):
        killed_worker()
    command = int(told.read_text(encoding="utf-8").split()[1])
    _wait_until(lambda: not _is_alive(command))


def _wait_until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.01)
