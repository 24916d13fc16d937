"""Renderings of the stream of problems, one module for each format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from build_tools.checking.check import Report
from build_tools.checking.reports.as_text import as_text, problem_text
from build_tools.checking.reports.summary import summary

__all__ = ["as_text", "problem_text", "render", "summary"]


def render(report: Report, form: str, *, colour: bool = False, texts: Mapping[str, str] | None = None) -> str:
    """The report as text, json, github, sarif or junit.

    `colour` and `texts` (path → text of a file that is not as on disk) matter to « text » only.
    """
    if form == "text":
        return as_text(report, colour=colour, texts=texts)
    # Imported only when asked for: a check in the editor must start at once.
    module = import_module(f"build_tools.checking.reports.as_{form}")
    rendering: Callable[[Report], str] = getattr(module, f"as_{form}")
    return rendering(report)
