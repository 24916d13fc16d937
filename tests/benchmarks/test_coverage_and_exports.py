"""The measure of coverage on labelled pairs, and a whole export in time and memory."""

import re
import subprocess
import sys

import pytest

from benchmarks.coverage_quality import VERDICTS, precision_and_recall, read_pairs
from tests.conftest import ROOT


def test_pairs_were_labelled_and_some_set_aside():
    tuned, aside = [*read_pairs("reglage"), *read_pairs("reglage-2")], read_pairs("reserve")
    assert (len(tuned), len(aside)) == (98, 39)
    assert {(p.skill, p.sentence) for p in tuned}.isdisjoint((p.skill, p.sentence) for p in aside)
    assert all(pair.label in VERDICTS for pair in (*tuned, *aside))


def test_what_is_said_to_be_covered_mostly_is():
    precision, recall = precision_and_recall([*read_pairs("reglage"), *read_pairs("reglage-2")], "couverte")
    assert precision >= 0.8
    assert recall >= 0.8


@pytest.mark.long
def test_a_whole_export_is_read_in_seconds_and_little_memory():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.export_speed"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds, memory = re.search(r"([\d.]+) s, (\d+) MB of memory", done.stdout).groups()
    assert float(seconds) < 20
    assert int(memory) < 300
