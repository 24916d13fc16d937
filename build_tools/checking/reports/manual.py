"""The manual of a rule as a terminal shows it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from build_tools.checking.rulebook import FAMILIES, RULES, Example, Rule
from build_tools.text.typography import french

_WIDTH = 100
_MARKS = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`")
_SEVERITIES = {"error": "erreur, qui empêche la publication", "warning": "avertissement, qui demande un regard"}


def manual(rule: Rule) -> str:
    """What the rule asks for, why, how to correct it, and two examples, which stay as they may be copied."""
    paragraphs = (textwrap.fill(_plain(text), _WIDTH) for text in rule.explanation.split("\n\n"))
    parts = [
        french(f"{rule.code} : {rule.title}"),
        f"({_SEVERITIES[rule.severity]})",
        *map(french, paragraphs),
        _example(french("Ce qui passe :"), rule.good),
        _example(french("Ce qui ne passe pas :"), rule.bad),
    ]
    return "\n\n".join(parts)


def rule_list() -> Iterator[str]:
    """Every rule on a line, by family."""
    for family, title in FAMILIES.items():
        yield title
        yield from (f"  {rule.code} : {rule.title}" for rule in RULES.values() if rule.family == family)


def _plain(text: str) -> str:
    return _MARKS.sub(lambda found: found[1] or found[2], " ".join(text.split()))


def _example(title: str, example: Example) -> str:
    lines = [*([f"# {example.place}"] if example.place else []), *example.text.rstrip("\n").splitlines()]
    return "\n".join([title, *(f"    {line}" for line in lines)])
