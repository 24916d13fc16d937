"""The reader that runs in a browser: what it is made of, and a site without it."""

import re
import zipfile

import pytest

from build_tools.site import browser_reader
from build_tools.site.browser_reader import FOLDER, LIBRARIES, PREPARED, PROGRAM, reader_context, write_reader
from tests.conftest import CATALOGUE, ROOT, published

PINNED = re.compile(r"^([a-z0-9-]+)==([^ ]+) \\\n((?:    --hash=.*\n)+)", re.MULTILINE)


def pins(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {
        name: (version, set(re.findall("sha256:([0-9a-f]{64})", hashes)))
        for name, version, hashes in PINNED.findall(text)
    }


@pytest.fixture
def prepared():
    assert PREPARED.is_dir(), "the reader is not prepared: run make site"
    return PREPARED


def test_its_wheels_are_those_of_the_versions_that_the_command_uses():
    ours, whole = pins("requirements-browser.lock"), pins("requirements.lock")
    for name in ours.keys() - {"flet-web"}:
        assert ours[name][0] == whole[name][0]
        assert ours[name][1] <= whole[name][1]


def test_the_same_catalogue_gives_the_same_bytes(prepared, real_catalogue, tmp_path):
    for name in ("a", "b"):
        write_reader(tmp_path / name, published(real_catalogue), prepared)
    files = {path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()}
    assert {(tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files} == {True}


def test_it_carries_every_library_and_the_catalogue(prepared, real_catalogue, tmp_path):
    write_reader(tmp_path, published(real_catalogue), prepared)
    libraries = zipfile.ZipFile(tmp_path / FOLDER / LIBRARIES).namelist()
    assert not [name for name in libraries if name.endswith(".so") and "wasm32" not in name]
    assert {name.partition("/")[0].removesuffix(".py") for name in libraries} >= {
        *browser_reader._PURE,
        "pydantic_core",
    }
    program = zipfile.ZipFile(tmp_path / PROGRAM)
    records = {path.relative_to(CATALOGUE.parent).as_posix() for path in CATALOGUE.rglob("*.yml")}
    assert records <= set(program.namelist())
    assert not [name for name in program.namelist() if name.startswith("build_tools/site/")]


def test_what_it_weighs_is_said(prepared, real_catalogue, tmp_path):
    write_reader(tmp_path, published(real_catalogue), prepared)
    size = sum(path.stat().st_size for path in (tmp_path / FOLDER).iterdir()) / 1_000_000
    assert size <= reader_context(prepared)["megabytes"] <= size + 1.5


def test_a_site_without_it_shows_other_ways(real_catalogue, tmp_path):
    write_reader(tmp_path / "site", published(real_catalogue), tmp_path / "absent")
    assert not (tmp_path / "site").exists()
    assert reader_context(tmp_path / "absent")["megabytes"] == 0
