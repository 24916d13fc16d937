"""What comparing with the référentiels costs a build: python -m benchmarks.comparing_cost [-n 10000] [--runs 2].

Builds the site of that many modules with the verdicts on every skill and without any, by turns, and gives the
processor time of each: the clock says little on a machine that does something else.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.make_records import make_catalogue
from benchmarks.measuring import measure

COUNT = 10_000
_BUILD = "from build_tools.cli import main; import sys; sys.exit(main(sys.argv[1:]))"
# Whoever asks for verdicts gets none, in every process that the build forks.
_WITHOUT = f"from build_tools.analysis import dossier; dossier.verdicts = lambda *asked: (); {_BUILD}"


def build_seconds(catalogue: Path, site: Path, *, compared: bool) -> float:
    """Processor seconds of one build and of all its processes."""
    code = _BUILD if compared else _WITHOUT
    command = [sys.executable, "-c", code, "build", "--catalogue", str(catalogue), "--out", str(site)]
    return measure(command, Path.cwd()).cpu_seconds


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=COUNT)
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        catalogue, site = Path(folder) / "catalogue", Path(folder) / "site"
        make_catalogue(options.n, catalogue)
        times: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(options.runs):
            for compared in times:
                times[compared].append(build_seconds(catalogue, site, compared=compared))
        with_, without = median(times[True]), median(times[False])
        share = 100 * (with_ - without) / without
        print(f"{options.n} modules: {with_:.1f} s of processor with, {without:.1f} s without: {share:+.1f} %")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
