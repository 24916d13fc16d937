"""MkDocs hook: plain `mkdocs build` and `mkdocs serve` give the same site as `catalogue build`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from build_tools.checking.check import Report, check
from build_tools.checking.reports import as_text
from build_tools.errors import ProblemsError
from build_tools.exports.published import Published
from build_tools.loading.catalogue import load
from build_tools.site.post_build import complete_site

_CATALOGUE = Path("catalogue")
_last: dict[str, Report] = {}


def on_pre_build(config: Any, **_: Any) -> None:
    """Refuse to build with errors, before anything is written."""
    report = check(load(_folder(config)))
    if report.catalogue is None:
        raise PluginError("\n" + as_text(report))
    _last["report"] = report


def on_post_build(config: Any, **_: Any) -> None:
    """Complete the site whose theme MkDocs has just built."""
    catalogue = _last["report"].catalogue
    assert catalogue is not None, "on_pre_build lets only a sound catalogue through"
    try:
        complete_site(Path(config["site_dir"]), Published.read(catalogue, _folder(config)))
    except ProblemsError as error:
        raise PluginError(str(error)) from error


def _folder(config: Any) -> Path:
    return Path(config["config_file_path"]).parent / _CATALOGUE
