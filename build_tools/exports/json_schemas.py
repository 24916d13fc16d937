"""Writing the committed JSON Schemas of `schema/`."""

from __future__ import annotations

from pathlib import Path

from build_tools.exports import messages_json
from build_tools.loading.catalogue import load
from build_tools.model.json_schema import schema_names, schema_text
from build_tools.model.vocabulary import TERM_FILES
from build_tools.writing import replace_file

# Almost 2,000 codes are checked by a rule. Documents are many and come with any proposal: listed in each schema, two
# proposals would conflict there; the checker lists them for itself.
_NOT_LISTED = frozenset({"metiers", *TERM_FILES})


def schema_texts(catalogue: Path) -> dict[str, str]:
    """File name → text of every schema, with the terms of the vocabularies below `catalogue`."""
    terms: dict[str, list[str]] = {}
    loaded = load(catalogue)
    for file in loaded.vocabularies:
        if file.vocabulary not in _NOT_LISTED:
            terms.setdefault(file.vocabulary, []).extend(term["id"] for term in loaded.read(file).terms)
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
