"""Measuring a command: its children count, a failure is told, what it wrote is weighed."""

import sys
from pathlib import Path

import pytest

from benchmarks.measuring import CommandError, Measure, Output, environment, measure, weigh

HEAVY = 150_000_000
_PARENT = f"""
import subprocess, sys
subprocess.run([sys.executable, "-c", "import time; kept = b'x' * {HEAVY}; time.sleep(1)"], check=True)
"""


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_the_memory_of_a_child_process_is_counted(tmp_path: Path) -> None:
    assert HEAVY < measure(python(_PARENT), tmp_path).peak_memory < 2 * HEAVY


def test_the_processor_time_of_a_child_process_is_counted(tmp_path: Path) -> None:
    child = "sum(range(20_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{child}'], check=True)"
    alone = measure(python(child), tmp_path).cpu_seconds
    assert measure(python(parent), tmp_path).cpu_seconds > alone / 2


def test_a_command_runs_where_it_is_told(tmp_path: Path) -> None:
    measure(python("open('here', 'w').close()"), tmp_path)
    assert (tmp_path / "here").is_file()


def test_a_failing_command_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"(?s)raise SystemExit.*returned 1: no such thing"):
        measure(python("raise SystemExit('no such thing')"), tmp_path)


def test_the_figures_of_two_commands_make_one() -> None:
    assert Measure(2.0, 3.0, 500).then(Measure(1.0, 0.5, 400)) == Measure(3.0, 3.5, 500)


def test_addresses_of_a_published_site_do_not_reach_a_measured_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "SITE_URL" not in environment()
    assert environment()["LANG"] == "fr_FR.UTF-8"


def test_an_output_is_weighed_with_its_median_page_of_a_record(tmp_path: Path) -> None:
    for name, size in {"modules/a": 10, "modules/b": 20, "modules/c": 90, "modules": 5000, "regions/x": 700}.items():
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "index.html").write_bytes(b"x" * size)
    assert weigh(tmp_path) == Output(size=5820, files=5, page=20)
    assert weigh(tmp_path / "regions") == Output(size=700, files=1, page=0)
