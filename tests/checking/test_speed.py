"""No text makes a rule slow: its time grows no faster than the text, and stays small for the longest texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from build_tools.checking.rules import TEXT_RULES
from build_tools.checking.rules.text import BORDER, Text, TextRule, check_texts
from build_tools.model import VOCABULARIES
from build_tools.model.base import TEXT_MAX
from build_tools.model.json_schema import build_schema, schema_names

pytestmark = [pytest.mark.slow, pytest.mark.long]

# What any text may have at most; `test_longer_texts_cost_nothing` says what becomes of the others.
LONGEST = TEXT_MAX
# What a pattern may begin with and never end, or try again from every place.
PIECES = [
    *(
        "a",
        "é",
        "A",
        "0",
        "01",
        "1 ",
        "01 ",
        "0 1",
        "06.",
        "+33",
        "+",
        "@",
        "a.",
        "a@",
        "a@a",
        "a@a.",
        "(at)",
        ".",
        "-",
        "_",
    ),
    *(
        "«",
        "« ",
        "“",
        '"',
        "«a» ",
        "«汉",
        "汉",
        "«汉",
        "а",
        "аa",
        "λ",
        "λa",
        "ا\u064b",
        "\u064b",
        "\u0300",
        "e\u0301",
        " ",
        "\n",
    ),
    *(
        "\t",
        "\u00a0",
        "\u2003",
        "\u200b",
        "\ufe0f",
        "ｆ",
        "𝐩",
        "①",
        "٠",
        "०",
        "１",
        "az",
        "azer",
        "as",
        "qsd",
        "bcd",
        "bla ",
    ),
    *(
        "a ",
        "ab ab ",
        "M. ",
        "M.A",
        "Dr ",
        "Mme ",
        "Me J.",
        "Jean ",
        "Jean-",
        "Jean D",
        "Contact : ",
        "selon ",
        "rue du ",
    ),
    *(
        "<",
        "<a",
        "<a ",
        "&",
        "&a",
        "`",
        "](",
        "**",
        "__",
        "\n# ",
        "!",
        "! ",
        "?!",
        "Ã",
        "â€",
        "lorem",
        "(à ",
        "[ à",
        "TODO",
    ),
    *(
        "https://a",
        "https://a/",
        "https://a.",
        "https://a@",
        "https://[",
        "https://a.a.",
        "https://a?utm_",
        "https://a:1",
        "%",
    ),
    *(
        "2026-",
        "12/",
        "14h",
        "yes ",
        "lundi ",
        "1 84 05 88 888 888 ",
        "1840588888888",
        "\x7f",
        "\U000f0000",
        "\ud7a3",
        "가",
    ),
]
RULES = [pytest.param(rule, id=rule.check.__name__) for rule in TEXT_RULES]
ENDS = ("", "!", "x", "«", "\u0435")


def texts(length: int) -> Iterator[str]:
    for piece in PIECES:
        for end in ENDS:
            yield (piece * (length // len(piece) + 1))[:length] + end


def seconds(function: Callable[[str], object], text: str) -> float:
    """The shortest of a few times: caches are cold at first."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        function(text)
        best = min(best, time.process_time() - start)
        if best < 0.005:
            break
    return best


@pytest.mark.parametrize("rule", RULES)
def test_no_text_makes_a_rule_slow(rule: TextRule) -> None:
    slow = [(text[:30], took) for text in texts(LONGEST) if (took := seconds(_look_with(rule), text)) > 0.010]
    # A slow machine is slow for all texts: what counts is that four times the text takes about four times as long.
    assert [(start, took) for start, took in slow if took > 0.050 or _growth(rule, start) > 8] == []


@pytest.mark.parametrize("rule", RULES)
def test_no_text_makes_its_quick_search_slow(rule: TextRule) -> None:
    slow = [text[:30] for text in texts(LONGEST) if seconds(rule.prefilter, f"{BORDER}{text}{BORDER}") > 0.010]
    assert slow == []


def test_longer_texts_cost_nothing() -> None:
    """The longest file that is read, in one text: its length is told, and no rule looks at it."""
    for text in texts(250_000):
        assert seconds(lambda value: check_texts({"titre": value}, TEXT_RULES, TEXT_MAX), text) < 0.010


def test_every_free_text_has_at_most_that_length() -> None:
    for name in schema_names():
        free = list(_free_texts(build_schema(name, {key: ["terme"] for key in VOCABULARIES})))
        assert [where for where, most in free if most > TEXT_MAX] == []


def _free_texts(schema: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], float]]:
    """The texts of a schema that are neither codes nor terms, with the length that each may have."""
    parts = schema.items() if isinstance(schema, dict) else ((str(i), part) for i, part in enumerate(schema))
    for name, part in parts:
        if isinstance(part, dict | list):
            yield from _free_texts(part, (*where, name))
    # A field that names others has a rule of its own.
    coded = {"enum", "const", "pattern", "format"}
    if (
        isinstance(schema, dict)
        and schema.get("type") == "string"
        and not coded & schema.keys()
        and "deduit" not in where
    ):
        yield where, schema.get("maxLength", float("inf"))


def _look_with(rule: TextRule) -> Callable[[str], object]:
    return lambda value: list(rule.check(Text(("titre",), value)))


def _growth(rule: TextRule, start: str) -> float:
    piece = next(piece for piece in sorted(PIECES, key=len, reverse=True) if start.startswith(piece))
    long, short = ((piece * LONGEST)[: LONGEST // part] for part in (1, 4))
    return seconds(_look_with(rule), long) / seconds(_look_with(rule), short)
