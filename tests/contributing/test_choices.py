"""Which term or record people mean by their words."""

import time

import pytest

from build_tools.contributing.choices import Choices, read_choices
from build_tools.loading.catalogue import load
from tests.conftest import CATALOGUE

CHOICES = read_choices(load(CATALOGUE))


@pytest.mark.parametrize("vocabulary", sorted(CHOICES.keys() - {"modules", "demarches", "metiers"}))
def test_every_id_and_every_label_means_its_term(vocabulary):
    choices = CHOICES[vocabulary]
    assert choices.labels
    for name, label in choices.labels.items():
        assert choices.meant(name) == name
        assert choices.meant(label.upper()) == name


def test_synonyms_codes_and_titles():
    assert CHOICES["regions"].meant("IDF") == "ile-de-france"
    assert CHOICES["certifications"].meant("RNCP38550") == "tp-tailleur-de-pierre"
    assert CHOICES["metiers"].meant("g1602") == "G1602"
    assert CHOICES["modules"].meant("Valorisation des déchets") == "aura-valorisation-des-dechets"


@pytest.mark.parametrize("said", ["Bretagne (53)", "53 - Bretagne", "53 : bretagne"])
def test_the_number_of_a_region_may_stand_beside_its_name(said):
    assert CHOICES["regions"].meant(said) == "bretagne"


def test_a_name_of_several_means_none_of_them():
    assert CHOICES["regions"].meant("Antilles") is None
    assert CHOICES["regions"].all_named("antilles") == {"guadeloupe", "martinique"}
    assert CHOICES["regions"].meant("") is None


def several(choices, said):
    """The ids, or the words that mean none, of a list."""
    return [choices.meant(part) or part for line in said.splitlines() for part in choices.parts(line)]


def test_lists_in_commas_semicolons_and_lines():
    care = "sante-social-services-a-la-personne"
    assert several(
        CHOICES["secteurs"], "Industrie, Santé, social, services à la personne ; Tourisme\ninconnu, , btp"
    ) == [
        "industrie",
        care,
        "tourisme",
        "inconnu",
        "btp",
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("DE/salariés", ["demandeurs-d-emploi", "salaries"]),
        ("salariés, DE", ["salaries", "demandeurs-d-emploi"]),
        ("salariés et DE", ["salaries", "demandeurs-d-emploi"]),
        ("salariés (DE)", ["salaries", "demandeurs-d-emploi"]),
        ("SALARIES ET DE", ["salaries", "demandeurs-d-emploi"]),
        ("jeunes DE", ["jeunes DE"]),
        ("les salariés de la branche", ["salaries"]),
    ],
)
def test_a_name_in_capitals_is_no_little_word(said, meant):
    assert several(CHOICES["publics"], said) == meant


@pytest.mark.parametrize(
    ("vocabulary", "said", "meant"),
    [
        ("publics", "Salariés et demandeurs d'emploi", ["salaries", "demandeurs-d-emploi"]),
        ("transitions", "écologique & numérique", ["ecologique", "numerique"]),
        ("secteurs", "BTP - Industrie", ["btp", "industrie"]),
        ("secteurs", "Hôtellerie et restauration", ["hotellerie-restauration"]),
        ("secteurs", "Agriculture et pisciculture", ["Agriculture et pisciculture"]),
        ("modalites", "Présentiel + distanciel", ["presentiel", "a-distance"]),
        (
            "certifications",
            "TP ADVF (RNCP37715) et DEAES",
            ["tp-assistant-de-vie-aux-familles"] * 2 + ["de-accompagnant-educatif-et-social"],
        ),
    ],
)
def test_two_names_may_be_joined_where_each_is_one(vocabulary, said, meant):
    assert several(CHOICES[vocabulary], said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Hauts-de-France (HDF)", "hauts-de-france"),
        ("PACA (Région Sud)", "provence-alpes-cote-d-azur"),
        ("Région Île de France (IDF)", "ile-de-france"),
        ("Occitanie / Pyrénées-Méditerranée", "occitanie"),
        ("CR Bretagne", "bretagne"),
        ("Nouvelle-Aquitaine - 75", "nouvelle-aquitaine"),
        ("Bretagne (Normandie)", None),
        ("Bretagne (Rennes)", None),
    ],
)
def test_another_name_of_the_same_may_stand_beside_a_name(said, meant):
    assert CHOICES["regions"].meant(said) == meant


@pytest.mark.parametrize(
    ("vocabulary", "said", "meant"),
    [
        ("statuts", "Terminée", "arrete"),
        ("statuts", "déployées", "deploye"),
        ("natures", "transversale", "transverse"),
        ("statuts", "achevée", None),
        ("secteurs", "industrielle", None),
    ],
)
def test_a_name_may_agree_with_what_it_is_said_of(vocabulary, said, meant):
    assert CHOICES[vocabulary].meant(said) == meant


def test_all_labels_of_a_vocabulary_as_github_lists_them():
    for name in ("themes", "recueils", "regions"):
        labels = CHOICES[name].labels
        assert several(CHOICES[name], ", ".join(labels.values())) == list(labels)
        assert max(label.count(",") for label in labels.values()) < 5


def test_a_hundred_thousand_commas_are_read_in_a_moment():
    start = time.process_time()
    assert len(several(CHOICES["themes"], "a," * 50_000)) == 50_000
    assert time.process_time() - start < 30


def test_damaged_files_have_no_choices(catalogue_copy):
    (catalogue_copy / "vocabulaires" / "themes.yml").write_text("termes: [")
    (catalogue_copy / "vocabulaires" / "natures.yml").write_text("termes: {a: b}")
    (catalogue_copy / "vocabulaires" / "statuts.yml").write_text("termes: [1, {id: 2}, {id: a, synonymes: b}]")
    found = read_choices(load(catalogue_copy))
    assert "themes" not in found
    assert found["natures"] == Choices({}, {})
    assert found["statuts"].labels == {"a": "a"}
