"""Files of every origin, and files that are no spreadsheet, or mean harm."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from build_tools.contributing.spreadsheet import reading
from build_tools.contributing.spreadsheet.book import SpreadsheetError
from build_tools.contributing.spreadsheet.reading import read_book
from tests.conftest import jargon_in
from tests.contributing.spreadsheet.made import CSV_FILTER, GOOD, csv_file, good, libreoffice, table, xlsx

pytestmark = pytest.mark.slow


FILES = Path(__file__).parent / "files"
ROWS = table(
    good(), good(Titre="Œuvrer à l'été : 2 €", Résumé="Deux lignes\net un « ; », une « , » dans un long texte.")
)


def texts(sheet):
    """The cells as texts, however a format types them."""
    return [[_text(value) for value in row] for row in sheet.rows]


def _text(value):
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return str(int(value)) if isinstance(value, float) else str(value)


EXPECTED = [[_text(value) for value in row] for row in ROWS]


def refusal(path):
    """Why a file is refused, in plain French."""
    with pytest.raises(SpreadsheetError) as caught:
        read_book(path)
    assert not jargon_in(str(caught.value))
    return str(caught.value)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_whatever_its_encoding_and_separator(tmp_path, separator, encoding):
    [sheet] = read_book(csv_file(tmp_path / "export.csv", ROWS, separator, encoding)).sheets
    assert texts(sheet) == EXPECTED


def test_excel_names_the_separator_on_a_line_of_its_own(tmp_path):
    file = csv_file(tmp_path / "export.csv", ROWS)
    file.write_bytes(b"sep=;\r\n" + file.read_bytes())
    assert texts(read_book(file).sheets[0])[1:] == EXPECTED


def test_a_workbook_by_python(tmp_path):
    book = read_book(xlsx(tmp_path / "a.xlsx", [*ROWS, [None], ["", " ", "\u00a0"], [None] * 40]))
    assert texts(book.sheets[0]) == EXPECTED
    assert book.sheets[0].rows[1][9] == GOOD["Vérifiée le"]


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_a_workbook_by_libreoffice(tmp_path, kind):
    file = libreoffice(xlsx(tmp_path / "a.xlsx", [*ROWS, [None]]), kind)
    assert texts(read_book(file).sheets[0]) == EXPECTED


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_files_that_libreoffice_saved_once(path):
    """The same table, kept as LibreOffice 7.4 wrote it, for machines that do not have it."""
    found = texts(read_book(path).sheets[0])
    days = {"2026-11-20": "20/11/2026"}
    assert [[days.get(text, text) for text in row] for row in found] == EXPECTED


# 76 is UTF-8, 1 is Windows-1252, 65535 is UTF-16: LibreOffice's own numbers.
@pytest.mark.parametrize("charset", [76, *(pytest.param(charset, marks=pytest.mark.long) for charset in (1, 65535))])
@pytest.mark.parametrize("separator", [59, *(pytest.param(separator, marks=pytest.mark.long) for separator in (44, 9))])
def test_csv_by_libreoffice(tmp_path, charset, separator):
    file = libreoffice(xlsx(tmp_path / "a.xlsx", ROWS), CSV_FILTER.format(separator, charset))
    found = texts(read_book(file).sheets[0])
    assert [row[:9] for row in found] == [row[:9] for row in EXPECTED]
    assert len(found[1]) == len(EXPECTED[1])


def test_the_name_of_the_file_does_not_count(tmp_path):
    workbook = xlsx(tmp_path / "a.xlsx", ROWS).rename(tmp_path / "a.csv")
    assert texts(read_book(workbook).sheets[0]) == EXPECTED


# Refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"\r\n \r\n", b"\x00\x00"])
def test_an_empty_file(tmp_path, content):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    assert refusal(file) == "le fichier est vide."


def test_a_broken_workbook(tmp_path):
    whole = xlsx(tmp_path / "a.xlsx", ROWS).read_bytes()
    for cut in (10, len(whole) // 2, len(whole) - 30):
        file = tmp_path / "b.xlsx"
        file.write_bytes(whole[:cut])
        assert "abîmé" in refusal(file)


def test_a_workbook_whose_parts_are_broken(tmp_path):
    file = tmp_path / "a.xlsx"
    _changed(
        xlsx(file, ROWS), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row r='x'><c r='A1' t='s'><v>9</v>"}
    )
    assert "abîmé" in refusal(file)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".pdf"])
def test_a_file_that_is_no_spreadsheet(tmp_path, suffix):
    file = tmp_path / f"a{suffix}"
    file.write_text("<html><table><tr><td>Titre</td></tr></table></html>")
    assert "ce n'est pas un classeur" in refusal(file)


def test_an_archive_that_is_no_workbook(tmp_path):
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "ce n'est pas un classeur" in refusal(file)


@pytest.mark.long
def test_the_old_format(tmp_path):
    assert ".xls" in refusal(libreoffice(xlsx(tmp_path / "a.xlsx", ROWS), "xls"))


def test_a_password_on_an_excel_file_is_told_from_the_old_format(tmp_path):
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))
    assert "mot de passe" in refusal(file)


def test_a_password_on_an_open_document(tmp_path):
    file = tmp_path / "a.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x93\x10")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "mot de passe" in refusal(file)


def test_macros(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "macros" in refusal(file)


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    file = xlsx(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.bin", bytes(5_000_000))
    assert file.stat().st_size < 20_000
    monkeypatch.setattr(reading, "MAX_UNPACKED", 1_000_000)
    assert "trop de données" in refusal(file)


def test_a_huge_file(tmp_path):
    file = tmp_path / "a.csv"
    with file.open("wb") as huge:
        huge.truncate(reading.MAX_FILE + 1)
    assert "20 Mo" in refusal(file)


def test_a_cell_at_the_end_of_the_sheet_does_not_take_the_memory(tmp_path):
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Titre")
        sheet.write(1_048_575, 16_383, "loin")
    assert "trop de données" in refusal(file)


def test_entities_are_not_expanded(tmp_path):
    file = tmp_path / "a.xlsx"
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
    content = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;&b;</t></si></sst>'
    _changed(xlsx(file, ROWS), {"xl/sharedStrings.xml": bomb + content})
    assert all(len(text) < 1000 for row in texts(read_book(file).sheets[0]) for text in row)


@pytest.mark.parametrize("line", ['"Titre";Résumé\r\n"a"b;c', 'Titre;Résumé\r\n"pas fermé;x\r\ny;z\r\n'])
def test_quotes_that_do_not_close(tmp_path, line):
    file = tmp_path / "a.csv"
    file.write_text(line)
    assert refusal(file).startswith("ligne 2")


def test_a_binary_file_named_csv(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"GIF89a\x00\xff\x00\x01" * 40)
    assert "ce n'est pas un classeur" in refusal(file)


# Read, with a remark ------------------------------------------------------------------------------------------


def test_cells_in_error_are_told(tmp_path):
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Titre", "Résumé"])
        sheet.write_formula(1, 0, "=A9", None, "#REF!")
    assert read_book(file).notices == ["cellules en erreur (« #REF! », « #N/A »), lues comme vides : A2."]


def test_formulas_give_their_last_result_and_the_lack_of_one_is_told(tmp_path):
    file = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Titre", "Résumé"])
    book.active.append(["=1+1", "x"])
    book.save(file)
    assert read_book(file).notices[0].startswith("formules sans résultat, lues comme vides : A2.")
    computed = read_book(libreoffice(file, "xlsx"))
    assert (computed.notices, computed.sheets[0].rows[1][0]) == ([], 2.0)


def _changed(file, parts):
    """The workbook with other contents in some of its parts."""
    old = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    with zipfile.ZipFile(file, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, parts.get(name, old.read(name)))
