"""The template: an empty table of modules to fill in a spreadsheet, made from the model and the vocabularies."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from build_tools.contributing.spreadsheet.cells import Data, shown, terms_of
from build_tools.contributing.spreadsheet.columns import columns
from build_tools.contributing.spreadsheet.headers import COLUMNS, EXAMPLE, GUIDE
from build_tools.contributing.spreadsheet.rows import ERASE
from build_tools.contributing.spreadsheet.writing import Writer, explanation, is_always_required, workbook
from build_tools.exports.published import Published
from build_tools.model import Catalogue, Module
from build_tools.text.typography import french

PUBLISHED = "contribuer/modele-modules.xlsx"
TITLE = "Modèle de tableau des modules additionnels"
MODULES = "Modules"
_EXAMPLES = 2
# Heights in points, widths in characters: programs differ in what they work out by themselves.
_LINE_HEIGHT, _RECORD_HEIGHT, _GUIDE_WIDTH, _GUIDE_CHARACTERS = 13, 78, 110, 150
_WIDTHS = {"titre": 36, "resume": 50, "competences_intitule": 50, "besoin_constat": 40, "precisions": 40}
_GUIDE = (
    "Une ligne = un module. Remplissez la feuille « Modules » ; la feuille « Exemple » montre deux vrais modules.",
    "Les colonnes à fond bleu foncé, marquées d'une étoile, sont obligatoires. Laissez vide ce que vous ne savez pas.",
    "Les listes déroulantes proposent les termes du catalogue (feuille « Listes »). Vous pouvez écrire le nom, "
    "l'identifiant ou un sigle courant.",
    "Plusieurs valeurs dans une cellule : séparez-les par « | », ou allez à la ligne (Alt + Entrée). Une liste "
    "déroulante ne met qu'une valeur : ajoutez les autres à la main.",
    "Les colonnes d'un même groupe vont ensemble : la deuxième page de « Sources : Page » est celle du deuxième "
    "document de « Sources : Document ». Rien pour l'un d'eux ? Laissez un vide entre les barres : « 28 | | 14 ».",
    "Source : collez l'adresse de la page ou du document dans « Sources : Document », puis donnez son titre et son "
    "éditeur. Un document de la liste se choisit par son nom, qui suffit.",
    "Durée : donnez les heures, ou un minimum et un maximum, ou des durées au choix ; une seule de ces façons.",
    "Vous pouvez déplacer ou supprimer des colonnes et ajouter des lignes de titre au-dessus de l'en-tête.",
    "Des colonnes peu utilisées sont repliées à droite : ouvrez-les avec le signe « + » au-dessus des lettres.",
    "Une ligne qui a le même titre et la même région qu'une fiche du catalogue (ou le même identifiant) propose une "
    f"mise à jour. Une cellule vide n'y change rien ; pour retirer un fait, écrivez « {ERASE} ».",
    "N'écrivez ni nom de personne, ni adresse électronique, ni numéro de téléphone : le catalogue est public.",
    "Pour vérifier et importer : « catalogue import FICHIER.xlsx ». La page « Remplir un tableur » du site l'explique.",
)


def write_template(published: Published, site: Path) -> None:
    """Write the template of the site, which its page offers; the same bytes for the same commit."""
    path = site / PUBLISHED
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template(published.catalogue, published.moment))


def template(catalogue: Catalogue, created: datetime.datetime, modules: Sequence[Module] = ()) -> bytes:
    """The workbook, with a row for each of `modules`, to be changed."""
    records = [module.model_dump(mode="json", exclude_unset=True) for module in modules]
    with workbook(created, french(TITLE)) as (book, content):
        writer = Writer(book, terms_of(catalogue))
        _table(writer, MODULES, records, to_fill=True)
        _table(writer, EXAMPLE, _examples(catalogue), to_fill=False)
        _guide(writer)
        _columns_sheet(writer)
        writer.lists()
    return content.getvalue()


def _table(writer: Writer, name: str, records: Sequence[Data], *, to_fill: bool) -> None:
    sheet = writer.book.add_worksheet(french(name))
    looks = {"date": writer.formats.date, "integer": writer.formats.number, "number": writer.formats.number}
    for index, column in enumerate(columns()):
        look = looks.get(column.kind, writer.formats.text) if not column.many else writer.formats.text
        folded = {"level": 1, "hidden": True} if column.rare and to_fill else {}
        width = _WIDTHS.get(column.name, 24 if column.kind == "string" else 12)
        sheet.set_column(index, index, width, look, folded)
        writer.header(sheet, 0, index, column)
        if to_fill:
            writer.choices(sheet, 1, index, column)
        for row, record in enumerate(records, start=1):
            value = shown(column, record, writer.terms)
            if column.kind == "date" and isinstance(value, str) and value and not column.many:
                value = datetime.date.fromisoformat(value)
            if value != "":
                writer.cell(sheet, row, index, value)
    for row in range(1, len(records) + 1):
        sheet.set_row(row, _RECORD_HEIGHT)
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, 1)


def _examples(catalogue: Catalogue) -> list[Data]:
    """The real modules that say most."""
    records = [module.model_dump(mode="json", exclude_unset=True) for module in catalogue.modules.values()]
    return sorted(records, key=len, reverse=True)[:_EXAMPLES]


def _guide(writer: Writer) -> None:
    sheet = writer.book.add_worksheet(french(GUIDE))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, _GUIDE_WIDTH)
    sheet.write_string(0, 1, french(TITLE), writer.formats.strong)
    for row, line in enumerate(_GUIDE, start=2):
        sheet.write_number(row, 0, row - 1, writer.formats.strong)
        sheet.write_string(row, 1, french(line), writer.formats.text)
        sheet.set_row(row, _LINE_HEIGHT * (1 + len(line) // _GUIDE_CHARACTERS) + 4)


def _columns_sheet(writer: Writer) -> None:
    sheet = writer.book.add_worksheet(french(COLUMNS))
    headers = ("Colonne", "Nom dans les fichiers CSV", "Obligatoire", "Ce qu'on y met")
    for index, (header, width) in enumerate(zip(headers, (44, 30, 14, 100), strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, french(header), writer.formats.header)
    for row, column in enumerate(columns(), start=1):
        needed = "oui" if is_always_required(column) else ""
        cells = (column.title, column.name, needed, explanation(column))
        sheet.set_row(row, _LINE_HEIGHT * (1 + explanation(column).count("\n")) + 4)
        for index, text in enumerate(cells):
            sheet.write_string(row, index, french(text) if index != 1 else text, writer.formats.text)
    sheet.freeze_panes(1, 0)
