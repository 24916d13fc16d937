"""The flat table of modules as Parquet: `data/modules.parquet`, with types, which analysts' tools read as it is.

Written here, without a library of fifty megabytes that would date and sign the file: one row group, one page for each
column, plain values, gzip. Source: parquet-format 2.10 (parquet.apache.org/docs/file-format), Thrift compact protocol.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from build_tools.exports.data_package import LICENCE, TITLE
from build_tools.exports.flat_module import flat_table
from build_tools.exports.published import File, Published
from build_tools.exports.tables import Cell, Column, Kind, Row, Table

_MAGIC = b"PAR1"
_EPOCH = date(1970, 1, 1).toordinal()
# Physical types, converted types, repetition, encodings and codecs have these numbers in the format.
_BOOLEAN, _INT32, _INT64, _DOUBLE, _BYTES = 0, 1, 2, 5, 6
_PHYSICAL: Mapping[Kind, int] = {
    "string": _BYTES,
    "date": _INT32,
    "integer": _INT64,
    "number": _DOUBLE,
    "boolean": _BOOLEAN,
}
_CONVERTED: Mapping[Kind, int] = {"string": 0, "date": 6}
_REQUIRED, _OPTIONAL = 0, 1
_PLAIN, _RLE = 0, 3
_GZIP = 2
_DATA_PAGE = 0


def parquet_files(published: Published) -> Iterator[File]:
    """`data/modules.parquet`."""
    yield parquet_file(published, flat_table(), published.flat_rows)


def parquet_file(published: Published, table: Table, rows: Sequence[Row]) -> File:
    """`data/<table>.parquet`."""
    about = {"titre": TITLE, "date": published.generated_at, "licence": LICENCE["path"]}
    content = parquet(table.all_columns, rows, about, table.name)
    return File(f"data/{table.name}.parquet", content, len(rows))


def parquet(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], about: Mapping[str, str], name: str) -> bytes:
    """A table of that name as one file; `about` is kept in its metadata."""
    content = bytearray(_MAGIC)
    chunks = []
    for column, cells in zip(columns, zip(*rows, strict=True) if rows else ([],) * len(columns), strict=True):
        page = _page(column, cells)
        chunks.append(_chunk(column, len(rows), len(content), page))
        content += page.header + page.content
    size = sum(chunk[3][6] for chunk in chunks)
    footer = {
        1: 1,
        2: [{4: name, 5: len(columns)}, *map(_schema, columns)],
        3: _Long(len(rows)),
        4: [{1: chunks, 2: _Long(size), 3: _Long(len(rows))}] if rows else [],
        5: [{1: key, 2: value} for key, value in about.items()],
        6: "catalogue-modules-additionnels",
    }
    written = _struct(footer)
    return bytes(content) + written + struct.pack("<I", len(written)) + _MAGIC


@dataclass(frozen=True)
class _Page:
    header: bytes
    content: bytes
    uncompressed: int


def _page(column: Column, cells: Sequence[Cell]) -> _Page:
    levels = b"" if column.required else _levels([cell is not None for cell in cells])
    plain = levels + _values(column.kind, [cell for cell in cells if cell is not None])
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)  # a gzip member without a date
    packed = packer.compress(plain) + packer.flush()
    encoding = {1: len(cells), 2: _PLAIN, 3: _RLE, 4: _RLE}
    header = _struct({1: _DATA_PAGE, 2: len(plain), 3: len(packed), 5: encoding})
    return _Page(header, packed, len(plain))


def _levels(known: Sequence[bool]) -> bytes:
    """Definition levels, one bit each, as runs of the hybrid encoding, behind their length."""
    runs = b"".join(_varint(len(list(run)) << 1) + bytes([level]) for level, run in groupby(known))
    return struct.pack("<I", len(runs)) + runs


def _values(kind: Kind, cells: Sequence[Any]) -> bytes:
    if kind == "string":
        texts = (str(cell).encode() for cell in cells)
        return b"".join(struct.pack("<I", len(text)) + text for text in texts)
    if kind == "date":
        return struct.pack(f"<{len(cells)}i", *(date.fromisoformat(cell).toordinal() - _EPOCH for cell in cells))
    if kind == "boolean":
        bits = sum(1 << i for i, cell in enumerate(cells) if cell)
        return bits.to_bytes((len(cells) + 7) // 8, "little")
    return struct.pack(f"<{len(cells)}{'q' if kind == 'integer' else 'd'}", *cells)


def _schema(column: Column) -> dict[int, Any]:
    found: dict[int, Any] = {
        1: _PHYSICAL[column.kind],
        3: _REQUIRED if column.required else _OPTIONAL,
        4: column.name,
    }
    return {**found, 6: _CONVERTED[column.kind]} if column.kind in _CONVERTED else found


def _chunk(column: Column, count: int, offset: int, page: _Page) -> dict[int, Any]:
    packed = len(page.header) + len(page.content)
    details = {
        1: _PHYSICAL[column.kind],
        2: [_PLAIN, _RLE],
        3: [column.name],
        4: _GZIP,
        5: _Long(count),
        6: _Long(len(page.header) + page.uncompressed),
        7: _Long(packed),
        9: _Long(offset),
    }
    return {2: _Long(offset), 3: details}


# Thrift's compact protocol --------------------------------------------------------------------------------------------


class _Long(int):
    """A 64-bit integer, whose type is annotated, unlike that of 32 bits."""


def _struct(fields: Mapping[int, Any]) -> bytes:
    """Fields by their number, in order: the step from the last one and the type, then the value."""
    found, last = bytearray(), 0
    for number, value in fields.items():
        found.append((number - last) << 4 | _type(value))
        found += _value(value)
        last = number
    return bytes(found) + b"\0"


def _type(value: Any) -> int:
    if isinstance(value, _Long):
        return 6
    kinds: tuple[tuple[type, int], ...] = ((int, 5), (str, 8), (list, 9), (dict, 12))
    return next(number for kind, number in kinds if isinstance(value, kind))


def _value(value: Any) -> bytes:
    if isinstance(value, int):
        return _varint(value << 1)  # zigzag of what is never negative
    if isinstance(value, str):
        text = value.encode()
        return _varint(len(text)) + text
    if isinstance(value, list):
        kind = _type(value[0]) if value else 12
        head = bytes([len(value) << 4 | kind]) if len(value) < 15 else bytes([0xF0 | kind]) + _varint(len(value))
        return head + b"".join(map(_value, value))
    return _struct(value)


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(found) + bytes([number])
