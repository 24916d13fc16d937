"""The manual page of a rule, `checking/manual/<code>.md`: what, why, how to mend, then one example of each kind.

An example is a fenced block whose first line says what it is: ```` ```yaml bon ````, ```` ```yaml mauvais ````.
After that may come `entier`, when the block is a whole file rather than the lines that matter, and its place in the
catalogue. A block `chemin` is the place of a file; a block `texte` says what cannot be written down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.checking.rules.registry import RuleInfo

_BLOCK = re.compile(
    r"^```(yaml|chemin|texte) (bon|mauvais)( entier)?(?: (\S+))?\n(.*?)\n```\n", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Example:
    """One example: its lines, what they are (`yaml`, `chemin`, `texte`), whether they are a whole file, its place."""

    kind: str
    text: str
    whole: bool
    place: str


@dataclass(frozen=True)
class ManualPage:
    """A rule's page: its explanation in Markdown, an example that passes and one that fails."""

    explanation: str
    good: Example
    bad: Example


def manual_page(rule: RuleInfo) -> ManualPage:
    """Read the page of a rule. Raises KeyError if an example is missing, OSError if the page is."""
    examples = {
        found[2]: Example(kind=found[1], text=found[5], whole=bool(found[3]), place=found[4] or "")
        for found in _BLOCK.finditer(rule.manual)
    }
    return ManualPage(_BLOCK.sub("", rule.manual).strip(), examples["bon"], examples["mauvais"])
