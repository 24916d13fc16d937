"""What the tests ask of a page of HTML: its headings, links, resources, ids and the text that a person reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_UNREAD = frozenset(("script", "style", "code", "pre", "svg"))
_READ_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder")
_BLANK = re.compile(r"[ \n\t]+")
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")


@dataclass
class PageFacts:
    """A page, read once."""

    title: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # href of <a>
    resources: list[str] = field(default_factory=list)  # everything that the browser fetches by itself
    canonical: str = ""
    handlers: list[str] = field(default_factory=list)  # onclick and its like
    scripts: list[str] = field(default_factory=list)  # inline code, which linked data is not
    text: list[str] = field(default_factory=list)  # text nodes that are read
    main: list[str] = field(default_factory=list)  # those of them inside <main>
    labels: list[str] = field(default_factory=list)  # attributes that are read

    @property
    def content(self) -> str:
        """The text inside <main>, blanks made one; no-break spaces stay."""
        return _BLANK.sub(" ", "".join(self.main))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageFacts()
        self._open: list[str] = []
        self._script_runs = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        page = self.page
        if "id" in values:
            page.ids.append(values["id"])
        page.handlers += [name for name in values if name.startswith("on")]
        page.labels += [values[name] for name in _READ_ATTRIBUTES if name in values]
        if tag == "a" and "href" in values:
            page.links.append(values["href"])
        elif tag == "link" and values.get("rel") == "canonical":
            page.canonical = values["href"]
        elif tag == "link":
            page.resources.append(values.get("href", ""))
        page.resources += [values[name] for name in ("src", "srcset", "poster", "data") if values.get(name)]
        page.resources += _CSS_URL.findall(values.get("style", ""))
        if re.fullmatch("h[1-6]", tag):
            page.headings.append((int(tag[1]), ""))
        if tag == "script":
            self._script_runs = values.get("type") != "application/ld+json"
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        page, inside = self.page, self._open
        if "title" in inside and "svg" not in inside:
            page.title += data
        if inside and inside[-1] == "script" and self._script_runs:
            page.scripts.append(data)
        if inside and re.fullmatch("h[1-6]", inside[-1]):
            level, text = page.headings[-1]
            page.headings[-1] = (level, text + data)
        if "main" in inside and "script" not in inside and "svg" not in inside:
            page.main.append(data)
        if not _UNREAD.intersection(inside):
            page.text.append(data)


def read_html(html: str) -> PageFacts:
    """The facts of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


def read_site(site: Path) -> dict[str, PageFacts]:
    """Path below `site` → facts, for every page."""
    return {
        path.relative_to(site).as_posix(): read_html(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
