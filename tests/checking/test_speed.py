"""No text makes a rule slow: its time grows no faster than the text, and stays small for the longest texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from build_tools.checking.rules import TEXT_RULES
from build_tools.checking.rules.text import BORDER, Text, TextRule

pytestmark = [pytest.mark.slow, pytest.mark.long]

LONGEST = 20_000
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
    assert [(start, took) for start, took in slow if took > 0.100 or _growth(rule, start) > 8] == []


@pytest.mark.parametrize("rule", RULES)
def test_no_text_makes_its_quick_search_slow(rule: TextRule) -> None:
    slow = [text[:30] for text in texts(LONGEST) if seconds(rule.suspects, f"{BORDER}{text}{BORDER}") > 0.020]
    assert slow == []


def _look_with(rule: TextRule) -> Callable[[str], object]:
    return lambda value: list(rule.check(Text(("titre",), value)))


def _growth(rule: TextRule, start: str) -> float:
    piece = next(piece for piece in sorted(PIECES, key=len, reverse=True) if start.startswith(piece))
    long, short = ((piece * LONGEST)[: LONGEST // part] for part in (1, 4))
    return seconds(_look_with(rule), long) / seconds(_look_with(rule), short)
