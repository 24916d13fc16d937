"""catalogue rule: the manual of a rule of the checker."""

from __future__ import annotations

import argparse

from build_tools.commands.console import echo
from build_tools.commands.parser import Commands
from build_tools.errors import OK, UsageError


def add(commands: Commands) -> None:
    """Add the command to those of `catalogue`."""
    rule = commands.add_parser(
        "rule",
        help="explique une règle",
        description="Explique une règle du contrôle : ce qu'elle demande, pourquoi, comment corriger, un bon et un "
        "mauvais exemple. Sans code, donne la liste des règles.",
    )
    rule.add_argument("code", nargs="?", metavar="CODE", help="le code de la règle, par exemple schema-type")
    rule.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from build_tools.checking.reports.manual import manual, rule_list
    from build_tools.checking.rulebook import RULES, rule_of
    from build_tools.checking.suggestions import did_you_mean

    if options.code is None:
        echo("\n".join(rule_list()))
        return OK
    code = rule_of(options.code.strip().strip("[]").lower())
    if code not in RULES:
        hint = did_you_mean(code, list(RULES), list_all=False)
        said = [f"la règle « {options.code} » n'existe pas.", hint, "La liste : « catalogue rule »."]
        raise UsageError(" ".join(filter(None, said)))
    print(manual(RULES[code]))
    return OK
