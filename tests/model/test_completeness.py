"""How full a record is: ten points, a few words for lists, and the fullest first."""

import re

import pytest

from build_tools.model import Module
from build_tools.model.completeness import DETAILED, POINTS, fullest_first, level, points_met, points_missing
from tests.conftest import ROOT

BARE = {
    "id": "bre-velo",
    "titre": "Vélo",
    "resume": "Apprendre à entretenir un vélo.",
    "region": "bretagne",
    "secteurs": [],
    "transitions": [],
    "nature": "technique",
    "sources": [{"document": "guide-8"}],
    "verifie_le": "2026-11-21",
}
FACTS = {
    "competences": [{"intitule": "Régler un dérailleur"}],
    "duree": {"heures": 14},
    "certifications": [{"certification": "cqp-cycles"}],
    "metiers": ["I1607"],
    "besoin": {"constat": "Les magasins ne trouvent pas de réparateurs."},
    "publics": ["jeunes"],
    "secteurs": ["commerce-distribution"],
    "annee": 2021,
    "statut": "deploye",
    "sources": [{"document": "guide-8", "page": 31}],
}


def module(**fields: object) -> Module:
    return Module.model_validate({**BARE, **fields})


def test_a_bare_record_meets_no_point_and_a_full_one_all_of_them() -> None:
    assert points_met(module()) == 0
    assert points_missing(module()) == POINTS
    assert points_met(module(**FACTS)) == len(POINTS) == len(FACTS)
    assert points_missing(module(**FACTS)) == ()


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.field)
def test_each_point_is_met_by_its_own_field_and_no_other(point) -> None:
    others = {name: value for name, value in FACTS.items() if name != point.field}
    assert points_missing(module(**others)) == (point,)
    assert points_met(module(**{point.field: FACTS[point.field]})) == 1


def test_the_audience_counts_in_words_too_and_a_way_of_finding_needs_is_no_need() -> None:
    assert points_met(module(publics_precisions="Professionnels du secteur")) == 1
    assert points_met(module(besoin={"recueil": ["entretiens"]})) == 0


def test_what_says_nothing_of_the_content_is_known_by_its_title_alone() -> None:
    known = {name: FACTS[name] for name in FACTS if name not in ("competences", "duree")}
    assert level(module(**known)) == "intitulé seul connu"
    assert level(module(evaluation="Un oral devant un jury.")) == ""


def test_a_detailed_record_has_most_of_the_points() -> None:
    names = [name for name in FACTS if name != "competences"]
    for count in range(len(names) + 1):
        given = {name: FACTS[name] for name in ["competences", *names[:count]]}
        assert level(module(**given)) == ("fiche détaillée" if count + 1 >= DETAILED else "")


def test_the_fullest_come_first_then_titles_in_order() -> None:
    full, b, a = module(**FACTS, titre="Zinc"), module(titre="Banc"), module(titre="Âne")
    assert sorted([b, a, full], key=fullest_first) == [full, a, b]


def test_the_method_names_every_point() -> None:
    text = (ROOT / "docs" / "methode.md").read_text(encoding="utf-8")
    section = re.search(r"\{#reperes\}(.*?)\n## ", text, re.DOTALL)[1].replace("’", "'")
    words = {"metiers": "le métier", "besoin": "le besoin"}
    assert [point.field for point in POINTS if words.get(point.field, point.label) not in section] == []
