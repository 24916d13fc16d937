"""The last line of a report, and what it counts."""

import pytest

from build_tools.checking.check import Report
from build_tools.checking.reports import summary
from tests.checking.reports.problems import WARNING, problem

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("records", "problems", "said"),
    [
        (0, (), f"0 fiche vérifiée{NBSP}: aucun problème."),
        (1, (), f"1 fiche vérifiée{NBSP}: aucun problème."),
        (2, (), f"2 fiches vérifiées{NBSP}: aucun problème."),
        (2, (problem(),), f"2 fiches vérifiées{NBSP}: 1 erreur."),
        (2, (WARNING,), f"2 fiches vérifiées{NBSP}: 1 avertissement."),
        (2, (problem(), problem(line=4), WARNING), f"2 fiches vérifiées{NBSP}: 2 erreurs, 1 avertissement."),
    ],
)
def test_the_summary_counts_in_french(records, problems, said):
    assert summary(Report(records, problems, None)) == said


def test_warnings_alone_are_no_error():
    assert Report(1, (WARNING,), None).errors == 0


def test_problems_are_ordered_by_place():
    last = problem(path="z.yml", line=1)
    assert sorted([last, problem(line=10), problem(line=9), problem(line=9, column=2)]) == [
        problem(line=9, column=2),
        problem(line=9),
        problem(line=10),
        last,
    ]
