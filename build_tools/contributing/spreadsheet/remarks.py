"""Reports on a spreadsheet besides the checker's: rows that make no record, terms of no list, what is not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from build_tools.checking.rulebook import message_for, rule_of
from build_tools.checking.suggestions import near_ones
from build_tools.contributing.choices import Choices
from build_tools.contributing.new_terms import Unlisted
from build_tools.contributing.spreadsheet.book import CELL_MAX, Sheet
from build_tools.contributing.spreadsheet.cells import plain_text
from build_tools.contributing.spreadsheet.headers import (
    Heading,
    Table,
    column_called,
    find_table,
    is_explanation,
    is_of_persons,
    suggestion,
)
from build_tools.contributing.spreadsheet.locating import at_column, at_index
from build_tools.contributing.spreadsheet.problems import CellProblem
from build_tools.contributing.spreadsheet.rows import Row, contradictions_of, is_note
from build_tools.loading import yaml_reader
from build_tools.loading.yaml_reader import YamlError

# Problems of a row ----------------------------------------------------------------------------------------------------


def unwritable(row: Row) -> Iterator[CellProblem]:
    """Cells that no record can hold: invisible characters, texts without end."""
    for column, value in row.cells.items():
        index = row.table.index_of[column]
        text = plain_text(value)
        if len(text) > CELL_MAX:
            most = column.most or CELL_MAX
            message, hint = message_for("schema-longueur/long", name=column.name, count=len(text), most=most)
            yield at_index(row, index, message, hint, "schema-longueur")
            continue
        try:
            yaml_reader.decode(text.encode())
        except YamlError as error:
            yield at_index(row, index, *message_for(error.key, **error.values), rule_of(error.key))
        except UnicodeEncodeError:
            yield at_index(row, index, "le texte contient un caractère qui n'existe pas", "Retapez ce mot.")


def outside(row: Row) -> Iterator[CellProblem]:
    """Cells to the right of the header: a text that was cut at a separator, or something that belongs to no column."""
    last = max(heading.index for heading in row.table.headings)
    beyond = [index for index in range(last + 1, len(row.cells_of_row)) if plain_text(row.cells_of_row[index])]
    if beyond:
        yield at_index(
            row,
            beyond[0],
            f"la ligne a {len(beyond)} cellule{'s' if len(beyond) > 1 else ''} de plus que les en-têtes.",
            "Dans un fichier CSV, mettez entre guillemets le texte qui contient le séparateur ; sinon, donnez un "
            "en-tête à cette colonne ou videz-la.",
        )


def contradictions(row: Row) -> Iterator[CellProblem]:
    """Two columns of one meaning that do not say the same: which of them is right is not known."""
    for index, other in contradictions_of(row):
        yield at_index(
            row,
            index,
            f"les colonnes « {other} » et celle-ci peuvent avoir le même sens, et ne disent pas la même chose.",
            "Gardez celle des deux qui compte, ou renommez l'autre.",
        )


def not_a_module(row: Row) -> str:
    """The remark on a row that sums up the others, or that is itself a remark."""
    what = {"total": "un total", "remarque": "une remarque"}[what_it_holds(row)]
    return f"feuille « {row.table.sheet.name} » : la ligne {row.index + 1} est {what}, elle n'est pas lue."


def what_it_holds(row: Row) -> str:
    """What a row holds that is no module."""
    return "remarque" if is_note(row) else "total"


def repeated(row: Row, first: Row) -> CellProblem:
    """The module of this row is in an earlier one already."""
    where = f"ligne {first.index + 1}"
    if first.table.sheet.name != row.table.sheet.name:
        where += f" de la feuille « {first.table.sheet.name} »"
    return at_column(
        row,
        "id" if row.name else "titre",
        f"ce module est déjà à la {where}.",
        "Gardez une seule ligne par module ; sinon, précisez le titre.",
    )


# Terms that no list has -----------------------------------------------------------------------------------------------

_PROPOSED = "terme-propose"
# The field of a record → the column that names its terms, and the list of these.
_NAMED = {"certifications": "certifications_certification"}
_LISTS = {"demarche": "demarches"}


def of_unlisted(found: Sequence[tuple[Row, Unlisted]], choices: Mapping[str, Choices]) -> Iterator[CellProblem]:
    """Each term that no list has, at the first cell that says it, with what is near; a new certification's record."""
    rows: dict[tuple[str, Unlisted], list[Row]] = {}
    for row, term in found:
        rows.setdefault((row.table.sheet.name, term), []).append(row)
    for (_, term), using in rows.items():
        first = at_column(using[0], _NAMED.get(term.field, term.field), *_words(term, choices, len(using)))
        yield replace(first, rule="" if term.field == "metiers" else _PROPOSED, severity="warning")


def _words(term: Unlisted, choices: Mapping[str, Choices], count: int) -> tuple[str, str]:
    if term.field == "metiers":
        message, hint = message_for("formulaire/metier-cite", value=term.written)
    else:
        near = near_ones(term.written, choices[_LISTS.get(term.field, term.field)].labels.values())
        message, hint = message_for(
            "formulaire/propose" if near else "formulaire/propose-nouveau", value=term.written, ids=near
        )
        if term.record:
            created = message_for("formulaire/certification-creee", id=term.record)
            message, hint = created.message, hint if near else created.hint
    return message + (f" {count} lignes sont dans ce cas." if count > 1 else ""), hint


def is_reported_at_cell(rule: str, message: str, unlisted: Sequence[Unlisted]) -> bool:
    """Whether the checker's remark is about a term that is reported at its cell already."""
    return rule == _PROPOSED and any(term.written in message for term in unlisted)


# Remarks on the file --------------------------------------------------------------------------------------------------


def unread_sheets(sheets: Sequence[Sheet]) -> Iterator[str]:
    """The sheets that hold no table of modules."""
    for sheet in sheets:
        if sheet.rows and not is_explanation(sheet) and not find_table(sheet):
            yield f"feuille « {sheet.name} » : sans ligne d'en-têtes de modules, elle n'est pas lue."


def notices(table: Table) -> Iterator[str]:
    """The columns of a table that are guessed, and those that are not read."""
    name = table.sheet.name
    for heading in table.headings:
        if heading.column and heading.guessed:
            yield f"feuille « {name} » : la colonne « {heading.text} » est lue comme « {heading.column.title} »."
    for heading in table.unread:
        yield f"feuille « {name} » : la colonne « {heading.text} » {_why_unread(heading)}"


def _why_unread(heading: Heading) -> str:
    if heading.rival_of:
        return f"a le même sens que « {heading.rival_of} », elle n'est pas lue."
    if is_of_persons(heading.text):
        return "parle de personnes, elle n'est jamais lue : le catalogue n'a pas de données personnelles."
    if column_called(heading.text):
        return "ne contient pas ce que le catalogue appelle ainsi, elle n'est pas lue."
    near = suggestion(heading.text)
    hint = f" Vouliez-vous dire « {near} » ?" if near else ""
    return f"n'existe pas au catalogue, elle n'est pas lue.{hint}"


def no_table(sheets: Sequence[Sheet]) -> str:
    """Why nothing can be read."""
    if not any(sheet.rows for sheet in sheets):
        return "le fichier ne contient aucune ligne."
    return (
        "aucune feuille n'a de ligne d'en-têtes reconnue : il faut une colonne « Titre » ou « Identifiant » et une "
        "autre colonne du modèle (catalogue template --out modele.xlsx)."
    )
