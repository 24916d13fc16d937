"""The open data page: what it announces is there, and its examples run as they are written."""

import re
import shutil
import sqlite3
import subprocess
import sys
from html import unescape
from importlib.util import find_spec

import pytest

from build_tools.exports.distributions import DISTRIBUTIONS
from build_tools.site.open_data import file_size
from build_tools.site.post_build import complete_site
from tests.conftest import published
from tests.local_server import address_of, files_of, serving
from tests.site.made import theme

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(catalogue, tmp_path_factory):
    """The site, served on this machine at the address that it was made for."""
    folder = tmp_path_factory.mktemp("servi") / "site"
    shutil.copytree(theme(tmp_path_factory), folder)
    with serving(files_of(folder)) as server:
        complete_site(folder, published(catalogue, address_of(server)))
        yield folder


@pytest.fixture(scope="module")
def codes(site):
    """Title of each example on the page → its code, as a visitor copies it."""
    page = (site / "donnees" / "index.html").read_text()
    found = re.findall(r"<h3>([^<]+)</h3>\s*<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)
    return {title.split()[1].rstrip(","): unescape(code) for title, code in found}


def test_the_python_example_runs_as_it_is_written(codes, catalogue, tmp_path):
    done = subprocess.run([sys.executable, "-c", codes["Python"]], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    listed = [line.split(" : ")[0] for line in done.stdout.splitlines()]
    assert listed == [module.id for module in catalogue.by_transition["ecologique"]]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl n'est pas installé")
def test_the_curl_example_runs_as_it_is_written(codes, site, tmp_path):
    done = subprocess.run(["sh", "-e", "-c", codes["curl"]], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "modules.csv").read_bytes() == (site / "data" / "modules.csv").read_bytes()
    assert '"id":"btp"' in done.stdout


@pytest.mark.skipif(not find_spec("pandas"), reason="pandas n'est pas installé")
def test_the_pandas_example_runs_as_it_is_written(codes, catalogue, tmp_path):
    done = subprocess.run([sys.executable, "-c", codes["pandas"]], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    deployed = [module for module in catalogue.modules.values() if module.statut == "deploye"]
    counts = [int(line.split()[-1]) for line in done.stdout.splitlines() if line[-1:].isdigit() and "dtype" not in line]
    assert sum(counts) == len(deployed)


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R n'est pas installé")
def test_the_r_example_runs_as_it_is_written(codes, tmp_path):
    (tmp_path / "exemple.R").write_text(codes["R"])
    done = subprocess.run(["Rscript", "exemple.R"], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Grand Est" in done.stdout


def test_the_sql_example_runs_as_it_is_written(codes, site, catalogue):
    with sqlite3.connect(site / "data" / "catalogue.sqlite") as database:
        counted = dict(database.execute(codes["SQL"]).fetchall())
    words = catalogue.vocabularies
    assert counted == {words.label("secteurs", name): len(found) for name, found in catalogue.by_sector.items()}


def test_every_file_is_announced_with_its_size(site):
    page = (site / "donnees" / "index.html").read_text()
    for distribution in DISTRIBUTIONS:
        path = site / distribution.path
        if path.exists():
            assert f'href="../{distribution.path}"' in page
            assert file_size(path.stat().st_size) in page


def test_without_an_address_the_page_says_what_to_replace(tmp_path_factory, catalogue, tmp_path):
    shutil.copytree(theme(tmp_path_factory), tmp_path / "site")
    complete_site(tmp_path / "site", published(catalogue))
    assert "mettez son adresse à la place de" in (tmp_path / "site" / "donnees" / "index.html").read_text()


@pytest.mark.parametrize(
    ("size", "said"),
    [(34, "34\u00a0octets"), (41_300, "41\u00a0ko"), (999_700, "1\u202f000\u00a0ko"), (1_540_000, "1,5\u00a0Mo")],
)
def test_sizes_are_said_in_powers_of_ten(size, said):
    assert file_size(size) == said
