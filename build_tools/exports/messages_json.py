"""`schema/messages.json`: the checker's words and rules as data, so that a form in a browser says the same."""

from __future__ import annotations

import json

from build_tools.checking.rules.registry import FAMILIES, RULES_BY_CODE
from build_tools.messages import MESSAGES, TYPES
from build_tools.model.json_schema import GENERATED

FILE = "messages.json"


def messages_text() -> str:
    """The file's text. `messages` are templates: see `build_tools/messages.py` for how they are filled in."""
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
            for rule in RULES_BY_CODE.values()
        },
        "types": dict(TYPES),
        "messages": {key: text._asdict() for key, text in MESSAGES.items()},
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
