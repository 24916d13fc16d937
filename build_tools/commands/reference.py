"""The page « Les commandes », from the commands themselves: what `--help` says is what the page says."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from html import escape
from pathlib import Path

from build_tools.model.json_schema import GENERATED
from build_tools.text.typography import french

PAGE = Path("docs", "contribuer", "commandes.md")


def reference(parser: argparse.ArgumentParser) -> str:
    """The page in Markdown."""
    lines = [
        "---",
        "title: Les commandes",
        "---",
        "",
        f"<!-- {GENERATED} -->",
        "",
        "# Les commandes",
        "",
        "La commande `catalogue` se lance à la racine du projet, une fois `make site` fait : `.venv/bin/catalogue`. "
        "Elle répond 0 si tout va bien, 1 s'il y a des problèmes, 2 si elle est mal employée, 130 après Ctrl+C. "
        "La couleur n'apparaît que dans un terminal, et jamais avec `NO_COLOR`.",
        "",
        'Avec `--format json`, `check` écrit `{"records": N, "problems": [{"path", "line", "column", "rule", '
        '"severity", "message", "hint", "page"}]}`.',
    ]
    for name, command in _commands(parser):
        lines += ["", *_section(name, command)]
    return french("\n".join(lines)) + "\n"


def _commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each command with its name; one that has commands of its own gives those."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                inner = list(_commands(command, f"{prefix}{name} "))
                yield from inner or [(f"{prefix}{name}", command)]


def _section(name: str, command: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## catalogue {name}"
    if command.description:
        yield from ("", escape(command.description, quote=False))
    rows = [(_written(action), action.help or "") for action in command._actions if action.dest != "help"]
    if rows:
        yield from ("", "| À écrire | Ce que cela fait |", "|---|---|")
        yield from (
            f"| `{written.replace('|', '&#124;')}` | {escape(meaning, quote=False)} |" for written, meaning in rows
        )


def _written(action: argparse.Action) -> str:
    """« --base REF », « CHEMIN… »."""
    value = action.metavar if isinstance(action.metavar, str) else ""
    if action.choices and not value:
        value = " ou ".join(map(str, action.choices))
    more = "…" if action.nargs in ("*", "+") else ""
    return " ".join(filter(None, [action.option_strings[0] if action.option_strings else "", f"{value}{more}"]))
