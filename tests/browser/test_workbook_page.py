"""The page where a spreadsheet is dropped reads it as `catalogue import` does, to the byte, and survives any file."""

from __future__ import annotations

import datetime
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import violations
from tests.browser.visitor import PHONE, Visitor
from tests.conftest import CATALOGUE, catalogue_command
from tests.contributing.spreadsheet.made import csv_file, good, table, xlsx
from tests.hostile_texts import HOSTILE

pytestmark = pytest.mark.browser

SAVED = Path(__file__).parents[1] / "contributing" / "spreadsheet" / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Two processors shared with other tests: the reader starts in ten seconds alone.
PATIENCE = 120_000
BAD = good(Titre="Un autre module", Région="Bretange", **{"Durée : Heures": "2 jours"})


def drop(page: Page, file: Path) -> None:
    """Give the page a file, and wait for its answer."""
    page.set_input_files("input[type=file]", file)
    answer = page.locator(".classeur__resultat:not([hidden]), .classeur__refus:not([hidden])")
    answer.first.wait_for(timeout=PATIENCE)


def taken_away(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def records_of(page: Page) -> dict[str, bytes]:
    """Place → text, of the archive that the page gives; empty if it has no record to give."""
    button = page.locator("[data-action=fiches]")
    if not button.count():
        return {}
    with zipfile.ZipFile(io.BytesIO(taken_away(page, button.inner_text()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written_by_the_command(folder: Path, file: Path) -> dict[str, bytes]:
    before = _files(folder)
    catalogue_command("import", str(file), "--update", cwd=folder)
    return {name: content for name, content in _files(folder).items() if before.get(name) != content}


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")}


def assert_as_the_command(page: Page, file: Path, folder: Path) -> dict[str, bytes]:
    """The page and the command agree on the account and on every record; returns the records."""
    shutil.copytree(CATALOGUE, folder / "catalogue")
    drop(page, file)
    account = catalogue_command("import", str(file), "--check", cwd=folder)
    records = records_of(page)
    assert records == written_by_the_command(folder, file)
    assert taken_away(page, "compte rendu").decode() == account.stdout
    return records


def test_a_dropped_workbook_is_read_as_the_command_reads_it(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("contribuer/classeur/")
    file = xlsx(tmp_path / "a.xlsx", table(good(), BAD))
    records = assert_as_the_command(page, file, tmp_path / "projet")
    assert [Path(name).name for name in records] == ["bre-entretenir-un-velo-a-assistance-electrique.yml"]
    expect(page.locator(".classeur__bilan")).to_have_text("1\u00a0nouvelle fiche, 1\u00a0ligne refusée.")
    assert page.locator("td.classeur__case--erreur > span").all_inner_texts() == ["Bretange", "2 jours"]


@pytest.mark.long
def test_a_certification_that_no_list_has_comes_with_its_record(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("contribuer/classeur/", PHONE)
    file = csv_file(tmp_path / "a.csv", table(good(**{"Certification visée": "TP Mécanicien de cycles (RNCP38880)"})))
    records = assert_as_the_command(page, file, tmp_path / "projet")
    assert [Path(name).name for name in records] == [
        "mecanicien-de-cycles.yml",
        "bre-entretenir-un-velo-a-assistance-electrique.yml",
    ]
    alone = taken_away(page, "Télécharger la fiche de la certification mecanicien-de-cycles")
    assert alone == records["catalogue/certifications/mecanicien-de-cycles.yml"]
    assert violations(page) == []


# Ten files as people make them ---------------------------------------------------------------------------------------


def _of_ours(folder: Path) -> Path:
    """The template of a region, where a published record is changed, one is new and one keeps what it says."""
    file = folder / "bretagne.xlsx"
    catalogue_command("template", "--region", "bretagne", "--out", str(file), cwd=CATALOGUE.parent)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    columns = {str(cell.value).rstrip(" *").replace("\u00a0", " "): cell.column for cell in sheet[1]}
    sheet.cell(2, columns["Durée : Heures"], "3h30")
    sheet.cell(2, columns["Résumé"], "Un résumé changé, qui dit autrement ce que le module apporte aux stagiaires.")
    for name, value in good(Titre="Un module de plus, pour voir").items():
        sheet.cell(sheet.max_row + (name == "Titre"), columns[name], value)
    book.save(file)
    return file


def _of_a_region(folder: Path) -> Path:
    """A table as a region keeps it: a title above, two lines of headers, other names, a total, persons."""
    head = ["Intitulé du module", "Description", "Conseil régional", "Filière", "Transitions", "Type de compétence"]
    rows = [
        ["Modules de la Région, bilan 2026"],
        [],
        [*head, "Durée", "", "Contact", "Source", "Page", "Date de relecture"],
        ["", "", "", "", "", "", "min", "max", "", "", "", ""],
        ["• Contrôler un broyeur ;", "Vérifier qu’un broyeur est conforme avant usage.", "Région Bretagne", "BTP",
         "écologique", "technique", 7, 14, "Mme X", "guide-8", "p. 31", "21/11/2026"],
        ["Peindre sans solvant", "Peindre une façade avec des peintures sans solvant.", "Bretagne", "btp ; tourisme",
         "écologique", "Technique", "3h30", "", "M. Y", "guide-8", "31", datetime.date(2026, 11, 20)],
        ["TOTAL", "", "", "", "", "", 10, 14, "", "", "", ""],
    ]  # fmt: skip
    return xlsx(folder / "region.xlsx", rows, "Bilan")


def _hidden_and_merged(folder: Path) -> Path:
    file = xlsx(
        folder / "cache.xlsx", table(good(), good(Titre="Deuxième module caché"), good(Titre="Troisième module"))
    )
    book = openpyxl.load_workbook(file)
    sheet = book.active
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("C2:C4")
    for row in (2, 3, 4):
        sheet.cell(row, 7).number_format = '0 "heures"'
    book.create_sheet("Notes").append(["Rien à lire ici"])
    book.save(file)
    return file


def _hostile(folder: Path) -> Path:
    texts = [text.replace("\r", "") for text in HOSTILE if text.strip() and len(text) < 3000]
    modules = [good(Titre=f"Module étrange {n}", Résumé=f"Apprendre {text}") for n, text in enumerate(texts)]
    return csv_file(folder / "etrange.csv", table(*modules))


def _saved(name: str) -> Callable[[Path], Path]:
    return lambda folder: Path(shutil.copy(SAVED / name, folder))


FILES: dict[str, Callable[[Path], Path]] = {
    "modèle d’une région": _of_ours,
    "tableau d’une région": _of_a_region,
    "caché et fusionné": _hidden_and_merged,
    "textes étranges": _hostile,
    "CSV Windows": lambda folder: csv_file(folder / "a.csv", table(good(), BAD), encoding="cp1252"),
    "CSV virgules": lambda folder: csv_file(
        folder / "a.csv", table(good(Titre="Écouter, puis répondre")), separator=","
    ),
    **{name: _saved(name) for name in ("libreoffice.ods", "libreoffice.xlsx", "libreoffice-utf-16.csv")},
    "lignes en double": lambda folder: xlsx(
        folder / "a.xlsx", table(good(), good(), good(Titre="Bien manger pour tous"))
    ),
}


@pytest.mark.long
def test_ten_spreadsheets_are_read_as_the_command_reads_them(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("contribuer/classeur/")
    made = {}
    for number, (name, make) in enumerate(FILES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        made[name] = assert_as_the_command(page, make(folder), folder / "projet")
    assert [name for name, records in made.items() if not records] == []


# Files made to harm, or broken ---------------------------------------------------------------------------------------


def _bomb(file: Path) -> None:
    xlsx(file, table(good()))
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("xl/media/image.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(bytes(1_000_000))


def _torn(file: Path) -> None:
    xlsx(file, table(good()))
    file.write_bytes(file.read_bytes()[:-600])


def _with_macros(file: Path) -> None:
    xlsx(file, table(good()))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")


def _far_cell(file: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Titre"
    book.active["XFD1048576"] = "loin"
    book.save(file)


def _entities(file: Path) -> None:
    content = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)


HARMFUL: dict[str, tuple[Callable[[Path], object], str]] = {
    "lourd.xlsx": (lambda file: file.write_bytes(bytes(50_000_000)), "dépasse 20 Mo"),
    "bombe.xlsx": (_bomb, "trop de données"),
    "loin.xlsx": (_far_cell, "trop de données"),
    "dechire.xlsx": (_torn, "abîmé ou incomplet"),
    "entites.ods": (_entities, "abîmé ou incomplet"),
    "facture.xlsx": (lambda file: file.write_bytes(b"%PDF-1.7\n" + bytes(2000)), "ce n’est pas un classeur"),
    "macros.xlsx": (_with_macros, "contient des macros"),
    "vide.csv": (lambda file: file.write_bytes(b""), "le fichier est vide"),
    "ancien.xls": (lambda file: file.write_bytes(OLE + bytes(500)), "l’ancien format .xls"),
    "autre.csv": (lambda file: file.write_text("Nom;Ville\nA;B\n"), "aucune feuille n’a de ligne d’en-têtes"),
    "<img src=x onerror=alert(1)>.csv": (lambda file: file.write_text("x"), "aucune feuille"),
}  # fmt: skip


@pytest.mark.long
def test_a_harmful_file_is_refused_kindly_and_the_page_reads_the_next(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("contribuer/classeur/")
    for name, (make, said) in HARMFUL.items():
        make(tmp_path / name)
        drop(page, tmp_path / name)
        told = page.locator(".classeur__refus").inner_text()
        assert said in told.replace("\u00a0", " ").replace("\u202f", " "), name
        assert name in told
    drop(page, xlsx(tmp_path / "bon.xlsx", table(good())))
    expect(page.locator(".classeur__bilan")).to_have_text("1\u00a0nouvelle fiche.")
    assert not page.locator(".classeur img").count()


@pytest.mark.long
def test_reading_can_be_stopped_and_begun_again(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("contribuer/classeur/")
    file = xlsx(tmp_path / "a.xlsx", table(good()))
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Arrêter").click()
    expect(page.locator(".classeur__refus")).to_contain_text("La lecture est arrêtée")
    drop(page, file)
    expect(page.locator(".classeur__bilan")).to_have_text("1\u00a0nouvelle fiche.")


@pytest.mark.long
def test_nothing_of_the_reader_is_asked_for_before_a_file_is_dropped(visitor: Visitor) -> None:
    page = visitor.open("contribuer/classeur/")
    asked = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert not [address for address in asked if "lecteur/" in address]
    expect(page.locator(".classeur__depot")).to_contain_text("Mo, une seule fois")


@pytest.mark.long
def test_a_column_that_is_missing_is_answered_once(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("contribuer/classeur/", PHONE)
    rows = {key: value for key, value in good().items() if key != "Région"}
    drop(page, xlsx(tmp_path / "a.xlsx", table(rows)))
    expect(page.locator(".classeur__bilan")).to_have_text("1\u00a0ligne refusée.")
    assert violations(page) == []
    page.get_by_label("Région").select_option("Bretagne")
    page.get_by_role("button", name="Relire").click()
    expect(page.locator(".classeur__bilan")).to_have_text("1\u00a0nouvelle fiche.", timeout=PATIENCE)
    assert violations(page) == []


@pytest.mark.long
@pytest.mark.parametrize("part", ["moteur.bin", "programme.zip", "pyodide.asm.mjs", "python_stdlib.zip"])
def test_a_part_of_the_reader_that_does_not_come_is_told_and_asked_for_again(
    visitor: Visitor, tmp_path: Path, part: str
) -> None:
    page = visitor.open("contribuer/classeur/")
    file = xlsx(tmp_path / "a.xlsx", table(good()))
    page.context.route(f"**/{part}", lambda route: route.abort())
    drop(page, file)
    expect(page.locator(".classeur__refus")).to_contain_text("vérifiez la connexion")
    page.context.unroute(f"**/{part}")
    drop(page, file)
    expect(page.locator(".classeur__bilan")).to_have_text("1\u00a0nouvelle fiche.")
