"""`.vscode/settings.json`: which schema the editor checks each file of the catalogue with."""

from __future__ import annotations

import json
from pathlib import Path

from build_tools.model.kinds import KINDS
from build_tools.model.vocabulary import TERM_FILES, VOCABULARIES

# In the project where the command runs; a catalogue alone has none.
FILE = Path(".vscode", "settings.json")
_SCHEMAS = "yaml.schemas"
_OURS = "./schema/{}.schema.json"


def settings_text(file: Path) -> str | None:
    """The text of the settings with our schema for every kind of file; all else stays as it is.

    None where there is nothing to renew: no file, one that is no plain JSON, or one that names no schemas.
    """
    try:
        settings = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(settings, dict) or _SCHEMAS not in settings:
        return None
    ours = {_OURS.format(schema): f"/catalogue/{files}" for schema, files in _files_of_schemas().items()}
    before = settings[_SCHEMAS] if isinstance(settings[_SCHEMAS], dict) else {}
    others = {schema: files for schema, files in before.items() if not _is_ours(schema)}
    return json.dumps({**settings, _SCHEMAS: ours | others}, ensure_ascii=False, indent=2) + "\n"


def _is_ours(schema: str) -> bool:
    beginning, end = _OURS.split("{}")
    return schema.startswith(beginning) and schema.endswith(end)


def _files_of_schemas() -> dict[str, str]:
    """Schema → the files that it is for: those of records, then those of vocabularies."""
    records = {kind.schema: f"{kind.folder}/{'*/' * kind.depth}*.yml" for kind in KINDS.values()}
    vocabularies = {
        TERM_FILES.get(name, name): f"vocabulaires/{name}/*.yml" if name in TERM_FILES else f"vocabulaires/{name}.yml"
        for name in VOCABULARIES
    }
    return records | dict(sorted(vocabularies.items()))
