"""What the page of dropped files says of a cell: in the words of the table, never of a record's file."""

import re

import pytest

from build_tools.contributing.spreadsheet.in_page import DroppedFiles
from tests.conftest import TODAY, copy_small_catalogue
from tests.contributing.spreadsheet.made import csv_file, good, table

# Words of the file: a key, a file's ending, a command, what YAML asks for.
OF_THE_FILE = re.compile(
    r"\bcl[eé]s?\b|\.yml|« catalogue [a-z]+ |vocabulaires?/|« [a-z]+_[a-z_]+ »|supprimez la ligne|entre crochets|"
    r"nom du dossier|\{ "
)


@pytest.fixture(scope="module")
def dropped(tmp_path_factory):
    folder = copy_small_catalogue(tmp_path_factory.mktemp("tableur") / "catalogue")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder.parent)
        yield DroppedFiles(folder)


def _told(dropped, tmp_path, **cells):
    """(cell's column, message, hint) of what is wrong with one row."""
    read = dropped.read(csv_file(tmp_path / "a.csv", table(good(**cells))), TODAY, {})
    plain = [
        [p[name].replace("\u00a0", " ").replace("\u202f", " ") for name in ("colonne", "message", "conseil")]
        for p in read["problemes"]
    ]
    return [tuple(problem) for problem in plain]


@pytest.mark.parametrize(
    ("cells", "column", "message", "hint"),
    [
        ({"Région": "Bretange"}, "Région", "n’est pas dans la liste de « Région »", "Vouliez-vous dire « Bretagne »"),
        ({"Nature": "Tech"}, "Nature", "la liste de « Nature »", "Valeurs possibles : Technique, Transverse"),
        ({"Année": 1998}, "Année", "« Année » vaut 1998", "2021"),
        ({"Résumé": ""}, "Résumé", "« Résumé » manque", "Une ou deux phrases"),
        ({"Année": 2016}, "Année", "avant les premiers modules", "ou laissez la cellule vide"),
        ({"Besoin : Constat": "oui"}, "Besoin : Constat", "attend des mots", "ou laissez la cellule vide"),
        ({"Sources : Page": "abc"}, "Sources : Page", "« Sources : Page » attend un nombre entier", "31"),
        ({"Reprises": "Bretagne"}, "Reprises", "elle ne peut pas l’avoir repris", "Gardez à « Reprises »"),
        (
            {"Sources : Document": "https://www.exemple-de-carif.fr/guide"},
            "Sources : Document",
            "Il manque à la source : Titre, Éditeur.",
            "se décrit par son titre, son éditeur",
        ),
    ],
)
def test_a_problem_is_told_in_the_tables_words(dropped, tmp_path, cells, column, message, hint):
    found = [one for one in _told(dropped, tmp_path, **cells) if message in one[1]]
    assert [one[0] for one in found] == [column]
    assert hint in found[0][2]


def test_a_header_is_called_as_the_sheet_writes_it(dropped, tmp_path):
    [(_, message, hint)] = _told(dropped, tmp_path, **{"Métiers (ROME)": "Z9999"})
    assert "« Z9999 » n’a pas la forme attendue pour « Métiers (ROME) »" in message
    assert "Un code ROME" in hint


def test_what_a_person_wrote_is_quoted_as_it_is(dropped, tmp_path):
    found = _told(dropped, tmp_path, Nature="la réponse [[titre]] {max}")
    assert "« la réponse [[titre]] {max} »" in found[0][1]


def test_a_header_is_never_read_as_a_place_of_a_message(dropped, tmp_path):
    [(column, message, _)] = _told(dropped, tmp_path, **{"Reprises (de {max} [[titre]])": "Bretagne"})
    assert column == "Reprises (de {max} [[titre]])"
    assert "elle ne peut pas l’avoir repris" in message


def test_no_problem_of_a_table_speaks_of_a_file(dropped, tmp_path):
    wrong = {
        "Titre": "",
        "Région": "Atlantide",
        "Nature": "Autre",
        "Année": 20222,
        "Statut": "Fini",
        "Durée : Heures": "sept",
        "Métiers (ROME 4.0)": "Z9999",
        "Sources : Page": "abc",
        "Vérifiée le": "31/02/2025",
        "Évaluation": "aaaaaaaa",
        "Reprises": "Mars",
        "Champs déduits": "magie",
        "Résumé": "Écrire à jean.dupont@exemple.fr.  Un “texte”.",
    }
    found = _told(dropped, tmp_path, **wrong)
    assert len(found) > 8
    assert [said for _, *parts in found for said in parts if OF_THE_FILE.search(said)] == []


@pytest.mark.parametrize(
    ("cells", "hint"),
    [
        ({"Durée : Heures": "", "Durée": "3 jours"}, "ou laissez la cellule vide"),
        ({"Durée : Heures": "21 h + 14 h"}, "donnez leur somme"),
        ({"Vérifiée le": "nov. 2026"}, "sinon, laissez la cellule vide"),
        ({"Région": "Bretagne, Normandie"}, "vont à « Reprises »"),
        ({"Région": ""}, "La région qui a créé le module."),
        ({"Sources : Document": "", "Sources : Page": ""}, "L’adresse de la page ou du document public"),
    ],
)
def test_what_to_do_is_said_of_cells(dropped, tmp_path, cells, hint):
    found = _told(dropped, tmp_path, **cells)
    assert any(hint in one[2] for one in found), found
    assert [said for _, *parts in found for said in parts if OF_THE_FILE.search(said)] == []
