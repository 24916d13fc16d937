"""The theme build: hand-written pages and the page layout, by MkDocs or by Zensical."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from build_tools.errors import ProblemsError

Engine = Literal["mkdocs", "zensical"]


class ThemeBuildError(ProblemsError):
    """The theme could not be built; the message is for the user."""


def build_theme(engine: Engine, project: Path, target: Path) -> None:
    """Build the theme of the MkDocs project in `project` into `target`. Raises ThemeBuildError."""
    if engine == "mkdocs":
        _build_with_mkdocs(project, target)
    else:
        _build_with_zensical(project, target)


def build_empty_theme(project: Path, work: Path) -> Iterator[Path]:
    """The project's theme around one empty page, built below `work` by each engine. Raises ThemeBuildError, OSError."""
    copy = work / "projet"
    for name in ("overrides", "assets"):
        shutil.copytree(project / "docs" / name, copy / "docs" / name)
    (copy / "docs" / "index.md").write_text("# Page\n", encoding="utf-8")
    settings = _settings(project)
    for name in ("nav", "watch", "hooks"):
        settings.pop(name, None)
    (copy / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    for engine in get_args(Engine):
        build_theme(engine, copy, work / engine)
        yield work / engine


def _build_with_mkdocs(project: Path, target: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        # Our hook would finish the site; here the caller does.
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(target), hooks=[])
        build(config)
    except MkDocsException as error:
        raise ThemeBuildError(f"MkDocs n'a pas pu construire l'habillage : {error}") from error
    except (UnicodeError, ValueError) as error:  # what MkDocs leaves of a page that it cannot decode
        raise ThemeBuildError(_undecodable(project) or f"MkDocs n'a pas pu lire les pages : {error}") from error


def _undecodable(project: Path) -> str:
    """Which hand-written page is not in UTF-8; empty if all are."""
    for page in sorted((project / "docs").rglob("*.md")):
        try:
            page.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return f"la page « {page.relative_to(project)} » n'est pas en UTF-8 : enregistrez-la dans ce codage."
        except OSError:  # it has vanished meanwhile
            continue
    return ""


class _ResolveEnvironment(yaml.SafeLoader):
    """A safe loader that reads mkdocs.yml with its `!ENV` values resolved, as MkDocs does."""


def _environment_value(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value), "")
    name, default = loader.construct_sequence(node)
    return os.environ.get(name, default)


_ResolveEnvironment.add_constructor("!ENV", _environment_value)


def _settings(project: Path) -> dict[str, Any]:
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings: dict[str, Any] = yaml.load(text, Loader=_ResolveEnvironment)  # noqa: S506
    return settings


def _build_with_zensical(project: Path, target: Path) -> None:
    """Zensical writes only below its configuration's folder: it gets one of its own, with a copy of the pages."""
    settings = _settings(project)
    settings.pop("hooks", None)
    settings["theme"]["variant"] = "classic"
    settings["site_dir"] = "site"
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        root = Path(folder)
        shutil.copytree(project / "docs", root / "docs")
        (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--clean"], capture_output=True, text=True, cwd=root
        )
        if done.returncode:
            reason = (done.stderr or done.stdout).strip()[-500:]
            raise ThemeBuildError(f"Zensical n'a pas pu construire l'habillage : {reason}")
        (root / "site").replace(target)
