"""`schema/messages.json`: the checker's words and rules as data, so that a form in a browser says the same."""

from __future__ import annotations

import json

from build_tools.checking.rulebook import FAMILIES, RULES, TYPES, all_messages
from build_tools.model.json_schema import GENERATED

FILE = "messages.json"


def messages_text() -> str:
    """The file's text. `messages` are templates: see `build_tools/checking/rulebook.py` for how they are filled in."""
    data = {
        "$comment": GENERATED,
        "familles": dict(FAMILIES),
        "regles": {
            rule.code: {
                "titre": rule.title,
                "famille": rule.family,
                "gravite": rule.severity,
                "adresse": rule.address,
            }
            for rule in RULES.values()
        },
        "types": dict(TYPES),
        "messages": {key: text._asdict() for key, text in all_messages().items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
