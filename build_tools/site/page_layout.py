"""The page layout's HTML, cut once at its sentinels; every data page is the pieces joined around its own body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape

from build_tools.errors import ProblemsError
from build_tools.site.csp import with_csp_hashes
from build_tools.site.plan import part_of
from build_tools.text.typography import french

LAYOUT_ADDRESS = "gabarit/fiche/"
# Sentinel → how often the page layout's HTML holds it.
EXPECTED = {"@@TITRE@@": 2, "@@DESCRIPTION@@": 2, "@@TETE@@": 1, "@@CORPS@@": 1}
_BLANK = re.compile(r"\s*\n\s*")
_SENTINEL = re.compile("|".join([*EXPECTED, re.escape(LAYOUT_ADDRESS)]))


class PageLayoutError(ProblemsError):
    """The theme's gabarit is not as expected; the message is for the user."""


@dataclass(frozen=True)
class PageLayout:
    """Pieces of HTML, alternately literal text and the name of a sentinel."""

    pieces: tuple[str, ...]

    def fill(self, *, title: str, description: str, address: str, body: str, head: str = "") -> bytes:
        """The whole page in UTF-8. `title` and `description` are plain text, `body` and `head` safe HTML."""
        values = {
            "@@TITRE@@": escape(french(title)),
            "@@DESCRIPTION@@": escape(french(description)),
            "@@TETE@@": head,
            "@@CORPS@@": body,
            LAYOUT_ADDRESS: address,
        }
        encoded = {sentinel: value.encode() for sentinel, value in values.items()}
        return b"".join(encoded.get(piece, literal) for piece, literal in zip(self.pieces, self._literals, strict=True))

    @cached_property
    def _literals(self) -> tuple[bytes, ...]:
        """The pieces in UTF-8, once: they are most of a page, and encoding each page whole took a tenth of its time."""
        return tuple(piece.encode() for piece in self.pieces)


def cut(html: str) -> PageLayout:
    """Cut the page layout at its sentinels; raises PageLayoutError if one is not found exactly as often as expected.

    Raises InlineScriptError if it holds a script that is not the theme's.
    """
    for sentinel, expected in EXPECTED.items():
        found = html.count(sentinel)
        if found != expected:
            raise PageLayoutError(f"le gabarit contient {found} fois « {sentinel} » au lieu de {expected}.")
    html = _BLANK.sub("\n", html)  # a third of the theme's output; the page layout holds no preformatted text
    html = html.replace(' xmlns="http://www.w3.org/2000/svg"', "")  # HTML knows what an svg element is
    html = with_csp_hashes(html, LAYOUT_ADDRESS)
    pieces: list[str] = []
    end = 0
    for match in _SENTINEL.finditer(html):
        pieces += [html[end : match.start()], match.group()]
        end = match.end()
    return PageLayout((*pieces, html[end:]))


def highlight_tab(layout: PageLayout, section: str) -> PageLayout:
    """The same layout with the tab of the part that `section` (« themes ») belongs to marked as the current one."""
    part = part_of(section)
    link = re.compile(rf'<li class="md-tabs__item">(\s*<a href="[./]*/{re.escape(part)}/" class="md-tabs__link")')
    return PageLayout(
        tuple(link.sub(r'<li class="md-tabs__item md-tabs__item--active">\1', piece) for piece in layout.pieces)
    )
