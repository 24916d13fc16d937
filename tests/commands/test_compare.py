"""catalogue compare, as a user runs it; and the walk from an export to an integration."""

import csv
import io
import json
import re

import pytest
import yaml

from build_tools.analysis.dossier import dossiers
from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from tests.conftest import MODULE, SMALL, TODAY, catalogue_command, copy_small_catalogue, jargon_in
from tests.nomenclatures.made_up_export import export, fiche

pytestmark = pytest.mark.slow

REGISTERED = "certifications/tp-assistant-de-vie-aux-familles.yml"
OWN = "tp-assistant-de-vie-aux-familles"
KEYS = {"besoin", "verdict", "bloc", "phrase", "modules", "reste"}
NEEDS = "- Entretenir le linge ;\n- Maîtriser le teillage du lin\n- Coudre du cuir\n"
SKILL = "Maîtriser le teillage, opération qui sépare le bois de la fibre"
EXPORT = "export-fiches-rncp-v4-1-2026-11-20.xml"
BLOCKS = [("RNCP37715BC01", "Entretenir le logement", "- Entretenir le linge\n- Cuisiner")]


@pytest.fixture
def project(tmp_path):
    folder = copy_small_catalogue(tmp_path / "catalogue")
    (folder / REGISTERED).write_bytes((SMALL / REGISTERED).read_bytes())
    (tmp_path / "besoins.txt").write_text(NEEDS, encoding="utf-8")
    (tmp_path / EXPORT).write_bytes(export(fiche("RNCP37715", "Assistant de vie aux familles", BLOCKS)))
    return tmp_path


def compare(project, *arguments, besoins="besoins.txt"):
    given = ("--besoins", besoins) if besoins else ()
    return catalogue_command("compare", *arguments, *given, cwd=project)


def test_json_has_one_object_of_exactly_these_keys_for_each_need(project):
    done = compare(project, "--certification", "RNCP37715", "--export", EXPORT, "--format", "json")
    assert done.returncode == 0, done.stderr
    covered, answered, open_ = json.loads(done.stdout)
    assert all(set(found) == KEYS for found in (covered, answered, open_))
    assert (covered["verdict"], covered["bloc"], covered["phrase"]) == (
        "couverte",
        "RNCP37715BC01",
        "Entretenir le linge",
    )
    assert (answered["verdict"], answered["modules"][0]["id"]) == ("absente", "nor-teillage-du-lin")
    assert set(answered["modules"][0]) == {"id", "titre", "level"}
    assert (open_["verdict"], open_["bloc"], open_["modules"], open_["reste"]) == (
        "absente",
        None,
        [],
        ["Coudre", "cuir"],
    )


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(project):
    (project / "besoins.txt").write_text("=Entretenir le linge\n")
    done = compare(project, "--certification", "RNCP37715", "--export", EXPORT, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.stdout), delimiter=";"))
    assert rows[0][:3] == ["besoin", "verdict", "calcule_ou_lu"]
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_blocks_that_no_source_gives_as_such_are_told(project):
    (project / "catalogue/referentiels").mkdir(exist_ok=True)
    (project / "catalogue/referentiels/rncp-37715.yml").write_text(
        "code: RNCP37715\nintitule: Assistant de vie aux familles\nblocs:\n  - intitule: Entretenir le logement\n"
        "sources: [{document: fiche-france-competences}]\ndeduit: [blocs]\nprecisions: [Des activités.]\n"
        f"verifie_le: {TODAY}\n"
    )
    done = compare(project, "--certification", "RNCP37715")
    assert done.returncode == 0, done.stderr
    assert "Les blocs de RNCP37715 sont déduits" in done.stderr


def test_the_text_says_what_is_computed_and_counts(project):
    done = compare(project, "--certification", OWN, "--export", EXPORT)
    assert "couverte (calculé)" in done.stdout
    assert not jargon_in(re.sub(r"\[.*?\]", "", done.stdout))


def test_drafts_are_written_for_what_neither_text_nor_module_answers(project):
    compare(project, "--certification", OWN, "--export", EXPORT, "--drafts", "ebauches.yml")
    drafts = list(yaml.safe_load_all((project / "ebauches.yml").read_text()))
    assert [draft["titre"] for draft in drafts if draft] == ["Coudre du cuir"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--certification", "inconnue"), 2, "aucune certification"),
        (("--certification", "RNCP99"), 1, "n’est pas connu"),
        (("--certification", OWN, "--export", "absent.xml"), 2, "n’existe pas"),
        (("--certification", "RNCP99", "--export", EXPORT), 1, "ne contient pas"),
        (("--certification", OWN, "--export", "besoins.txt"), 1, "ni un XML"),
        (("--certification", "conduite-d-equipements-de-production"), 1, "n’est pas connu"),
        ((), 2, "--certification"),
    ],
)
def test_what_cannot_be_compared_is_said_in_french(project, arguments, code, told):
    done = compare(project, *arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert not jargon_in(done.stderr.partition(" : ")[2])


def test_without_needs_the_skills_of_the_modules_are_compared(project):
    module = project / "catalogue" / MODULE
    module.write_text(module.read_text().replace("conduite-d-equipements-de-production", OWN))
    done = compare(project, "--certification", OWN, "--export", EXPORT, "--format", "json", besoins=None)
    assert [found["besoin"] for found in json.loads(done.stdout)] == [SKILL]


def test_from_an_export_to_a_dossier_and_an_integration(project):
    """A made-up export comes; the référentiel is written, compared, and the covered skill proposed for integration."""
    module = project / "catalogue" / MODULE
    module.write_text(module.read_text().replace("conduite-d-equipements-de-production", OWN))
    blocks = [("RNCP37715BC02", "Conduire une machine", f"- {SKILL}")]
    (project / EXPORT).write_bytes(export(fiche("RNCP37715", "Assistant de vie aux familles", blocks)))
    write = ("--write", "--document", "export-france-competences")
    done = catalogue_command("refresh", "rncp", EXPORT, *write, cwd=project)
    assert done.returncode == 0, done.stderr
    assert "à confirmer" in done.stdout
    said = done.stdout.replace("\u00a0", " ")
    entry = yaml.safe_load(re.search(r"- (\{certification.*\})", said)[1])
    assert (entry["code"], entry["bloc"]) == ("RNCP37715", "RNCP37715BC02")
    assert "integrations" not in module.read_text(), "a machine never writes it"
    compared = compare(project, "--certification", OWN, "--format", "json", "--date", "2026-11-21", besoins=None)
    assert json.loads(compared.stdout)[0]["verdict"] == "couverte"
    catalogue = check(load(project / "catalogue"), today=TODAY).catalogue
    dossier = dossiers(catalogue, TODAY)[OWN]
    assert (dossier.standing.ends.isoformat(), dict(dossier.counts)) == ("2028-08-31", {"couverte": 1})
    lines = yaml.safe_dump({"integrations": [entry], "statut": "integre-au-referentiel"}, allow_unicode=True)
    kept = [line for line in module.read_text().splitlines(keepends=True) if not line.startswith("statut:")]
    module.write_text("".join(kept) + lines)
    catalogue_command("fmt", cwd=project)
    checked = catalogue_command("check", cwd=project)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    again = catalogue_command("refresh", "rncp", EXPORT, cwd=project)
    assert "à confirmer" not in again.stdout


def test_a_code_that_the_export_gives_several_times_is_not_compared(project):
    twice = [fiche("RNCP37715", "Assistant de vie aux familles", BLOCKS)] * 2
    (project / EXPORT).write_bytes(export(*twice))
    done = compare(project, "--certification", "RNCP37715", "--export", EXPORT)
    assert (done.returncode, done.stdout) == (1, "")
    assert "plusieurs fiches RNCP37715" in done.stderr
