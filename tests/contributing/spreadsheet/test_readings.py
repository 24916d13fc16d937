"""Tables as others make them: each kind of surprise is read, told or asked; nothing is published without a word."""

import zipfile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from build_tools.contributing.spreadsheet.book import SpreadsheetError
from build_tools.contributing.spreadsheet.importing import write_plan
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.loading.yaml_reader import read
from tests.contributing.spreadsheet.made import csv_file, good, table, xlsx

pytestmark = [pytest.mark.slow, pytest.mark.long]

TITLE = good()["Titre"]


def data_of(plan, number=0):
    return read(plan.new[number].text.encode())


def without(module, *keys):
    return {key: value for key, value in module.items() if key not in keys}


def length(**values):
    """The good module with its length under another header."""
    return {**without(good(), "Durée : Heures"), **values}


def codes(plan):
    return [(problem.cell, problem.rule) for problem in plan.problems]


@pytest.mark.parametrize(
    ("header", "written", "read_as"),
    [
        ("Durée", "3h30", {"heures": 3.5}),
        ("Durée (h)", "17,50", {"heures": 17.5}),
        ("Durée (en heures)", 14, {"heures": 14}),
        ("Durée (minutes)", 90, {"heures": 1.5}),
        ("Durée (jours)", "2 jours (14 h)", {"heures": 14}),
        ("Durée totale", "5 jours (35 heures)", {"heures": 35}),
        ("Nombre d'heures", "14 h + 7 h en entreprise", {"heures": 14, "entreprise": 7}),
        ("Heures min", 7, {"min": 7}),
    ],
)
def test_a_length_by_its_header_and_its_words(planned, header, written, read_as):
    module = length(**{header: written})
    if header == "Heures min":
        module["Heures max"], read_as = 14, {"min": 7, "max": 14}
    assert data_of(planned(table(module)))["duree"] == read_as


@pytest.mark.parametrize("header", ["Durée (jours)", "Durée en mois", "Nb jours", "Durée (semaines)", "Durée [jours]"])
def test_a_number_of_days_is_no_number_of_hours(planned, header):
    plan = planned(table(length(**{header: 2})))
    assert (plan.new, [problem.rule for problem in plan.problems]) == ([], ["schema-type"])
    [reading] = [one for one in plan.readings if one.header == header]
    assert "→ ?" in reading.text


@pytest.mark.parametrize("shown", ['0" jours"', '#,##0.0" j"', '0 "sem."', '0" ans"'])
def test_a_number_format_says_the_unit(planned, tmp_path, shown):
    path = xlsx(tmp_path / "a.xlsx", table(length(Durée=2)))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    place = [cell.value for cell in sheet[1]].index("Durée") + 1
    sheet.cell(2, place).number_format = shown
    book.save(path)
    assert [problem.rule for problem in planned(path).problems] == ["schema-type"]


def test_each_column_says_what_it_was_taken_for_with_an_example(planned):
    plan = planned(table(length(**{"Durée (h)": "3h30", "Région": "Conseil régional de Bretagne"})))
    texts = [reading.text for reading in plan.readings]
    assert (
        "« Modules », colonne J « Durée (h) » : lue comme « Durée », en heures ; par exemple « 3h30 » → 3,5 h." in texts
    )
    assert any("« Conseil régional de Bretagne » → Bretagne" in text for text in texts)


@pytest.mark.parametrize(
    "header", ["Contact", "Référent", "Courriel", "Téléphone du formateur", "Nom", "Remarque", "Type"]
)
def test_what_is_no_fact_of_a_module_never_becomes_one(planned, header):
    plan = planned(table(good(**{header: "Camille Martin"})))
    assert "Camille" not in plan.new[0].text
    assert any(f"« {header} »" in notice for notice in plan.notices)


def test_an_exact_header_beats_a_qualified_one(planned):
    plan = planned(table({"Titre (ancien)": "Un vieux titre", **good()}))
    assert data_of(plan)["titre"] == TITLE


def test_two_columns_that_disagree_are_asked(planned):
    module = {**without(good(), "Titre"), "Intitulé": "Un premier titre", "Module": "Un second titre"}
    plan = planned(table(module))
    assert plan.new == []
    assert "le même sens" in plan.problems[0].message


def test_numbered_columns_make_one_list(planned):
    skills = {"Compétence 1": "C1. Régler ;", "Compétence 2": "[x] Vérifier", "Compétence 3": "[ ] Peindre"}
    plan = planned(table(good(**skills)))
    assert data_of(plan)["competences"] == [{"intitule": "Régler"}, {"intitule": "Vérifier"}]
    assert any("Peindre" in note for reading in plan.readings for note in reading.notes)


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("Bâtiment", ["btp"]),
        ("Bâtiment / Industrie", ["btp", "industrie"]),
        ("- Bâtiment\n- Industrie", ["btp", "industrie"]),
        ("☑ Industrie\n☐ Tourisme", ["industrie"]),
        ("secteur du tourisme", ["tourisme"]),
        ("Aucun", []),
        ("RAS", []),
    ],
)
def test_terms_as_people_list_them(planned, said, ids):
    assert data_of(planned(table(good(Secteurs=said))))["secteurs"] == ids


@pytest.mark.parametrize("said", ["Aucun", "RAS", "idem", "néant", "sans objet", "-"])
def test_what_says_nothing_is_no_fact_and_is_told(planned, said):
    plan = planned(table(good(Évaluation=said)))
    assert "evaluation" not in data_of(plan)
    assert any(note for reading in plan.readings for note in reading.notes)


def test_codes_and_days_as_people_write_them(planned):
    module = good(
        **{
            "Vérifiée le": "20 nov. 2026",
            "Code ROME": "a 1101",
            "Mises en œuvre : Organisme": "Greta",
            "Mises en œuvre : SIRET": "130 025 265 00013",
        }
    )
    data = data_of(planned(table(module)))
    assert (data["verifie_le"], data["metiers"]) == ("2026-11-20", ["A1101"])
    assert data["mises_en_oeuvre"] == [{"organisme": "Greta", "siret": "13002526500013"}]


def test_any_column_called_id_is_not_ours(planned):
    plan = planned(table({"ID": 12, **good()}, {"ID": 13, **good(Titre="Un autre module de vélo")}))
    assert len(plan.new) == 2
    assert any("« ID »" in notice for notice in plan.notices)


@pytest.mark.parametrize("said", ["TOTAL", "Total général", "Sous-total", "Somme"])
def test_a_row_of_totals_is_no_module(planned, said):
    plan = planned([*table(good()), [said, *[None] * 8, 14]])
    assert (len(plan.new), plan.errors) == (1, 0)
    assert any("est un total" in notice for notice in plan.notices)


def test_a_missing_column_is_told_once(planned):
    rows = [without(good(Titre=f"Entretenir un vélo, niveau {n}"), "Nature") for n in range(30)]
    plan = planned(table(*rows))
    assert codes(plan) == [("A2", "schema-cle-manquante")]
    assert "30 lignes" in plan.problems[0].message
    assert len(plan.refused) == 30


def test_a_row_longer_than_the_header_is_an_error(planned, tmp_path):
    path = csv_file(tmp_path / "a.csv", table(good()))
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1].replace("vélo à", "vélo ; à", 1)]))
    plan = planned(path)
    assert plan.new == []
    assert any("de plus que les en-têtes" in problem.message for problem in plan.problems)


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "iso8859_15", "cp1252"])
def test_accents_whatever_the_encoding(planned, tmp_path, encoding):
    plan = planned(csv_file(tmp_path / "a.csv", table(good()), encoding=encoding))
    assert data_of(plan)["titre"] == TITLE
    assert bool(plan.notices) == (encoding in ("mac_roman", "cp850"))


def test_an_encoding_that_nobody_can_tell_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"Titre;Region\n" + "Велосипед;Бретань\n".encode("koi8-r"))
    with pytest.raises(SpreadsheetError, match="encodage"):
        read_book(path)


def test_a_csv_whose_lines_are_quoted_as_a_whole(planned, tmp_path):
    path = csv_file(tmp_path / "a.csv", table(good()))
    lines = path.read_text().splitlines()
    path.write_text("\n".join('"' + line.replace('"', '""') + '"' for line in lines))
    assert data_of(planned(path))["titre"] == TITLE


@pytest.fixture
def arranged(tmp_path):
    """A workbook with hidden rows, a hidden column, a hidden sheet and merged cells."""
    path = xlsx(tmp_path / "a.xlsx", table(good(), good(Titre="Un autre module de vélo", Région=None)))
    book = openpyxl.load_workbook(path)
    sheet = book["Modules"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions[get_column_letter(2)].hidden = True
    sheet.merge_cells("C2:C3")
    other = book.create_sheet("Brouillon")
    other.sheet_state = "hidden"
    for row in table(good(Titre="Un module du brouillon")):
        other.append(row)
    book.save(path)
    return path


def test_what_is_hidden_is_told_and_merged_cells_are_whole(planned, arranged):
    plan = planned(arranged)
    assert [read(new.text.encode())["region"] for new in plan.new[:2]] == ["bretagne", "bretagne"]
    said = "\n".join(plan.notices)
    for part in (
        "masquées ou filtrées, lues comme les autres : 3",
        "colonnes masquées",
        "C2:C3",
        "« Brouillon » : elle",
    ):
        assert part in said
    write_plan(plan, update=False)


_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Feuille1">{}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(path, *rows):
    """A file as libraries write them: little beside the cells, which are the text of their paragraphs."""
    lines = (
        f"<table:table-row>{''.join(f'<table:table-cell>{cell}</table:table-cell>' for cell in row)}</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format("".join(lines)))
    return path


def test_lines_and_tabulations_of_an_ods_cell_separate_words(tmp_path):
    paragraphs = (
        "<text:p>un<text:line-break/>deux</text:p><text:p>trois<text:tab/>quatre<text:s text:c='2'/>cinq</text:p>"
    )
    path = ods(tmp_path / "a.ods", ["<text:p>Titre</text:p>"], [paragraphs])
    assert read_book(path).sheets[0].rows == [["Titre"], ["un\ndeux\ntrois\tquatre  cinq"]]
