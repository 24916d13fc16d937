"""Where the manual of a rule is."""

from __future__ import annotations

import os

_PAGE = "contribuer/regles"


def rule_address(rule: str) -> str:
    """The rule's place on the published site, or in the project when the site's address (SITE_URL) is not known."""
    site = os.environ.get("SITE_URL", "").rstrip("/")
    return f"{site}/{_PAGE}/#{rule}" if site else f"docs/{_PAGE}.md#{rule}"
