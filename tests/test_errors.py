"""What stops a command is said in French."""

from __future__ import annotations

import errno
import os

import pytest

from build_tools.errors import describe_os_error


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOMEM, "la mémoire manque"), (errno.ENOSPC, "le disque est plein")]
)
def test_what_the_system_refused_is_said_in_french(number: int, words: str) -> None:
    assert words in describe_os_error(OSError(number, os.strerror(number)))
