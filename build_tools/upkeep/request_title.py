"""The title of a pull request made from an issue: which record it proposes."""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.checking.reports.visible import visible
from build_tools.loading.yaml_reader import YamlError, read
from build_tools.model.kinds import KINDS
from build_tools.text.typography import shorten

_TITLE_MAX = 160
# By them GitHub calls a person or another ticket.
_CALLS = re.compile(r"[@#]")


def title_of_request(record: Path | None, issue: int) -> str:
    """« Module : Réparer un vélo cargo (ticket 12) »; without a record that can be read, the ticket alone."""
    kind = next((KINDS[part] for part in record.parts if part in KINDS), None) if record else None
    if record and kind:
        try:
            title = read(record.read_bytes()).get(kind.titled)
        except (OSError, YamlError, AttributeError):
            title = None
        if isinstance(title, str):
            harmless = visible(" ".join(_CALLS.sub("", title).split()))
            return f"{kind.name} : {shorten(harmless, _TITLE_MAX)} (ticket {issue})"
    return f"Fiche proposée par le ticket {issue}"
