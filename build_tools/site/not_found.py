"""The page for what does not exist, at any depth below a site that does not know its own address.

Without `SITE_URL` the theme writes that page for a site at the top of its host. Here its links follow its `<base>`
instead, which a script sets before style sheets are fetched; where no script runs they are still the theme's.
"""

from __future__ import annotations

import re
from pathlib import Path

from build_tools.site.csp import with_own_script

NAME = "404.html"
_SCRIPT = "assets/javascripts/racine.js"
# Where the template wants the script, when the address is unknown.
_PLACE = "<!-- catalogue:racine -->"
_FROM_TOP = re.compile(r'(?<!<base )\b(href|src|action)="/(?!/)')
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)


def make_not_found_relative(site: Path) -> None:
    """Make the links of the 404 page follow the root that its script finds, if the site's address is unknown."""
    page, script = site / NAME, site / _SCRIPT
    if page.is_file() and _PLACE in (html := page.read_text(encoding="utf-8")):
        code = _COMMENT.sub("", script.read_text(encoding="utf-8"))
        page.write_text(with_own_script(_FROM_TOP.sub(r'\1="./', html), _PLACE, code), encoding="utf-8")
    script.unlink(missing_ok=True)
