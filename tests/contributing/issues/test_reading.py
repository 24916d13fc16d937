"""Answers as people write them, and the data that they make."""

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
    return reader.data(TODAY), [(remark.label, remark.severity) for remark in reader.remarks]


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ("14", {"heures": 14}),
        ("14 h", {"heures": 14}),
        ("14h", {"heures": 14}),
        ("1 200 heures", {"heures": 1200}),
        ("7 à 280", {"min": 7, "max": 280}),
        ("De 7 h à 280 h", {"min": 7, "max": 280}),
        ("entre 7 et 280 heures", {"min": 7, "max": 280}),
        ("7-280", {"min": 7, "max": 280}),
        ("70 ou 140", {"choix": [70, 140]}),
        ("70, 105 ou 140 h", {"choix": [70, 105, 140]}),
        ("70 + 35 en entreprise", {"heures": 70, "entreprise": 35}),
        ("70 h et 35 h en entreprise", {"heures": 70, "entreprise": 35}),
        ("7 à 14 h + 35 h en entreprise", {"min": 7, "max": 14, "entreprise": 35}),
    ],
)
def test_durations(said, duration):
    data, remarks = read("duree", said)
    assert (data["duree"], remarks) == (duration, [])


@pytest.mark.parametrize("said", ["deux semaines", "14 jours", "14h20", "9" * 5000, "70 dont 35 en entreprise", "-7"])
def test_a_duration_that_is_none_is_told_not_guessed(said):
    data, remarks = read("duree", said)
    assert "duree" not in data
    assert remarks == [("Durée", "error")]


@pytest.mark.parametrize(
    ("key", "said", "value"),
    [
        ("titre", " Réparer\n un\u00a0vélo ", "Réparer un vélo"),
        ("region", "Provence-Alpes-Côte d’Azur", "provence-alpes-cote-d-azur"),
        ("region", "paca", "provence-alpes-cote-d-azur"),
        ("region", "Bretagnne", "Bretagnne"),
        ("themes", "Gestes et postures, activité physique, BIM, CAO et DAO", ["gestes-et-postures", "bim-et-cao"]),
        ("secteurs", "- [X] Industrie\n- [ ] Tourisme\n- [x] Industrie", ["industrie"]),
        ("secteurs", "Industrie, Tourisme", ["industrie", "tourisme"]),
        (
            "competences",
            "- Régler\n\n2) Changer\n• Vérifier",
            [{"intitule": i} for i in ("Régler", "Changer", "Vérifier")],
        ),
        ("annee", "2021", 2021),
        ("annee", "vers 2021", "vers 2021"),
        ("metiers", "g1602, G1609", ["G1602", "G1609"]),
        ("metiers", "Z9999", ["Z9999"]),
        ("prerequis", "hdf-bim\nSavoir lire", [{"module": "hdf-bim"}, {"condition": "Savoir lire"}]),
        ("deduit", "Métiers cités\nstatut ; autre", ["metiers_cites", "statut", "autre"]),
        ("demarche", "bretagne-qualif-emploi", "bretagne-qualif-emploi"),
        ("precisions", "1. Un\n- Deux\n**Trois** - 4", ["Un", "Deux", "**Trois** - 4"]),
    ],
)
def test_other_answers(key, said, value):
    assert read(key, said)[0][key] == value


def test_certifications_go_by_title_code_and_block():
    known = {"certification": "tp-tailleur-de-pierre", "bloc": None}
    for said in ("Tailleur de pierre", "tp-tailleur-de-pierre", "RNCP38550", "- le titre RNCP38550 (ministère)"):
        assert read("certifications", said) == (read("certifications", said)[0] | {"certifications": [known]}, [])
    data, _ = read("certifications", "rncp38550bc02\nTailleur de pierre, RNCP38550BC01")
    assert [item["bloc"] for item in data["certifications"]] == ["RNCP38550BC02", "RNCP38550BC01"]


def test_what_only_others_can_add_is_left_out_and_told():
    data, remarks = read("certifications", "Brevet inconnu")
    assert "certifications" not in data
    assert remarks == [("Certifications complétées", "warning")]
    data, remarks = read("demarche", "Une démarche inconnue")
    assert "demarche" not in data
    assert remarks == [("Démarche", "warning")]


def test_sources_of_the_first_question_and_of_the_others():
    label, page, other = map(label_of, ("sources.document", "sources.page", "sources"))
    answers = {
        label: Section("", label, "Guide 8"),
        page: Section("", page, "p. 31"),
        other: Section("", other, "- annexe-2 ; page 4 ; « un ; deux »\nguide-8 | des mots\nautre | x | y"),
    }
    assert Reader(answers, CHOICES).data(TODAY)["sources"] == [
        {"document": "guide-8", "page": 31, "extrait": None},
        {"document": "annexe-2", "page": 4, "extrait": "un ; deux"},
        {"document": "guide-8", "page": None, "extrait": "des mots"},
        {"document": "autre", "page": "x", "extrait": "y"},
    ]


def test_boxes_that_nobody_ticked_are_no_answer():
    assert "publics" not in read("publics", "- [ ] Demandeurs d'emploi\n- [ ] Salariés")[0]
    assert read("secteurs", "- [ ] Industrie")[0]["secteurs"] == []


def test_what_every_record_has():
    assert Reader({}, CHOICES).data(TODAY) == {
        "secteurs": [],
        "transitions": [],
        "sources": [],
        "verifie_le": "2026-11-21",
    }
