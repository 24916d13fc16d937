"""A lack of memory is known by whatever error it shows."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from build_tools.parallel import run_in_background
from build_tools.spare_memory import lacks_memory


class PanicException(BaseException):  # the name that PyO3 gives it
    """What libraries in Rust raise when they fall."""


def _while_handling(first: Exception, then: Exception) -> Exception:
    then.__context__ = first
    return then


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("libm.so.6: failed to map segment from shared object"),
        SystemError("<function _find_and_load at 0x7fca> returned NULL without setting an exception"),
        SystemError("error return without exception set"),
        RuntimeError("can't start new thread"),
        PanicException("PyObject pointer is null"),
        _while_handling(MemoryError(), ValueError("I/O operation on closed file.")),
        _while_handling(_while_handling(MemoryError(), KeyError("a")), AttributeError("b")),
    ],
)
def test_lacks(error):
    assert lacks_memory(error)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        ImportError("No module named 'absent'"),
        SystemError("bad argument to internal function"),
        RuntimeError("generator raised StopIteration"),
        PanicException("index out of bounds: the len is 0"),
        _while_handling(KeyError("a"), ValueError("b")),
    ],
)
def test_lacks_nothing(error):
    assert not lacks_memory(error)


def _clean_up_badly():
    try:
        bytearray(2**62)
    finally:
        raise ValueError("I/O operation on closed file.")


def test_the_lack_is_said_though_cleaning_up_failed_in_a_worker():
    with pytest.raises(MemoryError), run_in_background(_clean_up_badly) as done:
        done()


FALLING = """
import sys
from build_tools import cli
from build_tools.commands import check

def fall(_):
    {fall}

check.run = fall
sys.exit(cli.main(["check"]))
"""


def _falls(fall, *options):
    script = FALLING.format(fall=fall)
    return subprocess.run([sys.executable, *options, "-c", script], capture_output=True, text=True, timeout=60)


def test_a_command_says_the_lack_however_it_shows():
    done = _falls("raise SystemError('returned NULL without setting an exception')")
    assert done.returncode == 1
    assert done.stderr.startswith("catalogue\u00a0: la mémoire manque.")


def test_an_error_that_nothing_foresaw_is_one_line_with_its_place():
    done = _falls("sys.modules['build_tools.errors'].describe_os_error(None)")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "une erreur du programme, et non de vos fiches" in done.stderr
    assert "AttributeError" in done.stderr
    assert "errors.py, ligne " in done.stderr


def test_a_panic_is_one_line_too():
    done = _falls("raise type('PanicException', (BaseException,), {})('index out of bounds')")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_the_development_mode_shows_where_it_comes_from():
    assert "Traceback" in _falls("raise KeyError('a')", "-X", "dev").stderr


def test_no_library_waits_for_the_memory_of_its_own_backtrace():
    """pydantic_core never ended when memory ran out while it told where it ran out."""
    assert _falls("print(__import__('os').environ['RUST_BACKTRACE'])").stdout == "0\n"
