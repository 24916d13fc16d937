"""How well lines of offers and lists find modules: python -m benchmarks.need_lines [--second | --locked 1|2] [-v].

Sets of labelled lines, written from the records alone before any answer was looked at. `besoins_de_travail.jsonl` and
`besoins_de_travail_2.jsonl` are there to work with. The locked ones are run for their figures only: whoever reads their
single answers makes them working sets, so `-v` refuses them, and their fingerprints are checked.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.match_recall import real_catalogue
from build_tools.analysis.matching.index import Index, build_index
from build_tools.analysis.matching.match import answer

HERE = Path(__file__).parent
WORKING = HERE / "besoins_de_travail.jsonl"
# Written by somebody who had not yet seen the measure, then worked with too.
WORKING_2 = HERE / "besoins_de_travail_2.jsonl"
# By their number: the first was locked before the measure was changed at all, the second, written by somebody who had
# seen neither the measure nor the other sets, before it ran once on what the first had led to.
LOCKED = {"1": HERE / "besoins_verrouilles.jsonl", "2": HERE / "besoins_verrouilles_2.jsonl"}
FINGERPRINTS = {
    "1": "cdc105a046e659809d74113d0eb7c5d88e01080c7d062050213993477accb93a",
    "2": "b8d16f9bbfa074d84bbc17eb61a29d44c66b590b58b8a02c2957ed0ad9fcf6bc",
}
FIRST = 3


@dataclass(frozen=True)
class Line:
    """A line, whether it is a need at all, the modules that answer it, and those that answer a part of it."""

    text: str
    is_need: bool
    right: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answered:
    """The answer to a line: modules, best first, and whether the first is shown as an answer."""

    ids: tuple[str, ...]
    is_answered: bool


@dataclass(frozen=True)
class Figures:
    """The four shares by which the two sets are evaluated, each with what it is a share of."""

    among_three: tuple[int, int]
    first: tuple[int, int]
    shown_rightly: tuple[int, int]
    shown_wrongly: tuple[int, int]


def read_lines(path: Path) -> list[Line]:
    """The labelled lines of a set."""
    entries = (json.loads(text) for text in path.read_text(encoding="utf-8").splitlines())
    return [
        Line(e["texte"], e["genre"] == "besoin", frozenset(e.get("justes", ())), frozenset(e.get("en_partie", ())))
        for e in entries
    ]


def answer_to(index: Index, text: str) -> Answered:
    """The answer of the command to a line."""
    found = answer(index, text)
    return Answered(tuple(match.id for match in found.matches), found.is_answered)


def figures(lines: Sequence[Line], answers: Sequence[Answered]) -> Figures:
    """The four shares."""
    pairs = list(zip(lines, answers, strict=True))
    having = [(line, found) for line, found in pairs if line.right]
    shown = [(line, found) for line, found in pairs if found.is_answered]
    lacking = [found for line, found in pairs if not line.right | line.partly]
    return Figures(
        (sum(bool(line.right & {*found.ids[:FIRST]}) for line, found in having), len(having)),
        (sum(bool(line.right & {*found.ids[:1]}) for line, found in having), len(having)),
        (sum(found.ids[0] in line.right | line.partly for line, found in shown), len(shown)),
        (sum(found.is_answered for found in lacking), len(lacking)),
    )


def _say(name: str, share: tuple[int, int]) -> None:
    part, whole = share
    print(f"{name}: {part} of {whole}, {part / max(whole, 1):.1%}")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locked", choices=sorted(LOCKED), help="the locked set")
    parser.add_argument("--second", action="store_true", help="the second working set")
    parser.add_argument("-v", action="store_true", help="every line that is not as it should be (working set only)")
    options = parser.parse_args()
    path = LOCKED[options.locked] if options.locked else WORKING_2 if options.second else WORKING
    if options.locked and hashlib.sha256(path.read_bytes()).hexdigest() != FINGERPRINTS[options.locked]:
        parser.error("the locked set was changed after its fingerprint was committed")
    index, lines = build_index(real_catalogue()), read_lines(path)
    answers = [answer_to(index, line.text) for line in lines]
    found = figures(lines, answers)
    print(f"{path.name}: {len(lines)} lines")
    _say("a right module among the first three", found.among_three)
    _say("a right module first", found.first)
    _say("shown as an answer, first module right or partly right", found.shown_rightly)
    _say("noise or needs that no module answers, shown an answer", found.shown_wrongly)
    if options.v and not options.locked:
        _say_each(lines, answers)
    return 0


def _say_each(lines: Sequence[Line], answers: Sequence[Answered]) -> None:
    for line, found in zip(lines, answers, strict=True):
        good = line.right | line.partly
        if line.right and not line.right & {*found.ids[:FIRST]}:
            print("missed", line.text, found)
        elif found.is_answered and found.ids[0] not in good:
            print("wrongly shown", line.text, found)
        elif good and not found.is_answered:
            print("not shown", line.text, found)
        elif line.right and found.ids[0] not in line.right:
            print("not first", line.text, found)


if __name__ == "__main__":
    raise SystemExit(main())
