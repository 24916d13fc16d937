"""Jinja2 for the data pages: autoescape everywhere, French typography everywhere, nothing undefined in silence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Undefined,
    pass_environment,
    pass_eval_context,
)
from jinja2.ext import Extension
from jinja2.nodes import EvalContext
from markupsafe import Markup

from build_tools.analysis.gaps import STATES, gap_state, of_sector, waiting_for
from build_tools.model import Term, Vocabularies
from build_tools.model.base import Source, SourcedRecord, is_deduced
from build_tools.model.certification import Registration
from build_tools.model.completeness import POINTS, level, points_missing
from build_tools.model.kinds import KINDS
from build_tools.model.official import occupation_page, registration_page
from build_tools.model.ordering import by_label
from build_tools.model.shown import facts_of, last_stated
from build_tools.model.vocabulary import Document
from build_tools.model.wording import duration_text, field_label
from build_tools.site.facets import search_address
from build_tools.site.listing import parts_of
from build_tools.text import typography
from build_tools.text.addresses import site_of
from build_tools.text.typography import french, long_date, number, of_regions, percent, plural

TEMPLATES = Path(__file__).parent / "templates"
_CODE_OR_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>)", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


class FrenchText(Extension):
    """Gives the templates' own text its no-break spaces and apostrophes, once, when they are compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Leave code and tags alone, give the text between them its typography and no indentation."""
        parts = _CODE_OR_TAG.split(source)
        return "".join(part if i % 2 else _BLANK.sub("\n", french(part)) for i, part in enumerate(parts))


# A page has some hundred values, most of them labels, codes and ids that other pages have too.
_typographic = lru_cache(20_000)(french)


@pass_eval_context  # or Jinja would compile a text between quotes without asking
def _finalize(_: EvalContext, value: Any) -> Any:
    """Each value that a template writes: a plain text gets French typography before it is escaped, safe HTML stays."""
    if type(value) is str:
        return _typographic(value)
    # What « x if y » gives without « else »; an unknown name is StrictUndefined, which refuses.
    return "" if type(value) is Undefined else value


class _Compiled(FileSystemBytecodeCache):
    """Templates compiled once, kept as Python keeps its own byte code: compiling them took a tenth of a build.

    A template is compiled again when it changes, or the code that decides what it becomes.
    """

    def get_source_checksum(self, source: str) -> str:
        """What changes when the template or that code does."""
        return super().get_source_checksum(source + _code())


@cache
def _code() -> str:
    return "".join(Path(file).read_text(encoding="utf-8") for file in (__file__, typography.__file__))


@cache
def _compiled() -> _Compiled:
    """In a folder beside this module's byte code; in Jinja's own temporary one where that cannot be written."""
    folder = Path(__file__).parent / "__pycache__" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _Compiled()
    return _Compiled(str(folder) if os.access(folder, os.W_OK) else None)


def environment(**shared: Any) -> Environment:
    """The environment of all templates; `shared` are the names that every template sees."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        extensions=[FrenchText],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled(),
    )
    # What is asked dozens of times on each page is a filter: Jinja takes longer to call a function, or a macro.
    env.filters.update(
        nombre=number,
        pluriel=plural,
        des_regions=of_regions,
        modules=module_count,
        part=percent,
        date=long_date,
        exact=exact,
        site_of=site_of,
        alphabetique=alphabetical_terms,
        lower_first=lower_first,
        label=label,
        deduced=deduced,
        field_label=field_label,
    )
    env.globals.update(
        shared,
        symbol=symbol,
        by_document=by_document,
        duration=duration_text,
        facts=facts_of,
        last_stated=last_stated,
        occupation_page=occupation_page,
        registration_page=registration_page,
        level=level,
        points=POINTS,
        gap_state=gap_state,
        gap_states=STATES,
        gaps_of_sector=of_sector,
        gaps_waiting=waiting_for,
        kind_names={kind.folder: kind.name.lower() for kind in KINDS.values()},
        kinds=[(kind.folder, kind.several) for kind in KINDS.values()],
        points_missing=points_missing,
        parts_of=parts_of,
        search_of=search_address,
    )
    return env


@cache
def symbol(name: str) -> Markup:
    """The picture of a sector, a transition or a kind of fact; its label always stands beside it."""
    return Markup('<span class="symbole symbole--{}" aria-hidden="true"></span>').format(name)


def by_document(words: Vocabularies, sources: Iterable[Source]) -> list[tuple[Document, list[Source]]]:
    """Passages under their document, in the order in which the record cites them."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(words.same_document(source), []).append(source)
    return [(words.document_of(cited[0]), cited) for cited in groups.values()]


# What opens the bubble: no script is needed for it, and each page has one bubble for all its marks.
DEDUCED_TARGET = 'popovertarget="bulle-deduit"'
BUBBLE = 'id="bulle-deduit"'
_MARKED_AS_ONE = frozenset({"duree", "porteur", "certificateur", "chiffres", "resultats"})
_DEDUCED = Markup('<button class="deduit" popovertarget="bulle-deduit">déduit</button>')


@pass_environment
def label(env: Environment, term_id: str, vocabulary: str) -> str:
    """The label of a term of the catalogue that the templates show."""
    words = cast(Vocabularies, env.globals["words"])
    return words.label(vocabulary, term_id)


def deduced(record: SourcedRecord | Registration, name: str) -> Markup | str:
    """The mark of a deduced field, or nothing; a group shown as one is marked for any of its parts."""
    part = name in _MARKED_AS_ONE and any(field.startswith(f"{name}.") for field in record.deduit)
    return _DEDUCED if part or is_deduced(name, record.deduit) else ""


def lower_first(text: str) -> str:
    """The text as it goes on after a colon."""
    return text[:1].lower() + text[1:]


def alphabetical_terms(terms: Iterable[Term]) -> list[Term]:
    """Terms by their French label."""
    return sorted(terms, key=by_label)


def exact(text: str) -> Markup:
    """Text that must keep its plain spaces and apostrophes: an address, a code, a file's name, a YAML example."""
    return Markup.escape(text)


def module_count(count: int) -> str:
    """« aucun module », « 1 module », « 96 modules »."""
    return plural(count, "module") if count else "aucun module"
