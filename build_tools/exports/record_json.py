"""The JSON of one record, as published beside its page: the record's own keys, and nothing that is unknown."""

from __future__ import annotations

from build_tools.model.base import SourcedRecord


def record_json(record: SourcedRecord) -> str:
    """The record with its id first; absent facts stay absent. Dates are ISO 8601."""
    return record.model_dump_json(exclude_unset=True, indent=1) + "\n"
