"""Which registration is in force, which text is compared, whom to write to, and what a person read."""

import datetime
from dataclasses import replace

import pytest

from build_tools.analysis.coverage.proposals import in_words, proposals
from build_tools.analysis.coverage.standing import standing_of, verdicts
from build_tools.checking.check import check
from build_tools.loading.catalogue import load
from build_tools.model import Module
from tests.analysis.coverage.texts import certification, referentiel
from tests.conftest import TODAY, copy_small_catalogue, jargon_in

SKILL = "Entretenir le linge"
OLD = {"code": "RNCP40001", "echeance": "2026-06-30"}
NEW = {"code": "RNCP40009", "debut": "2026-07-01", "echeance": "2031-06-30"}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return check(load(copy_small_catalogue(tmp_path_factory.mktemp("petit") / "catalogue")), today=TODAY).catalogue


def world(small, *texts, **facts):
    """The small catalogue with one certification, these référentiels, and a module of one skill."""
    own = certification("exemple", OLD, NEW, **facts)
    module = Module.model_validate(
        {
            "id": "nor-linge",
            "titre": "Linge",
            "resume": "Apprendre à entretenir le linge.",
            "region": "normandie",
            "secteurs": [],
            "transitions": [],
            "nature": "technique",
            "competences": [{"intitule": SKILL}],
            "certifications": [{"certification": "exemple"}],
            "sources": [{"document": "guide-8", "page": 31}],
            "verifie_le": "2026-11-21",
        }
    )
    return replace(
        small,
        certifications={own.id: own},
        modules={module.id: module},
        referentiels={text.id: text for text in texts},
    )


def standing(catalogue, day=TODAY):
    return standing_of(catalogue, catalogue.certifications["exemple"], day)


def said(catalogue):
    (verdict,) = verdicts(standing(catalogue), tuple(catalogue.modules.values()))
    return verdict.coverage.verdict, verdict.coverage.how


def test_the_registration_in_force_is_the_newest_that_has_begun(small):
    catalogue = world(small)
    assert standing(catalogue).code == "RNCP40009"
    assert standing(catalogue, datetime.date(2026, 6, 1)).code == "RNCP40001"
    assert standing(catalogue, datetime.date(2032, 1, 1)).expired


def test_an_older_text_is_compared_where_the_newest_is_not_known_and_that_is_said(small):
    found = standing(world(small, referentiel("RNCP40001", ("Entretenir le linge",)), referentiel("RNCP40009")))
    assert (found.compared.code, found.is_current) == ("RNCP40001", False)
    assert standing(world(small)).compared is None
    assert verdicts(standing(world(small)), tuple(world(small).modules.values())) == ()


def test_whoever_reads_a_verdict_knows_that_the_blocks_are_deduced(real_catalogue):
    standings = [standing_of(real_catalogue, found, TODAY) for found in real_catalogue.certifications.values()]
    known = {s.compared.code: s for s in standings if s.compared}
    deduced = {code for code, standing in known.items() if "blocs" in standing.compared.deduit}
    assert deduced
    assert {code for code, s in known.items() if "sont déduits" in " ".join(s.remarks)} == deduced


def test_the_commission_of_an_earlier_registration_is_deduced(small):
    old = referentiel("RNCP40001", commission="cpc-cohesion-sociale")
    assert standing(world(small, old)).recipient.deduced
    found = standing(world(small, old, referentiel("RNCP40009", commission="cpc-cohesion-sociale"))).recipient
    assert (found.commission.id, found.deduced) == ("cpc-cohesion-sociale", False)


def test_the_commission_of_a_branch_is_found_by_its_idcc(small):
    found = standing(world(small, certificateur={"nom": "Une branche", "idcc": 1557})).recipient
    assert (found.commission.sorte, found.deduced) == ("cpne", True)
    assert standing(world(small, certificateur={"nom": "Une branche", "idcc": 9999})).recipient is None


def test_a_person_s_reading_wins(small):
    covering = referentiel("RNCP40009", ("Entretenir le linge",))
    assert said(world(small, covering)) == ("couverte", "calcule")
    reading = {
        "module": "nor-linge",
        "competence": SKILL,
        "verdict": "absente",
        "le": "2026-11-20",
        "source": {"document": "export-rncp-2021-01"},
    }
    assert said(world(small, covering.model_copy(update={"lectures": _readings(reading)}))) == ("absente", "lu")


def _readings(reading):
    from build_tools.model.referentiel import Reading

    return (Reading.model_validate(reading),)


def test_a_skill_that_becomes_covered_is_proposed_and_no_other(small):
    before = world(small, referentiel("RNCP40009", ("Cuisiner", "Préparer les repas")))
    after = world(small, referentiel("RNCP40009", ("Linge", "Entretenir le linge")))
    (found,) = proposals(before, after, TODAY)
    assert (found.module.id, found.code, found.before) == ("nor-linge", "RNCP40009", "absente")
    told = " ".join(in_words(found, "export-france-competences"))
    assert "integrations:" in told
    assert "RNCP40009BC01" in told
    assert not jargon_in(told)
    assert list(proposals(after, after, TODAY)) == []


def test_the_text_of_the_module_s_time_is_compared_too(small):
    catalogue = world(
        small, referentiel("RNCP40001", ("Cuisiner",)), referentiel("RNCP40009", ("Entretenir le linge",))
    )
    old = {i: m.model_copy(update={"annee": 2019}) for i, m in catalogue.modules.items()}
    (found,) = verdicts(standing(catalogue), tuple(old.values()), catalogue)
    assert (found.coverage.verdict, found.then.verdict, found.code_then) == ("couverte", "absente", "RNCP40001")
    (undated,) = verdicts(standing(catalogue), tuple(catalogue.modules.values()), catalogue)
    assert undated.then is None


def test_titles_of_blocks_alone_propose_nothing(small):
    after = world(small, referentiel("RNCP40009", ("Entretenir le linge",)))
    assert list(proposals(world(small), after, TODAY)) == []
