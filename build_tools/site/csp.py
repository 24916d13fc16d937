"""The Content-Security-Policy of each page: no inline script but those of the theme, named by their hash."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_ANY_INLINE = "'unsafe-inline'"
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)


def with_csp_hashes(html: str) -> str:
    """The page with the hashes of its inline scripts in its policy, in place of the leave for any inline script.

    Data (`type="application/json"`) and scripts of their own file need no hash.
    Source: Content Security Policy Level 3, « script-src », hash-source.
    """
    scripts = (
        found["code"]
        for found in _INLINE_SCRIPT.finditer(html)
        if not re.search(r"\b(?:src|type)=", found["attributes"])
    )
    hashes = dict.fromkeys(base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in scripts)
    return html.replace(_ANY_INLINE, " ".join(f"'sha256-{value}'" for value in hashes), 1)


def add_csp_hashes(site: Path) -> None:
    """Put the hashes of its inline scripts into the policy of every page that the theme's engine wrote in `site`."""
    for path in sorted(site.rglob("*.html")):
        path.write_text(with_csp_hashes(path.read_text(encoding="utf-8")), encoding="utf-8")
