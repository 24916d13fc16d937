"""One problem in one file: everything that a rendering needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from build_tools.checking.rulebook import Severity, message_for, rule_of
from build_tools.loading.yaml_reader import Path as NodePath


@dataclass(frozen=True)
class Wording:
    """What a message is made of, for doors that say it in their own words; a suggestion stands for the hint."""

    key: str
    values: Mapping[str, object]
    suggestion: str = ""


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """A problem at an exact place. `path` is relative to where the command runs; line and column count from 1."""

    path: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str
    wording: Wording | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> str:
        """`path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"

    def as_dict(self) -> dict[str, str | int]:
        """The problem as the JSON report gives it."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.compare}


@dataclass(frozen=True)
class Finding:
    """What a rule found inside one record: the place is a path of keys and indexes, not yet a line."""

    where: NodePath
    rule: str
    message: str
    hint: str = ""
    of_key: bool = False
    wording: Wording | None = field(default=None, compare=False, repr=False)


def finding(where: NodePath, key: str, /, *, of_key: bool = False, suggestion: str = "", **values: object) -> Finding:
    """The finding that says the message of `key`; a suggestion, if there is one, takes the place of its hint."""
    message, hint = message_for(key, **values)
    wording = Wording(key, values, suggestion)
    return Finding(where, rule_of(key), message, suggestion or hint, of_key, wording)


def finding_on_file(key: str, values: Mapping[str, object]) -> Finding:
    """What loading a file found: which message says why it cannot be taken."""
    return Finding((), rule_of(key), *message_for(key, **values), wording=Wording(key, values))


def name_of(where: NodePath) -> str:
    """The key that a person would name: the last one, with « (2) » for the second of a list."""
    if not where:
        return "fiche"
    last = where[-1]
    return f"{name_of(where[:-1])} ({last + 1})" if isinstance(last, int) else last
