"""Results: every figure of the records under its definition, compared only where that makes sense."""

from __future__ import annotations

from dataclasses import replace

from build_tools.analysis.results import POINTS_OF_VIEW, results
from build_tools.model import Demarche

RESULT = {"indicateur": "stagiaires-formes", "valeur": 12}


def _measures(found):
    return {m.indicator.id: m for measures in found.points_of_view.values() for m in measures}


def test_no_figure_of_the_records_is_lost_or_told_twice(real_catalogue):
    found = results(real_catalogue)
    shown = [value for m in _measures(found).values() for value in m.values] + list(found.others)
    of_modules = sum(len(m.resultats) for m in real_catalogue.modules.values())
    of_demarches = sum(len(d.chiffres) for d in real_catalogue.demarches.values())
    assert len(shown) == of_modules + of_demarches


def test_what_was_announced_is_not_counted_among_people_trained(real_catalogue):
    trained = _measures(results(real_catalogue))["stagiaires-formes"]
    remarks = " ".join(value.remark for value in trained.values)
    assert "prévision" not in remarks
    assert "prévu" not in remarks


def test_the_share_of_modules_that_say_something_is_told(real_catalogue):
    found = results(real_catalogue)
    modules, demarches = real_catalogue.modules.values(), real_catalogue.demarches.values()
    assert (found.modules, found.modules_with_results) == (len(modules), sum(bool(m.resultats) for m in modules))
    assert found.demarches == len(demarches)
    assert 0 < found.demarches_with_figures < found.demarches


def test_values_are_comparable_over_the_same_period_without_a_remark(make, with_modules):
    modules = [
        make("a", resultats=[{**RESULT, "periode": "2021"}]),
        make("b", resultats=[{**RESULT, "periode": "2021"}]),
        make("c", resultats=[{**RESULT, "periode": "2021", "precision": "environ"}]),
        make("d", resultats=[{**RESULT, "periode": "2022"}]),
        make("e", resultats=[RESULT]),
    ]
    catalogue = replace(with_modules(*modules), demarches={})
    measure = _measures(results(catalogue))["stagiaires-formes"]
    assert measure.comparable == (("2021", 2),)
    assert measure.undated == 1
    assert measure.values[0].unit == "personnes"  # the definition's, where the record gives none


def test_a_figure_that_no_definition_fits_stands_apart_with_the_words_of_its_source(real_catalogue):
    demarche = next(d for d in real_catalogue.demarches.values() if d.chiffres)
    plain = demarche.model_dump(exclude_unset=True)
    odd = Demarche.model_validate({**plain, "chiffres": [{"indicateur": "Conseillers dédiés", "valeur": 440}]})
    found = results(replace(real_catalogue, modules={}, demarches={odd.id: odd}))
    assert [(value.label, value.value, value.unit) for value in found.others] == [("Conseillers dédiés", 440, "")]
    assert _measures(found) == {}


def test_every_indicator_takes_one_of_the_three_points_of_view(real_catalogue):
    taken = {indicator.point_de_vue for indicator in real_catalogue.vocabularies.indicateurs.values()}
    assert taken == set(POINTS_OF_VIEW)


def test_a_catalogue_without_any_figure_has_no_measure(make, with_modules):
    found = results(replace(with_modules(make("a")), demarches={}))
    assert not any(found.points_of_view.values())
    assert (found.others, found.modules_with_results, dict(found.demarches_by_collection)) == ((), 0, {})
