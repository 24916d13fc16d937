"""The template, read by another library."""

import datetime
import io

import openpyxl
import pytest

from build_tools.contributing.spreadsheet.columns import columns
from build_tools.contributing.spreadsheet.template import PUBLISHED, template, write_template
from build_tools.model import Module
from tests.conftest import ROOT, published


@pytest.fixture(scope="module")
def book(real_catalogue):
    return openpyxl.load_workbook(io.BytesIO(template(real_catalogue, datetime.datetime(2026, 11, 21))))


def headers(sheet):
    return {cell.value.removesuffix(" *"): cell for cell in sheet[1]}


def test_its_sheets(book):
    assert book.sheetnames == ["Modules", "Exemple", "Mode d’emploi", "Colonnes", "Listes"]
    assert book["Modules"].max_row == 1
    assert book["Exemple"].max_row == 3


def test_every_field_of_a_record_has_its_columns():
    assert {column.group for column in columns()} == set(Module.model_fields)


def test_required_columns_are_marked_and_every_column_is_explained(book):
    cells = book["Modules"][1]
    starred = [cell.value for cell in cells if cell.value.endswith(" *")]
    assert [title.replace("\u00a0", " ") for title in starred] == [
        "Titre *",
        "Résumé *",
        "Région *",
        "Nature *",
        "Sources : Document *",
        "Vérifiée le *",
    ]
    assert all(cell.comment and len(cell.comment.text) > 10 for cell in cells)
    assert len({cell.fill.fgColor.rgb for cell in cells}) == 2


def test_drop_downs_offer_the_terms_of_the_vocabularies(book, real_catalogue):
    sheet = book["Modules"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    letter = headers(sheet)["Région"].column_letter
    rule = rules[f"{letter}2:{letter}1001"]
    assert (rule.type, rule.formula1) == ("list", "liste_regions")
    area = book.defined_names["liste_regions"].attr_text.replace("$", "").removeprefix("Listes!")
    offered = [row[0].value for row in book["Listes"][area]]
    assert offered == [term.libelle for term in real_catalogue.vocabularies.regions.values()]


def test_every_list_of_the_drop_downs_exists(book):
    used = {rule.formula1 for rule in book["Modules"].data_validations.dataValidation if rule.type == "list"}
    assert used == set(book.defined_names)


def test_examples_are_real_modules(book, real_catalogue):
    titles = {module.titre for module in real_catalogue.modules.values()}
    assert {row[0].value for row in book["Exemple"].iter_rows(min_row=2)} <= titles


def test_rare_columns_are_folded_away_not_left_out(book):
    sheet = book["Modules"]
    assert sheet.column_dimensions[headers(sheet)["Reprises"].column_letter].hidden
    assert not sheet.column_dimensions[headers(sheet)["Vérifiée le"].column_letter].hidden
    assert sheet.max_column == len(columns())


def test_the_site_publishes_the_same_bytes_each_time(real_catalogue, tmp_path):
    for folder in ("one", "other"):
        write_template(published(real_catalogue), tmp_path / folder)
    one, other = ((tmp_path / folder / PUBLISHED).read_bytes() for folder in ("one", "other"))
    assert one == other
    assert f'href="../{PUBLISHED.removeprefix("contribuer/")}"' in (ROOT / "docs/contribuer/tableur.md").read_text()
