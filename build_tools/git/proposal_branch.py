"""The branch of a proposal that a workflow makes again: what people added to it there stays."""

from __future__ import annotations

from pathlib import Path

from build_tools.git.run import run_git

_REMOTE = "origin"
_FETCHED, _BASE = "refs/catalogue/proposition", "refs/catalogue/base"


class TakenOverError(Exception):
    """People have committed to the branch; their names are theirs, so only their number is given."""

    def __init__(self, commits: int) -> None:
        super().__init__(commits)
        self.commits = commits


def push_proposal(folder: Path, branch: str, base: str) -> None:
    """Put the last commit of `folder` on a branch of its remote, in the place of what its author put there before.

    Commits of anybody else above `base` stop it: raises TakenOverError. Raises GitError.
    """
    name = f"refs/heads/{branch}"
    known = run_git(folder, "ls-remote", _REMOTE, name).decode().split()
    if known:
        run_git(folder, "fetch", "--quiet", "--no-tags", _REMOTE, f"+{name}:{_FETCHED}", f"+refs/heads/{base}:{_BASE}")
        ours = _authors(folder, "-1", "HEAD")
        others = [who for who in _authors(folder, _FETCHED, "--not", _BASE) if who not in ours]
        if others:
            raise TakenOverError(len(others))
    # What somebody pushes between our look and our push is not replaced either.
    expected = known[0] if known else ""
    run_git(folder, "push", "--quiet", f"--force-with-lease={name}:{expected}", _REMOTE, f"HEAD:{name}")


def _authors(folder: Path, *commits: str) -> list[str]:
    return run_git(folder, "log", "--format=%ae", *commits).decode("utf-8", "replace").splitlines()
