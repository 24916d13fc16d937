"""What several tests share: places, a small catalogue, the command as a user runs it, the reference folder."""

import datetime
import os
import re
import shutil
import signal
from functools import cache
from pathlib import Path

import pytest

from build_tools.checking.check import check
from build_tools.exports.published import Addresses, Published
from build_tools.git.history import History
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.model import Catalogue, Module
from tests.command import TODAY as TODAY
from tests.command import catalogue_command as catalogue_command
from tests.command import clock_at as clock_at
from tests.git_repository import git

# Who starts the tests in the background ignores interrupts, and commands inherit it: ours are interrupted by tests.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "catalogue"
SCHEMAS = ROOT / "schema"
# Records that stay as they are, whatever becomes of the real ones.
SMALL = ROOT / "tests" / "small_catalogue"

_READ = re.compile(r"^ *(?:- \{?)?(?:verifie_le|lu_le|etat_au|date): [\"']?(\d{4}-\d\d-\d\d)[\"']?$", re.M)


def _last_read() -> datetime.date:
    """The newest day when somebody says to have read a source of the real catalogue, which grows."""
    days = {day for file in CATALOGUE.rglob("*.yml") for day in _READ.findall(file.read_text())}
    return datetime.date.fromisoformat(max(days))


# Any day before would make of the real records announcements.
LAST_READ = _last_read()

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

    Of the ROME there is what begins with A1 or I1; there are no contacts, nothing was withdrawn, and no document is
    newer than the day of the tests.
    """
    shutil.copytree(CATALOGUE / "vocabulaires", target / "vocabulaires", ignore=_of_later_days)
    occupations = target / "vocabulaires" / "metiers.yml"
    lines = occupations.read_text().splitlines(keepends=True)
    kept = (line for line in lines if "{id: " not in line or re.search("id: [AI]1", line))
    occupations.write_text("".join(line for line in kept if not line.startswith("# Empreinte")))
    for name in (MODULE, DEMARCHE, CERTIFICATION, *also):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SMALL / name, target / name)
    return target


def _of_later_days(folder: str, names: list[str]) -> list[str]:
    """What a vocabulary's folder holds that a catalogue of the tests' day may not have."""
    texts = {name: (Path(folder) / name).read_text() for name in names if Path(folder).name == "documents"}
    dates = {name: re.findall(r"^(?:date|lu_le): [\"']?([\d-]+)", text, re.M) for name, text in texts.items()}
    newer = [name for name, days in dates.items() if any(day > str(TODAY)[: len(day)] for day in days)]
    return [*newer, "contacts.yml", "retraits.yml"]


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


@cache
def frozen_module() -> Module:
    """A module that stays as it is, whatever becomes of the real one of that name."""
    return Module.model_validate({**read((SMALL / MODULE).read_bytes()), "id": Path(MODULE).stem})


@pytest.fixture(scope="session")
def small_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The records of the small catalogue, which no test may spoil."""
    folder = copy_small_catalogue(tmp_path_factory.mktemp("petit") / "catalogue")
    catalogue = check(load(folder), today=TODAY).catalogue
    assert catalogue
    return catalogue


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
