"""A small Git repository with a catalogue, made for a test."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, day: str = "2026-01-01", time: str = "12:00:00+00:00") -> None:
    """Run Git in `folder` as somebody, at noon of `day` in UTC, whatever this machine's settings."""
    moment = f"{day}T{time}"
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        identity |= {f"GIT_{role}_NAME": "T", f"GIT_{role}_EMAIL": "t@exemple.fr", f"GIT_{role}_DATE": moment}
    subprocess.run(
        ["git", "-C", str(folder), *arguments], env={**os.environ, **identity}, check=True, capture_output=True
    )


def commit(folder: Path, day: str, files: dict[str, str | None]) -> None:
    """Write these files below `catalogue/` (None: remove) and commit."""
    for name, text in files.items():
        path = folder / "catalogue" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", day, day=day)
