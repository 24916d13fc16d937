"""Time `catalogue check` beside check-jsonschema on the same files: python benchmarks/check_speed.py [--count 2500].

Both run as commands, start-up included, one after the other in each round, so that a busy machine slows both; the
figures are medians. check-jsonschema does the structure only (the same schema, with the vocabularies' terms); ours does
every rule, on records, démarches, certifications and vocabularies. It is installed into a throw-away environment.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.make_records import make_catalogue  # noqa: E402  # the project's root is not installed

# As an installed command starts: no compiling at each run.
CHECK = (sys.executable, "-m", "build_tools", "check")
SCHEMA = ROOT / "schema" / "module.schema.json"


Command = Sequence[str]


def main() -> int:
    """Command line: numbers of files and of rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2500, help="number of module files (2500)")
    parser.add_argument("--large", type=int, default=10_000, help="number of files of a larger catalogue (10000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command (5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        make_catalogue(options.count, folder / "catalogue")
        make_catalogue(options.large, folder / "large")
        files = sorted(map(str, (folder / "catalogue" / "modules").rglob("*.yml")))
        one = str(next((ROOT / "catalogue" / "modules").rglob("*.yml")))
        commands: dict[str, Command] = {
            f"check-jsonschema, {options.count} files": [
                _install(folder / "environment"), "--schemafile", str(SCHEMA), *files,
            ],
            f"catalogue check, {options.count} files": [*CHECK, "--catalogue", str(folder / "catalogue")],
            f"catalogue check, {options.large} files": [*CHECK, "--catalogue", str(folder / "large")],
            "catalogue check, one file": [*CHECK, "--catalogue", str(ROOT / "catalogue"), one],
        }  # fmt: skip
        medians = _measure(commands, options.rounds)
    print(f"check-jsonschema takes {medians[0] / medians[1]:.1f} times as long on the same files")
    return 0


def _measure(commands: Mapping[str, Command], rounds: int) -> list[float]:
    """Median seconds of each command, in order; prints them with the peak memory of the largest process."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(_run(command))
    medians = [statistics.median(seconds for seconds, _ in measured) for measured in runs.values()]
    for (name, measured), seconds in zip(runs.items(), medians, strict=True):
        print(f"{name:32}{seconds:8.2f} s {max(memory for _, memory in measured):8.0f} MB")
    return medians


def _run(command: Command) -> tuple[float, float]:
    """Seconds and megabytes (of its largest process) of a command that must find no error."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return seconds, usage.ru_maxrss / 1024


def _install(environment: Path) -> str:
    venv.create(environment, with_pip=True)
    command = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "check-jsonschema"]
    subprocess.run(command, check=True, capture_output=True)
    return str(environment / "bin" / "check-jsonschema")


if __name__ == "__main__":
    raise SystemExit(main())
