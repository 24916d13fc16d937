"""What a clone of the project, and its repository on GitHub, need in order to work: what is there, what is missing."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from build_tools.git.run import GitError, run_git, try_git

# What is missing stops something; the rest is to be looked at.
State = Literal["bien", "manque", "a-voir"]

_WORKFLOWS = ("check", "comment", "generated", "harvest", "issue", "nightly", "publish", "tests", "weekly")
_FOLDERS = ("modules", "demarches", "certifications", "vocabulaires")


@dataclass(frozen=True)
class Point:
    """One thing that was looked at: what it is, how it stands, and what to do if it is missing."""

    what: str
    state: State
    cure: str = ""


def check_clone(project: Path, catalogue: Path) -> Iterator[Point]:
    """The clone: Git and its history, the data, the tools, the workflows."""
    yield _point(
        f"Python {sys.version_info.major}.{sys.version_info.minor}",
        sys.version_info >= (3, 11),
        "Installez Python 3.11 ou plus récent, puis « make site ».",
    )
    yield from _git(project)
    missing = [name for name in _FOLDERS if not (catalogue / name).is_dir()]
    yield _point(
        f"Le catalogue est dans « {catalogue.name} »",
        not missing,
        f"Il manque « {'/ », « '.join(missing)}/ » : lancez la commande à la racine du dépôt, ou nommez le dossier par "
        "« --catalogue ».",
    )
    yield from _tools(project)
    folder = project / ".github" / "workflows"
    absent = [name for name in _WORKFLOWS if not (folder / f"{name}.yml").is_file()]
    yield _point(
        "Les workflows sont là",
        not absent,
        f"Il manque, dans « .github/workflows/ » : {', '.join(absent)}. Reprenez-les du dépôt d'origine.",
    )


def _git(project: Path) -> Iterator[Point]:
    try:
        run_git(project, "rev-parse", "--git-dir")
    except GitError as error:
        yield Point("Git et son histoire", "manque", f"{error} Les dates et les flux du site en viennent.")
        return
    shallow = try_git(project, "rev-parse", "--is-shallow-repository") == "true"
    yield _point(
        "L'histoire de Git est entière",
        not shallow,
        "Lancez « git fetch --unshallow » : sans elle, le site n'a ni dates ni flux.",
    )
    yield _point(
        "Qui écrit est connu de Git",
        bool(try_git(project, "config", "user.name") and try_git(project, "config", "user.email")),
        "Lancez « git config user.name » et « git config user.email », suivis de ce que vous voulez y voir.",
    )
    remote = try_git(project, "remote")
    yield _point(
        "Le dépôt a une origine",
        bool(remote),
        "Lancez « git remote add origin » suivi de l'adresse du dépôt : « --base origin/main » en vient.",
        missing="a-voir",
    )


def _tools(project: Path) -> Iterator[Point]:
    yield _point(
        "Ce qui construit le site est installé",
        all(map(_installed, ("mkdocs", "material", "pagefind", "pydantic", "jsonschema_rs"))),
        "Lancez « make site ».",
    )
    has_tests = all(map(_installed, ("pytest", "playwright", "zizmor"))) or (project / ".venv" / ".ready-dev").exists()
    yield _point("Ce que demandent les tests est installé", has_tests, "Lancez « make test ».", missing="a-voir")
    named = os.environ.get("REFERENCE_DIR", "")
    yield _point(
        "REFERENCE_DIR nomme les fichiers officiels",
        bool(named) and Path(named).is_dir(),
        "Facultatif : sans ce dossier (ROME, RNCP, LHEO), les tests qui s'y comparent sont passés.",
        missing="a-voir",
    )


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _point(what: str, holds: bool, cure: str, *, missing: State = "manque") -> Point:
    return Point(what, "bien") if holds else Point(what, missing, cure)
