"""When things were committed, in universal time: the data, their versions and their releases have one calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from build_tools.git.run import try_git


def committed_at(folder: Path) -> str:
    """The moment of the last commit that touched a folder (`2026-11-21T09:55:44Z`); empty if Git holds none.

    A merge counts by itself: what it brings reaches the reader then.
    """
    moment = try_git(folder, "log", "-1", "--first-parent", "-m", "--format=%cI", "--", ".")
    return utc(moment) if moment else ""


def utc(moment: str) -> str:
    """An ISO moment of any zone, in universal time."""
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
