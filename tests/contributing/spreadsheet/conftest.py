"""The import on a small catalogue, without the command around it."""

from pathlib import Path

import pytest

from build_tools.checking.check import check
from build_tools.contributing.spreadsheet.book import Book, Sheet
from build_tools.contributing.spreadsheet.headers import column_called
from build_tools.contributing.spreadsheet.importing import plan_import
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.loading.catalogue import load
from tests.conftest import TODAY


@pytest.fixture
def planned(catalogue_copy):
    """What importing a file, or the rows of a sheet, into the small catalogue would do."""

    def plan(source, **defaults):
        loaded = load(catalogue_copy)
        catalogue = check(loaded, today=TODAY).catalogue
        book = read_book(source) if isinstance(source, Path) else Book([Sheet("Modules", filled(source))])
        found = {column_called(name): value for name, value in defaults.items()}
        return plan_import(loaded, catalogue, book, found, TODAY)

    return plan


def filled(rows):
    """The rows as a reader gives them: an empty cell is an empty text."""
    return [["" if value is None else value for value in row] for row in rows]
