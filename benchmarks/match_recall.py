"""How often the right module is among the first three: python -m benchmarks.match_recall [-v] [FOLDER].

The 80 needs of besoins.yml, ours beside plain BM25 on the same texts. With FOLDER, a large catalogue made by
make_records.py, the time of 200 need lines against it.
"""

from __future__ import annotations

import argparse
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.analysis.matching.index import Index, build_index, texts_of
from build_tools.analysis.matching.match import answer
from build_tools.analysis.matching.words import fold, raw_words, stop_words
from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue

HERE = Path(__file__).parent
FIRST = 3
LINES = 200
# Robertson and Zaragoza (2009), the usual values.
K1, B = 1.2, 0.75

Ranking = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Need:
    """A need and the modules that answer it; none where no module does."""

    text: str
    right: frozenset[str]


def read_needs() -> list[Need]:
    """The 80 needs."""
    content = yaml.safe_load((HERE / "besoins.yml").read_text(encoding="utf-8"))
    return [Need(entry["besoin"], frozenset(entry["reponses"])) for entry in content]


def real_catalogue(folder: Path = HERE.parent / "catalogue") -> Catalogue:
    """A sound catalogue."""
    catalogue = check(load(folder)).catalogue
    assert catalogue is not None, "the catalogue is sound"
    return catalogue


def first_right(needs: Sequence[Need], ranking: Ranking) -> list[int]:
    """For each need that has an answer, the place of the first right module; 0 if there is none."""
    places = []
    for need in needs:
        if need.right:
            ranked = ranking(need.text)
            places.append(next((i for i, module in enumerate(ranked, 1) if module in need.right), 0))
    return places


def recall(places: Sequence[int]) -> float:
    """The share of needs with a right module among the first three."""
    return sum(0 < place <= FIRST for place in places) / len(places)


def reciprocal_rank(places: Sequence[int]) -> float:
    """The mean of 1 / place."""
    return sum(1 / place for place in places if place) / len(places)


def ours(index: Index) -> Ranking:
    """The command's ranking."""
    return lambda need: [match.id for match in answer(index, need).matches]


def plain_bm25(catalogue: Catalogue) -> Ranking:
    """BM25 on the same texts: whole words without accents, the same stop words, no stems, no fields, no synonyms."""
    words = {
        module.id: Counter(_plain(" ".join(text for _, text in texts_of(catalogue, module))))
        for module in catalogue.modules.values()
    }
    having = Counter(word for counts in words.values() for word in counts)
    mean = sum(map(Counter.total, words.values())) / len(words)

    def ranking(need: str) -> Sequence[str]:
        scores = {id_: _bm25(set(_plain(need)), counts, having, len(words), mean) for id_, counts in words.items()}
        return [id_ for id_ in sorted(scores, key=lambda id_: (-scores[id_], id_)) if scores[id_] > 0]

    return ranking


def _bm25(asked: set[str], counts: Counter[str], having: Counter[str], total: int, mean: float) -> float:
    length = K1 * (1 - B + B * counts.total() / mean)
    return sum(
        math.log(1 + (total - having[word] + 0.5) / (having[word] + 0.5))
        * counts[word]
        * (K1 + 1)
        / (counts[word] + length)
        for word in asked
    )


def _plain(text: str) -> list[str]:
    words = (fold(part) for written in raw_words(text) for part in written.split("-"))
    return [word for word in words if len(word) > 1 and word not in stop_words()]


def measure(verbose: bool) -> None:
    """Print both measures, and what is answered to needs that no module answers."""
    catalogue, needs = real_catalogue(), read_needs()
    index = build_index(catalogue)
    answered = sum(bool(need.right) for need in needs)
    print(f"{len(needs)} needs, {answered} with an answer in the catalogue, {len(catalogue.modules)} modules")
    for name, ranking in (("ours", ours(index)), ("BM25", plain_bm25(catalogue))):
        places = first_right(needs, ranking)
        print(f"{name}: recall@{FIRST} {recall(places):.1%}, MRR {reciprocal_rank(places):.3f}")
    without = [answer(index, need.text) for need in needs if not need.right]
    for least in (15, 20, 30, 40):
        silent = sum(not found.matches or found.matches[0].score < least for found in without)
        print(f"needs without an answer: {silent} of {len(without)} have no module of score {least} or more")
    if verbose:
        for need in needs:
            found = answer(index, need.text).matches
            place = next((i for i, match in enumerate(found, 1) if match.id in need.right), 0)
            print(place if need.right else "-", need.text, [(match.id, match.score) for match in found[:FIRST]])


def measure_speed(folder: Path) -> None:
    """Print the time of 200 need lines against a large catalogue."""
    catalogue = real_catalogue(folder)
    start = time.perf_counter()
    index = build_index(catalogue)
    print(f"{len(catalogue.modules)} modules indexed in {time.perf_counter() - start:.2f} s")
    texts = [need.text for need in read_needs()]
    start = time.perf_counter()
    for i in range(LINES):
        answer(index, texts[i % len(texts)])
    print(f"{LINES} need lines in {time.perf_counter() - start:.2f} s")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("-v", action="store_true", help="every need")
    options = parser.parse_args()
    measure(options.v)
    if options.folder:
        measure_speed(options.folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
