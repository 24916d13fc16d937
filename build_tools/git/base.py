"""What Git knows of the catalogue: the files changed since a reference, and those that it published."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_tools.git.run import GitError, run_git


@dataclass(frozen=True)
class Touched:
    """A tracked file that is new, changed or gone, anywhere in the repository.

    `path` is from the repository's root; `before` and `after` are Git's modes (`100644`; zeros where it is not there).
    """

    path: PurePosixPath
    before: str
    after: str
    in_catalogue: bool

    def below(self, folders: Iterable[tuple[str, ...]]) -> bool:
        """Whether it lies in one of these folders."""
        return any(self.path.parts[: len(folder)] == folder for folder in folders)


@dataclass(frozen=True)
class Base:
    """The last commit that the catalogue's folder shares with a reference."""

    folder: Path
    commit: str

    def changed(self) -> list[Path]:
        """Files below the folder that are new or not as they were, committed or not."""
        names = self._names("diff", "--name-only", "--no-renames", "--relative", "-z", self.commit, "--", ".")
        names += self._names("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
        return sorted({path for name in names if (path := self.folder / name).is_symlink() or path.exists()})

    def published(self) -> list[PurePosixPath]:
        """Files that the commit has below the folder, relative to it."""
        return [PurePosixPath(name) for name in self._names("ls-tree", "-r", "-z", "--name-only", self.commit)]

    def contents(self) -> dict[PurePosixPath, bytes]:
        """The content of every ordinary file that the commit has below the folder. Raises GitError."""
        if not self.published():
            return {}
        archive = run_git(self.folder, "archive", "--format=tar", self.commit, ".")
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            files = ((member.name, tar.extractfile(member)) for member in tar if member.isfile())
            return {PurePosixPath(name): file.read() for name, file in files if file}

    def extract(self, target: Path) -> None:
        """Write the catalogue as the commit has it below `target`, its ordinary files only. Raises GitError."""
        if self.published():
            archive = run_git(self.folder, "archive", "--format=tar", self.commit, ".")
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(target, [member for member in tar if member.isfile()], filter="data")

    def renamed(self) -> dict[PurePosixPath, PurePosixPath]:
        """Old path → new path of the files that look renamed."""
        fields = self._names(
            "diff", "--name-status", "-M", "--diff-filter=R", "--relative", "-z", self.commit, "--", "."
        )
        return {PurePosixPath(old): PurePosixPath(new) for old, new in zip(fields[1::3], fields[2::3], strict=True)}

    def touched(self) -> list[Touched]:
        """Every tracked file of the repository that differs. Raises GitError."""
        prefix = PurePosixPath(run_git(self.folder, "rev-parse", "--show-prefix").decode(errors="surrogateescape")[:-1])
        # What a proposal's own .gitmodules says may not hide a submodule.
        whole = ("--raw", "--no-renames", "--no-relative", "--ignore-submodules=none", "-z")
        fields = self._names("diff", *whole, self.commit, "--", ":/")
        found = []
        for facts, name in zip(fields[::2], fields[1::2], strict=True):
            before, after = facts.lstrip(":").split(" ")[:2]
            path = PurePosixPath(name)
            found.append(Touched(path, before, after, path.is_relative_to(prefix) and path != prefix))
        return found

    def _names(self, *arguments: str) -> list[str]:
        command, *rest = arguments
        safe = ["--no-ext-diff"] if command == "diff" else []
        answer = run_git(self.folder, command, *safe, *rest)
        return [name.decode(errors="surrogateescape") for name in answer.split(b"\0") if name]


def base_of(folder: Path, reference: str) -> Base:
    """Where the folder's history left the reference's. Raises GitError."""
    if not reference or reference.startswith("-"):
        raise GitError(f"« {reference} » n'est pas une référence Git.")
    run_git(folder, "rev-parse", "--is-inside-work-tree")
    try:
        commit = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    except GitError:
        raise GitError(f"Git ne connaît pas « {reference} ». Récupérez cette référence : git fetch.") from None
    try:
        shared = run_git(folder, "merge-base", "--end-of-options", commit.decode().strip(), "HEAD")
    except GitError:
        message = f"l'histoire commune avec « {reference} » manque. Récupérez-la : git fetch --unshallow."
        raise GitError(message) from None
    return Base(folder, shared.decode().strip())
