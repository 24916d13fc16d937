"""What stops a command is said in French."""

from __future__ import annotations

import errno
import os

import pytest

from build_tools.errors import describe_os_error


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOMEM, "la mémoire manque"),
        (errno.ENOSPC, "le disque est plein"),
        (errno.EISDIR, "c'est un dossier"),
        (errno.ELOOP, "des liens mènent"),
        (errno.EIO, "le disque ne répond pas"),
        (errno.EMFILE, "trop de fichiers"),
        (errno.ESTALE, "le dossier partagé"),
    ],
)
def test_what_the_system_refused_is_said_in_french(number: int, words: str) -> None:
    assert words in describe_os_error(OSError(number, os.strerror(number)))
