"""Writing the many files of a site, and saying why that was not possible."""

from __future__ import annotations

import errno
import gzip
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

# The system says these in English; elsewhere its own words are better than none.
_REASONS = {
    errno.ENOMEM: "la mémoire manque",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place accordée sur le disque est épuisée",
    errno.EFBIG: "un fichier dépasse la taille permise",
    errno.EBUSY: "le dossier est un point de montage, ou il est utilisé",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.EEXIST: "un fichier porte le nom du dossier",
    errno.ENOTDIR: "un fichier porte le nom du dossier",
}


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
        handle, fresh = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        error.filename = str(path)  # what is told is the file that was asked for
        raise
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(fresh, _mode_for(path))  # noqa: PTH101
        os.replace(fresh, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(fresh)  # noqa: PTH108
        raise


def write_compressed_json(path: Path, data: object) -> None:
    """JSON, compressed here because not every server does; without « .gz », that some servers would unpack."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def _mode_for(path: Path) -> int:
    """The mode of the ordinary file at `path`, else that of any new file."""
    with suppress(FileNotFoundError):
        if not path.is_symlink():
            return path.stat().st_mode & 0o777
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask


def describe_os_error(error: OSError) -> str:
    """What went wrong while reading or writing, as a sentence in French, with the file if it is known."""
    reason = _REASONS.get(error.errno or 0, error.strerror)
    because = f" : {reason}" if reason else ""
    where = f" (« {error.filename} »)" if error.filename else ""
    return f"lecture ou écriture impossible{because}{where}."
