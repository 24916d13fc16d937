"""The command when things go wrong around it: whatever happens, an exit code, French, and no traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DEMARCHE, MODULE, catalogue_command, copy_small_catalogue, jargon_in
from tests.nasty_files import NASTY

pytestmark = pytest.mark.slow


# Root reads every file, so the right to do so is taken from it before the command starts.
WITHOUT_RIGHTS = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
needs_setpriv = pytest.mark.skipif(
    bool(WITHOUT_RIGHTS) and not shutil.which("setpriv"), reason="root lit tout, et la commande setpriv manque ici"
)


def assert_explained(done: subprocess.CompletedProcess[str], code: int) -> None:
    """The expected exit code, and what a person reads is French, without a traceback."""
    assert done.returncode == code, done.stderr
    assert jargon_in(done.stderr) == []


def problems_told(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    problems = json.loads(done.stdout)["problems"]
    assert [jargon_in(problem["message"] + problem["hint"]) for problem in problems] == [[]] * len(problems)
    return problems


@pytest.fixture(scope="module")
def nasty_report(tmp_path_factory):
    """All nasty files in one catalogue, checked once."""
    catalogue = copy_small_catalogue(tmp_path_factory.mktemp("hostile") / "catalogue")
    for name, (raw, _) in NASTY.items():
        (catalogue / f"modules/normandie/nor-{name}.yml").write_bytes(raw)
    return catalogue_command("check", "--format", "json", cwd=catalogue.parent)


def test_nasty_files_end_in_a_report(nasty_report):
    assert_explained(nasty_report, 1)
    assert nasty_report.stderr == ""


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_one_problem_and_nothing_worse(nasty_report, name):
    found = [p["rule"] for p in problems_told(nasty_report) if p["path"].endswith(f"/nor-{name}.yml")]
    assert found == [NASTY[name][1]]


def test_neither_a_value_nor_a_file_name_begins_a_line_of_the_report(catalogue_copy):
    (catalogue_copy / MODULE).write_text('"a\\n::error::b": 1\n')
    (catalogue_copy / "modules/normandie/nor-a\n::error::\x1b[31m.yml").touch()
    done = catalogue_command("check", cwd=catalogue_copy.parent)
    assert "::error::b" in done.stdout
    assert "\x1b" not in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.startswith("::")]


@needs_setpriv
@pytest.mark.parametrize("record", [MODULE, "vocabulaires/regions.yml"])
def test_an_unreadable_file_is_a_problem(catalogue_copy, record):
    (catalogue_copy / record).chmod(0)
    done = catalogue_command("check", cwd=catalogue_copy.parent, prefix=WITHOUT_RIGHTS)
    assert_explained(done, 1)
    assert f"catalogue/{record}:1:1: erreur [fichier-illisible]" in done.stdout


@needs_setpriv
@pytest.mark.parametrize(
    ("command", "folder"), [("check", ""), ("check", "modules/normandie"), ("schema", "vocabulaires")]
)
def test_an_unreadable_folder_is_named(catalogue_copy, command, folder):
    (catalogue_copy / folder).chmod(0)
    done = catalogue_command(command, cwd=catalogue_copy.parent, prefix=WITHOUT_RIGHTS)
    (catalogue_copy / folder).chmod(0o755)
    assert_explained(done, 2)
    assert str(Path("catalogue") / folder) in done.stderr


@pytest.mark.parametrize("keys", [0, 200], ids=["compte-rendu-court", "compte-rendu-long"])
def test_a_reader_that_goes_away_gets_no_traceback(catalogue_copy, keys):
    with (catalogue_copy / MODULE).open("a") as record:
        record.writelines(f"cle{i}: {i}\n" for i in range(keys))
    command = [sys.executable, "-m", "build_tools", "check"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        command, cwd=catalogue_copy.parent, env=buffered, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_change_nothing(catalogue_copy, closed):
    command = f'exec "{sys.executable}" -m build_tools check {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=catalogue_copy.parent, capture_output=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("match", "-"), "l’entrée standard est fermée"),
        (("compare", "--certification", "RNCP1", "--besoins", "-"), "l’entrée standard est fermée"),
        (("from-issue", "-"), "l’entrée standard est fermée"),
        (("new",), "il manque"),
        (("new", "ecart"), "il manque"),
    ],
)
def test_a_closed_standard_input_is_said(catalogue_copy, arguments, said):
    command = f'exec "{sys.executable}" -m build_tools {" ".join(arguments)} <&-'
    done = subprocess.run(
        ["sh", "-c", command], cwd=catalogue_copy.parent, capture_output=True, encoding="utf-8", timeout=60
    )
    assert_explained(done, 2)
    assert said in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("links", "--memory", "dossier"),
        ("links", "--memory", "m.json", "--exceptions", "dossier"),
        ("codeowners", "--teams", "dossier"),
        ("codeowners", "--teams", "equipes.yml", "--out", "dossier"),
        ("doctor", "--github", "dossier"),
        ("check", "--baseline", "dossier"),
        ("from-issue", "ticket.md", "--answer", "dossier"),
    ],
    ids=" ".join,
)
def test_a_folder_in_the_place_of_a_file_is_said_in_french(catalogue_copy, arguments):
    (catalogue_copy.parent / "dossier").mkdir(exist_ok=True)
    (catalogue_copy.parent / "equipes.yml").write_text("tout: []\nregions: {}\n")
    (catalogue_copy.parent / "ticket.md").write_text("x")
    done = catalogue_command(*arguments, cwd=catalogue_copy.parent)
    assert done.returncode == 2
    assert "c’est un dossier, et non un fichier" in done.stderr
    assert "dossier\u00a0»" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="pas de /dev/full ici")
def test_a_full_disk_is_said(catalogue_copy):
    command = f'exec "{sys.executable}" -m build_tools check >/dev/full'
    done = subprocess.run(
        ["sh", "-c", command], cwd=catalogue_copy.parent, capture_output=True, encoding="utf-8", timeout=60
    )
    assert_explained(done, 2)
    assert "écriture impossible" in done.stderr


@pytest.mark.parametrize(
    ("moment", "code", "said"),
    [("0", 1, "vérifiez la date de cet ordinateur"), ("253402300799", 0, ""), ("9" * 30, 0, "")],
    ids=["1970", "9999", "aucun jour"],
)
def test_a_wrong_clock_is_survived_and_where_days_have_not_come_it_is_named(catalogue_copy, moment, code, said):
    done = catalogue_command("check", cwd=catalogue_copy.parent, env={"SOURCE_DATE_EPOCH": moment})
    assert done.returncode == code, done.stdout
    assert "une erreur du programme" not in done.stderr
    assert said in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_the_report_is_utf_8_whatever_the_system_says(catalogue_copy, encoding):
    (catalogue_copy / DEMARCHE).unlink()
    done = catalogue_command("check", cwd=catalogue_copy.parent, env={"PYTHONIOENCODING": encoding})
    assert_explained(done, 1)
    assert "démarche" in done.stdout
    assert "2 fiches vérifiées\u00a0: 1 erreur." in done.stdout


@pytest.mark.parametrize("name", [b"nor-\xff.yml", b"nor-a\n.yml", b"nor-a\n::error::.yml", "nor-\u202e.yml".encode()])
def test_a_strange_file_name_is_a_problem(catalogue_copy, name):
    strange = os.fsencode(catalogue_copy / "modules/normandie") + b"/" + name
    shutil.copy(os.fsencode(catalogue_copy / MODULE), strange)
    done = catalogue_command("check", "--format", "json", cwd=catalogue_copy.parent)
    assert_explained(done, 1)
    assert [problem["rule"] for problem in problems_told(done)] == ["identifiant-forme"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: shutil.rmtree(folder),
        lambda folder: (folder / "regions.yml").unlink(),
        lambda folder: (folder / "regions.yml").write_text("termes: ["),
        lambda folder: (folder / "regions.yml").write_text("termes:\n  - bretagne\n"),
        lambda folder: (folder / "regions.yml").write_text("regions: []\n"),
    ],
    ids=["dossier-absent", "fichier-absent", "pas-du-yaml", "termes-sans-cle", "autre-cle"],
)
def test_schemas_are_not_written_from_damaged_vocabularies(catalogue_copy, damage):
    damage(catalogue_copy / "vocabulaires")
    done = catalogue_command("schema", cwd=catalogue_copy.parent)
    assert_explained(done, 1)
    assert not (catalogue_copy.parent / "schema").exists()


def test_a_file_where_a_folder_should_be_written_is_named(catalogue_copy):
    (catalogue_copy.parent / "schema").write_text("")
    done = catalogue_command("schema", cwd=catalogue_copy.parent)
    assert_explained(done, 2)
    assert "schema" in done.stderr
