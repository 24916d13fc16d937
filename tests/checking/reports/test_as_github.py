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


def test_github_s_limits_hide_nothing():
    """Ten errors and ten warnings a step are kept: thirty equal ones are one, and the last says what is left."""
    same = [problem(line=line) for line in range(1, 31)]
    others = [problem(rule=f"regle-{i}", message=f"Faute {i}.", line=i) for i in range(1, 21)]
    lines = render(report(*same, *others, WARNING), "github").splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert [line.startswith("::error ") for line in commands] == [True] * 10 + [False]
    assert "cor-velo.yml:2:9%0A" in commands[0]
    assert f"et 14{NBSP}autres, dans le journal de cette étape." in commands[0]
    assert f"::Et 12{NBSP}autres erreurs{NBSP}:%0A" in commands[9]
    listed = [line for line in lines if line.startswith("catalogue/")]
    assert len(listed) == 51
    assert lines[-1] == f"1 fiche vérifiée{NBSP}: 50 erreurs, 1 avertissement."


def test_ten_of_each_stay_at_their_own_lines():
    lines = render(report(*(problem(line=line) for line in range(1, 11))), "github").splitlines()
    assert [line.split(",line=")[1].split(",")[0] for line in lines[:-1]] == [str(line) for line in range(1, 11)]


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
