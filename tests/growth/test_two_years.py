"""The data may grow and time may pass: two years later, with other records, the suite is as green as today."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import catalogue_command
from tests.growth.growing import CLOCK, copy_of_the_project, grow

pytestmark = pytest.mark.long
_SECONDS = 1500


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in two years: records were added, changed, renamed and withdrawn."""
    folder = copy_of_the_project(tmp_path_factory.mktemp("deux-ans") / "projet")
    grow(folder)
    return folder


def test_the_catalogue_has_no_error_and_old_readings_are_told(project: Path) -> None:
    done = catalogue_command("check", cwd=project, env=CLOCK)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "relecture-ancienne" in done.stdout


def test_generated_files_are_current(project: Path) -> None:
    for command in ("schema", "ledger"):
        done = catalogue_command(command, "--check", cwd=project, env=CLOCK)
        assert done.returncode == 0, done.stdout[-2000:]


def test_the_suite_is_green(project: Path) -> None:
    """All that is neither long nor in a browser, with the clock two years on."""
    environment = {**os.environ, **CLOCK, "PYTHONDONTWRITEBYTECODE": "1"}
    for name in [name for name in environment if name.startswith("PYTEST")]:
        del environment[name]
    command = (sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "-n", "2")
    chosen = "not browser and not long and not scale and not slow"
    done = subprocess.run(
        [*command, "-m", chosen], cwd=project, env=environment, capture_output=True, encoding="utf-8", timeout=_SECONDS
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
