"""A re-user's readers: from the published tables or lines back to records."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from build_tools.exports.flat_module import in_words
from build_tools.exports.published import File
from build_tools.exports.tables import RECORDS, Column, Table, tables
from build_tools.model import VOCABULARIES
from build_tools.model.kinds import KINDS

MODELS = {**VOCABULARIES, **{kind.table: kind.model for kind in KINDS.values()}}
_TYPES = {"string": str, "date": str, "integer": int, "number": float, "boolean": lambda text: text == "true"}


def records_of_tables(files: Mapping[str, File]) -> dict[str, dict[str, Any]]:
    """Collection or vocabulary → id → record, from the CSV files alone."""
    objects: dict[str, dict[tuple[str, ...], Any]] = {}
    for table in tables():
        objects[table.name] = {}
        file = files.get(f"data/{table.name}.csv")  # a list that no term has is not published
        for row in csv.DictReader(io.StringIO(file.content.decode() if file else "", newline="")):
            keys = tuple(row[key.name] for key in table.keys)
            item = _item(table, row)
            objects[table.name][keys] = item
            if table.parent:
                _place(objects[table.parent][keys[:-1]], table.path, item)
            else:
                item["id"] = row["id"]
    return {
        name: {keys[0]: _validated(name, item) for keys, item in objects[name].items()}
        for name in (*VOCABULARIES, *RECORDS)
    }


def records_of_lines(content: bytes, collection: str) -> dict[str, Any]:
    """Id → record, from a JSON Lines file."""
    records = [MODELS[collection].model_validate_json(line) for line in content.decode().split("\n") if line]
    return {record.id: record for record in records}


def plain_columns(table: Table) -> list[str]:
    """The names of a table's columns, without those that only repeat in words."""
    return [column.name for column in table.all_columns if column.name not in in_words()]


def _item(table: Table, row: Mapping[str, str]) -> Any:
    if any(not column.path for column in table.columns):
        return _value(table.columns[0], row["valeur"])
    item: dict[str, Any] = {}
    for column in table.columns:
        if row[column.name]:
            _group(item, column.path[:-1])[column.path[-1]] = _value(column, row[column.name])
    return item


def _value(column: Column, text: str) -> Any:
    return _TYPES[column.kind](text)


def _place(parent: dict[str, Any], path: tuple[str, ...], item: Any) -> None:
    _group(parent, path[:-1]).setdefault(path[-1], []).append(item)


def _group(item: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    for name in path:
        item = item.setdefault(name, {})
    return item


def _validated(name: str, item: dict[str, Any]) -> Any:
    model = MODELS[name]
    needed = {key: [] for key, field in model.model_fields.items() if field.is_required()}
    return model.model_validate({**needed, **item})
