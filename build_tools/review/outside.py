"""What a proposal changes outside the catalogue, which no rule checks: each file with its kind, the riskiest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, get_args

from build_tools.git.base import Touched

OutsideKind = Literal[
    "workflow",
    "link",
    "submodule",
    "mode",
    "template",
    "script",
    "page",
    "code",
    "setting",
    "other",
]

_SCRIPTS = frozenset({".js", ".mjs", ".cjs", ".ts", ".wasm", ".html", ".htm", ".xhtml", ".svg", ".xml"})
_PROGRAMS = frozenset({".py", ".pyi", ".sh", ".js", ".mjs", ".ts"})
_CODE_FOLDERS = frozenset({"build_tools", "tests", "benchmarks", ".ci"})
_WORKFLOWS = ((".github", "workflows"), (".github", "actions"))
_TEMPLATES = (("docs", "overrides"), ("docs", "gabarit"), ("build_tools", "site", "templates"))
_SETTING_NAMES = frozenset({"Makefile", "mkdocs.yml", "pyproject.toml"})
_SETTING_FOLDERS = frozenset({".github", ".vscode", "schema"})

_LINK, _SUBMODULE, _EXECUTABLE = "120000", "160000", "100755"


@dataclass(frozen=True)
class OutsideFile:
    """A file that the proposal adds, changes or removes. `path` is from the repository's root."""

    path: PurePosixPath
    kind: OutsideKind


def outside(touched: Iterable[Touched]) -> tuple[OutsideFile, ...]:
    """The files outside the catalogue, and wherever they are links, submodules and files that may be run."""
    found = [OutsideFile(file.path, kind) for file in touched if (kind := _kind(file))]
    order = get_args(OutsideKind)
    return tuple(sorted(found, key=lambda file: (order.index(file.kind), file.path)))


def outside_by_path(paths: Iterable[str]) -> tuple[OutsideFile, ...]:
    """The same where only the paths are known, from the repository's root: links and modes are not known."""
    plain = (PurePosixPath(path) for path in dict.fromkeys(paths))
    return outside(Touched(path, "100644", "100644", path.parts[:1] == ("catalogue",)) for path in plain)


def _kind(file: Touched) -> OutsideKind | None:
    modes = {file.before, file.after}
    if file.below(_WORKFLOWS):
        return "workflow"
    if _LINK in modes:
        return "link"
    if _SUBMODULE in modes:
        return "submodule"
    if file.after == _EXECUTABLE != file.before:
        return "mode"
    return None if file.in_catalogue else _kind_by_place(file)


def _kind_by_place(file: Touched) -> OutsideKind:
    folder, suffix = file.path.parts[0], file.path.suffix.lower()
    if file.below(_TEMPLATES):
        return "template"
    if folder == "docs":
        return "script" if suffix in _SCRIPTS else "page"
    if folder in _CODE_FOLDERS or suffix in _PROGRAMS:
        return "code"
    return "setting" if _is_setting(file.path) else "other"


def _is_setting(path: PurePosixPath) -> bool:
    return (
        path.parts[0] in _SETTING_FOLDERS
        or path.name.startswith(".")
        or path.name in _SETTING_NAMES
        or path.suffix == ".lock"
    )
