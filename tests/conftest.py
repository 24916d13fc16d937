"""What several tests share: places, a small catalogue, the command as a user runs it, the reference folder."""

import datetime
import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from build_tools.checking.check import check
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History
from build_tools.loading.catalogue import load
from build_tools.model import Catalogue
from tests.command import catalogue_command as catalogue_command
from tests.git_repository import git

# Who starts the tests in the background ignores interrupts, and commands inherit it: ours are interrupted by tests.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "catalogue"
SCHEMAS = ROOT / "schema"
# Records that stay as they are, whatever becomes of the real ones.
SMALL = ROOT / "tests" / "small_catalogue"

# The day of the tests: what is recent or to come does not depend on when they run.
TODAY = datetime.date(2026, 11, 21)
# The last day when records of the real catalogue were read again beside their sources.
LAST_READ = datetime.date(2026, 11, 29)

# One of each kind, which refer to one another and to nothing else.
MODULE = "modules/normandie/nor-teillage-du-lin.yml"
DEMARCHE = "demarches/normandie/normandie-incubation-certifications.yml"
CERTIFICATION = "certifications/conduite-d-equipements-de-production.yml"
# Answered by that module; most tests do without it.
GAP = "ecarts/normandie/nor-teiller-le-lin.yml"

# Words that a contributor must never meet outside guillemets: English, Python's and JSON Schema's.
_JARGON = re.compile(
    r"\b(?i:the|is|are|not|of|and|with|this|that|should|must|be|has|have|value|values|expected|required|property|"
    r"properties|additional|invalid|missing|unknown|allowed|denied|found|error|string|integer|array|object|boolean|"
    r"null|enum|const|pattern|instance|dict|str|int|traceback|unrecognized|choose)\b"
    r"|\b(?:None|True|False)\b|\[['\"]|\{['\"]"
)


def jargon_in(text: str) -> list[str]:
    """English or technical words in a text for contributors; what it quotes between guillemets does not count."""
    return _JARGON.findall(re.sub(r"«[^»]*»", "", text))


def copy_small_catalogue(target: Path, *also: str) -> Path:
    """A module, a démarche, a certification, the records `also` of the small catalogue, and the real vocabularies.

    Of the ROME there is what begins with A1 or I1, and there are no contacts.
    """
    shutil.copytree(CATALOGUE / "vocabulaires", target / "vocabulaires", ignore=shutil.ignore_patterns("contacts.yml"))
    occupations = target / "vocabulaires" / "metiers.yml"
    lines = occupations.read_text().splitlines(keepends=True)
    kept = (line for line in lines if "{id: " not in line or re.search("id: [AI]1", line))
    occupations.write_text("".join(line for line in kept if not line.startswith("# Empreinte")))
    for name in (MODULE, DEMARCHE, CERTIFICATION, *also):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SMALL / name, target / name)
    return target


@pytest.fixture
def catalogue_copy(tmp_path: Path) -> Path:
    """A small catalogue that a test may spoil."""
    return copy_small_catalogue(tmp_path / "catalogue")


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of official files and source texts, which the project does not redistribute."""
    named = os.environ.get("REFERENCE_DIR")
    folder = Path(named or "REFERENCE_DIR")
    if named and folder.is_dir() and (folder.parent / "sources").is_dir():
        return folder
    reason = f"REFERENCE_DIR ne désigne pas le dossier des fichiers officiels ({named or 'variable absente'})"
    if os.environ.get("CI"):
        pytest.fail(reason)
    return pytest.skip(reason)


def published(catalogue: Catalogue, site: str = "") -> Published:
    """The catalogue as it is published at a fixed moment, without Git; `site` is its address, if it has one."""
    return Published(catalogue, "2026-11-21T09:55:44Z", Addresses(site), History(CATALOGUE))


@pytest.fixture(scope="session")
def real_catalogue() -> Catalogue:
    """The real catalogue, which has no error."""
    catalogue = check(load(CATALOGUE), today=LAST_READ).catalogue
    assert catalogue, "Le vrai catalogue a des erreurs : catalogue check"
    return catalogue


@pytest.fixture
def repository(tmp_path):
    """The project's folder: a catalogue of one record of each kind, committed on `main`, and a branch to work on."""
    folder = tmp_path / "projet"
    copy_small_catalogue(folder / "catalogue")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=publié")
    git(folder, "switch", "--quiet", "--create", "travail")
    return folder
