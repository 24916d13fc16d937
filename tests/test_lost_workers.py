"""Forked workers: a full disk is raised, a killed worker is said, and none outlives the work."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.parallel import WorkerLostError, parallel_map, run_in_background

HERE = os.getpid()
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="ce système ne sait pas dédoubler un processus"),
    pytest.mark.skipif((os.cpu_count() or 1) == 1, reason="un seul processeur : rien n'est partagé"),
]


def in_worker() -> bool:
    return os.getpid() != HERE


def write_on_a_full_disk(_: int = 0) -> None:
    Path("/dev/full").write_text("trop")


def killed(_: int = 0) -> None:
    """As the system does when memory runs out; here the work takes long enough for a worker to begin its part."""
    if in_worker():
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.01)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="pas de /dev/full ici")
def test_a_full_disk_in_a_worker_is_the_same_error_here():
    with pytest.raises(OSError, match="No space left"), run_in_background(write_on_a_full_disk) as written:
        written()
    with pytest.raises(OSError, match="No space left"):
        parallel_map(write_on_a_full_disk, range(10), parallel=True)


def test_a_killed_worker_is_said_in_french():
    with pytest.raises(WorkerLostError, match="arrêté par le système"):
        parallel_map(killed, range(10), parallel=True)
    with pytest.raises(WorkerLostError, match="arrêté par le système"), run_in_background(killed) as done:
        done()


def test_when_the_work_fails_workers_and_their_commands_end_at_once(tmp_path):
    started = tmp_path / "commande"

    def endless() -> None:
        with subprocess.Popen(["sleep", "1000"]) as command:
            started.write_text(f"{command.pid}\n")

    def fail_once_it_runs() -> None:
        with run_in_background(endless):
            wait_until(lambda: started.exists() and started.read_text().endswith("\n"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail_once_it_runs()
    wait_until(lambda: not alive(int(started.read_text())))  # whoever inherits it has to bury it


def test_an_error_here_ends_the_workers_with_work_in_hand():
    def fail_here_only(_: int) -> None:
        while in_worker():
            signal.pause()
        raise ValueError("ici")

    with pytest.raises(ValueError, match="ici"):
        parallel_map(fail_here_only, range(10), parallel=True)
    assert multiprocessing.active_children() == []


def test_memory_that_is_missing_in_a_worker_is_missing_here():
    with pytest.raises(MemoryError), run_in_background(lambda: bytearray(2**62)) as done:
        done()


def test_what_a_library_prints_as_it_falls_in_a_worker_is_not_shown():
    script = """
import os
from build_tools.parallel import WorkerLostError, run_in_background

class Panic(BaseException):
    pass

def fall() -> None:
    os.write(2, b"thread panicked at src/instance.rs")
    raise Panic

try:
    with run_in_background(fall) as done:
        done()
except WorkerLostError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert "arrêté par le système" in done.stdout
    assert done.stderr == ""


def test_a_worker_that_finds_no_room_for_a_thread_is_said(monkeypatch):
    def no_room(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_room)
    with pytest.raises(WorkerLostError), run_in_background(lambda: None) as done:
        done()


def test_a_result_larger_than_a_pipe_need_not_be_asked_for():
    with run_in_background(lambda: bytes(10_000_000)):
        pass


def test_workers_end_when_this_process_is_killed():
    script = """
import os, signal
from build_tools.parallel import run_in_background
with run_in_background(signal.pause) as done:
    os.kill(os.getpid(), signal.SIGKILL)
"""
    # The workers hold the pipe too: reading it ends when the last of them has.
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL
