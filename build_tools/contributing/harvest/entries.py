"""The entries of a list, whatever its format: each with its key and, in the catalogue's words, what it says."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.contributing.harvest.fetching import HarvestError
from build_tools.contributing.harvest.lheo import read_lheo
from build_tools.contributing.harvest.pages import Read, one_page
from build_tools.contributing.spreadsheet.book import Book, Sheet, SpreadsheetError, Value
from build_tools.contributing.spreadsheet.cells import Terms, plain_text
from build_tools.contributing.spreadsheet.columns import Column
from build_tools.contributing.spreadsheet.headers import Table, column_called, find_table, suggestion
from build_tools.contributing.spreadsheet.reading import read_book
from build_tools.contributing.spreadsheet.rows import rows_of
from build_tools.loading.yaml_reader import Data
from build_tools.model.collecte import Collecte
from build_tools.text.folding import fold

# Names of the column that identifies entries, where the harvest does not say it.
_KEYS = ("cle", "id", "identifiant", "numero", "code", "reference", "uri")
_HTML = (b"<!doctype html", b"<html")
_START = 512


@dataclass(frozen=True)
class Entry:
    """One entry. `data` is a module's, without what only the catalogue says (id, origin).

    `name` is the id that its own catalogue gives it; `page` the address of the page that says it, which is its source.
    Either is empty where there is none.
    """

    key: str
    data: Mapping[str, Data]
    name: str = ""
    page: str = ""


@dataclass(frozen=True)
class ReadList:
    """A list as it was read. `columns` says what each column was taken for; empty where it was not read.

    `unread` are the beginnings of the keys of entries that may be there, in pages that did not answer.
    """

    entries: Sequence[Entry]
    columns: Sequence[tuple[str, str]]
    notices: Sequence[str] = ()
    unread: Sequence[str] = ()


def read_list(content: bytes, harvest: Collecte, terms: Terms) -> ReadList:
    """The entries of the list; of a page, where a site is harvested. Raises HarvestError."""
    if harvest.format == "schema-org":
        return read_site(one_page(content, harvest.adresse), harvest, terms)
    if content[:_START].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_HTML):
        raise HarvestError("c'est une page du Web, et non un fichier de données")
    if not content.strip():
        raise HarvestError("le fichier est vide")
    if harvest.format in ("json", "jsonl"):
        return _from_objects(_objects(content, harvest.format), harvest, terms)
    if harvest.format == "lheo":
        rows, notices = read_lheo(content)
        read = _from_objects(rows, harvest, terms)
        return ReadList(read.entries, read.columns, [*notices, *read.notices])
    return _from_sheets(_sheets(content, harvest.format), harvest, terms)


def read_site(read: Read, harvest: Collecte, terms: Terms) -> ReadList:
    """The entries of courses that pages describe. Raises HarvestError."""
    if not read.rows:
        raise HarvestError("aucune page lue ne décrit de module (schema.org « Course »)")
    pages = {row["cle"]: row["page"] for row in read.rows}
    rows = [{name: value for name, value in row.items() if name != "page"} for row in read.rows]
    found = _from_objects(rows, harvest, terms)
    entries = [replace(entry, page=pages.get(entry.key, "")) for entry in found.entries]
    return ReadList(entries, found.columns, [*read.notices, *found.notices], read.unread)


def _sheets(content: bytes, ending: str) -> Sequence[Sheet]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"liste.{ending}")
        path.write_bytes(content)
        try:
            return read_book(path).sheets
        except SpreadsheetError as error:
            raise HarvestError(str(error).rstrip(".")) from None


def _objects(content: bytes, format_: str) -> list[dict[str, Data]]:
    try:
        text = content.decode("utf-8-sig")
        if format_ == "jsonl":
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            found = _list_in(json.loads(text))
    except (ValueError, RecursionError):
        raise HarvestError("le fichier n'est pas du JSON correct, en UTF-8") from None
    objects = [item for item in found if isinstance(item, dict)]
    if not objects:
        raise HarvestError("le fichier ne contient aucune liste d'objets")
    return objects


def lheo_book(content: bytes) -> Book:
    """The modules of an LHEO feed as a book of one sheet, for who imports a file once. Raises HarvestError."""
    rows, notices = read_lheo(content)
    return Book([_as_sheet(rows)] if rows else [], notices)


def _as_sheet(objects: Sequence[Mapping[str, Data]]) -> Sheet:
    flat = [dict(_flat(item)) for item in objects]
    header = list(dict.fromkeys(key for item in flat for key in item))
    rows: list[list[Value]] = [[*header], *([item.get(key, "") for key in header] for item in flat)]
    return Sheet("liste", rows)


def _list_in(data: Data) -> list[Data]:
    """The list itself, or the longest list of a wrapping object."""
    if isinstance(data, list):
        return data
    lists = [value for value in data.values() if isinstance(value, list)] if isinstance(data, dict) else []
    return max(lists, key=len, default=[])


def _from_objects(objects: Sequence[Mapping[str, Data]], harvest: Collecte, terms: Terms) -> ReadList:
    """Records of a catalogue like this one are taken as they are; other objects are rows of a table."""
    if all(_is_record(item) for item in objects):
        return ReadList(
            [_record(item) for item in objects], [("fiches d'un catalogue comme celui-ci", "fiches entières")]
        )
    return _from_sheets([_as_sheet(objects)], harvest, terms)


_OWN = frozenset({"id", "origine", "remplace", "region_nom"})


def _record(item: Mapping[str, Data]) -> Entry:
    name = str(item["id"])
    return Entry(name, {key: value for key, value in item.items() if key not in _OWN}, name)


def _is_record(item: Mapping[str, Data]) -> bool:
    sources = item.get("sources")
    return {"id", "titre", "resume", "region", "nature"} <= item.keys() and isinstance(sources, list)


def _flat(item: Mapping[str, Data], before: str = "") -> Iterator[tuple[str, Value]]:
    for key, value in item.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        elif isinstance(value, list):
            yield f"{before}{key}", " | ".join(str(part) for part in value if not isinstance(part, dict | list))
        elif value is not None:
            yield f"{before}{key}", value


def _from_sheets(sheets: Sequence[Sheet], harvest: Collecte, terms: Terms) -> ReadList:
    wanted = {fold(written): _column("colonnes", name) for written, name in harvest.colonnes.items()}
    for sheet in sheets:
        originals = {id(row): row for row in sheet.rows}
        renamed = Sheet(
            sheet.name, [_renamed(row, wanted) if i < _HEADERS else row for i, row in enumerate(sheet.rows)]
        )
        if (table := find_table(renamed)) and originals:
            return _entries(table, sheet.rows[table.header], harvest, terms)
    raise HarvestError("aucune colonne n'est reconnue : il faut au moins le titre du module et une autre")


def _column(key: str, name: str) -> Column:
    """Our column of this name, which the declaration of the list gives under `key`."""
    if column := column_called(name):
        return column
    near = suggestion(name)
    hint = f" ; vouliez-vous dire « {near} » ?" if near else ""
    raise HarvestError(f"dans sa déclaration, « {key} » nomme « {name} », qui n'est pas un champ du catalogue{hint}")


# A header stands in the first rows.
_HEADERS = 30


def _renamed(row: Sequence[Value], wanted: Mapping[str, Column]) -> Sequence[Value]:
    """The row with our names in the place of those that the harvest gives a meaning."""
    return [wanted[written].title if (written := fold(plain_text(value))) in wanted else value for value in row]


def _entries(table: Table, header: Sequence[Value], harvest: Collecte, terms: Terms) -> ReadList:
    names = [plain_text(value) for value in header]
    index = _key_index(names, harvest.cle)
    given = {**({"region": harvest.region} if harvest.region else {}), **harvest.valeurs}
    defaults = {_column("valeurs", name): value for name, value in given.items()}
    entries, notices = [], []
    for row in rows_of(table, terms, defaults):
        cells = table.sheet.rows[row.index]
        key = plain_text(cells[index]) if index is not None and index < len(cells) else fold(row.text("titre"))
        data = {name: value for name, value in row.data.items() if name not in _OWN}
        if key:
            entries.append(Entry(key, data))
        else:
            notices.append(f"ligne {row.index + 1} : sans clé, laissée de côté")
    taken = {h.index: h.column.title for h in table.headings if h.column and h.column.name != "id"}
    if index is not None:
        taken[index] = "clé de l'entrée"
    return ReadList(entries, [(name, taken.get(i, "")) for i, name in enumerate(names) if name], notices)


def _key_index(names: Sequence[str], wanted: str | None) -> int | None:
    folded = [fold(name) for name in names]
    if wanted is not None:
        if fold(wanted) not in folded:
            raise HarvestError(f"la colonne de la clé, « {wanted} », n'est pas dans la liste")
        return folded.index(fold(wanted))
    return next((folded.index(name) for name in _KEYS if name in folded), None)
