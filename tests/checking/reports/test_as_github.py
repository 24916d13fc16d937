"""The rendering for GitHub: one command a problem, and no text that makes another."""

from build_tools.checking.reports import render
from tests.checking.reports.problems import HOSTILE, WARNING, problem, report

NBSP = "\u00a0"


def test_each_problem_is_a_command_and_the_summary_comes_last():
    assert render(report(problem(), WARNING), "github").splitlines() == [
        "::error file=catalogue/modules/corse/cor-velo.yml,line=3,col=9,title=schema-terme::"
        "« corce » n’est pas une région.%0Adocs/contribuer/regles.md#schema-terme",
        "::warning file=catalogue/modules/corse/cor-velo.yml,line=3,col=9,title=texte-cri::"
        "« corce » n’est pas une région.%0ARelisez.%0Adocs/contribuer/regles.md#texte-cri",
        f"1 fiche vérifiée{NBSP}: 1 erreur, 1 avertissement.",
    ]


def test_what_has_a_meaning_in_commands_is_escaped():
    [command, _] = render(report(problem(path="a,b:c%.yml", message="50 % : a,b")), "github").splitlines()
    assert command.startswith("::error file=a%2Cb%3Ac%25.yml,line=3,")
    assert "::50 %25 : a,b%0A" in command


def test_hostile_text_makes_no_command():
    lines = render(report(HOSTILE), "github").splitlines()
    assert len(lines) == 2
    assert [line.startswith("::") for line in lines] == [True, False]
    properties = lines[0].removeprefix("::error ").split("::")[0]
    assert [part.split("=")[0] for part in properties.split(",")] == ["file", "line", "col", "title"]
    assert "%0A::warning" not in lines[0].replace("%250A", "")
