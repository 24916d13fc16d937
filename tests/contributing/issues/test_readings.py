"""The issue door reads what people write as the others do, and says each reading that is not to the letter."""

import pytest

from build_tools.contributing.choices import read_choices
from build_tools.contributing.issues.body import Section
from build_tools.contributing.issues.fields import label_of
from build_tools.contributing.issues.reading import Reader
from build_tools.loading.catalogue import load
from tests.conftest import CATALOGUE, TODAY

CHOICES = read_choices(load(CATALOGUE))


def read(key, text):
    label = label_of(key)
    reader = Reader({label: Section(label, label, text)}, CHOICES)
    return reader.data(TODAY).get(key), [(remark.severity, remark.message) for remark in reader.remarks]


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("duree", "3,5 h", {"heures": 3.5}),
        ("duree", "3h30", {"heures": 3.5}),
        ("duree", "35h00", {"heures": 35}),
        ("duree", "17,50 h", {"heures": 17.5}),
        ("duree", "5 jours (35 heures)", {"heures": 35}),
        ("annee", "mars 2025", 2025),
        ("annee", "21/11/2026", 2026),
        ("region", "Conseil régional de Bretagne", "bretagne"),
        ("region", "Région Bretagne", "bretagne"),
        ("metiers", "f 1602", ["F1602"]),
        ("competences", "C1. Régler ;\n[ ] Peindre", [{"intitule": "Régler"}]),
        ("competences", "Régler\nrégler", [{"intitule": "Régler"}]),
        ("precisions", "Aucune\nUn fait", ["Un fait"]),
        ("metiers_cites", "idem", None),
    ],
)
def test_what_is_read_otherwise_than_it_is_written_is_told(key, said, value):
    found, remarks = read(key, said)
    assert found == value
    assert remarks
    assert {severity for severity, _ in remarks} == {"warning"}


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("duree", "14 h + 7 h en entreprise", {"heures": 14, "entreprise": 7}),
        ("secteurs", "Bâtiment / Industrie", ["btp", "industrie"]),
        ("secteurs", "Bâtiment ; Industrie", ["btp", "industrie"]),
        ("competences", "1° Régler\n✓ Changer", [{"intitule": "Régler"}, {"intitule": "Changer"}]),
        ("metiers_cites", "soudeur ; tourneur", ["soudeur", "tourneur"]),
    ],
)
def test_what_is_read_as_it_is_written_needs_no_word(key, said, value):
    assert read(key, said) == (value, [])


@pytest.mark.parametrize("said", ["RNCP 38550", "38550", "rncp38550", "RNCP n° 38550"])
def test_a_certification_by_its_code_however_it_is_written(said):
    found, _ = read("certifications", said)
    assert [item["certification"] for item in found] == ["tp-tailleur-de-pierre"]


@pytest.mark.parametrize(
    ("said", "blocks"),
    [
        ("RNCP 38550 et RNCP 37153", [None, None]),
        ("TP Tailleur de pierre (RNCP 38550) + RNCP 37153", [None, None]),
        ("RNCP 38550 (BC01, BC02)", ["RNCP38550BC01", "RNCP38550BC02"]),
    ],
)
def test_several_certifications_on_one_line_are_all_read(said, blocks):
    found, remarks = read("certifications", said)
    assert [item["bloc"] for item in found] == blocks
    assert len({item["certification"] for item in found}) == (1 if any(blocks) else 2)
    assert [severity for severity, _ in remarks if severity != "warning"] == []


def test_a_sector_that_no_list_has_waits_to_be_filed_as_by_a_spreadsheet():
    label = label_of("secteurs")
    reader = Reader({label: Section(label, label, "Industrie\nNautisme")}, CHOICES)
    data = reader.data(TODAY)
    assert (data["secteurs"], data["precisions"]) == (["industrie"], ["À classer (secteurs) : Nautisme"])
    assert [told.severity for told in reader.remarks] == ["warning"]
    assert read("secteurs", "42")[0] == ["42"]


def test_occupations_by_code_and_words_or_by_name_alone():
    assert read("metiers", "F1602 – Électricité du bâtiment")[0] == ["F1602"]
    label = label_of("metiers")
    answers = {label: Section(label, label, "F1602, électricien de chantier")}
    reader = Reader(answers, CHOICES)
    assert reader.data(TODAY)["metiers_cites"] == ["électricien de chantier"]
    assert [told.severity for told in reader.remarks] == ["warning"]


@pytest.mark.parametrize("said", ["2 jours", "deux semaines"])
def test_days_are_asked_in_hours(said):
    found, remarks = read("duree", said)
    assert (found, [severity for severity, _ in remarks]) == (None, ["error"])
