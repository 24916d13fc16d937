"""The XLSX workbook, read by another library."""

import datetime
import io
from dataclasses import replace

import openpyxl
import pytest

from build_tools.exports.flat_module import flat_table
from build_tools.exports.workbook import workbook_files
from tests.conftest import published
from tests.exports.nasty import NASTY


@pytest.fixture(scope="module")
def book(nasty_files):
    return openpyxl.load_workbook(io.BytesIO(nasty_files["data/modules.xlsx"].content))


def _row(sheet, key):
    """Header → cell of the first row that begins with `key`."""
    headers = [cell.value for cell in sheet[1]]
    found = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == key)
    return dict(zip(headers, found, strict=True))


def test_no_text_is_a_formula_or_a_link(book):
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    title = _row(book["Modules"], "bre-vilain")["Titre"]
    assert (title.value, title.data_type) == (NASTY[0], "s")


def test_texts_are_kept_to_the_letter(book):
    skills = [row[2].value for row in book["Compétences"].iter_rows(min_row=2) if row[0].value == "bre-vilain"]
    # A carriage return is written as Excel escapes it, which openpyxl leaves as it is.
    assert skills == [text.replace("\r", "_x000D_") for text in NASTY]


def test_numbers_and_dates_are_typed(book):
    row = _row(book["Modules"], "bre-vilain")
    assert row["Année"].value == 2021
    assert row["Vérifiée le"].value == datetime.datetime(2026, 11, 21)
    assert row["Heures au plus"].value == 175


def test_each_table_has_its_filters_and_its_frozen_header(book, nasty):
    for title in ("Modules", "Compétences", "Certifications complétées", "Sources"):
        sheet = book[title]
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == sheet.dimensions
    assert book["Modules"].max_row == len(nasty.modules) + 1


def test_every_column_is_defined(book):
    defined = {(row[0].value, row[2].value) for row in book["Définitions"].iter_rows(min_row=2)}
    assert {("Modules", column.name) for column in flat_table().all_columns} <= defined
    assert all(row[4].value for row in book["Définitions"].iter_rows(min_row=2) if row[0].value == "Modules")


def test_a_code_of_a_linked_sheet_has_its_name_beside_it(real_catalogue):
    (file,) = workbook_files(published(real_catalogue))
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    certifications, skills, cited = (
        _rows(book[title]) for title in ("Certifications complétées", "Compétences", "Sources")
    )
    labels = real_catalogue.label_of_certification
    assert all(row["Nom de la certification"] == labels[row["Certification"]] for row in certifications)
    gaps = real_catalogue.vocabularies
    for row in skills:
        gap = row["Écart au référentiel"]
        assert row["Écart en clair"] == (gaps.label("ecarts", gap) if gap else None)
    documents = {row["Identifiant"]: row["Libellé"] for row in _rows(book["Documents"])}
    assert {row["Document"] for row in cited if row["Document"]} <= documents.keys()
    assert all(documents.values())


def test_a_linked_sheet_says_whose_lines_are_and_what_of_them_is_deduced(real_catalogue):
    """A reader who takes the sheet of skills alone would take a deduced gap for a stated one."""
    fields = ("competences", "competences.ecart", "certifications")
    modules = {
        name: module.model_copy(update={"deduit": (field, "statut")})
        for field, (name, module) in zip(
            fields,
            [m for m in real_catalogue.modules.items() if m[1].competences and m[1].certifications],
            strict=False,
        )
    }
    changed = replace(real_catalogue, modules={**real_catalogue.modules, **modules})
    (file,) = workbook_files(published(changed))
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    for sheet, field in (("Compétences", "competences"), ("Certifications complétées", "certifications")):
        rows = _rows(book[sheet])
        assert {row["Module additionnel"] for row in rows} >= modules.keys()
        for row in rows:
            module = changed.modules[row["Module additionnel"]]
            marks = [name for name in module.deduit if name.split(".")[0] == field]
            assert row["Ce qui est déduit"] == (" | ".join(marks) or None)
    for sheet in ("Compétences", "Certifications complétées", "Sources"):
        assert all(
            row["Titre du module"] == changed.modules[row["Module additionnel"]].titre for row in _rows(book[sheet])
        )
    assert "Ce qui est déduit" not in next(iter(_rows(book["Sources"])))


def _rows(sheet):
    headers, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headers, row, strict=True)) for row in rows]


def test_what_a_column_holds_is_said_in_plain_french(book):
    for row in _rows(book["Définitions"]):
        assert "séparés" not in row["Définition"], row  # agrees with no list of feminine names
