"""data.gouv.fr's own reader takes our description: the code of udata itself, in an environment of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.exports.export import write_exports
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History
from tests.exports.linked_data import SITE

pytestmark = [pytest.mark.long, pytest.mark.slow]

PACKAGES = ("udata==17.18.0", "mongomock==4.3.0")
READER = Path(__file__).with_name("udata_reader.py")
# It tells a harvested dataset from one that is published there, which has a date for its next update.
NOT_OURS = {"next_update_for_update_fulfilled_in_time"}


@pytest.fixture(scope="module")
def udata(tmp_path_factory):
    """The interpreter of an environment that has udata; skipped where it cannot be installed."""
    folder = tmp_path_factory.mktemp("udata") / "env"
    commands = (
        ("venv", "--python", sys.executable, folder),
        ("pip", "install", "--python", folder, *PACKAGES),
    )
    for command in commands:
        done = subprocess.run([sys.executable, "-m", "uv", *map(str, command)], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"udata cannot be installed: {done.stderr[-300:]}")
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def folder(real_catalogue, tmp_path_factory):
    folder = tmp_path_factory.mktemp("moissonnage")
    addresses = Addresses(SITE, "https://depot.exemple.fr")
    write_exports(Published(real_catalogue, "2026-11-29T09:55:44Z", addresses, History(folder)), folder)
    return folder


@pytest.fixture(scope="module")
def read(udata, folder):
    done = subprocess.run([udata, READER, folder / "data/dcat.ttl"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_it_keeps_the_dataset_with_full_marks(read):
    assert (read["license"], read["frequency"]) == ("lov2", "irregular")
    marks = {name: mark for name, mark in read["quality"].items() if name not in NOT_OURS}
    assert len(marks) > 6
    assert set(marks.values()) == {True}


def test_it_keeps_every_file_with_its_format_its_schema_and_its_size(read, folder):
    files = {resource["url"].removeprefix(f"{SITE}/"): resource for resource in read["resources"]}
    assert set(files) == {d.path for d in DISTRIBUTIONS if (folder / d.path).exists()}
    assert {path: file["size"] for path, file in files.items()} == {
        path: (folder / path).stat().st_size for path in files
    }
    assert files["data/modules.csv"]["schema"] == f"{SITE}/data/schema-modules.json"
    formats = {path.rsplit(".", 1)[-1]: file["format"] for path, file in files.items()}
    assert (formats["csv"], formats["parquet"], formats["sqlite"]) == ("csv", "parquet", "sqlite")


def test_it_keeps_the_api_as_a_service(read):
    (service,) = read["services"]
    assert service["base"] == f"{SITE}/api/v1/"
    assert service["description"] == f"{SITE}/api/v1/openapi.json"
