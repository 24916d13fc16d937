"""Remarks to the author of an issue."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.checking.rulebook import Severity, message_for


@dataclass(frozen=True)
class Remark:
    """One remark on one answer. An error keeps the record out.

    `label` is the answer's heading, `rule` the checker's code if the checker says it, `quote` the value in question.
    """

    label: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    rule: str = ""
    quote: str = ""


def remark(label: str, key: str, /, *, severity: Severity = "error", **values: object) -> Remark:
    """The remark that says the message of `formulaire/<key>`."""
    message, hint = message_for(f"formulaire/{key}", **values)
    return Remark(label, message, hint, severity)
