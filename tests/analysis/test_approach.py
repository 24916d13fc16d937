"""The approach step by step: each illustration comes from a record."""

from __future__ import annotations

import datetime

from build_tools.analysis.approach import WIDEST_AT_MOST, approach
from build_tools.analysis.dossier import dossiers


def _approach(catalogue):
    return approach(catalogue, dossiers(catalogue, datetime.date(2026, 11, 21)).values())


def test_every_way_of_finding_needs_and_every_lever_of_a_demarche_is_shown(real_catalogue):
    found = _approach(real_catalogue)
    demarches = real_catalogue.demarches.values()
    assert sum(map(len, found.collections.values())) == sum(len(d.recueil_des_besoins) for d in demarches)
    assert sum(map(len, found.levers.values())) == sum(len(d.leviers_achat) for d in demarches)
    assert [d.id for d, _ in found.levers["clause-de-reexamen"]] == ["bretagne-bien-manger-pour-tous"]
    assert found.levers_unknown == sum(not d.leviers_achat for d in demarches)


def test_terms_that_nobody_uses_are_told_too(real_catalogue):
    found = _approach(real_catalogue)
    assert list(found.levers) == list(real_catalogue.vocabularies["leviers_achat"])
    assert list(found.levers["fonds-reactif"]) == []
    assert list(found.gaps["nouveau-bloc"]) == []


def test_gaps_are_the_skills_that_name_one(real_catalogue):
    found = _approach(real_catalogue)
    named = {(m.id, s.intitule) for m in real_catalogue.modules.values() for s in m.competences if s.ecart == "nouveau"}
    assert {(m.id, s.intitule) for m, s in found.gaps["nouveau"]} == named != set()


def test_the_dossiers_of_most_regions_are_shown_first_and_only_a_few(real_catalogue):
    widest = _approach(real_catalogue).widest
    counts = [len(dict(dossier.regions)) for dossier in widest]
    assert counts == sorted(counts, reverse=True)
    assert len(widest) == WIDEST_AT_MOST


def test_modules_that_another_region_took_up_are_shown(make, with_modules):
    assert [m.id for m in _approach(with_modules(make("a", reprises=["corse"]), make("b"))).taken_up_elsewhere] == ["a"]
