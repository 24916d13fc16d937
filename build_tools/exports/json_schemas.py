"""Writing the committed JSON Schemas of `schema/`."""

from __future__ import annotations

from pathlib import Path

from build_tools.exports import messages_json
from build_tools.loading import yaml_reader
from build_tools.model.json_schema import schema_names, schema_text
from build_tools.writing import replace_file


def schema_texts(catalogue: Path) -> dict[str, str]:
    """File name → text of every schema, with the terms of the vocabularies below `catalogue`."""
    terms = {
        path.stem: [term["id"] for term in yaml_reader.read(path.read_bytes())["termes"]]
        for path in sorted((catalogue / "vocabulaires").glob("*.yml"))
        if path.stem != "metiers"  # 1,584 codes: checked by a rule, not listed in each schema
    }
    return {f"{name}.schema.json": schema_text(name, terms) for name in schema_names()}


def write_schemas(catalogue: Path, target: Path) -> list[Path]:
    """Write every schema into `target`, with the checker's words beside them; returns the schemas' files."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schema_texts(catalogue).items():
        replace_file(target / name, text.encode())
        written.append(target / name)
    replace_file(target / messages_json.FILE, messages_json.messages_text().encode())
    return written
