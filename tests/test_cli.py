"""The command as a contributor or a machine runs it: exit codes, selection of paths, JSON, wrong use."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CATALOGUE, CERTIFICATION, DEMARCHE, MODULE, catalogue_command, jargon_in

pytestmark = pytest.mark.slow


NBSP = "\u00a0"


def misspell_a_key(catalogue: Path, record: str) -> None:
    file = catalogue / record
    file.write_text(re.sub("^(titre|intitule):", "nom:", file.read_text(), flags=re.MULTILINE))


def places(stdout: str) -> list[str]:
    return re.findall(r"^(\S+\.yml):\d+:\d+: erreur ", stdout, re.MULTILINE)


def test_a_catalogue_without_problem_exits_with_0(catalogue_copy):
    done = catalogue_command("check", cwd=catalogue_copy.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"3 fiches vérifiées{NBSP}: aucun problème.\n"


def test_a_problem_exits_with_1_and_is_told_with_its_place_and_its_hint(catalogue_copy):
    file = catalogue_copy / MODULE
    file.write_text(file.read_text().replace("region: normandie", "region: Normandie"))
    done = catalogue_command("check", cwd=catalogue_copy.parent)
    problem, line, caret, hint, rule, summary = done.stdout.splitlines()
    assert done.returncode == 1
    assert problem.startswith(f"catalogue/{MODULE}:6:9: erreur [schema-terme] «{NBSP}Normandie{NBSP}» n’est pas")
    assert (line, caret) == ("    6 | region: Normandie", "      |         ^")
    assert rule == f"    Règle{NBSP}: docs/contribuer/regles.md#schema-terme"
    assert hint.startswith(f"    → Vouliez-vous dire «{NBSP}normandie{NBSP}»")
    assert summary == f"3 fiches vérifiées{NBSP}: 1 erreur."


def test_json_has_exactly_the_promised_shape(catalogue_copy):
    misspell_a_key(catalogue_copy, MODULE)
    done = catalogue_command("check", "--format", "json", cwd=catalogue_copy.parent)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert list(report) == ["records", "problems"]
    assert report["records"] == 3
    for problem in report["problems"]:
        assert list(problem) == ["path", "line", "column", "rule", "severity", "message", "hint", "page"]
    assert [(p["path"], p["line"], p["column"], p["rule"], p["severity"]) for p in report["problems"]] == [
        (f"catalogue/{MODULE}", 2, 1, "schema-cle-inconnue", "error"),
        (f"catalogue/{MODULE}", 2, 1, "schema-cle-manquante", "error"),
    ]


def test_json_of_a_catalogue_without_problem(catalogue_copy):
    done = catalogue_command("check", "--format", "json", cwd=catalogue_copy.parent)
    assert json.loads(done.stdout) == {"records": 3, "problems": []}


SPOILED = (MODULE, DEMARCHE)


@pytest.mark.parametrize(
    ("paths", "records", "found"),
    [
        ([], 3, SPOILED),
        (["catalogue"], 3, SPOILED),
        (["catalogue/modules"], 1, [MODULE]),
        (["catalogue/modules/"], 1, [MODULE]),
        ([f"./catalogue/{MODULE}"], 1, [MODULE]),
        ([f"catalogue/{MODULE}", "catalogue/demarches"], 2, SPOILED),
        (["catalogue/modules/../demarches"], 1, [DEMARCHE]),
        ([f"catalogue/demarches/normandie/../../{MODULE}"], 1, [MODULE]),
        ([f"catalogue/{CERTIFICATION}"], 1, []),
        (["catalogue/vocabulaires"], 0, []),
    ],
)
def test_only_the_given_paths_are_reported(catalogue_copy, paths, records, found):
    for record in SPOILED:
        misspell_a_key(catalogue_copy, record)
    done = catalogue_command("check", *paths, cwd=catalogue_copy.parent)
    assert done.returncode == (1 if found else 0)
    assert set(places(done.stdout)) == {f"catalogue/{record}" for record in found}
    assert done.stdout.splitlines()[-1].startswith(f"{records} fiche")


@pytest.mark.parametrize("folder", ["ailleurs", "catalogue", "catalogue/modules"])
def test_paths_mean_the_same_from_any_folder(catalogue_copy, folder):
    misspell_a_key(catalogue_copy, MODULE)
    here = catalogue_copy.parent / folder
    here.mkdir(exist_ok=True)
    done = catalogue_command("check", "--catalogue", catalogue_copy, catalogue_copy / MODULE, cwd=here)
    assert done.returncode == 1
    assert {(here / place).resolve() for place in places(done.stdout)} == {catalogue_copy / MODULE}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "il manque"),
        (["fabriquer"], "fabriquer"),
        (["check", "--inconnue"], "--inconnue"),
        (["check", "--form", "json"], "--form"),
        (["check", "--format"], "--format"),
        (["check", "--format", "xml"], "xml"),
        (["check", "-hx"], "--aide"),
        (["check", "absent.yml"], "absent.yml"),
        (["check", "catalogue/absent"], "catalogue/absent"),
        (["check", "."], "n’est pas dans le dossier du catalogue"),
        (["check", "--catalogue", "absent"], "absent"),
        (["check", "--catalogue", f"catalogue/{MODULE}"], "n’existe pas"),
        (["schema", "en-trop"], "en-trop"),
        (["schema", "--catalogue", "absent"], "absent"),
        (["build", "--engine", "hugo"], "hugo"),
        (["build", "--catalogue", "absent"], "absent"),
        (["serve", "--port", "abc"], "abc"),
        (["serve", "--port", "65536"], "de 0 à 65535"),
        (["due", "--within", "-3"], "-3"),
        (["due", "--within", "1.5"], "nombre entier"),
        (["github", "comment", "texte.md"], "il faut une de ces options"),
        (["github", "comment", "texte.md", "--number", "1", "--event", "x"], "ne va pas avec"),
        (["links", "--memory", "absent/memoire.json"], "le dossier « absent » n’existe pas"),
        (["schema", "--out", ""], "celle-ci est vide"),
        (["schema", "--forms", " "], "celle-ci est vide"),
        (["links", "--memory", ""], "celle-ci est vide"),
        (["codeowners", "--out", ""], "celle-ci est vide"),
        (["check", "--catalogue", ""], "celle-ci est vide"),
        (["export", "--out", "catalogue/export"], "est dans le catalogue"),
        (["import", "lignes.csv", "--default", "Région="], "lignes.csv"),
        (["check", "--baseline", "absent.yml"], "fichier ou dossier introuvable"),
        (["refresh", "rome"], "FICHIER.csv"),
        (["refresh"], "NOM"),
        (["refresh", "rome", "absent.csv"], "absent.csv"),
        (["refresh", "rncp", "absent.zip"], "absent.zip"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_exits_with_2_and_says_why_in_french(catalogue_copy, arguments, said):
    done = catalogue_command(*arguments, cwd=catalogue_copy.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.replace(NBSP, " ")
    assert jargon_in(done.stderr) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "-h",
        "--help",
        "--aide",
        "check -h",
        "fmt -h",
        "export -h",
        "build -h",
        "serve -h",
        "schema -h",
        "refresh -h",
        "refresh rome -h",
        "refresh rncp -h",
    ],
)
def test_help_is_in_french(tmp_path, arguments):
    done = catalogue_command(*arguments.split(), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Utilisation{NBSP}: catalogue")
    assert jargon_in(done.stdout) == []


SWALLOWED = """
import sys, time
from build_tools import cli
sys.unraisablehook = cli._once_more
class Library:
    def __del__(self):
        raise KeyboardInterrupt
try:
    Library()
    time.sleep(20)
except KeyboardInterrupt:
    print("interrompu")
"""


def test_a_stop_that_a_library_could_not_raise_comes_again():
    done = subprocess.run(
        [sys.executable, "-c", SWALLOWED], cwd=CATALOGUE.parent, capture_output=True, text=True, timeout=30
    )
    assert (done.stdout, done.stderr) == ("interrompu\n", "")
