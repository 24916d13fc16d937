"""Jinja2 for the data pages: autoescape everywhere, French typography everywhere, nothing undefined in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from build_tools.model import Term
from build_tools.model.base import Source, SourcedRecord
from build_tools.model.certification import Registration
from build_tools.site.listing import alphabetical, duration_text
from build_tools.typography import french, number

TEMPLATES = Path(__file__).parent / "templates"
_CODE_OR_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>)", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")
_MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


class FrenchText(Extension):
    """Gives the templates' own text its no-break spaces and apostrophes, once, when they are compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Leave code and tags alone, give the text between them its typography and no indentation."""
        parts = _CODE_OR_TAG.split(source)
        return "".join(part if i % 2 else _BLANK.sub("\n", french(part)) for i, part in enumerate(parts))


def environment(**shared: Any) -> Environment:
    """The environment of all templates; `shared` are the names that every template sees."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[FrenchText],
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters.update(
        nombre=number,
        pluriel=plural,
        modules=module_count,
        part=percent,
        date=long_date,
        exact=exact,
        alphabetique=alphabetical_terms,
    )
    env.globals.update(shared, symbol=symbol, deduced=deduced, by_document=by_document, duration=duration_text)
    return env


def _finalize(value: Any) -> Any:
    """Values of records get French typography as they are written into a page; safe HTML is left alone."""
    return french(value) if type(value) is str else value


# Called dozens of times on each page, so they are functions: a template's macro costs ten times as much.


@cache
def symbol(name: str) -> Markup:
    """The picture of a sector, a transition or a kind of fact; its label always stands beside it."""
    return Markup('<span class="symbole symbole--{}" aria-hidden="true"></span>').format(name)


def by_document(sources: Iterable[Source]) -> list[tuple[str, list[Source]]]:
    """Passages under their document, in the order in which the record cites them."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.document, []).append(source)
    return list(groups.items())


_DEDUCED = Markup('<abbr class="deduit" title="{}">déduit</abbr>').format(
    french("Déduit par le catalogue : aucune source ne l'énonce")
)


def deduced(record: SourcedRecord | Registration, name: str) -> Markup | str:
    """The mark of a deduced field, or nothing."""
    return _DEDUCED if name in record.deduit else ""


def alphabetical_terms(terms: Iterable[Term]) -> list[Term]:
    """Terms by their French label, accents ignored: Île-de-France stands among the I."""
    return sorted(terms, key=lambda term: alphabetical(term.libelle))


def exact(text: str) -> Markup:
    """Text that must keep its plain spaces and apostrophes: an address, a code, a file's name, a YAML example."""
    return Markup.escape(text)


def plural(count: float, singular: str, plural_form: str | None = None) -> str:
    """« 1 module », « 96 modules »."""
    word = singular if count < 2 else plural_form or f"{singular}s"
    return f"{number(count)}\u00a0{word}"


def module_count(count: int) -> str:
    """« aucun module », « 1 module », « 96 modules »."""
    return plural(count, "module") if count else "aucun module"


def percent(part: int, whole: int) -> str:
    """« 33 % »; « < 1 % » and « > 99 % » rather than a rounded nothing or everything."""
    share = 100 * part / whole if whole else 0
    if 0 < share < 1:
        return "<\u00a01\u00a0%"
    if 99 < share < 100:
        return ">\u00a099\u00a0%"
    return f"{share:.0f}\u00a0%"


def long_date(value: Any) -> str:
    """« 21 novembre 2026 », « janvier 2020 » or « 2019 » from an ISO date, month or year."""
    parts = [int(part) for part in str(value).split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = f"{_MONTHS[parts[1] - 1]}\u00a0{parts[0]}"
    if len(parts) == 2:
        return month
    return f"{'1er' if parts[2] == 1 else parts[2]}\u00a0{month}"
