"""What no list has enters all the same: a certification with its own record, other terms marked for the reviewer."""

import datetime

import pytest

from build_tools.checking.check import check
from build_tools.checking.rules.coherence.proposed_terms import proposed_in, proposed_text
from build_tools.checking.suggestions import near_ones
from build_tools.contributing.issues.answer import answer_text
from build_tools.contributing.issues.proposal import propose, read_proposal, write_proposal
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from build_tools.nomenclatures.rncp import OfficialRecord
from tests.conftest import TODAY
from tests.contributing.issues.rendering import good, rendered
from tests.contributing.test_public_sources import ANSWERS


def proposal(folder, official=None, **changes):
    return propose({**ANSWERS, **changes}, load(folder), TODAY, official=official)


@pytest.mark.parametrize(
    ("said", "name", "record"),
    [
        (
            "TP Mécanicien de cycles (RNCP38880)",
            "mecanicien-de-cycles",
            {"intitule": "Mécanicien de cycles", "type": "titre-professionnel", "code": "RNCP38880"},
        ),
        ("RS 6789", "certification-rs6789", {"intitule": "Certification RS6789", "code": "RS6789"}),
        ("Licence pro vélo", "licence-pro-velo", {"intitule": "Licence pro vélo", "type": "non-precise", "code": None}),
        ("CQP Cycliste RNCP12345BC02", "cycliste", {"type": "cqp", "code": "RNCP12345"}),
        ("Titre professionnel de maçon", "macon", {"intitule": "Maçon", "cite": ["Titre professionnel de maçon"]}),
        ("Brevet de nautisme", "brevet-de-nautisme", {"intitule": "Brevet de nautisme", "type": "brevet"}),
    ],
)
def test_an_unknown_certification_gets_a_record_with_the_module(catalogue_copy, said, name, record):
    made = proposal(catalogue_copy, certifications=said)
    assert made.accepted, made.remarks
    (path,) = made.records
    assert path == catalogue_copy / "certifications" / f"{name}.yml"
    data = read(made.records[path].encode())
    registrations = data.get("enregistrements", [{}])
    assert {**data, "code": registrations[0].get("code")} | record == {**data, "code": registrations[0].get("code")}
    assert data["sources"] == read(made.text.encode())["sources"]
    write_proposal(made)
    report = check(load(catalogue_copy), today=TODAY)
    assert [p.rule for p in report.problems if p.severity == "error"] == []
    assert report.catalogue is not None
    (module,) = [m for m in report.catalogue.modules.values() if m.region == "bretagne"]
    assert [item.certification for item in module.certifications] == [name]


@pytest.mark.parametrize(
    "said",
    ["toutes", "Tous les titres professionnels", "Non certifiant", "CAP", "Bac pro", "BC01", "En cours"],
)
def test_words_that_name_no_certification_make_no_record(catalogue_copy, said):
    made = proposal(catalogue_copy, certifications=said)
    assert made.accepted
    assert made.records == {}
    assert read(made.text.encode())["precisions"] == [proposed_text("certifications", said)]


def test_a_catalogue_that_has_published_before_gets_the_record_too(catalogue_copy):
    (catalogue_copy / "identifiants.txt").write_text("modules nor-teillage-du-lin\n")
    made = proposal(catalogue_copy, certifications="RNCP38880")
    assert [path.stem for path in made.records] == ["certification-rncp38880"]


def test_an_official_export_fills_the_record(catalogue_copy):
    official = {"RNCP38880": OfficialRecord("RNCP38880", "Mécanicien cycles", 3, "actif", datetime.date(2024, 4, 1))}
    made = proposal(catalogue_copy, official, certifications="RNCP38880")
    (text,) = made.records.values()
    data = read(text.encode())
    assert (data["intitule"], data["niveau"], data["enregistrements"][0]["debut"]) == (
        "Mécanicien cycles",
        3,
        "2024-04-01",
    )


def test_a_known_certification_needs_no_record(catalogue_copy):
    made = proposal(catalogue_copy, certifications="Conduite d'équipements de production")
    assert (made.records, made.accepted) == ({}, True)


@pytest.mark.parametrize(
    ("key", "list_", "said"),
    [("themes", "thèmes", "Réemploi des matériaux"), ("demarche", "démarches", "Appel à projets vélo")],
)
def test_a_term_that_no_list_has_is_carried_and_marked(catalogue_copy, key, list_, said):
    made = proposal(catalogue_copy, **{key: said})
    assert made.accepted
    assert read(made.text.encode())["precisions"] == [f"À classer ({list_}) : {said}"]
    assert any(said in remark.message for remark in made.remarks)
    write_proposal(made)
    (problem,) = check(load(catalogue_copy), today=TODAY).problems
    assert (problem.rule, problem.severity, said in problem.message) == ("terme-propose", "warning", True)


def test_near_terms_come_first(catalogue_copy):
    made = proposal(catalogue_copy, themes="Gestes et postures au travail")
    assert any("Est-ce l'un de ceux-ci ? Gestes et postures" in remark.hint for remark in made.remarks)


def test_near_terms_share_words_or_spelling():
    labels = ["Économie circulaire et déchets", "Relation client", "Relations clients à distance", "Soudage"]
    assert near_ones("relation avec le client", labels)[0] == "Relation client"
    assert near_ones("Soudages", labels) == ["Soudage"]
    assert near_ones("de la et", labels) == near_ones("", labels) == []


def test_a_whole_record_sent_in_a_message_may_propose_too(catalogue_copy):
    text = proposal(catalogue_copy, themes="Réemploi des matériaux").text
    text = text.replace("precisions:\n", 'precisions:\n  - "À classer (certifications) : RNCP38880"\n')
    body = rendered("fiche.yml", fiche=text.rstrip("\n"), engagements=True)
    made = read_proposal(body.encode(), load(catalogue_copy), TODAY)
    assert made.accepted, made.remarks
    assert [path.stem for path in made.records] == ["certification-rncp38880"]
    assert read(made.text.encode())["precisions"] == ["À classer (thèmes) : Réemploi des matériaux"]
    assert "certification-rncp38880.yml" in answer_text(made, catalogue_copy)


def test_the_issue_form_never_says_that_there_is_no_record(catalogue_copy):
    body = good(certifications="Titre pro inconnu du catalogue", demarche="Plan vélo régional")
    made = read_proposal(body.encode(), load(catalogue_copy), TODAY)
    assert (made.accepted, len(made.records)) == (True, 1)


@pytest.mark.parametrize("text", ["À classer : x", "À classer (autre) : x", "À classer (thèmes) :", "Un texte."])
def test_another_remark_proposes_nothing(text):
    assert proposed_in(text) is None


def test_what_is_written_is_what_is_read():
    assert proposed_in(proposed_text("demarche", "Plan vélo")) == ("demarche", "Plan vélo")
