"""Writing the many files of a site, and those that a person may be reading meanwhile."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_file(path: str, content: bytes) -> None:
    """Write a file, in a folder that may not exist yet. Raises OSError.

    The path is a text: as an object it doubled the time of a site of 40,000 files.
    """
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115  # see above; the folder is nearly always there or new
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content)


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in place at once: an interruption leaves the old one whole. Raises OSError.

    The fresh file is created under a name of its own beside the old one and follows no link; a link at `path` is
    replaced, not what it leads to. An ordinary file keeps its mode.
    """
    try:
        _replace(path, content)
    except OSError as error:
        error.filename = str(path)  # what is told is the file that was asked for, not our fresh one
        raise


def _replace(path: Path, content: bytes) -> None:
    handle, fresh = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(fresh, _mode_for(path))  # noqa: PTH101
        os.replace(fresh, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(fresh)  # noqa: PTH108
        raise


def replace_texts(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Put texts in place by the names of their files, in a folder that may not exist yet; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        replace_file(folder / name, text.encode())
    return [folder / name for name in texts]


def json_line(data: object) -> str:
    """JSON without spaces, on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def compact_json(data: object) -> bytes:
    """A file of JSON without spaces."""
    return f"{json_line(data)}\n".encode()


def write_compressed_json(path: Path, data: object) -> None:
    """JSON, compressed here because not every server does; without « .gz », that some servers would unpack."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(json_line(data).encode(), mtime=0))


def _mode_for(path: Path) -> int:
    """The mode of the ordinary file at `path`, else that of any new file."""
    with suppress(FileNotFoundError):
        if not path.is_symlink():
            return path.stat().st_mode & 0o777
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask
