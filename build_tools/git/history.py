"""What Git knows of each file of the catalogue, read in one pass; never from the contributor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from build_tools.git.moments import utc
from build_tools.git.release import releases
from build_tools.git.run import GitError, run_git, try_git

# The main branch as a reader saw it grow: what a merge brings is dated by the merge.
_LOG = ("log", "--first-parent", "-m", "--raw", "--no-renames", "--no-abbrev", "--format=@%H %cI", "--relative")


@dataclass(frozen=True)
class Dates:
    """ISO dates (year-month-day, universal time) of the first and of the last commit that touched a file."""

    published: str
    changed: str


@dataclass(frozen=True)
class Version:
    """What one commit did to one file.

    `path` is relative to the catalogue's folder, `moment` an ISO date and time in UTC; `before` and `after` are
    Git's names of the contents, empty where the file did not exist.
    """

    path: PurePosixPath
    commit: str
    day: str
    moment: str
    before: str
    after: str


@dataclass(frozen=True)
class History:
    """Every version of every file of a catalogue, newest first; empty without a full Git history.

    `gap` says why it is empty, and the cure; it is for the user. `releases` are the names of those of the data.
    """

    folder: Path
    versions: tuple[Version, ...] = ()
    gap: str = ""
    releases: tuple[str, ...] = ()

    @cached_property
    def dates(self) -> Mapping[PurePosixPath, Dates]:
        """Path inside the catalogue → dates."""
        dates: dict[PurePosixPath, Dates] = {}
        for version in self.versions:
            known = dates.get(version.path)  # newest first: the first seen is the last change
            dates[version.path] = Dates(published=version.day, changed=known.changed if known else version.day)
        return dates

    def contents(self, names: Iterable[str]) -> Mapping[str, bytes]:
        """Git's name of a content → its bytes, all read by one process; names that Git does not know are left out."""
        wanted = "".join(f"{name}\n" for name in dict.fromkeys(names))
        try:
            return dict(_blobs(run_git(self.folder, "cat-file", "--batch", typed=wanted))) if wanted else {}
        except GitError:
            return {}


def read_history(catalogue: Path) -> History:
    """The history of a catalogue's folder; empty outside a Git checkout, or in one without its whole history."""
    try:
        shallow = run_git(catalogue, "rev-parse", "--is-shallow-repository").strip() != b"false"
        if shallow:
            return History(
                catalogue, gap=_gap("le clone est superficiel", "Pour la récupérer : git fetch --unshallow.")
            )
        log = run_git(catalogue, *_LOG, "--", ".").decode("utf-8", "replace").strip() if head(catalogue) else ""
    except GitError as error:
        return History(catalogue, gap=_gap("Git ne la donne pas", str(error)))
    versions = tuple(_versions(log))
    if versions:
        return History(catalogue, versions, releases=releases(catalogue))
    return History(
        catalogue, gap=_gap("aucune fiche n'est encore enregistrée dans Git", "Enregistrez-les : git commit.")
    )


def _gap(why: str, cure: str) -> str:
    return (
        f"l'histoire des fiches manque ({why}) : les dates de publication sont absentes, les flux et la liste des "
        f"nouveautés sont vides. {cure}"
    )


def head(folder: Path) -> str:
    """The name of the last commit; empty outside a Git checkout."""
    return try_git(folder, "rev-parse", "--verify", "--quiet", "HEAD")


def _versions(log: str) -> Iterator[Version]:
    commit = day = moment = ""
    for line in log.split("\n"):
        if line.startswith("@"):
            commit, _, written = line[1:].partition(" ")
            moment = utc(written)
            day = moment[:10]  # the day of the data is one of universal time too
        elif line.startswith(":"):
            facts, _, path = line.partition("\t")
            before, after = facts.split(" ")[2:4]
            yield Version(PurePosixPath(path), commit, day, moment, _name(before), _name(after))


def _name(blob: str) -> str:
    return blob if blob.strip("0") else ""


def _blobs(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """Cut the answer of `git cat-file --batch`: « name type size », the content, a line end."""
    start = 0
    while start < len(answer):
        end = answer.index(b"\n", start)
        name, *rest = answer[start:end].decode().split(" ")
        start = end + 1
        if len(rest) == 2:  # else « name missing »
            size = int(rest[1])
            yield name, answer[start : start + size]
            start += size + 1
