"""A large catalogue: work shared between processes gives the same site as one process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from build_tools.checking import check
from build_tools.site import post_build
from build_tools.site.listing import PAGE_SIZE
from tests.site.html_facts import PageFacts, read_html
from tests.site.once import once
from tests.site.site_tools import PROJECT, copy_project, differing, environment, run

pytestmark = [pytest.mark.scale, pytest.mark.long]

MODULES = 1500
_ONE_PROCESS = """
import sys
from build_tools import cli
from build_tools.checking import check
from build_tools.site import post_build
check.PARALLEL_FROM = post_build.PARALLEL_FROM = 10**9
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of many made modules, with its site built as usual."""

    def make(folder: Path) -> Path:
        project = copy_project(folder / "projet")
        (project / "catalogue").rename(project / "reel")
        maker, target = PROJECT / "benchmarks" / "make_records.py", project / "catalogue"
        subprocess.run([sys.executable, maker, str(MODULES), target], check=True, capture_output=True, cwd=PROJECT)
        done = run("build_tools", "build", cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr
        return project

    return once(tmp_path_factory, "echelle", make)


@pytest.fixture(scope="module")
def large_site(project: Path) -> Path:
    """Its site."""
    return project / "site"


@pytest.fixture(scope="module")
def lists(large_site: Path) -> dict[str, PageFacts]:
    """The pages of lists and of terms: all but those of the modules."""
    records = {p.relative_to(large_site / "api/v1").with_suffix("") for p in large_site.glob("api/v1/*/*.json")}
    found = (p for p in large_site.rglob("*.html") if p.parent.relative_to(large_site) not in records)
    return {p.relative_to(large_site).as_posix(): read_html(p.read_text(encoding="utf-8")) for p in sorted(found)}


def test_a_module_has_two_files_and_one_with_seven_others(large_site: Path) -> None:
    names = [path.stem for path in large_site.glob("api/v1/modules/*.json")]
    assert len(names) == MODULES
    paths = [path.relative_to(large_site).as_posix() for path in large_site.rglob("*") if path.is_file()]
    own = {path for path in paths if names[0] in re.split(r"[/.]", path)}
    assert own == {f"modules/{names[0]}/index.html", f"api/v1/modules/{names[0]}.json"}
    assert len([path for path in paths if path.startswith("pagefind/cartes/")]) == -(-MODULES // 8)
    assert len(paths) < 2.2 * MODULES + 3000


def test_shared_work_and_one_process_give_the_same_site(project: Path, large_site: Path) -> None:
    assert (os.cpu_count() or 1) >= 2
    assert max(check.PARALLEL_FROM, post_build.PARALLEL_FROM) <= MODULES
    alone = [sys.executable, "-c", _ONE_PROCESS, "build", "--out", "seul"]
    subprocess.run(alone, cwd=project, env=environment({}), check=True, capture_output=True)
    assert differing(large_site, project / "seul") == []


def test_long_lists_are_cut_into_pages_with_titles_of_their_own_that_lead_to_one_another(
    lists: dict[str, PageFacts],
) -> None:
    names = ["modules/par-region/index.html", *(f"modules/par-region/page-{i}.html" for i in range(2, 7))]
    assert MODULES == 6 * PAGE_SIZE
    assert "modules/par-region/page-7.html" not in lists
    shown = [link for name in names for link in lists[name].links if re.search(r"/modules/[a-z]+-.*-\d+/$", link)]
    assert len(shown) == len(set(shown)) == MODULES
    for before, after in pairwise(names):
        assert any(link.endswith(after) for link in lists[before].links)
        assert any(link.endswith(before.removesuffix("index.html")) for link in lists[after].links)
    titles = [page.title for page in lists.values()]
    assert [title for title in titles if titles.count(title) > 1] == []
