"""Renderings of the stream of problems."""

import json

import pytest

from build_tools.checking.check import Report
from build_tools.checking.problem import Problem
from build_tools.checking.report import as_json, as_text, summary

NBSP = "\u00a0"


def problem(**fields):
    return Problem(
        **{
            "path": "catalogue/modules/corse/cor-velo.yml",
            "line": 3,
            "column": 9,
            "rule": "schema-terme",
            "severity": "error",
            "message": "« corce » n’est pas une région.",
            "hint": "",
            **fields,
        }
    )


WARNING = problem(severity="warning", rule="exemple", hint="Relisez.")


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


def test_text_gives_place_severity_rule_message_and_hint():
    assert as_text(Report(1, (problem(), WARNING), None)).splitlines() == [
        "catalogue/modules/corse/cor-velo.yml:3:9: erreur [schema-terme] « corce » n’est pas une région.",
        "catalogue/modules/corse/cor-velo.yml:3:9: avertissement [exemple] « corce » n’est pas une région.",
        "    → Relisez.",
        f"1 fiche vérifiée{NBSP}: 1 erreur, 1 avertissement.",
    ]


def test_control_characters_are_shown_and_not_obeyed():
    text = as_text(Report(1, (problem(path="a\n::error::\x1b[31m.yml"),), None))
    assert text.splitlines()[0].startswith(r"a\x0a::error::\x1b[31m.yml:3:9: erreur")


def test_json_is_readable_utf_8_with_every_field():
    text = as_json(Report(1, (problem(),), None))
    assert "région" in text
    assert json.loads(text) == {"records": 1, "problems": [problem().as_dict()]}


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
