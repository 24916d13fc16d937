"""A small link checker over the built files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.site.html_facts import PageFacts


def broken_links(site: Path, pages: dict[str, PageFacts]) -> list[str]:
    """« page → address » for each internal link or resource that leads nowhere."""
    return [
        f"{name} → {address}"
        for name, page in pages.items()
        for address in (*page.links, *page.resources)
        if not _leads_somewhere(site, pages, name, address)
    ]


def internal_targets(name: str, page: PageFacts) -> Iterator[str]:
    """The files that a page links to, as paths below the site."""
    for address in page.links:
        if not _is_outside(address):
            yield _target(name, address)


def _leads_somewhere(site: Path, pages: dict[str, PageFacts], name: str, address: str) -> bool:
    if _is_outside(address):
        return True
    target = _target(name, address)
    if target.startswith("../") or not (site / target).is_file():
        return False
    fragment = unquote(urlsplit(address).fragment)
    return not fragment or fragment in pages[target].ids


def _is_outside(address: str) -> bool:
    return bool(re.match(r"[a-z]+:|//", address))


def _target(name: str, address: str) -> str:
    path = unquote(urlsplit(address).path)
    if not path:
        return name
    folder = "" if path.startswith("/") else posixpath.dirname(name)
    target = posixpath.normpath(posixpath.join(folder, path.lstrip("/") if path.startswith("/") else path))
    is_folder = path.endswith(("/", ".")) or target == "."
    return posixpath.normpath(posixpath.join(target, "index.html")) if is_folder else target
