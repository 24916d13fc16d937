"""Same input, same bytes; and every way of building gives the same site."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.site.build_directory import mark_site
from tests.site.site_tools import PROJECT, addresses, build, differing, run

pytestmark = pytest.mark.slow


def test_two_builds_are_identical_to_the_byte_whatever_the_language_and_time_zone(site: Path, tmp_path: Path) -> None:
    out = build(PROJECT, tmp_path / "site", LC_ALL="C", TZ="Pacific/Kiritimati", PYTHONHASHSEED="7")
    assert differing(site, out) == []


@pytest.mark.long
def test_a_build_replaces_the_whole_of_the_last_site(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    (out / "modules").mkdir(parents=True)
    (out / "modules" / "ancienne.html").write_text("ancienne", encoding="utf-8")
    (out / "404.html").write_text("ancienne", encoding="utf-8")
    mark_site(out)
    assert differing(site, build(PROJECT, out)) == []
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.long
def test_plain_mkdocs_gives_the_same_site(site: Path, tmp_path: Path) -> None:
    done = run("mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site"), cwd=PROJECT)
    assert done.returncode == 0, done.stderr
    assert differing(site, tmp_path / "site") == []


@pytest.mark.long
def test_zensical_gives_the_same_addresses(site: Path, tmp_path: Path) -> None:
    assert addresses(build(PROJECT, tmp_path / "site", "--engine", "zensical")) == addresses(site)
