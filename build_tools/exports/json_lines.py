"""Records as JSON Lines: one record on each line, its own keys only, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator

from build_tools.exports.published import File, Published
from build_tools.exports.tables import RECORDS


def json_lines_files(published: Published) -> Iterator[File]:
    """`data/modules.jsonl` and its like for each other kind of record, sorted by id."""
    for collection in RECORDS:
        records = published.data(collection)
        lines = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records)
        yield File(f"data/{collection}.jsonl", "".join(lines).encode(), len(records))
