"""A file's data as a typed record or term."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from build_tools.checking.problem import Finding, finding
from build_tools.loading.yaml_reader import Data
from build_tools.model.json_schema import on_one_line

ModelT = TypeVar("ModelT", bound=BaseModel)


def to_model(model: type[ModelT], data: Data) -> tuple[ModelT | None, list[Finding]]:
    """The typed record. The schema has passed, so an error here means that schema and model disagree."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        findings = [
            finding(tuple(item["loc"]), "modele", value=on_one_line(item["input"]))
            for item in error.errors(include_url=False, include_context=False)
        ]
        return None, findings
