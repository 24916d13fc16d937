"""`catalogue rule` explains a rule in the terminal."""

import pytest

from build_tools.checking.reports.manual import manual, rule_list
from build_tools.checking.rulebook import RULES
from build_tools.cli import main


@pytest.mark.parametrize("code", list(RULES))
def test_every_rule_has_its_manual(code):
    text = manual(RULES[code])
    assert text.startswith(code)
    assert "Ce qui passe" in text
    assert "Ce qui ne passe pas" in text
    assert "**" not in text.split("Ce qui passe")[0]


def test_the_list_names_every_rule():
    listed = "\n".join(rule_list())
    assert all(code in listed for code in RULES)


def test_a_code_is_found_as_reports_write_it(capsys):
    assert main(["rule", "[schema-valeur/entre]"]) == 0
    assert capsys.readouterr().out.startswith("schema-valeur")


def test_an_unknown_code_is_wrong_use(capsys):
    assert main(["rule", "schema-valeu"]) == 2
    assert "schema-valeur" in capsys.readouterr().err
