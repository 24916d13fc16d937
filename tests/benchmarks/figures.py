"""Made figures of a benchmark, as tests of its verdicts and its table need them."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.measuring import Measure, Output
from benchmarks.results import Group, Run


def runs(
    group: Group, size: int, seconds: Mapping[str, Sequence[float]], *, memory: int = 100_000_000
) -> Iterator[Run]:
    """Runs of commands that took these seconds, round by round."""
    for command, taken in seconds.items():
        for number, value in enumerate(taken, start=1):
            output = None if group in ("file", "check") else Output(size * 30_000, size * 2, 25_000)
            yield Run(group, size, command, number, Measure(value, value * 2, memory), output)
