"""The separate process in which workbooks are read (`confined.py`), seen from here."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from build_tools.contributing.spreadsheet.book import TOO_BIG, Sheet, SpreadsheetError
from build_tools.contributing.spreadsheet.confined import confine, sheets_of


class ConfinedReader:
    """The separate process that reads workbooks, one after another; where a file ended it, another begins.

    A fresh process inherits nothing; files are small, so their bytes travel.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> ConfinedReader:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def sheets(self, raw: bytes) -> tuple[list[Sheet], list[str]]:
        """The sheets of a workbook, and what it hides. A process that used up its limits is replaced by a new one.

        Raises SpreadsheetError, also if the file ended the process.
        """
        is_fresh = self._pool is None
        context = multiprocessing.get_context("spawn")
        self._pool = self._pool or ProcessPoolExecutor(1, mp_context=context, initializer=confine)
        try:
            return self._pool.submit(sheets_of, raw).result()
        except BrokenProcessPool:
            self._end()
        if is_fresh:
            raise SpreadsheetError(TOO_BIG)
        return self.sheets(raw)

    def _end(self) -> None:
        if self._pool:
            self._pool.shutdown()
        self._pool = None
