"""Headers as people write them."""

import pytest

from build_tools.contributing.spreadsheet.book import Sheet
from build_tools.contributing.spreadsheet.columns import columns
from build_tools.contributing.spreadsheet.headers import find_table, suggestion
from build_tools.exports.flat_module import flat_table, in_words


def names(*rows):
    """The columns found, by their index, and the header's row."""
    table = find_table(Sheet("Feuille1", rows))
    return {index: column.name for column, index in table.index_of.items()}, table.header


def test_our_own_titles_and_names_are_all_known():
    for said in ([column.title for column in columns()], [column.name for column in columns()]):
        assert names(said)[0] == {index: column.name for index, column in enumerate(columns())}


def test_the_published_columns_are_read_or_known_to_be_computed():
    for said in ([column.title for column in flat_table().all_columns], [c.name for c in flat_table().all_columns]):
        assert find_table(Sheet("Modules", [said])).unread == []
    assert "page" in in_words()


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("TITRE", "titre"),
        ("Intitulé du module", "titre"),
        ("resume", "resume"),
        ("Résumé *", "resume"),
        ("Régions", "region"),
        ("Durée (en heures)", "duree"),
        ("Nombre d’heures", "duree"),
        ("Code ROME", "metiers"),
        ("Secteur d'activité", "secteurs"),
        ("Public visé", "publics"),
        ("Publics concernés", "publics"),
        ("Présentation du module", "resume"),
        ("Certifications concernées", "certifications_certification"),
        ("Diplôme préparé", "certifications_certification"),
        ("Nb h", "duree"),
        ("Présentiel / distanciel", "modalites"),
        ("Compétences visées", "competences_intitule"),
        ("Transision", "transitions"),
        ("Date\nde vérification", "verifie_le"),
    ],
)
def test_columns_under_other_names(said, name):
    other = "Résumé" if name == "titre" else "Titre"
    assert names([other, said])[0][1] == name


def test_a_guess_is_told():
    headings = find_table(Sheet("a", [["Titre", "Transision"]])).headings
    assert [(heading.text, heading.guessed) for heading in headings] == [("Titre", False), ("Transision", True)]


def test_what_is_unknown_is_left_and_told():
    table = find_table(Sheet("a", [["Titre", "Région", "Financeur", "Prix"]]))
    assert [heading.text for heading in table.unread] == ["Financeur", "Prix"]
    assert (
        suggestion("Certification completée") == "Certifications complétées : Certification" or suggestion("x") is None
    )


def test_titles_and_empty_rows_stand_above_the_header():
    rows = [
        ["Modules additionnels 2026"],
        [],
        ["Région Bretagne", "", "page 1"],
        [],
        ["Titre", "Résumé", "Région"],
        ["a"],
    ]
    assert names(*rows) == ({0: "titre", 1: "resume", 2: "region"}, 4)


def test_a_header_over_two_rows_with_merged_cells():
    rows = [
        ["Titre", "Durée", "", "", "Sources", "", "Besoin"],
        ["", "Heures", "Minimum", "Maximum", "Document", "Page", "Constat"],
        ["Un titre", 14, "", "", "guide-8", 3, "x"],
    ]
    found, header = names(*rows)
    assert header == 1
    assert list(found.values()) == [
        "titre",
        "duree_heures",
        "duree_min",
        "duree_max",
        "sources_document",
        "sources_page",
        "besoin_constat",
    ]


@pytest.mark.parametrize("sheet", ["Exemple", "Mode d’emploi", "Listes", "Définitions"])
def test_sheets_of_explanations_hold_no_module(sheet):
    assert find_table(Sheet(sheet, [["Titre", "Résumé", "Région"]])) is None


def test_a_link_table_of_the_published_workbook_is_no_table_of_modules():
    assert find_table(Sheet("Compétences", [["Module additionnel", "Rang", "Intitulé", "Preuve"]])) is None


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (["Titre (ancien)", "Titre", "Région"], {1: "titre", 2: "region"}),
        (["Titre", "Région", "Contact", "Remarque"], {0: "titre", 1: "region"}),
        (
            ["Intitulé", "Région", "Page", "Heures min", "Heures max"],
            {0: "titre", 1: "region", 2: "sources_page", 3: "duree_min", 4: "duree_max"},
        ),
        (["Titre", "Durée (jours)"], {0: "titre", 1: "duree"}),
    ],
)
def test_exact_headers_come_first_and_persons_never(headers, found):
    assert names(headers)[0] == found


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Durée (jours)", "jours"),
        ("Durée en mois", "mois"),
        ("Nb jours", "jours"),
        ("Durée (min)", "min"),
        ("Durée (h)", ""),
        ("Durée en heures", ""),
        ("Heures min", ""),
    ],
)
def test_the_unit_of_a_header(said, unit):
    table = find_table(Sheet("a", [["Titre", said]]))
    assert [(heading.text, heading.unit) for heading in table.headings if heading.column][1:] == [(said, unit)]


def test_an_id_of_another_software_is_not_ours():
    for values, ours in ((["12", "13"], False), (["M-01"], False), (["bre-entretien-des-velos"], True)):
        table = find_table(Sheet("a", [["ID", "Titre", "Région"], *([value, "x", "y"] for value in values)]))
        assert ("id" in {column.name for column in table.index_of}) == ours


def test_numbered_headers_are_one_list():
    table = find_table(Sheet("a", [["Titre", "Compétence 1", "Compétence 2"]]))
    assert {column.name: list(indexes) for column, indexes in table.more_of.items()} == {"competences_intitule": [2]}
