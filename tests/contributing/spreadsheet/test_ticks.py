"""Columns that are ticked: « Transition écologique (oui/non) » names a term in each row that says yes."""

import pytest

from build_tools.loading.yaml_reader import read
from tests.contributing.spreadsheet.made import good, table


def data_of(plan):
    return [read(proposal.text.encode()) for proposal in plan.new]


def without(*names, **changes):
    return {key: value for key, value in good(**changes).items() if key not in names}


def test_each_yes_names_the_term_of_its_header(planned):
    ecological, digital = "Transition écologique (oui/non)", "Transition numérique ?"
    rows = [
        without("Transitions", Titre="Poser une chaudière", **{ecological: "oui", digital: "Non"}),
        without("Transitions", Titre="Chiffrer un devis", **{ecological: "x", digital: "X"}),
        without("Transitions", Titre="Tailler la pierre", **{ecological: "non", digital: None}),
    ]
    plan = planned(table(*rows))
    assert [one["transitions"] for one in data_of(plan)] == [["ecologique"], ["ecologique", "numerique"], []]
    assert [(one.header, one.column.title) for one in plan.readings if one.column.name == "transitions"] == [
        (ecological, "Transitions")
    ]
    assert not any("n’existe pas" in notice for notice in plan.notices)


@pytest.mark.parametrize(
    ("header", "key", "term"),
    [
        ("Salariés (O/N)", "publics", "salaries"),
        ("Public : demandeurs d'emploi", "publics", "demandeurs-d-emploi"),
        ("À distance", "modalites", "a-distance"),
    ],
)
def test_other_lists_are_ticked_too(planned, header, key, term):
    assert data_of(planned(table(good(**{header: "oui"}))))[0][key] == [term]


def test_ticks_go_with_the_list_that_the_table_has_too(planned):
    [data] = data_of(planned(table(good(**{"Transition numérique": "✓"}))))
    assert data["transitions"] == ["ecologique", "numerique"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Transition numérique", "en partie"),
        ("Salariés", 1),
        ("Validé en commission (oui/non)", "oui"),
        ("Transition numérique", "non"),
    ],
)
def test_what_is_no_tick_names_nothing(planned, header, value):
    [data] = data_of(planned(table(good(**{header: value}))))
    assert (data["transitions"], "publics" in data) == (["ecologique"], False)
