"""A page that the data gives, as plain values: where it goes, which template, with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.text.typography import shorten

# What search engines show of a description.
DESCRIPTION_MAX = 160


@dataclass(frozen=True)
class Page:
    """A page rendered into the page layout.

    `address` is its folder (`modules/aura-x/`), `file` its file there; `section` the tab it belongs to.
    """

    address: str
    title: str
    description: str
    template: str
    context: Mapping[str, Any]
    file: str = "index.html"

    @property
    def section(self) -> str:
        """The top folder of the address."""
        return self.address.split("/", 1)[0]


def described(text: str) -> str:
    """The text as the description of a page."""
    return shorten(text, DESCRIPTION_MAX)
