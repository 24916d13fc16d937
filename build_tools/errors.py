"""What stops a command: any room may raise it, its message in French is for the user, its code ends the command."""

from __future__ import annotations

import errno
from typing import ClassVar

OK, PROBLEMS, WRONG_USE = 0, 1, 2
INTERRUPTED = 128  # plus the number of the signal, as shells do: 130 after Ctrl+C

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
    errno.EISDIR: "c'est un dossier, et non un fichier",
    errno.ENOTEMPTY: "le dossier n'est pas vide",
    errno.ELOOP: "des liens mènent l'un à l'autre sans fin",
    errno.EIO: "le disque ne répond pas comme il devrait",
    errno.ESTALE: "le dossier partagé ne répond plus",
    errno.ETIMEDOUT: "pas de réponse",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
    errno.ETXTBSY: "le fichier est utilisé",
    errno.EINVAL: "le système n'admet pas cela ici",
    errno.EOPNOTSUPP: "le système n'admet pas cela ici",
    errno.ENXIO: "aucun périphérique ne répond",
    errno.ENODEV: "aucun périphérique ne répond",
}


class CommandError(Exception):
    """Why a command stops, for its user."""

    code: ClassVar[int]


class UsageError(CommandError):
    """Wrong use of the command."""

    code = WRONG_USE


class ProblemsError(CommandError):
    """Something is wrong with what the command was given to read."""

    code = PROBLEMS


def describe_os_error(error: OSError) -> str:
    """What went wrong while reading or writing, as a sentence in French, with the file if it is known."""
    reason = _REASONS.get(error.errno or 0, error.strerror)
    because = f" : {reason}" if reason else ""
    where = f" (« {error.filename} »)" if error.filename else ""
    return f"lecture ou écriture impossible{because}{where}."
