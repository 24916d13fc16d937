"""What the guides, the code and its scripts name is there: a file under its name, a constant in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

GUIDES = ("DEVELOPING.md", "ARCHITECTURE.md")
_FOLDERS = ("build_tools", "docs", "tests", "benchmarks", "catalogue", "schema", ".github")
_FILE = re.compile(r"[\w./-]+\.(?:py|js|md|yml|json|tsv|html|lock|txt|toml)")
_CONSTANT = re.compile(r"_?[A-Z]{2}[A-Z_]+")
# A file that exports write, and variables of the environment.
_ELSEWHERE = frozenset({"data/manifeste.json", "REFERENCE_DIR", "SOURCE_DATE_EPOCH"})


def _named(guide: str, form: re.Pattern[str]) -> list[str]:
    names = re.findall(r"`([^`\n]+)`", (ROOT / guide).read_text(encoding="utf-8"))
    return sorted({name for name in names if form.fullmatch(name)} - _ELSEWHERE)


def _files() -> list[Path]:
    below = (path for folder in _FOLDERS for path in (ROOT / folder).rglob("*") if "node_modules" not in path.parts)
    return [*ROOT.glob("*.*"), *below]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    known = [f"/{path.relative_to(ROOT).as_posix()}" for path in _files()]
    named = _named(guide, _FILE)
    assert named
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in known)] == []


def test_every_constant_that_the_guide_names_is_in_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in _files() if path.suffix == ".py")
    named = _named("DEVELOPING.md", _CONSTANT)
    assert named
    assert [name for name in named if not re.search(rf"(?<!\w){name}(?!\w)", code)] == []


def test_every_path_of_the_project_that_code_and_scripts_name_is_there() -> None:
    code = [
        path
        for folder in ("build_tools", "benchmarks", "docs/assets", "tests/javascript")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".js", ".html", ".css") and "node_modules" not in path.parts
    ]
    named = {
        (path.name, name)
        for path in code
        for name in re.findall(
            r"\b(?:build_tools|tests|docs)/[\w/.-]*\w\.(?:py|js|json|html|tsv|md|yml|css)\b", path.read_text()
        )
    }
    assert len(named) > 20
    assert sorted((file, name) for file, name in named if not (ROOT / name).is_file()) == []
