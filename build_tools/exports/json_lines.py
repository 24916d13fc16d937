"""Records as JSON Lines: one record on each line, its own keys only, UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.exports.published import File, Published
from build_tools.exports.tables import RECORDS


def json_lines_files(published: Published) -> Iterator[File]:
    """`data/modules.jsonl` and its like for each other kind of record, sorted by id."""
    for collection in RECORDS:
        records = published.json_texts(collection)
        yield File(f"data/{collection}.jsonl", b"".join(record + b"\n" for record in records), len(records))
