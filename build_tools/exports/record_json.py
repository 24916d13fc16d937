"""The JSON of one record, as published beside its page: the record's own keys, and nothing that is unknown."""

from __future__ import annotations

import json

from build_tools.model.base import SourcedRecord


def record_json(record: SourcedRecord) -> str:
    """The record with its id first; absent facts stay absent. Dates are ISO 8601."""
    data = record.model_dump(mode="json", exclude_unset=True)
    return json.dumps({"id": data.pop("id"), **data}, ensure_ascii=False, indent=1) + "\n"
