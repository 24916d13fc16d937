"""Writing the committed JSON Schemas of `schema/`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.exports import messages_json
from build_tools.exports.editor_words import with_editor_words
from build_tools.loading.catalogue import load
from build_tools.model.json_schema import Schema, build_schema, schema_names
from build_tools.model.vocabulary import TERM_FILES
from build_tools.writing import replace_texts

# Almost 2,000 codes are checked by a rule. Documents are many and come with any proposal: listed in each schema, two
# proposals would conflict there; the checker lists them for itself.
_PROPOSED = re.compile(r'\{\n +("label": .*),\n +("body": .*)\n +\}')
_NOT_LISTED = frozenset({"metiers", *TERM_FILES})


def schema_texts(catalogue: Path) -> dict[str, str]:
    """File name → text of every schema, with the terms of the vocabularies below `catalogue`."""
    terms: dict[str, list[Mapping[str, Any]]] = {}
    loaded = load(catalogue)
    for file in loaded.vocabularies:
        terms.setdefault(file.vocabulary, []).extend(loaded.read(file).terms)
    listed = {name: [term["id"] for term in found] for name, found in terms.items() if name not in _NOT_LISTED}
    schemas = {name: build_schema(name, listed) for name in schema_names()}
    return {f"{name}.schema.json": _text(with_editor_words(schema, terms)) for name, schema in schemas.items()}


def _text(schema: Schema) -> str:
    """The schema as the bytes of its committed file; a term that an editor proposes takes one line."""
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return _PROPOSED.sub(r"{\1, \2}", text)


def write_schemas(catalogue: Path, target: Path) -> list[Path]:
    """Write every schema into `target`, with the checker's words beside them; returns the schemas' files."""
    written = replace_texts(target, schema_texts(catalogue))
    replace_texts(target, {messages_json.FILE: messages_json.messages_text()})
    return written
