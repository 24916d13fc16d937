"""An issue about a gap: five questions, the same care as for a module."""

import pytest

from build_tools.contributing.issues.fields import GAP, questions
from build_tools.contributing.issues.proposal import read_proposal, write_proposal
from build_tools.loading.catalogue import load
from build_tools.loading.yaml_reader import read
from tests.conftest import LAST_READ, copy_small_catalogue
from tests.contributing.issues.rendering import rendered

GOOD = {
    "competence": "Régler un dérailleur électronique",
    "region": "Normandie",
    "sources": "guide-8 ; 31 ; identifier les besoins non couverts",
    "engagements": True,
}


@pytest.fixture
def loaded(tmp_path):
    return load(copy_small_catalogue(tmp_path / "catalogue"))


def proposal(loaded, **changes):
    body = rendered("ecart.yml", **(GOOD | changes))
    return read_proposal(body.encode(), loaded, LAST_READ)


def test_there_are_five_questions():
    assert [question.key for question in questions(GAP)] == [
        "competence",
        "region",
        "certifications",
        "recueil",
        "sources",
    ]


def test_answers_make_a_record_at_its_place(loaded):
    made = proposal(loaded, recueil="Entreprises, Retours des stagiaires")
    assert made.remarks == ()
    assert made.path.relative_to(loaded.folder).as_posix() == (
        "ecarts/normandie/nor-regler-un-derailleur-electronique.yml"
    )
    assert read(made.text.encode()) == {
        "competence": "Régler un dérailleur électronique",
        "region": "normandie",
        "recueil": ["entreprises", "retours-stagiaires"],
        "sources": [{"document": "guide-8", "page": 31, "extrait": "identifier les besoins non couverts"}],
        "verifie_le": LAST_READ.isoformat(),
    }
    write_proposal(made)
    assert made.path.read_text() == made.text


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ({"competence": ""}, "Compétence qui manque"),
        ({"region": ""}, "Région"),
        ({"sources": ""}, "Source de l'écart"),
        ({"sources": "Un rapport introuvable ; 3"}, "Source de l'écart"),
        ({"recueil": "par pigeon"}, "Comment l'écart a été repéré"),
    ],
)
def test_what_is_missing_is_told_under_its_question(loaded, answer, label):
    made = proposal(loaded, **answer)
    assert not made.accepted
    assert label in {remark.label for remark in made.remarks}


def test_an_unknown_certification_is_kept_for_the_reviewer(loaded):
    made = proposal(loaded, certifications="RNCP99999")
    assert [(remark.severity, remark.label) for remark in made.remarks] == [("warning", "Certifications concernées")]
    assert made.accepted


def test_the_same_gap_of_the_same_region_is_told(loaded):
    write_proposal(proposal(loaded))
    again = proposal(load(loaded.folder))
    assert not again.accepted
    assert any("nor-regler-un-derailleur-electronique" in remark.message for remark in again.remarks)


def test_a_whole_record_of_a_gap_is_known_by_its_keys(loaded):
    text = proposal(loaded).text
    body = rendered("fiche.yml", fiche=text, engagements=True)
    made = read_proposal(body.encode(), loaded, LAST_READ)
    assert made.path.parent.parent.name == "ecarts"
    assert made.accepted


def test_a_name_of_no_record_is_told(loaded):
    body = rendered("fiche.yml", fiche=proposal(loaded).text, identifiant="nor-inconnu", engagements=True)
    made = read_proposal(body.encode(), loaded, LAST_READ)
    assert not made.accepted
    assert "aucune fiche d’écart" in made.remarks[0].message.replace("'", "’")
