"""The guide to the rules, made from the registry and the manual pages: what a problem links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.checking.rulebook import FAMILIES, RULES, Rule
from build_tools.text.typography import french

# All that a manual page uses of Markdown: paragraphs, code and strong words.
_MARKED = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")


@dataclass(frozen=True)
class RuleEntry:
    """One rule with its explanation, paragraph by paragraph."""

    rule: Rule
    paragraphs: tuple[Markup, ...]


@dataclass(frozen=True)
class RuleFamily:
    """The rules of one subject."""

    id: str
    title: str
    entries: tuple[RuleEntry, ...]


def rule_families() -> tuple[RuleFamily, ...]:
    """All rules by family, in the order of the registry."""
    return tuple(
        RuleFamily(family, title, tuple(_entry(rule) for rule in RULES.values() if rule.family == family))
        for family, title in FAMILIES.items()
    )


def _entry(rule: Rule) -> RuleEntry:
    paragraphs = tuple(Markup("").join(_inline(text)) for text in rule.explanation.split("\n\n"))
    return RuleEntry(rule, paragraphs)


def _inline(text: str) -> Iterator[Markup]:
    end = 0
    for marked in _MARKED.finditer(text):
        yield Markup.escape(french(text[end : marked.start()]))
        code, strong = marked.groups()
        yield Markup("<code>{}</code>").format(code) if code else Markup("<strong>{}</strong>").format(french(strong))
        end = marked.end()
    yield Markup.escape(french(text[end:]))
