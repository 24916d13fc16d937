"""What is wrong in a spreadsheet: each problem at its sheet, cell and column, in the checker's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.checking.reports.as_text import SEVERITIES
from build_tools.checking.reports.rule_pages import rule_address
from build_tools.checking.reports.visible import visible
from build_tools.checking.rulebook import Message, Severity
from build_tools.contributing.spreadsheet.book import letters
from build_tools.text.typography import french, shorten

_NAMED = 60


@dataclass(frozen=True)
class CellProblem:
    """A problem. `row` and `index` count from 0; `column` is the header's text.

    `rule` is the checker's code, empty where the problem is the spreadsheet's own.
    """

    sheet: str
    row: int
    index: int
    column: str
    message: str
    hint: str = ""
    rule: str = ""
    severity: Severity = "error"
    # The titles of the columns that the sheet lacks, if that is the problem.
    absent: Sequence[str] = ()
    # The message and the hint for those who see no file; without it, the ones above do for them too.
    plain: Message | None = None

    @property
    def cell(self) -> str:
        """The cell's address: C5."""
        return f"{letters(self.index)}{self.row + 1}"

    @property
    def text(self) -> str:
        """The problem with its place, its remedy and its rule, on a few lines."""
        code = f" [{self.rule}]" if self.rule else ""
        place = f"« {visible(self.sheet)} », cellule {self.cell}, colonne « {visible(shorten(self.column, _NAMED))} »"
        lines = [f"{place} : {SEVERITIES[self.severity]}{code} {visible(self.message)}"]
        lines += [f"    → {visible(self.hint)}"] if self.hint else []
        lines += [f"    Règle : {rule_address(self.rule)}"] if self.rule else []
        return french("\n".join(lines))

    @property
    def short(self) -> str:
        """The problem as the file given back says it, without its place."""
        return french(f"{self.column} : {self.message}{' ' if self.hint else ''}{self.hint}")
