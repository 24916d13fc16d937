"""Scripts named ahead: what a page's scripts import, a browser would only ask for once it has read them.

On a slow network each step from one script to the next costs half a second.
Source: HTML Living Standard, link type « modulepreload », which may stand in the body.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath

from build_tools.errors import ProblemsError

_SCRIPTS = "assets/javascripts/"
_MODULE = re.compile(rf'<script type="module"[^>]*?\bsrc="(?P<root>[^"]*?){_SCRIPTS}(?P<name>[^"]+)"[^>]*></script>')
# As the formatter of our scripts writes them; an import within a function waits for what it is needed for.
_IMPORT = re.compile(r'^(?:import|export)\s(?:[^"\';]*?\sfrom\s)?"(?P<path>\.[^"]+)"', re.MULTILINE)


class MissingScriptError(ProblemsError):
    """A page asks for a script that the site has not; the message is for the user."""


def add_module_preloads(site: Path) -> None:
    """Name in every page of `site`, behind each of its scripts, those that it imports.

    A script of the head is wanted before the styles, and so is what it imports; those of the body wait for the styles.
    Raises MissingScriptError.
    """
    for page in sorted(site.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        try:
            page.write_text(_with_preloads(site, html), encoding="utf-8")
        except MissingScriptError as error:
            raise MissingScriptError(f"la page « {page.relative_to(site).as_posix()} » : {error}") from error


def _with_preloads(site: Path, html: str) -> str:
    body = html.find("<body")
    named = {PurePosixPath(_SCRIPTS, script["name"]) for script in _MODULE.finditer(html)}

    def with_links(script: re.Match[str]) -> str:
        own = PurePosixPath(_SCRIPTS, script["name"])
        ahead = [name for name in imported(site, own) if name not in named]
        named.update(ahead)
        priority = "" if script.start() < body else ' fetchpriority="low"'
        links = (f'\n<link rel="modulepreload"{priority} href="{script["root"]}{name}">' for name in ahead)
        return "".join([script[0], *links])

    return _MODULE.sub(with_links, html)


def imported(site: Path, script: PurePosixPath) -> list[PurePosixPath]:
    """A script and all that it imports, each once, the nearest first. Paths are from the site's root.

    Raises MissingScriptError.
    """
    found = [script]
    for name in found:
        if not (normpath(name).startswith(_SCRIPTS) and (site / name).is_file()):
            raise MissingScriptError(f"le script « {name} » n'existe pas.")
        text = (site / name).read_text(encoding="utf-8")
        paths = (PurePosixPath(normpath(name.parent / one["path"])) for one in _IMPORT.finditer(text))
        found += [path for path in dict.fromkeys(paths) if path not in found]
    return found
