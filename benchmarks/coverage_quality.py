"""How often the verdict on a skill and an official sentence is right: python -m benchmarks.coverage_quality [-v].

The pairs of comparaison-reglage*.yml set the measure; those of comparaison-reserve.yml were set aside, and are only
measured. All were labelled before the measure was set by them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.analysis.coverage.measure import OfficialText, Sentence, coverage
from build_tools.analysis.coverage.words import stems_of

HERE = Path(__file__).parent
VERDICTS = ("couverte", "approchee", "absente")


@dataclass(frozen=True)
class Pair:
    """A skill, an official sentence, the label, and what is computed."""

    skill: str
    sentence: str
    label: str
    computed: str


def read_pairs(name: str) -> list[Pair]:
    """The pairs of a file, each with its computed verdict."""
    content = yaml.safe_load((HERE / f"comparaison-{name}.yml").read_text(encoding="utf-8"))
    return [Pair(e["competence"], e["phrase"], e["verdict"], computed(e["competence"], e["phrase"])) for e in content]


def computed(skill: str, sentence: str) -> str:
    """The verdict on one pair."""
    return coverage(skill, OfficialText("", (Sentence("", "", sentence, stems_of(sentence)),), detailed=True)).verdict


def precision_and_recall(pairs: Sequence[Pair], verdict: str) -> tuple[float, float]:
    """Of what is given this verdict, the share that deserves it; of what deserves it, the share that is given it."""
    right = sum(pair.label == pair.computed == verdict for pair in pairs)
    given, deserving = (sum(getattr(p, name) == verdict for p in pairs) for name in ("computed", "label"))
    return right / max(given, 1), right / max(deserving, 1)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", action="store_true", help="every pair that set the measure and is judged otherwise")
    options = parser.parse_args()
    for name in ("reglage", "reglage-2", "reserve"):
        pairs = read_pairs(name)
        right = sum(pair.label == pair.computed for pair in pairs)
        print(f"{name}: {right} of {len(pairs)} right ({right / len(pairs):.0%})")
        for verdict in VERDICTS:
            precision, recall = precision_and_recall(pairs, verdict)
            print(f"  {verdict}: precision {precision:.0%}, recall {recall:.0%}")
        if options.v and name != "reserve":
            print(*(f"  {p.label} → {p.computed}: {p.skill} | {p.sentence}" for p in pairs if p.label != p.computed))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
