"""Lists that a command copies from an official file: what is changed in them by hand is reported."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from build_tools.checking.problem import Finding, finding
from build_tools.loading.yaml_reader import Data

_LINE = re.compile(rb"^# Empreinte des termes : ([0-9a-f]+)\s*$", re.MULTILINE)
_LENGTH = 16


def fingerprint(terms: Data) -> str:
    """A few signs that are others when a term is, whatever the layout of the file."""
    written = json.dumps(terms, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:_LENGTH]


def fingerprint_line(terms: Data) -> str:
    """The comment that a generated vocabulary has above its terms."""
    return f"# Empreinte des termes : {fingerprint(terms)}\n"


def changed_by_hand(raw: bytes, data: Data) -> Iterator[Finding]:
    """A vocabulary that says what it was when a command wrote it, and is no longer."""
    written = _LINE.search(raw)
    if written and written[1].decode() != fingerprint(data["termes"]):
        yield finding(("termes",), "terme-officiel", of_key=True)
