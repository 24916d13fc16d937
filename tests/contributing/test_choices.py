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


def test_lists_in_commas_semicolons_and_lines():
    sectors = CHOICES["secteurs"]
    care = "sante-social-services-a-la-personne"
    assert sectors.several("Industrie, Santé, social, services à la personne ; Tourisme\ninconnu, , btp") == [
        "industrie",
        care,
        "tourisme",
        "inconnu",
        "btp",
    ]


def test_all_labels_of_a_vocabulary_as_github_lists_them():
    for name in ("themes", "recueils", "regions"):
        labels = CHOICES[name].labels
        assert CHOICES[name].several(", ".join(labels.values())) == list(labels)
        assert max(label.count(",") for label in labels.values()) < 5


def test_a_hundred_thousand_commas_are_read_in_a_moment():
    start = time.process_time()
    assert len(CHOICES["themes"].several("a," * 50_000)) == 50_000
    assert time.process_time() - start < 30


def test_damaged_files_have_no_choices(catalogue_copy):
    (catalogue_copy / "vocabulaires" / "themes.yml").write_text("termes: [")
    (catalogue_copy / "vocabulaires" / "natures.yml").write_text("termes: {a: b}")
    (catalogue_copy / "vocabulaires" / "statuts.yml").write_text("termes: [1, {id: 2}, {id: a, synonymes: b}]")
    found = read_choices(load(catalogue_copy))
    assert "themes" not in found
    assert found["natures"] == Choices({}, {})
    assert found["statuts"].labels == {"a": "a"}
