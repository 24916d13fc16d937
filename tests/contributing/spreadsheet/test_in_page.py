"""What the page of dropped files shows: the plan of the import, cell by cell, in plain data."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from build_tools.contributing.issues.proposal import read_proposal
from build_tools.contributing.spreadsheet.in_page import SHOWN_ROWS, DroppedFiles
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read as read_yaml
from tests.conftest import TODAY
from tests.contributing.issues.rendering import rendered
from tests.contributing.spreadsheet.made import csv_file, good, table, xlsx

ROWS = table(good(Contact="Mme X"), good(Titre="Un autre module", Région="Bretange"))


@pytest.fixture
def dropped(catalogue_copy, monkeypatch):
    monkeypatch.chdir(catalogue_copy.parent)
    return DroppedFiles(catalogue_copy)


def test_each_row_column_and_cell_is_told(dropped, tmp_path):
    read = json.loads(json.dumps(dropped.read(xlsx(tmp_path / "a.xlsx", [*ROWS, ["TOTAL"]]), TODAY, {})))
    [sheet] = read["feuilles"]
    assert [(row["ligne"], row["etat"]) for row in sheet["lignes"]] == [
        (1, "nouvelle fiche"),
        (2, "refusée"),
        (3, "total, non lu"),
    ]
    assert [column["titre"] for column in sheet["colonnes"]][:3] == ["Titre", "Résumé", "Région"]
    [problem] = read["problemes"]
    assert (problem["cellule"], problem["grave"], problem["regle"]) == ("C3", True, "schema-terme")
    assert any("« Contact » parle de personnes" in remark.replace("\u00a0", " ") for remark in read["remarques"])


def test_a_cell_is_shown_as_it_is_written(dropped, tmp_path):
    skills = "- Lire l'heure\n- Écrire\x07"
    row = good(Compétences=skills, Transitions="Aucune", Résumé="Apprendre l'entretien d'un vélo électrique.")
    read = dropped.read(csv_file(tmp_path / "a.csv", table(row)), TODAY, {})
    [sheet] = read["feuilles"]
    assert "- Lire l'heure\n- Écrire\\x07" in sheet["lignes"][0]["cellules"]
    said = {column["titre"]: (column["ecrit"], column["lu"]) for column in sheet["colonnes"]}
    assert said["Résumé"][0] == said["Résumé"][1]
    assert said["Transitions"] == ("Aucune", "rien")


def test_the_records_are_given_at_their_places(dropped, tmp_path):
    [record] = dropped.read(xlsx(tmp_path / "a.xlsx", ROWS), TODAY, {})["fiches"]
    assert record["chemin"] == "catalogue/modules/bretagne/bre-entretenir-un-velo-a-assistance-electrique.yml"
    with zipfile.ZipFile(io.BytesIO(dropped.records())) as archive:
        assert archive.read(record["chemin"]).decode() == record["texte"]
    annotated = openpyxl.load_workbook(io.BytesIO(dropped.annotated()))
    assert annotated["Modules"].cell(1, len(ROWS[0]) + 1).value == "Problèmes"


def test_a_refused_file_says_why_and_leaves_nothing_to_give(dropped, tmp_path):
    dropped.read(xlsx(tmp_path / "a.xlsx", ROWS), TODAY, {})
    file = tmp_path / "b.csv"
    file.write_bytes(b"")
    assert dropped.read(file, TODAY, {}) == {"refus": "le fichier est vide."}
    assert dropped.annotated() == b""
    assert zipfile.ZipFile(io.BytesIO(dropped.records())).namelist() == []


def test_a_long_table_is_read_whole_and_shown_in_part(dropped, tmp_path):
    file = csv_file(tmp_path / "a.csv", table(*(good(Titre=f"Module {n}") for n in range(SHOWN_ROWS + 3))))
    read = dropped.read(file, TODAY, {})
    assert len(read["fiches"]) == SHOWN_ROWS + 3
    assert (len(read["feuilles"][0]["lignes"]), read["feuilles"][0]["suite"]) == (SHOWN_ROWS, 3)


def test_one_answer_does_for_every_row_that_lacks_the_column(dropped, tmp_path):
    rows = table(*({key: value for key, value in good(Titre=title).items() if key != "Région"} for title in "AB"))
    rows[1][0], rows[2][0] = "Réparer un broyeur", "Peindre sans solvant"
    file = csv_file(tmp_path / "a.csv", rows)
    read = dropped.read(file, TODAY, {})
    [absent] = read["absentes"]
    assert (absent["titre"], "Bretagne" in absent["choix"], read["problemes"]) == ("Région", True, [])
    read = dropped.read(file, TODAY, {"Région": "Bretagne", "Colonne inconnue": "x"})
    assert [record["nom"] for record in read["fiches"]] == ["bre-reparer-un-broyeur", "bre-peindre-sans-solvant"]
    assert read["absentes"] == []


@pytest.mark.parametrize("block", ["", "RNCP38880BC02"])
def test_a_certification_that_no_list_has_is_taken_away_with_the_record_and_sent_as_a_line(dropped, tmp_path, block):
    said = "TP Mécanicien de cycles (RNCP38880)"
    row = good(**{"Certification visée": said, **({"Certifications : Bloc": block} if block else {})})
    read = dropped.read(csv_file(tmp_path / "a.csv", table(row)), TODAY, {})
    [record] = read["fiches"]
    assert [one["nom"] for one in record["avec"]] == ["mecanicien-de-cycles"]
    with zipfile.ZipFile(io.BytesIO(dropped.records())) as archive:
        assert archive.namelist() == ["catalogue/certifications/mecanicien-de-cycles.yml", record["chemin"]]
    sent = rendered("fiche.yml", fiche=record["envoi"].rstrip("\n"), engagements=True)
    made = read_proposal(sent.encode(), load(Path("catalogue")), TODAY)
    assert made.accepted, made.remarks
    assert [path.name for path in made.records] == ["mecanicien-de-cycles.yml"]
    assert read_yaml(made.text.encode())["certifications"][0].get("bloc", "") == block
    assert read_yaml(made.text.encode())["certifications"] == read_yaml(record["texte"].encode())["certifications"]


def test_the_further_columns_of_a_list_are_told_as_read(dropped, tmp_path):
    row = good(**{"Compétence 1": "Changer une roue", "Compétence 2": "Régler un frein"})
    row.pop("Compétences : Intitulé", None)
    [sheet] = dropped.read(csv_file(tmp_path / "a.csv", table(row)), TODAY, {})["feuilles"]
    assert sheet["suites"] == [[sheet["entete"].index("Compétence 2"), "Compétences\u00a0: Intitulé"]]
