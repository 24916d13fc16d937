"""The Content-Security-Policy of each page: no inline script but those of the theme, which a committed list pins.

A script that stands in a hand-written page or a template is not in the list: the build refuses it. After an upgrade of
the theme, `python -m build_tools.site.csp` writes the list again, from the theme alone; a reviewer reads what changed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from build_tools.errors import ProblemsError
from build_tools.text.typography import shorten

THEME_SCRIPTS = Path(__file__).with_name("theme_scripts.txt")
RENEW = "python -m build_tools.site.csp"
_HEADER = f"# Hashes of the theme's inline scripts. Generated, do not edit: {RENEW}\n"

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*"')
_ANY_INLINE = "'unsafe-inline'"
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_DATA = re.compile(r"\btype\s*=\s*[\"']?application/(?:ld\+)?json\b", re.IGNORECASE)
# The theme writes the way to the site's root into one of its scripts: the only part that differs between pages.
_ROOT = re.compile(r'(?<=^__md_scope=new URL\(")(?:[.]{1,2}/?)*(?:/?[\w.~%-]+)*/?(?=",location\))')
_BLANK = re.compile(r"\s*\n\s*")  # which the page layout loses


class InlineScriptError(ProblemsError):
    """A page holds a script that is not the theme's, or has no policy; the message is for the user."""


def with_csp_hashes(html: str, page: str) -> str:
    """The page with the hashes of its inline scripts in its policy, in place of the leave for any inline script.

    Data (`type="application/json"`) and scripts of their own file need no hash. `page` names the page in messages.
    Source: Content Security Policy Level 3, « script-src », hash-source. Raises InlineScriptError.
    """
    found = tuple(_inline_scripts(html))
    for code in found:
        if pin(code) not in pinned():
            raise InlineScriptError(_refusal(code, page))
    hashes = " ".join(f"'sha256-{_hash_of(code)}'" for code in dict.fromkeys(found))
    return _POLICY.sub(lambda policy: policy[0].replace(_ANY_INLINE, hashes, 1), html)


def with_own_script(html: str, place: str, code: str) -> str:
    """The page with a script of ours at the `place` that it marks, which its policy then allows."""
    allowed = f"script-src 'self' 'sha256-{_hash_of(code)}'"
    return _POLICY.sub(lambda policy: policy[0].replace("script-src 'self'", allowed, 1), html).replace(
        place, f"<script>{code}</script>"
    )


def add_csp_hashes(site: Path) -> None:
    """Put the hashes of its inline scripts into the policy of every page that the theme's engine wrote in `site`.

    Raises InlineScriptError.
    """
    for path in sorted(site.rglob("*.html")):
        page = path.relative_to(site).as_posix()
        html = path.read_text(encoding="utf-8", errors="replace")
        if len(_POLICY.findall(html)) != 1:
            raise InlineScriptError(
                f"la page « {page} » n'a pas la politique de sécurité du site, ou en a plusieurs. Une page s'écrit en "
                "Markdown, et son modèle prolonge « main.html »."
            )
        path.write_text(with_csp_hashes(html, page), encoding="utf-8")


def scripts_of_theme(project: Path) -> frozenset[str]:
    """The pins of the inline scripts that the theme of a project writes, whatever engine builds it.

    Only an empty page is built, so that no script of a hand-written one gets in. Raises ThemeBuildError, OSError.
    """
    from build_tools.site.theme_build import build_empty_theme

    found: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for site in build_empty_theme(project, Path(folder)):
            for path in site.rglob("*.html"):
                found |= {pin(code) for code in _inline_scripts(path.read_text(encoding="utf-8"))}
    return frozenset(found)


def _inline_scripts(html: str) -> Iterator[str]:
    for found in _SCRIPT.finditer(html):
        if not _SOURCE.search(found["attributes"]) and not _DATA.search(found["attributes"]):
            yield found["code"]


def _hash_of(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def pin(code: str) -> str:
    """What names a script in the list: its hash, wherever the page is."""
    return _hash_of(_ROOT.sub(".", _BLANK.sub("\n", code)))


@cache
def pinned() -> frozenset[str]:
    """The pins of the theme's scripts, as they are committed."""
    return frozenset(THEME_SCRIPTS.read_text(encoding="ascii").splitlines()[1:])


def _refusal(code: str, page: str) -> str:
    excerpt = shorten(" ".join(code.split()), 80)
    return (
        f"la page « {page} » contient un script écrit dans la page (« {excerpt} »), que la politique de sécurité du "
        "site refuse. Mettez-le dans un fichier de « docs/assets/javascripts/ », que la page nomme dans son en-tête "
        "(« scripts: »). Si vous venez de changer de version d'habillage (mkdocs-material, zensical), renouvelez la "
        f"liste de ses scripts, puis relisez-la : {RENEW}"
    )


def _write_list() -> None:
    pins = sorted(scripts_of_theme(Path.cwd()))
    THEME_SCRIPTS.write_text(_HEADER + "".join(f"{pin}\n" for pin in pins), encoding="ascii")


if __name__ == "__main__":
    _write_list()
